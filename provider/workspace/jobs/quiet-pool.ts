/** What has to be true before any change: the pool is STEADY and no job that changes it is under way. */
import { workspaceError } from "../errors.ts";
import type { Until, WorkspaceService } from "../service.ts";
import type { Pool } from "../types.ts";
import { minutes } from "./job-errors.ts";
import { type Polling, poll, withChance } from "./polling.ts";
import { changingJobTypes, type JobUnderWay, listJobsUnderWay } from "./under-way.ts";

/** Words for the row while a pool is waited for. */
export interface QuietProgress {
  /** Why: the pool's status, or the types of the jobs under way. */
  readonly reason: string;
  readonly elapsedMs: number;
}

export interface QuietPoolWait extends Polling {
  /** Types of jobs that are waited for beside those that every change waits for. */
  readonly also?: readonly string[];
  readonly onProgress?: (progress: QuietProgress) => void | Promise<void>;
}

/** In these two, waiting is of no use: the caller decides. */
const handedOver = ["EXIST_FROZEN", "ERROR"];

/** The pool when nothing is under way on it, or at once when it is frozen or broken; `undefined` when it is gone. */
export async function waitForQuietPool(
  service: WorkspaceService,
  poolId: string,
  wait: QuietPoolWait,
): Promise<Pool | undefined> {
  const { clock } = service;
  const types = [...changingJobTypes, ...(wait.also ?? [])];
  const startedAt = clock.now();
  let busy: Busy | undefined;

  const quiet = async (): Promise<Quiet | undefined> => {
    // The first look brings work forward; those that follow come again anyway.
    const until: Until = { deadline: wait.deadline, ...(busy === undefined ? {} : { poll: true as const }) };
    const found = await lookAtPool(service, { poolId, types, busyWith: busy?.types ?? [] }, until);
    if ("pool" in found) return found;
    busy = found;
    await wait.onProgress?.({ reason: busy.reason, elapsedMs: clock.now() - startedAt });
    return undefined;
  };
  const late = (cause: unknown) => {
    const seen = busy?.reason ?? "it could not be read";
    const message = `Waited ${minutes(clock.now() - startedAt)} for pool ${poolId} to be quiet, in vain: ${seen}. Nothing was changed while waiting. Run \`pulumi up\` again when it is done, or raise the timeout.`;
    return workspaceError("timeout", message, { cause, ...(busy?.jobId === undefined ? {} : { jobId: busy.jobId }) });
  };
  return (await poll(clock, withChance(service, wait), { look: quiet, late })).pool;
}

interface Quiet {
  readonly pool: Pool | undefined;
}

interface Busy {
  readonly reason: string;
  /** The types that the jobs under way were found by. */
  readonly types: readonly string[];
  readonly jobId?: string;
}

interface Asked {
  readonly poolId: string;
  readonly types: readonly string[];
  /** Types that were under way at the look before. */
  readonly busyWith: readonly string[];
}

/**
 * The whole question takes twelve requests: it is put to a pool that may be quiet. One in another status is asked for that alone,
 * and one with a job under way for that job's type too, until it is another. At the end the pool is read again: what a job has
 * changed between the two must be in what is handed on.
 */
async function lookAtPool(service: WorkspaceService, asked: Asked, until: Until): Promise<Quiet | Busy> {
  const { poolId, busyWith } = asked;
  const before = await service.showDesktopPoolDetail(poolId, until);
  if (before === undefined || handedOver.includes(before.status)) return { pool: before };
  if (before.status !== "STEADY") return inStatus(before);
  for (const types of busyWith.length > 0 ? [busyWith, asked.types] : [asked.types]) {
    const jobs = await listJobsUnderWay(service, poolId, until, types);
    if (jobs.length > 0) return underWay(jobs);
  }
  const pool = await service.showDesktopPoolDetail(poolId, until);
  const settled = pool === undefined || pool.status === "STEADY" || handedOver.includes(pool.status);
  return settled ? { pool } : inStatus(pool);
}

function inStatus({ status }: Pool): Busy {
  return { reason: `its status is ${status || "empty"}`, types: [] };
}

function underWay(subJobs: readonly JobUnderWay[]): Busy {
  const types = [...new Set(subJobs.map((subJob) => subJob.asked))];
  const jobs = [...new Set(subJobs.map((subJob) => subJob.jobId ?? "without id"))];
  const jobId = subJobs.find((subJob) => subJob.jobId !== undefined)?.jobId;
  const reason = `under way: ${types.join(", ")} (job ${jobs.join(", ")})`;
  return { reason, types, ...(jobId === undefined ? {} : { jobId }) };
}
