// Starts a job and lays its whole course on the timeline: waiting, running, each part in turn, and the end.

import type { Author } from "../ledger/ledger.ts";
import { codes } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { destiniesOf } from "./fate.ts";
import { entityOf, type Trade, type Work } from "./trade.ts";
import { type Orders, trades } from "./trades.ts";
import type { Destiny, Failure, Job, JobFate, JobKind, JobState, SubJob } from "./types.ts";

/** Shares of a job's time: it waits, then parts begin one after the other and end one after the other. */
const waitingShare = 0.1;
const beginningsShare = 0.3;

export interface JobOrder<K extends JobKind> {
  readonly kind: K;
  readonly order: Orders[K];
  /** Ids of the pools that are busy while it goes on. */
  readonly pools: readonly string[];
  readonly author: Author;
  readonly fate?: JobFate | undefined;
}

export function startJob<K extends JobKind>(world: World, { kind, order, pools, author, fate }: JobOrder<K>): Job {
  const id = world.ids.uuid("job");
  const createdAt = world.timeline.time();
  const durationMs = world.jobSeconds * 1000;
  const beginAt = createdAt + durationMs * waitingShare;
  const cause = { author, jobId: id };
  // The order of effects: what shows at the call comes before the line that says the job has started.
  trades[kind].start?.({ world, cause, order });
  const subJobs = subJobsOf(world, { parts: trades[kind].parts(order), fate, beginAt, durationMs });
  const place = { startedSeq: world.ledger.lastSeq() + 1, endedSeq: undefined };
  const job: Job<K> = { id, kind, author, pools, createdAt, beginAt, subJobs, order, fate, ...place, ...fresh() };
  world.jobs.set(id, job);
  for (const pool of pools) world.pools.get(pool)?.runningJobs.add(id);
  note(world, job, "job-started", kind);
  schedule(world, job);
  return job;
}

const fresh = () => ({ state: "waiting" as JobState, endedAt: undefined, failure: undefined });

interface Course {
  readonly parts: readonly (string | undefined)[];
  readonly fate: JobFate | undefined;
  readonly beginAt: number;
  readonly durationMs: number;
}

function subJobsOf(world: World, { parts: asked, fate, beginAt, durationMs }: Course): SubJob[] {
  // A job always has a part, so that its progress can be seen even when no desktop follows.
  const parts = asked.length > 0 ? asked : [undefined];
  const destinies = destiniesOf(parts.length, fate);
  const runMs = durationMs * (1 - waitingShare);
  return parts.map((desktop, index) =>
    subJobOf(world, desktop, {
      destiny: destinies[index] ?? "success",
      beginAt: beginAt + (durationMs * beginningsShare * index) / parts.length,
      endAt: beginAt + (runMs * (index + 1)) / parts.length,
    }),
  );
}

function subJobOf(
  world: World,
  desktopId: string | undefined,
  facts: { destiny: Destiny; beginAt: number; endAt: number },
): SubJob {
  const desktop = desktopId === undefined ? undefined : world.desktops.get(desktopId);
  const entity = desktop && entityOf(desktop);
  const open = { state: "waiting" as JobState, failure: undefined, begunSeq: undefined, endedSeq: undefined };
  return { id: world.ids.uuid("sub-job"), ...facts, ...open, entity };
}

/** Lays what is still to come of a job on the timeline: all of it, or the rest after a restart. */
export function schedule(world: World, job: Job): void {
  if (job.state === "waiting") {
    world.timeline.at(job.beginAt, () => {
      if (job.state === "waiting") job.state = "running";
    });
  }
  for (const subJob of job.subJobs) {
    if (subJob.state === "waiting") world.timeline.at(subJob.beginAt, () => beginSubJob(world, job, subJob));
    if (hasEnded(subJob) || subJob.destiny === "stuck") continue;
    world.timeline.at(subJob.endAt, () => endSubJob(world, job, subJob));
  }
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
  tradeOf(job).begin?.(workOf(world, job), subJob);
  subJob.begunSeq = world.ledger.lastSeq();
}

/** Ends one part, and with the last part the job. */
export function endSubJob(world: World, job: Job, subJob: SubJob): void {
  if (hasEnded(subJob)) return;
  const vanished = subJob.entity !== undefined && !world.desktops.has(subJob.entity.id);
  if (subJob.state === "waiting" && !vanished) beginSubJob(world, job, subJob);
  if (vanished) failSubJob(world, job, subJob, { code: codes.notFound, reason: "the desktop does not exist any more" });
  else if (subJob.destiny === "failed") failSubJob(world, job, subJob, failureOf(job.fate));
  else {
    subJob.state = "success";
    tradeOf(job).succeed?.(workOf(world, job), subJob);
  }
  subJob.endAt = world.timeline.time();
  subJob.endedSeq = world.ledger.lastSeq();
  if (job.subJobs.every(hasEnded)) endJob(world, job);
}

function failureOf(fate: JobFate | undefined): Failure {
  return { code: fate?.code ?? "SIM.0001", reason: fate?.reason ?? "the simulator was asked to let this fail" };
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
  const outcome = { failed: failed.length, total: job.subJobs.length };
  if (stillThere) tradeOf(job).end?.(workOf(world, job), outcome);
  job.state = failed.length > 0 ? "failed" : "success";
  job.failure = failed[0]?.failure;
  job.endedAt = world.timeline.time();
  for (const id of job.pools) world.pools.get(id)?.runningJobs.delete(job.id);
  const partly = failed.length > 0 && failed.length < job.subJobs.length;
  note(world, job, "job-ended", partly ? "partial" : job.state === "failed" ? "fail" : "success");
  job.endedSeq = world.ledger.lastSeq();
}

function note(world: World, job: Job, kind: "job-started" | "job-ended", detail: string): void {
  const pool = world.pools.get(job.pools[0] ?? "");
  const facts = pool ? { pool: pool.id, poolName: pool.name } : {};
  const set = { kind: job.kind, pools: job.pools };
  world.ledger.effect(job.author, { kind, ...facts, jobId: job.id, detail, set });
}
