/** Lives the history of an estate, lets it come to rest by following the words, and then takes it all down: nothing of it may stay. */
import type { World } from "../../../world/world.ts";
import { follow } from "./follow.ts";
import type { History, Run } from "./history.ts";
import { begin, type Life, play, type Step } from "./life.ts";
import { brokenPromises } from "./promises.ts";
import { noteRare, type Rare } from "./rare.ts";
import { programOf } from "./written.ts";

/** Commands that a person tries before giving up. */
const mostRounds = 12;

export async function judged(world: World, history: History, rare: Rare = new Map()): Promise<string[]> {
  const life = begin(world);
  try {
    let before: Step | undefined;
    for (const command of history) {
      const step = await play(life, command);
      const broken = [...(await brokenBy(life, step, rare)), ...badAdvice(before, step)];
      if (broken.length > 0) return [...life.log, ...broken];
      before = step;
    }
    endStuckJobs(life);
    // With the consent that the end needs.
    life.written = { ...life.written, forceDestroy: true };
    return (await comesTo(life, { do: "up --refresh" }, rare)) ?? (await takenDown(life, rare)) ?? [];
  } catch (error) {
    return [...life.log, error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

async function brokenBy(life: Life, step: Step | undefined, rare: Rare): Promise<string[]> {
  if (step === undefined) return [];
  noteRare(rare, life, step);
  return [...brokenPromises(step), ...(await unquiet(life, step))];
}

/** After a successful `up` there is nothing left to do. */
async function unquiet({ stack, written }: Life, { run, outcome }: Step): Promise<string[]> {
  if (!run.do.startsWith("up") || outcome === "killed" || !outcome.ok) return [];
  const { did, errors } = await stack.preview(programOf(written));
  return [...did, ...errors].map((line) => `right after the up the preview says: ${line}`);
}

const tryAgain = /Run (the same command|`pulumi up`) again: it looks at what is there/;

/** Whoever is told to run the same command again, and nothing else, comes on by it; what comes after that resource has reasons of its own. */
function badAdvice(before: Step | undefined, step: Step | undefined): string[] {
  if (before === undefined || step === undefined || !before.run.do.startsWith("up") || !step.run.do.startsWith("up"))
    return [];
  const isTold =
    before.outcome !== "killed" && !before.outcome.ok && before.outcome.errors.every((e) => tryAgain.test(e));
  if (!isTold || before.isDisturbed || step.run.trouble !== undefined || step.outcome === "killed") return [];
  const told = new Set(before.outcome.errors.map(resourceOf));
  return step.outcome.errors
    .filter((error) => told.has(resourceOf(error)))
    .map((error) => `it was run again as the error said, and that ends in: ${error}`);
}

const resourceOf = (error: string): string => error.slice(0, error.indexOf(":"));

/** Nothing when it has come there. */
async function comesTo(life: Life, run: Run, rare: Rare): Promise<string[] | undefined> {
  let errors: readonly string[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const step = await play(life, run);
    if (step === undefined || step.outcome === "killed") break;
    const broken = await brokenBy(life, step, rare);
    if (broken.length > 0) return [...life.log, ...broken];
    if (step.outcome.ok) return undefined;
    errors = step.outcome.errors;
    if (!follow(life, errors)) return [...life.log, `nobody can follow: ${errors.join("; ")}`];
  }
  return [...life.log, `following the words leads nowhere: ${errors.join("; ")}`];
}

/** One command takes everything away. */
async function takenDown(life: Life, rare: Rare): Promise<string[] | undefined> {
  const wrong = await comesTo(life, { do: "destroy" }, rare);
  if (wrong !== undefined) return wrong;
  const left = life.world.simulator.state().pools.filter((p) => p.name !== "lab");
  const known = [...life.stack.state.keys()];
  if (left.length === 0 && known.length === 0) return undefined;
  return [...life.log, `after the destruction there is ${[...left.map((p) => p.name), ...known].join(", ")}`];
}

function endStuckJobs({ world }: Life): void {
  world.clock.advance(60_000);
  for (const { id } of world.simulator.state().jobs) world.simulator.act({ do: "endJob", job: id });
}
