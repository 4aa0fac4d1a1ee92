// Starts a job and lays its whole course on the timeline: waiting, running, each part in turn, and the end.

import type { Author } from "../ledger/ledger.ts";
import { codes } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { destiniesOf } from "./fate.ts";
import type { Destiny, Job, JobFate, JobPart, JobPlan, JobState, SubJob } from "./types.ts";

/** Shares of a job's time: it waits, then parts begin one after the other and end one after the other. */
const waitingShare = 0.1;
const beginningsShare = 0.3;

export interface JobOrder {
  readonly author: Author;
  readonly plan: JobPlan;
  readonly fate?: JobFate | undefined;
}

export function startJob(world: World, { author, plan, fate }: JobOrder): Job {
  const id = world.ids.uuid("job");
  const createdAt = world.timeline.time();
  const parts = atLeastOne(plan.parts(id));
  const durationMs = world.jobSeconds * 1000;
  const beginAt = createdAt + durationMs * waitingShare;
  const destinies = destiniesOf(parts.length, fate);
  const subJobs = parts.map((part, index) =>
    subJobOf(world, { part, destiny: destinies[index] ?? "success" }, times(index)),
  );
  const job: Job = { id, kind: plan.kind, author, pools: plan.pools, createdAt, beginAt, subJobs, plan, ...fresh() };
  world.jobs.set(id, job);
  for (const pool of plan.pools) pool.runningJobs.add(id);
  note(world, job, "job-started", plan.kind);
  schedule(world, job, fate);
  return job;

  function times(index: number) {
    const runMs = durationMs * (1 - waitingShare);
    return {
      beginAt: beginAt + (durationMs * beginningsShare * index) / parts.length,
      endAt: beginAt + (runMs * (index + 1)) / parts.length,
    };
  }
}

const fresh = () => ({ state: "waiting" as JobState, endedAt: undefined, failure: undefined });

/** A job always has a part, so that its progress can be seen even when no desktop follows. */
function atLeastOne(parts: readonly JobPart[]): readonly JobPart[] {
  return parts.length > 0 ? parts : [{}];
}

function subJobOf(
  world: World,
  { part, destiny }: { part: JobPart; destiny: Destiny },
  times: { beginAt: number; endAt: number },
): SubJob {
  const { desktop } = part;
  return { id: world.ids.uuid("sub-job"), ...times, state: "waiting", desktop, failure: undefined, part, destiny };
}

function schedule(world: World, job: Job, fate: JobFate | undefined): void {
  world.timeline.at(job.beginAt, () => {
    if (job.state === "waiting") job.state = "running";
  });
  for (const subJob of job.subJobs) {
    world.timeline.at(subJob.beginAt, () => beginSubJob(subJob));
    if (subJob.destiny === "stuck") continue;
    world.timeline.at(subJob.endAt, () => endSubJob(world, job, subJob, fate));
  }
}

function beginSubJob(subJob: SubJob): void {
  if (subJob.state !== "waiting") return;
  subJob.state = "running";
  // A desktop whose making will fail need never be seen; the part decides by its destiny.
  subJob.desktop = subJob.part.begin?.(subJob.destiny) ?? subJob.desktop;
}

/** Ends one part, and with the last part the job. */
export function endSubJob(world: World, job: Job, subJob: SubJob, fate: JobFate | undefined): void {
  if (subJob.state === "success" || subJob.state === "failed") return;
  if (subJob.state === "waiting") beginSubJob(subJob);
  const vanished = subJob.part.desktop !== undefined && !world.desktops.has(subJob.part.desktop.id);
  if (vanished) failSubJob(subJob, { code: codes.notFound, reason: "the desktop does not exist any more" });
  else if (subJob.destiny === "failed") failSubJob(subJob, failureOf(fate));
  else succeedSubJob(subJob);
  if (job.subJobs.every(({ state }) => state === "success" || state === "failed")) endJob(world, job);
}

function failureOf(fate: JobFate | undefined) {
  return { code: fate?.code ?? "SIM.0001", reason: fate?.reason ?? "the simulator was asked to let this fail" };
}

function failSubJob(subJob: SubJob, failure: { code: string; reason: string }): void {
  subJob.state = "failed";
  subJob.failure = failure;
  subJob.part.fail?.();
}

function succeedSubJob(subJob: SubJob): void {
  subJob.state = "success";
  subJob.part.succeed?.();
}

function endJob(world: World, job: Job): void {
  const failed = job.subJobs.filter(({ state }) => state === "failed");
  // Somebody may have removed the pool meanwhile; what is gone is not changed any more.
  const stillThere = job.pools.some((pool) => world.pools.get(pool.id) === pool);
  if (stillThere) job.plan.end?.({ failed: failed.length, total: job.subJobs.length }, job.id);
  job.state = failed.length > 0 ? "failed" : "success";
  job.failure = failed[0]?.failure;
  job.endedAt = world.timeline.time();
  for (const pool of job.pools) pool.runningJobs.delete(job.id);
  const partly = failed.length > 0 && failed.length < job.subJobs.length;
  note(world, job, "job-ended", partly ? "partial" : job.state === "failed" ? "fail" : "success");
}

function note(world: World, job: Job, kind: "job-started" | "job-ended", detail: string): void {
  const pool = job.pools[0];
  const facts = pool ? { pool: pool.id, poolName: pool.name } : {};
  world.ledger.effect(job.author, { kind, ...facts, jobId: job.id, detail });
}
