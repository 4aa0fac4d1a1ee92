/** What the stories of DesktopPool share: a world with one pool's program, deaths at a chosen call, and what the ledger says. */
import { afterEach, expect } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { office } from "./programs.ts";
import { createStack, Killed, type Outcome, type Program, type Stack } from "./stack.ts";
import { createWorld, type World } from "./world.ts";

const open: World[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** The office of three desktops; a field set to `undefined` leaves the program. */
export const pool = (args: Plain = {}): Program => ({ office: { kind: "DesktopPool", args: { ...office, ...args } } });

export interface Story {
  readonly world: World;
  readonly stack: Stack;
}

export async function story(
  options: Pick<SimulatorOptions, "dialects" | "jobSeconds"> & { readonly program?: Program } = {},
): Promise<Story> {
  const { program, ...simulator } = options;
  const world = await createWorld(simulator);
  open.push(world);
  const stack = createStack(world);
  if (program !== undefined) expect((await stack.up(program)).errors).toEqual([]);
  return { world, stack };
}

/** The calls that change something, as `operation status`; 0 is an answer that was never given. */
export const changes = ({ world }: Story): string[] =>
  world.simulator
    .ledger()
    .calls.filter((call) => call.change)
    .map((call) => `${call.operation} ${call.status}`);

export const bodies = ({ world }: Story, operation: string): unknown[] =>
  world.simulator
    .ledger()
    .calls.filter((call) => call.operation === operation)
    .map((call) => call.body);

export const effects = ({ world }: Story, kind: string): readonly Plain[] =>
  world.simulator.ledger({ kind }).effects.map((effect) => ({ ...effect }));

export const thePool = ({ world }: Story, name = "office") => {
  const found = world.simulator.state().pools.find((p) => p.name === name);
  if (found === undefined) throw new Error(`the simulator has no pool ${name}`);
  return found;
};

export const desktopIds = (story: Story, name = "office"): string[] => thePool(story, name).desktops.map((d) => d.id);

export const tagsOf = (story: Story, name = "office"): Plain =>
  Object.fromEntries((thePool(story, name).attributes.tags ?? []).map(({ key, value }) => [key, value]));

/** Nothing is left to do or to find out: two refreshes change nothing, and the preview is empty. */
export async function expectSettled({ stack }: Pick<Story, "stack">, program: Program): Promise<void> {
  await stack.refresh();
  const second = await stack.refresh();
  expect([...second.did, ...second.errors]).toEqual([]);
  const preview = await stack.preview(program);
  expect([...preview.did, ...preview.errors]).toEqual([]);
}

export const said = ({ lines }: Outcome, as = "warn"): string =>
  lines
    .filter((line) => line.as === as)
    .map((line) => line.line)
    .join("\n");

type Method = keyof WorkspaceService;

export interface Death {
  /** The how-manieth call of the service. */
  readonly nth: number;
  readonly when: "before" | "after";
  /** Count only the calls of this method. */
  readonly of?: Method;
  /** Do not count the calls of this one: a wait polls, and dying in one poll is as good as dying in another. */
  readonly but?: Method;
}

/** A provider process that dies at a call: before it leaves, or after it was done and before its answer is used. */
export function dying({ nth, when, of, but }: Death): (service: WorkspaceService) => WorkspaceService {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Killed();
  };
  const wrapped =
    (work: (...args: unknown[]) => unknown, counts: boolean) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (dead) return die();
      if (counts) calls += 1;
      const isIt = counts && calls === nth;
      if (isIt && when === "before") return die();
      const answer = await work(...args);
      return isIt ? die() : answer;
    };
  return (service) =>
    new Proxy(service, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        return typeof value === "function" && key !== "serverNow" && key !== "random"
          ? wrapped((...args) => Reflect.apply(value, target, args), key !== but && (of === undefined || key === of))
          : value;
      },
    });
}

/** Whether the process died on the way. */
export async function diesIn(work: () => Promise<Outcome>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}
