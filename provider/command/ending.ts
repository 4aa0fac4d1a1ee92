/** How the command ends: an exit code for machines, a sentence for people. The process is left to end by itself, so that nothing printed is lost. */
import { CommanderError } from "commander";
import { isWorkspaceError } from "../workspace/errors.ts";

/** 3 and 4 are kept for a part that judges a preview. */
export const exitCodes = { done: 0, failed: 1, misused: 2 } as const;

export const exitCodesText = `
Exit codes: ${exitCodes.done} done, ${exitCodes.failed} it could not be done (the reason is on the standard error), ${exitCodes.misused} the command line is wrong.`;

/** Commander has printed its own words, also those of `--help`, which is no failure. */
export function endWith(error: unknown): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  console.error(`error: ${message}${isWorkspaceError(error, "configuration") ? notTheStack : ""}`);
  process.exitCode = exitCodes.failed;
}

/**
 * Whoever reads only the head of what is printed hangs up on the rest: the command then ends as it would have ended. What could not
 * be written for another reason, such as a full disk, is a failure, whatever else there was to say.
 */
export function failWhenUnprinted(output: NodeJS.WriteStream): void {
  let reason: string | undefined;
  output.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE") reason = message;
  });
  process.once("exit", () => {
    if (reason === undefined) return;
    console.error(`error: not all of the answer could be written: ${reason}`);
    process.exitCode ||= exitCodes.failed;
  });
}

const notTheStack =
  "\nThis command reads the environment and hcloud's profiles, and not the configuration of a Pulumi stack.";
