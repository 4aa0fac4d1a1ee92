/** Points at which a real process is killed: while the simulator holds its request, before or after the effect. */
import { setTimeout } from "node:timers/promises";
import { repairedBy } from "./cutting.ts";
import { differences } from "./differences.ts";
import { type Ending, endingOf } from "./ending.ts";
import { isChange } from "./mortal.ts";
import type { Path } from "./paths.ts";
import type { RealProcess } from "./real-process.ts";
import type { Theatre } from "./real-scene.ts";
import type { Last, Scene } from "./scene.ts";

export interface RealPoint {
  readonly path: Path;
  /** Which of all requests of the command, from 1. */
  readonly nth: number;
  readonly operation: string;
  readonly when: "before" | "after";
}

export interface RealWhole {
  readonly points: readonly RealPoint[];
  readonly ending: Ending;
}

export const realNameOf = ({ path, nth, operation, when }: RealPoint): string =>
  `${path.name} / ${nth} ${operation} / SIGKILL ${when} it`;

/** The path without a kill, in a process of its own, and every point in it. */
export async function realWhole(theatre: Theatre, path: Path): Promise<RealWhole> {
  const { scene, last } = await begun(theatre, path);
  const asked = theatre.simulator.ledger().calls.length;
  const outcome = await theatre.command(scene, last);
  if (outcome === "killed" || !outcome.ok) throw new Error(`${path.name} fails unkilled: ${JSON.stringify(outcome)}`);
  const calls = theatre.simulator.ledger().calls.slice(asked);
  const points = calls.flatMap(({ operation }, i) =>
    (["before", "after"] as const).map((when) => ({ path, nth: i + 1, operation, when })),
  );
  return { points, ending: timeless(endingOf(scene)) };
}

/** At a hundred times the pace a day ends in the middle of a path. */
function timeless(ending: Ending): Ending {
  const parsed: Ending = JSON.parse(JSON.stringify(ending).replaceAll(/"asOf":"[\d-]+"/g, '"asOf":"a day"'));
  return parsed;
}

/** Around every change, and of the reads each so-many-th: in the suite without processes every one is tried. */
export const chosenOf = (points: readonly RealPoint[], everyNthRead: number): RealPoint[] => {
  const reads = points.filter(({ operation }) => !isChange(operation));
  return points.filter((p) => isChange(p.operation) || reads.indexOf(p) % everyNthRead === 0);
};

export const isAfterChange = ({ operation, when }: RealPoint): boolean => isChange(operation) && when === "after";

/** What is wrong at the end; nothing when the kill has left no trace. */
export async function realComplaintOf(theatre: Theatre, point: RealPoint, whole: Ending): Promise<string | undefined> {
  const { scene, last } = await begun(theatre, point.path);
  const { simulator } = theatre;
  simulator.fault({ nth: point.nth, effect: point.when === "before" ? { holdBefore: true } : { hold: true } });
  const killed = await theatre.command(scene, last, (process) => killedWhenHeld(theatre, process));
  simulator.clearFaults();
  if (killed !== "killed") return "the command never came to this point";
  const errors = await repairedBy(() => theatre.command(scene, last));
  const wrong =
    errors.length > 0 ? errors : [...differences(timeless(endingOf(scene)), whole), ...(await notQuiet(scene, last))];
  return wrong.length === 0 ? undefined : wrong.join("; ");
}

async function begun(theatre: Theatre, path: Path): Promise<{ scene: Scene; last: Last }> {
  const scene = theatre.open();
  await path.begin?.(scene);
  return { scene, last: path.last(scene) };
}

/** The simulator lets a request go when its caller is gone: nothing of the dead process happens any more. */
async function killedWhenHeld({ simulator }: Theatre, process: RealProcess): Promise<void> {
  await soonOrNever(simulator.whenHeld(1));
  await process.kill();
  await soonOrNever(simulator.whenHeld(0));
}

/** A command that never comes to its point is told as such, and hangs nobody. */
const soonOrNever = (reached: Promise<void>): Promise<void> =>
  Promise.race([reached, setTimeout(mostMs, undefined, { ref: false })]);

const mostMs = 20_000;

async function notQuiet({ stack }: Scene, last: Last): Promise<string[]> {
  if (last === "destroy") return [...stack.state.keys()].map((name) => `${name} is still in the state`);
  const { did, errors } = await stack.preview(last);
  return [...did, ...errors].map((line) => `the next preview says ${line}`);
}
