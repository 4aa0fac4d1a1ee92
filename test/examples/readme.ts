// Follows the README of an example: its commands, one after the other, as a user types them, with the real CLI against the simulator.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../scripts/pulumi/engine.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { copyProgram } from "../../scripts/pulumi/program.ts";
import { type Finished, run } from "../../scripts/pulumi/run.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { blocks } from "../docs/pages.ts";
import { startEngine } from "../engine/engine.ts";

export interface Example {
  readonly simulator: Simulator;
  readonly engine: Engine;
  /** The copy that the commands run in. */
  readonly folder: string;
  /** What the README tells to type, without the installation. */
  readonly typed: readonly string[];
  /** The README's blocks of one language. */
  blocks(language: string): string[];
  /** One command, which has to end well. */
  does(line: string): Promise<string>;
  ends(line: string): Promise<Finished>;
  /** All commands of the README. `instead` replaces words, such as ids. */
  follows(instead?: Readonly<Record<string, string>>): Promise<void>;
  /** The changing calls so far. */
  changes(): string[];
  close(): Promise<void>;
}

const examples = join(repository, "examples");

export async function openExample(name: string, options: SimulatorOptions = {}): Promise<Example> {
  const simulator = await startSimulator({ jobSeconds: 1, ...options });
  const { tenant, url } = simulator;
  const engine = await startEngine({
    HW_ACCESS_KEY: tenant.accessKey,
    HW_SECRET_KEY: tenant.secretKey,
    HW_WORKSPACE_ENDPOINT: url,
    HW_IAM_ENDPOINT: url,
  });
  const folder = copyProgram(join(examples, name), join(engine.root, "programs", name));
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  // The packages are those of the repository.
  const typed = blocks(readme, "sh")
    .join("")
    .trim()
    .split("\n")
    .filter((line) => line !== "npm install");
  const ends = (line: string) => started(engine, folder, words(line));
  const example: Example = {
    simulator,
    engine,
    folder,
    typed,
    blocks: (language) => blocks(readme, language),
    ends,
    async does(line) {
      const { exitCode, stdout, stderr } = await ends(line);
      if (exitCode !== 0) throw new Error(`${line} ended with ${exitCode}:\n${stdout}${stderr}`);
      return stdout;
    },
    async follows(instead = {}) {
      for (const line of typed) await example.does(replaced(line, instead));
    },
    changes: () => simulator.ledger().calls.flatMap(({ change, operation }) => (change ? [operation] : [])),
    close: async () => {
      await engine.dispose();
      await simulator.close();
    },
  };
  return example;
}

const replaced = (line: string, instead: Readonly<Record<string, string>>): string =>
  Object.entries(instead).reduce((text, [from, to]) => text.replaceAll(from, to), line);

const words = (line: string): string[] => line.split(" ").map((word) => word.replace(/^'(.*)'$/, "$1"));

/** Whoever types is asked; here nobody is. A preview before each `up` would only take its time again. */
const unasked: Readonly<Record<string, readonly string[]>> = {
  up: ["--yes", "--skip-preview"],
  destroy: ["--yes", "--skip-preview"],
  refresh: ["--yes"],
};

async function started(engine: Engine, cwd: string, [program = "", ...args]: readonly string[]): Promise<Finished> {
  if (program === "export") return exported(engine, args);
  if (program !== "pulumi") return run(program, args, { cwd, env: engine.env });
  return engine.start([...args, ...(unasked[args[0] ?? ""] ?? [])], { cwd }).finished;
}

function exported({ env }: Engine, settings: readonly string[]): Finished {
  for (const setting of settings) {
    const [name = "", value] = setting.split("=");
    env[name] = value;
  }
  return { exitCode: 0, stdout: "", stderr: "" };
}
