/** Cuts a path at a point, lets the next commands repair it, and compares the end with that of a whole run. */
import type { Call, Effect, SimulatorOptions } from "../../simulator/index.ts";
import type { Outcome } from "../world/stack.ts";
import { differences } from "./differences.ts";
import { type Ending, endingOf } from "./ending.ts";
import type { Path } from "./paths.ts";
import { deathOf, faultOf, nameOf, type Point, type WireEvent } from "./points.ts";
import { type Last, openScene, play, type Scene } from "./scene.ts";
import { live, type Watch } from "./wire.ts";

export type Dialects = NonNullable<SimulatorOptions["dialects"]>;

export interface Whole {
  readonly events: readonly WireEvent[];
  readonly ending: Ending;
}

/** The path without a cut. */
export async function wholeRun(path: Path, dialects: Dialects = {}): Promise<Whole> {
  return onScene(path, dialects, async (scene, last) => {
    const asked = callsOf(scene).length;
    const worlds: Worlds = { before: [], after: [] };
    const work = (options: object) => play(scene, last, options);
    const outcome = await live(scene.world.clock, work, undefined, watching(scene, worlds));
    if (outcome === "killed" || !outcome.ok)
      throw new Error(`${path.name} fails without any cut: ${JSON.stringify(outcome)}`);
    return { events: eventsOf(scene, asked, worlds), ending: endingOf(scene) };
  });
}

/** What is wrong at the end; nothing when the cut has left no trace. */
export async function complaintOf(
  path: Path,
  point: Point,
  whole: Whole,
  dialects: Dialects = {},
): Promise<string | undefined> {
  return onScene(path, dialects, async (scene, last) => {
    const notCut = await cut(scene, last, point);
    await path.habit?.(scene);
    const errors = notCut === undefined ? await repaired(scene, last) : [notCut];
    const ending = () => forgiven(endingOf(scene), whole.ending, path);
    const wrong =
      errors.length > 0 ? errors : [...differences(ending(), whole.ending), ...(await notQuiet(scene, last))];
    return wrong.length === 0 ? undefined : `${nameOf(point)}: ${wrong.join("; ")}`;
  });
}

function forgiven(is: Ending, whole: Ending, { onceMore = [] }: Path): Ending {
  const effects = Object.entries(is.effects).map(([kind, count]) => {
    const wanted = whole.effects[kind] ?? 0;
    return [kind, onceMore.includes(kind) && count === wanted + 1 ? wanted : count];
  });
  return { ...is, effects: Object.fromEntries(effects) };
}

async function onScene<T>(
  { begin, last, habit }: Path,
  dialects: Dialects,
  work: (scene: Scene, last: Last) => Promise<T>,
): Promise<T> {
  const scene = await openScene(dialects);
  try {
    await begin?.(scene);
    await habit?.(scene);
    return await work(scene, last(scene));
  } finally {
    await scene.world.close();
  }
}

const callsOf = ({ world }: Scene): readonly Call[] => world.simulator.ledger().calls;

interface Worlds {
  readonly before: string[];
  readonly after: string[];
}

/** A wait of some milliseconds changes nothing; one that lets a job go on is longer. */
const instantMs = 500;

function watching(scene: Scene, { before, after }: Worlds): Watch {
  const world = (): string => {
    const { effects } = scene.world.simulator.ledger();
    const now = Math.round(scene.world.clock.now() / instantMs);
    return JSON.stringify([effects.length, now, [...scene.stack.state]]);
  };
  return { began: () => before.push(world()), ended: () => after.push(world()) };
}

function eventsOf(scene: Scene, asked: number, { before, after }: Worlds): WireEvent[] {
  const { calls, effects } = scene.world.simulator.ledger();
  return calls.slice(asked).map((call, i) => {
    const known = effects.filter(({ seq, at }) => seq < call.seq && Date.parse(call.at) - Date.parse(at) < forgottenMs);
    const lastChange = calls.findLast((c) => c.change && c.status < 300 && c.seq < call.seq);
    return {
      operation: call.operation,
      isRead: call.method === "GET",
      before: before[i] ?? `before ${i}`,
      after: after[i] ?? `after ${i}`,
      lastEffects: trailing(known, ({ at }) => at === known.at(-1)?.at),
      changeEffects: trailing(known, ({ seq }) => seq > (lastChange?.seq ?? Number.POSITIVE_INFINITY)),
    };
  });
}

/** No read is as stale as that. */
const forgottenMs = 30 * 60_000;

const trailing = (effects: readonly Effect[], isOne: (effect: Effect) => boolean): number =>
  effects.length - 1 - effects.findLastIndex((effect) => !isOne(effect));

/** Runs the command with its cut. Says so when the point was not met: then nothing was tried. */
async function cut(scene: Scene, last: Last, point: Point): Promise<string | undefined> {
  const { simulator, clock } = scene.world;
  const fault = faultOf(point);
  if (fault !== undefined) simulator.fault(fault);
  const end = await live(clock, (options) => play(scene, last, options), deathOf(point));
  const met =
    fault === undefined ? end === "killed" : simulator.ledger().calls.some((call) => call.fault !== undefined);
  simulator.clearFaults();
  clock.advance(point.pause * 60_000);
  return met ? undefined : "the command never came to this point";
}

/** The same command again, in a fresh process. */
const repaired = (scene: Scene, last: Last): Promise<readonly string[]> =>
  repairedBy(() => live(scene.world.clock, (options) => play(scene, last, options)));

/** One command puts right what a cut has left. One that needs a second to come through is a complaint, as is one that never does. */
export async function repairedBy(again: () => Promise<Outcome | "killed">): Promise<readonly string[]> {
  const first = await again();
  if (first === "killed") return ["killed by nobody"];
  if (first.ok) return [];
  const second = await again();
  if (second === "killed") return ["killed by nobody"];
  return second.ok ? [`only a second command came through, the first said ${first.errors.join("; ")}`] : second.errors;
}

async function notQuiet({ stack }: Scene, last: Last): Promise<string[]> {
  if (last === "destroy") return [...stack.state.keys()].map((name) => `${name} is still in the state`);
  const { did, errors } = await stack.preview(last);
  return [...did, ...errors].map((line) => `the next preview says ${line}`);
}
