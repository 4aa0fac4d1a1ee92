/** Lives a history and then lets it come to its end: whatever was done, the last program converges by following the words. */
import type { World } from "../../world/world.ts";
import { type Coverage, noteCoverage } from "./coverage.ts";
import { follow } from "./helper.ts";
import type { History, Run } from "./history.ts";
import { begin, type Life, play, type Step } from "./life.ts";
import { brokenPromises } from "./promises.ts";
import { noteRare, type Rare } from "./rare.ts";
import { programOf } from "./written.ts";

/** Commands that a person tries before giving up. */
const mostRounds = 12;

/** What was met on the way. */
export interface Seen {
  readonly rare: Rare;
  readonly coverage?: Coverage;
}

export async function judged(world: World, history: History, seen: Seen = { rare: new Map() }): Promise<string[]> {
  const life = begin(world);
  try {
    for (const command of history) {
      const step = await play(life, command);
      const broken = step === undefined ? [] : await brokenBy(life, step, seen);
      if (broken.length > 0) return [...life.log, ...broken];
    }
    return await comesToRest(life, seen);
  } catch (error) {
    return [...life.log, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

async function brokenBy(life: Life, step: Step, { rare, coverage }: Seen): Promise<string[]> {
  noteRare(rare, life, step);
  if (coverage !== undefined) noteCoverage(coverage, step);
  return [...brokenPromises(step), ...(await unquiet(life, step))];
}

/** I4: after a successful `up` there is nothing left to do. */
async function unquiet({ stack, written }: Life, { run, outcome, isOvertaken }: Step): Promise<string[]> {
  // What the job of a killed run does while this one is at work is found by the next.
  if (isOvertaken) return [];
  if (!run.do.startsWith("up") || outcome === "killed" || !outcome.ok) return [];
  const { did, errors } = await stack.preview(programOf(written));
  return [...did, ...errors].map((line) => `right after the up the preview says: ${line}`);
}

/** I8 */
async function comesToRest(life: Life, seen: Seen): Promise<string[]> {
  endStuckJobs(life);
  let errors: readonly string[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const run: Run = { do: "up --refresh" };
    const step = await play(life, run);
    if (step === undefined || step.outcome === "killed") break;
    const broken = await brokenBy(life, step, seen);
    if (broken.length > 0) return [...life.log, ...broken];
    if (step.outcome.ok) return [];
    errors = step.outcome.errors;
    if (!follow(life, errors)) return [...life.log, `nobody can follow: ${errors.join("; ")}`];
  }
  return [...life.log, `following the words leads nowhere: ${errors.join("; ")}`];
}

function endStuckJobs({ world }: Life): void {
  world.clock.advance(60_000);
  for (const { id } of world.simulator.state().jobs) world.simulator.act({ do: "endJob", job: id });
}
