// What the captures are played on: a simulator, a private engine, one stack, and a program whose disks change.

import { join } from "node:path";
import { type Simulator, startSimulator } from "huaweicloud-workspace-simulator";
import { environmentFor } from "../demo/simulator.ts";
import { createEngine, type Engine } from "../pulumi/engine.ts";
import { repository } from "../pulumi/parts.ts";
import { type Finished, run } from "../pulumi/run.ts";
import type { Stack } from "../pulumi/stack.ts";
import { type Disks, programWith } from "./program.ts";
import { onTerminal, type Shown, type Where } from "./terminal.ts";
import { jobSeconds, runTime, type Time } from "./time.ts";

export interface Stage {
  readonly simulator: Simulator;
  readonly time: Time;
  readonly stack: Stack;
  write(disks: Disks): void;
  /** `pulumi` with these words, on a terminal. */
  types(words: readonly string[], how?: Pick<Where, "columns" | "watched">): Promise<Shown>;
  /** The command of the package. */
  gate(preview: string): Promise<Finished>;
  close(): Promise<void>;
}

export async function openStage(disks: Disks): Promise<Stage> {
  const simulator = await startSimulator({ time: "manual", jobSeconds });
  const engine = await createEngine({ say: (line) => console.error(line), env: environmentFor(simulator.url) });
  const stack = await engine.stack({ name: "office", program: { "index.ts": programWith(disks) } });
  const time = runTime(simulator);
  const { folder: cwd } = stack;
  return {
    simulator,
    time,
    stack,
    write: (next) => stack.write({ "index.ts": programWith(next) }),
    types: (words, how) => onTerminal(["pulumi", ...words, "--stack", "office"], { cwd, env: engine.env, ...how }),
    gate: (preview) => gate(preview, engine, stack),
    async close() {
      time.end();
      await engine.dispose();
      await simulator.close();
    },
  };
}

async function gate(preview: string, { env }: Engine, stack: Stack): Promise<Finished> {
  stack.write({ "preview.json": preview });
  const command = join(repository, "provider", "dist", "command", "main.js");
  return run("node", [command, "gate", "preview.json"], { cwd: stack.folder, env });
}
