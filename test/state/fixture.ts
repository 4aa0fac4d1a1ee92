/** A state as a release left it, with the program that it came from and the service as it stood at that moment. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Program, Stack, Stored } from "../world/stack.ts";
import { createStack } from "../world/stack.ts";
import { createWorld, type World } from "../world/world.ts";

export interface Fixture {
  /** What the state is in the middle of, in words. */
  readonly what: string;
  /** The form of the state. */
  readonly schema: number;
  /** The time of the service, in milliseconds since 1970. */
  readonly time: number;
  readonly program: Program;
  readonly resources: readonly (readonly [name: string, stored: Stored])[];
  /** A document as the simulator keeps it. */
  readonly service: unknown;
}

const folder = "test/state/fixtures";

export const pathOf = (name: string): string => join(folder, `${name}.json`);

export const fixtureNames = (): string[] =>
  readdirSync(folder)
    .map((file) => basename(file, ".json"))
    .sort();

export const fixture = (name: string): Fixture => JSON.parse(readFileSync(pathOf(name), "utf8"));

export interface Scene {
  readonly world: World;
  readonly stack: Stack;
  readonly program: Program;
}

/** The service and the state as they were, and today's code. */
export async function sceneOf(
  { program, resources, service, time }: Fixture,
  story: (scene: Scene) => Promise<void>,
): Promise<void> {
  const world = await createWorld({ start: time, load: structuredClone(service) });
  try {
    const stack = createStack(world);
    for (const [name, stored] of resources) stack.state.set(name, JSON.parse(JSON.stringify(stored)));
    await story({ world, stack, program });
  } finally {
    await world.close();
  }
}
