/** Cuts a path at a point, lets the next commands repair it, and compares the end with that of a whole run. */
import { isDeepStrictEqual } from "node:util";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { type Ending, endingOf } from "./ending.ts";
import { mortal } from "./mortal.ts";
import type { Path } from "./paths.ts";
import { deathOf, faultOf, nameOf, type Point, type Track } from "./points.ts";
import { type Last, openScene, play, type Scene } from "./scene.ts";

export type Dialects = NonNullable<SimulatorOptions["dialects"]>;

export interface Whole {
  readonly track: Track;
  readonly ending: Ending;
}

/** The path without a cut. */
export async function wholeRun(path: Path, dialects: Dialects = {}): Promise<Whole> {
  return onScene(path, dialects, async (scene, last) => {
    const asked = requestsOf(scene).length;
    const process = mortal(scene.world.clock);
    const outcome = await process.live((meddle) => play(scene, last, { meddle }));
    if (outcome === "killed" || !outcome.ok)
      throw new Error(`${path.name} fails without any cut: ${JSON.stringify(outcome)}`);
    return { track: { calls: process.calls, requests: requestsOf(scene).slice(asked) }, ending: endingOf(scene) };
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
    const errors = notCut === undefined ? await repaired(scene, last) : [notCut];
    const wrong =
      errors.length > 0 ? errors : [...differences(endingOf(scene), whole.ending), ...(await notQuiet(scene, last))];
    return wrong.length === 0 ? undefined : `${nameOf(point)}: ${wrong.join("; ")}`;
  });
}

async function onScene<T>(
  { before, arrange, last }: Path,
  dialects: Dialects,
  work: (scene: Scene, last: Last) => Promise<T>,
): Promise<T> {
  const scene = await openScene(dialects);
  try {
    const begun = before === undefined ? undefined : await play(scene, before);
    if (begun?.ok === false) throw new Error(`the path cannot begin: ${begun.errors.join("; ")}`);
    arrange?.(scene);
    return await work(scene, last(scene));
  } finally {
    await scene.world.close();
  }
}

const requestsOf = ({ world }: Scene): string[] => world.simulator.ledger().calls.map((call) => call.operation);

/** Runs the command with its cut. Says so when the point was not met: then nothing was tried. */
async function cut(scene: Scene, last: Last, point: Point): Promise<string | undefined> {
  const { simulator, clock } = scene.world;
  const effect = faultOf(point);
  if (effect !== undefined) simulator.fault({ nth: point.nth, effect });
  const end = await mortal(clock, deathOf(point)).live((meddle) => play(scene, last, { meddle }));
  const met =
    effect === undefined ? end === "killed" : simulator.ledger().calls.some((call) => call.fault !== undefined);
  simulator.clearFaults();
  clock.advance(point.pause * 60_000);
  return met ? undefined : "the command never came to this point";
}

/** The same command again, in a fresh process, at most twice. */
async function repaired(scene: Scene, last: Last): Promise<readonly string[]> {
  const first = await play(scene, last);
  return first.ok ? [] : (await play(scene, last)).errors;
}

function differences(is: Ending, whole: Ending): string[] {
  const parts = ["cloud", "stack", "effects"] as const;
  return parts.flatMap((part) =>
    isDeepStrictEqual(is[part], whole[part])
      ? []
      : [`${part} is ${JSON.stringify(is[part])}, after a whole run it is ${JSON.stringify(whole[part])}`],
  );
}

async function notQuiet({ stack }: Scene, last: Last): Promise<string[]> {
  if (last === "destroy") return [...stack.state.keys()].map((name) => `${name} is still in the state`);
  const { did, errors } = await stack.preview(last);
  return [...did, ...errors].map((line) => `the next preview says ${line}`);
}
