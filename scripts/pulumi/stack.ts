// A stack of the private engine: the commands that a user types, each answered with its exit code and what it printed.

import type { Command } from "./command.ts";
import type { Engine } from "./engine.ts";
import { type ProgramFiles, writeFiles } from "./program.ts";
import type { Finished } from "./run.ts";

export interface StackOptions extends StackConfig {
  /** A folder, which is copied, or the texts of a program. A folder that the engine wrote is used as it is. */
  program: string | ProgramFiles;
  /** Default: `test`. */
  name?: string;
}

export interface StackConfig {
  /** By key, with a namespace where one is needed: `huaweicloud:region`. Objects as JSON texts. */
  config?: Record<string, string>;
  secrets?: Record<string, string>;
}

type Flags = readonly string[];
type OnLine = (line: string) => void;

export interface Stack {
  name: string;
  /** The folder of the program. */
  folder: string;
  /** Writes files of the program anew. */
  write(files: ProgramFiles): void;
  setConfig(config: StackConfig): Promise<Finished>;
  up(flags?: Flags, onLine?: OnLine): Promise<Finished>;
  preview(flags?: Flags, onLine?: OnLine): Promise<Finished>;
  refresh(flags?: Flags, onLine?: OnLine): Promise<Finished>;
  destroy(flags?: Flags, onLine?: OnLine): Promise<Finished>;
  /** Frees the lock that a killed command has left. */
  cancel(): Promise<Finished>;
  /** As `pulumi stack export`; secrets stay encrypted. `state` is undefined if the command failed. */
  exportState(): Promise<Finished & { state: unknown }>;
  /** Secrets in clear. Empty if the command failed. */
  outputs(): Promise<Finished & { outputs: Record<string, unknown> }>;
  /** An `up` to interrupt or to kill. */
  spawnUp(flags?: Flags, onLine?: OnLine): Command;
  /** Any other command that takes `--stack`. */
  run(args: Flags, onLine?: OnLine): Promise<Finished>;
  start(args: Flags, onLine?: OnLine): Command;
}

export async function createStack(engine: Engine, folder: string, options: StackOptions): Promise<Stack> {
  const { name = "test" } = options;
  const start = (args: Flags, onLine?: OnLine) =>
    engine.start([...args, "--stack", name], { cwd: folder, ...(onLine && { onLine }) });
  const stack = commandsOf(start, { name, folder });
  await must(engine.start(["stack", "init", name], { cwd: folder }).finished, "stack init");
  await must(stack.setConfig(options), "config set-all");
  return stack;
}

function commandsOf(start: Stack["start"], { name, folder }: { name: string; folder: string }): Stack {
  const run = (args: Flags, onLine?: OnLine) => start(args, onLine).finished;
  return {
    name,
    folder,
    start,
    run,
    write: (files) => writeFiles(folder, files),
    setConfig: (config) => run(["config", "set-all", ...configFlags(config)]),
    up: (flags = [], onLine) => run(["up", "--yes", ...flags], onLine),
    preview: (flags = [], onLine) => run(["preview", ...flags], onLine),
    refresh: (flags = [], onLine) => run(["refresh", "--yes", ...flags], onLine),
    destroy: (flags = [], onLine) => run(["destroy", "--yes", ...flags], onLine),
    cancel: async () => run(["cancel", "--yes"]),
    spawnUp: (flags = [], onLine) => start(["up", "--yes", ...flags], onLine),
    async exportState() {
      const ended = await run(["stack", "export"]);
      return { ...ended, state: ended.exitCode === 0 ? JSON.parse(ended.stdout) : undefined };
    },
    async outputs() {
      const ended = await run(["stack", "output", "--json", "--show-secrets"]);
      return { ...ended, outputs: ended.exitCode === 0 ? JSON.parse(ended.stdout) : {} };
    },
  };
}

function configFlags({ config = {}, secrets = {} }: StackConfig): string[] {
  const flags = (kind: string, values: Record<string, string>) =>
    Object.entries(values).map(([key, value]) => `--${kind}=${key}=${value}`);
  return [...flags("plaintext", config), ...flags("secret", secrets)];
}

/** Setting up is not what a test looks at: its failure is an error. */
async function must(finished: Promise<Finished>, what: string): Promise<void> {
  const { exitCode, stdout, stderr } = await finished;
  if (exitCode !== 0) throw new Error(`pulumi ${what} ended with ${exitCode}: ${stdout}${stderr}`);
}
