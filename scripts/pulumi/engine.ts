// The real Pulumi engine, in private: its own home, backend, passphrase and programs in one temporary folder that goes at the
// end. The user's login, stacks, config and PULUMI_* or HW_* settings are neither read nor touched. For the tests and the demo.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, startCommand } from "./command.ts";
import { findPulumi } from "./find.ts";
import { repository } from "./parts.ts";
import { copyProgram, type ProgramFiles, writeProgram } from "./program.ts";
import { createStack, type Stack, type StackOptions } from "./stack.ts";

export interface EngineOptions {
  /** Gets one plain line for each step of finding the CLI, which may take minutes the first time. */
  say: (line: string) => void;
  /** Variables for the CLI, the programs and the provider, on top of the private ones. */
  env?: Record<string, string>;
}

export interface Engine {
  env: NodeJS.ProcessEnv;
  /** The temporary folder with everything in it. */
  root: string;
  /** Of the Pulumi CLI. */
  version: string;
  /** A folder with these files, and with the package.json and Pulumi.yaml that they lack. */
  writeProgram(files: ProgramFiles): string;
  /** A new stack, with its config set. Throws if it cannot be made. */
  stack(options: StackOptions): Promise<Stack>;
  /** Any other `pulumi` command, in the folder `cwd`. */
  start(args: readonly string[], options: { cwd: string; onLine?: (line: string) => void }): Command;
  /** Ends every command that still runs and removes the folder. */
  dispose(): Promise<void>;
}

export async function createEngine({ say, env: given = {} }: EngineOptions): Promise<Engine> {
  const found = await findPulumi({ say, env: process.env });
  const root = makeRoot();
  const env = privateEnvironment(found.env, root, given);
  const commands = new Set<Command>();
  let programs = 0;
  const nextProgram = () => join(root, "programs", `program-${++programs}`);
  const engine: Engine = {
    env,
    root,
    version: found.version,
    writeProgram: (files) => writeProgram(nextProgram(), files),
    stack: (options) => createStack(engine, programFolder(options.program), options),
    start(args, options) {
      const command = startCommand(args, { ...options, env });
      commands.add(command);
      void command.finished.then(() => commands.delete(command));
      return command;
    },
    async dispose() {
      for (const command of commands) command.killEverything();
      await Promise.all([...commands].map((command) => command.finished));
      // Retries: a killed provider may write its last file while the folder goes.
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  const programFolder = (program: string | ProgramFiles) => {
    if (typeof program !== "string") return engine.writeProgram(program);
    return program.startsWith(join(root, "programs")) ? program : copyProgram(program, nextProgram());
  };
  return engine;
}

function makeRoot(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "workspace-engine-")));
  for (const folder of ["home", "pulumi-home", "backend", "programs", "tmp"]) mkdirSync(join(root, folder));
  // Above the programs, not in them: Node looks upwards for packages, while the language host walks through every folder
  // of a program in search of plugins, links included.
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "dir");
  return root;
}

const weekMs = 7 * 24 * 60 * 60_000;

/**
 * Each command starts several processes of Node, which load the same files again. What Node has compiled of them is shared by all
 * private engines of this clone: Node keeps it apart by version, and names and checks each file by its contents.
 */
function compiledFolder(): string {
  const folder = join(repository, "node_modules", ".cache", "pulumi-engine");
  const since = statSync(folder, { throwIfNoEntry: false })?.birthtimeMs ?? Date.now();
  // Programs of temporary folders leave files there that nobody reads again.
  if (Date.now() - since > weekMs) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return folder;
}

/** Settings that lead to the user's own Pulumi and account, or that only npm and Jest mean for their own children. */
const foreign = /^(PULUMI_|HW_|XDG_|npm_|JEST_|NODE_ENV$|NODE_OPTIONS$)/;
const local = ["127.0.0.1", "localhost"];

function privateEnvironment(base: NodeJS.ProcessEnv, root: string, given: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !foreign.test(name));
  // The engine, the program and the provider talk to each other over local ports, which no proxy may get.
  const noProxy = [base.no_proxy ?? base.NO_PROXY, ...local].filter(Boolean).join(",");
  return {
    ...Object.fromEntries(kept),
    HOME: join(root, "home"),
    TMPDIR: join(root, "tmp"),
    no_proxy: noProxy,
    NO_PROXY: noProxy,
    PULUMI_HOME: join(root, "pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(root, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "private-engine",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    NODE_COMPILE_CACHE: compiledFolder(),
    // Our programs need no plugin beside the dynamic provider; a look for one would be a call to the internet.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    ...given,
  };
}
