/** `gate [FILE]`: whether a preview may be applied without a person, as an exit code and as a summary for a pull request. */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";

interface Flags {
  readonly json?: true;
}

const more = `
The summary goes to the standard output, as Markdown of at most 60 kB.

  pulumi preview --refresh --show-replacement-steps --json > preview.json
  pulumi-huaweicloud-workspace gate preview.json > summary.md

Exit codes of gate: 0 safe, 3 data would be lost, 4 people would be hit, 1 the preview fails, \`pulumi up\` would stop, or it is no preview.`;

export function addGate(command: Command): void {
  command
    .command("gate")
    .description("judge a preview: may it be applied without a person?")
    .argument("[file]", "what `pulumi preview --json` has written (default: the standard input)")
    .option("--json", "print an object: the verdict, the label, each finding")
    .addHelpText("after", more)
    .action(run);
}

async function run(file: string | undefined, { json }: Flags): Promise<void> {
  const [{ previewIn }, { findingsIn }, { verdictOf }, { summaryOf }] = await Promise.all([
    import("../gate/preview.ts"),
    import("../gate/findings.ts"),
    import("../gate/verdict.ts"),
    import("../gate/summary.ts"),
  ]);
  const preview = previewIn(file === undefined ? await fromStandardInput() : await fromFile(file));
  const findings = findingsIn(preview);
  const verdict = verdictOf(findings);
  const { changeSummary } = preview;
  // Before the first word: whether anybody reads the summary changes nothing of it.
  process.exitCode = verdict.exitCode;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...verdict, changeSummary, findings }, undefined, 2)}\n`
      : summaryOf({ preview, findings, verdict }),
  );
}

/** Nobody types a preview: whoever forgot the file would wait for nothing. */
async function fromStandardInput(): Promise<string> {
  if (process.stdin.isTTY) throw new Error("no file is named, and nothing is piped in: `gate preview.json`");
  return text(process.stdin);
}

async function fromFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the preview cannot be read (${reason}): write it with \`pulumi preview --refresh --show-replacement-steps --json > FILE\``,
    );
  }
}
