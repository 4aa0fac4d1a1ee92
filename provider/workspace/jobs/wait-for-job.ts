/** `waitForJob` is the only wait for a job: over its own words and those of all its sub-jobs, until it ends or the deadline. */

import type { WorkspaceService } from "../service.ts";
import { jobFailed, jobTimeout, lostJob, withJobId } from "./job-errors.ts";
import { type JobReport, type JobState, stateOfJob, stateOfSubJobs } from "./job-status.ts";
import { type Polling, poll, withChance } from "./polling.ts";

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly percent: number;
  readonly elapsedMs: number;
}

export interface JobWait extends Polling {
  readonly jobId: string;
  readonly poolId?: string;
  /** What the job does, for messages: `adding 2 disks to pool P`. */
  readonly what: string;
  /** Where the job is told: by itself, or only by its sub-jobs (create pool, desktops batch-delete). */
  readonly via: "job" | "sub-jobs";
  /** How many sub-jobs there will be, where the caller knows it. */
  readonly expectSubJobs?: number;
  readonly onProgress?: (progress: JobProgress) => void | Promise<void>;
}

/** A job need not be visible at once, and details may lag behind a job's own word, but not for longer than this. */
const graceMs = 60_000;

/** Resolves when the job has succeeded as a whole; throws `job_failed`, `job_timeout`, or `unknown_result` for a lost job. */
export async function waitForJob(service: WorkspaceService, wait: JobWait): Promise<JobReport> {
  const { clock } = service;
  const startedAt = clock.now();
  const look = wait.via === "job" ? lookAtJob(service, wait) : lookAtSubJobs(service, wait);
  const words = new Set<string>();
  let settledSince: number | undefined;
  let missingSince: number | undefined;

  const ended = async (): Promise<JobState | undefined> => {
    const state = await look();
    const now = clock.now();
    missingSince = state === undefined ? (missingSince ?? now) : undefined;
    if (missingSince !== undefined && now - missingSince >= graceMs) throw lostJob(wait);
    if (state === undefined) return undefined;
    for (const word of state.words) words.add(word);
    const { done, total } = state.report;
    await wait.onProgress?.({ done, total, percent: state.percent, elapsedMs: now - startedAt });
    settledSince = state.phase === "running" ? undefined : (settledSince ?? now);
    const stale = settledSince !== undefined && now - settledSince >= graceMs;
    return state.phase === "ended" || stale ? state : undefined;
  };
  const late = (cause: unknown) => jobTimeout(wait, { words, elapsedMs: clock.now() - startedAt, cause });
  const state = await withJobId(wait.jobId, () => poll(clock, withChance(service, wait), { look: ended, late }));
  if (state.failed) throw jobFailed(wait, state);
  return state.report;
}

type Look = () => Promise<JobState | undefined>;

function lookAtJob(service: WorkspaceService, { jobId, deadline }: JobWait): Look {
  const until = { deadline, poll: true } as const;
  return async () => {
    const job = await service.showJob(jobId, until);
    if (job === undefined) return undefined;
    const state = stateOfJob(job);
    const unseen = (job.subJobsTotal ?? 0) - job.subJobs.length;
    if (state.phase === "running" || unseen <= 0) return state;
    // An ended job that shows only part of its sub-jobs may hide a desktop that failed.
    const subJobs = await service.listItaSubJobs({ jobId }, until);
    return subJobs.length > job.subJobs.length ? stateOfJob({ ...job, subJobs }) : state;
  };
}

function lookAtSubJobs(service: WorkspaceService, { jobId, poolId, expectSubJobs, deadline }: JobWait): Look {
  const query = { jobId, ...(poolId === undefined ? {} : { desktopPoolId: poolId }) };
  let before = 0;
  return async () => {
    const subJobs = await service.listItaSubJobs(query, { deadline, poll: true });
    const grew = subJobs.length !== before;
    before = subJobs.length;
    if (subJobs.length === 0) return undefined;
    const state = stateOfSubJobs(jobId, subJobs, expectSubJobs);
    // Sub-jobs appear one after the other: without a known number, a list that still grows is not the whole.
    return expectSubJobs === undefined && grew && state.phase === "ended" ? { ...state, phase: "running" } : state;
  };
}
