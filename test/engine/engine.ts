// The private engine of scripts/pulumi, as the engine tests start it.

import { jest } from "@jest/globals";
import { createEngine, type Engine } from "../../scripts/pulumi/engine.ts";

/** A story is a handful of commands, each of which takes seconds, on a busy machine many. */
jest.setTimeout(180_000);

/** For `beforeAll`: the first start on a machine may have to build the CLI. Later ones take less than a second. */
export const firstStartMs = 15 * 60_000;

/** Says on stderr what it is doing, past Jest, which would keep the lines until the suite ends. */
export function startEngine(env: Record<string, string> = {}): Promise<Engine> {
  return createEngine({ say: (line) => process.stderr.write(`pulumi: ${line}\n`), env });
}

/** Something that a test waits for instead of for a time, such as a line of the CLI. */
export function moment(): { reached: Promise<void>; reach: () => void } {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { reached, reach: () => reach() };
}
