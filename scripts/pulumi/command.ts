// One `pulumi` command while it runs: wait for it, ask it to stop as Ctrl-C does, or kill it and its provider as a crash does.

import { descendants, killTree, type StartedProcess, signal } from "./processes.ts";
import { type Finished, type RunOptions, start } from "./run.ts";

export interface Command {
  finished: Promise<Finished>;
  /** The language host, the program, the provider and the shells between them, as they run now. */
  processes(): StartedProcess[];
  /** SIGINT to the CLI alone: it lets running operations end, then exits. */
  interrupt(): void;
  /** SIGKILL to the provider process alone. Answers how many there were, since a crash that hits nothing proves nothing. */
  killProvider(): number;
  /** SIGKILL to the CLI and to everything that it has started. */
  killEverything(): void;
}

/** Never asks and never colours, unless the arguments say so. */
export function startCommand(args: readonly string[], options: RunOptions): Command {
  const { pid, finished } = start("pulumi", ["--non-interactive", "--color", "never", ...args], options);
  const processes = () => (pid === undefined ? [] : descendants(pid));
  return {
    finished,
    processes,
    interrupt: () => pid !== undefined && signal(pid, "SIGINT"),
    killProvider: () => processes().filter((one) => isProvider(one) && signal(one.pid, "SIGKILL")).length,
    killEverything: () => pid !== undefined && killTree(pid),
  };
}

/** The Node process of the dynamic provider, not the shell script that waits for it. */
function isProvider({ command }: StartedProcess): boolean {
  return command.includes("cmd/dynamic-provider");
}
