// What is still to happen in a job, in its order: it waits, begins, each part begins and ends, and with the last one the job.

import { setState } from "../model/effects.ts";
import { codes } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { endingOf, failureOf, isLie, neverBegins } from "./fate.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import { trades } from "./trades.ts";
import type { Failure, Job, JobState, SubJob } from "./types.ts";

export interface Step {
  readonly at: number;
  /** Does nothing when it has happened already. */
  readonly happen: () => void;
}

export function courseOf(world: World, job: Job): Step[] {
  const steps = job.subJobs.flatMap((subJob) => stepsOf(world, job, subJob));
  const first = job.state === "waiting" && !neverBegins(job) ? [{ at: job.beginAt, happen: () => beginJob(job) }] : [];
  return [...first, ...steps].sort((one, other) => one.at - other.at);
}

function beginJob(job: Job): void {
  if (job.state === "waiting") job.state = "running";
}

function stepsOf(world: World, job: Job, subJob: SubJob): Step[] {
  if (subJob.destiny === "unbegun") return [];
  const begins = subJob.state === "waiting";
  const ends = !hasEnded(subJob) && subJob.destiny !== "stuck";
  return [
    ...(begins ? [{ at: subJob.beginAt, happen: () => beginSubJob(world, job, subJob) }] : []),
    ...(ends ? [{ at: subJob.endAt, happen: () => endSubJob(world, job, subJob) }] : []),
  ];
}

export const hasEnded = ({ state }: { readonly state: JobState }) => state === "success" || state === "failed";

// The table gives each kind the trade for its own order; here the two meet for any kind.
const tradeOf = (job: Job) => trades[job.kind] as Trade<unknown>;
const workOf = (world: World, { author, id, order }: Job): Work<unknown> => ({
  world,
  cause: { author, jobId: id },
  order,
});

function beginSubJob(world: World, job: Job, subJob: SubJob): void {
  if (subJob.state !== "waiting") return;
  subJob.state = "running";
  if (subJob.destiny !== "undone") tradeOf(job).begin?.(workOf(world, job), subJob);
  subJob.begunSeq = world.ledger.lastSeq();
}

/** Ends one part, and with the last part the job. */
export function endSubJob(world: World, job: Job, subJob: SubJob): void {
  if (hasEnded(subJob)) return;
  const vanished = subJob.entity !== undefined && !world.desktops.has(subJob.entity.id);
  if (subJob.state === "waiting" && !vanished) beginSubJob(world, job, subJob);
  const hindrance = tradeOf(job).hindrance?.(workOf(world, job), subJob);
  if (vanished) failSubJob(world, job, subJob, { code: codes.notFound, reason: "the desktop does not exist any more" });
  else if (hindrance) failSubJob(world, job, subJob, hindrance);
  else if (subJob.destiny === "failed") failSubJob(world, job, subJob, failureOf(job.fate));
  else if (subJob.destiny === "undone") leaveUndone(world, job, subJob);
  else succeedSubJob(world, job, subJob);
  subJob.endAt = world.timeline.time();
  subJob.endedSeq = world.ledger.lastSeq();
  if (job.subJobs.every(hasEnded)) endJob(world, job);
}

/** The work is done; a part that denies it says that it failed. */
function succeedSubJob(world: World, job: Job, subJob: SubJob): void {
  const denies = subJob.destiny === "denied";
  subJob.state = denies ? "failed" : "success";
  if (denies) subJob.failure = failureOf(job.fate);
  tradeOf(job).succeed?.(workOf(world, job), subJob);
}

/** Says that it went well; the desktop is let go as it is. */
function leaveUndone(world: World, job: Job, subJob: SubJob): void {
  const work = workOf(world, job);
  subJob.state = "success";
  const at = atWorkOn(work, subJob);
  if (at) setState(world, work.cause, at.pool, at.desktop, { taskStatus: "" });
}

function failSubJob(world: World, job: Job, subJob: SubJob, failure: Failure): void {
  subJob.state = "failed";
  subJob.failure = failure;
  tradeOf(job).fail?.(workOf(world, job), subJob);
}

function endJob(world: World, job: Job): void {
  const failed = job.subJobs.filter(({ state }) => state === "failed");
  // Somebody may have removed the pool meanwhile; what is gone is not changed any more.
  const stillThere = job.pools.some((id) => world.pools.has(id));
  const undone = isLie(job.fate) && job.subJobs.some(({ destiny }) => destiny === "undone");
  const outcome = { failed: failed.filter(({ destiny }) => destiny !== "denied").length, total: job.subJobs.length };
  if (stillThere && !undone) tradeOf(job).end?.(workOf(world, job), outcome);
  job.state = failed.length > 0 ? "failed" : "success";
  job.failure = failed[0]?.failure;
  job.endedAt = world.timeline.time();
  for (const id of job.pools) world.pools.get(id)?.runningJobs.delete(job.id);
  noteJob(world, job, "job-ended", endingOf(job));
  job.endedSeq = world.ledger.lastSeq();
}

export function noteJob(world: World, job: Job, kind: "job-started" | "job-ended", detail: string): void {
  const pool = world.pools.get(job.pools[0] ?? "");
  const facts = pool ? { pool: pool.id, poolName: pool.name } : {};
  const set = { kind: job.kind, pools: job.pools, ...(job.quiet ? { quiet: true } : {}) };
  for (const id of job.pools) world.touched.add(id);
  world.ledger.effect(job.author, { kind, ...facts, jobId: job.id, detail, set });
}
