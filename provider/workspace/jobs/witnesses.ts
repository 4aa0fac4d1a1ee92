/**
 * The two that tell of a job: the job itself, and the list of its sub-jobs. One is asked first, by the kind of the job; the other
 * only where the first has not shown the whole.
 */
import { isWorkspaceError } from "../errors.ts";
import type { Until, WorkspaceService } from "../service.ts";
import type { Job } from "../types.ts";
import { type JobState, stateOf } from "./job-status.ts";
import { isPassing } from "./polling.ts";
import { hasEnded } from "./sub-jobs.ts";

export interface Asked {
  readonly jobId: string;
  readonly poolId?: string;
  /** How many sub-jobs there will be, where the caller knows it. */
  readonly expectSubJobs?: number;
}

/** `undefined` when neither of them knows the job. */
export type Look = () => Promise<JobState | undefined>;

export function askJobFirst(service: WorkspaceService, asked: Asked, until: Until): Look {
  const { jobId } = asked;
  return async () => {
    const job = await service.showJob(jobId, until);
    if (job === undefined) {
      const listed = await orRefused(() => service.listItaSubJobs({ jobId }, until));
      return stateOf({ jobId, listed });
    }
    if (!hidesSubJobs(job)) return stateOf({ jobId, job });
    return stateOf({ jobId, job, listed: await service.listItaSubJobs({ jobId }, until), expected: job.subJobsTotal });
  };
}

/** An ended job that shows only part of its sub-jobs may hide a desktop that failed. */
function hidesSubJobs(job: Job): boolean {
  return stateOf({ jobId: job.id, job })?.phase !== "running" && (job.subJobsTotal ?? 0) > job.subJobs.length;
}

export function askSubJobsFirst(service: WorkspaceService, asked: Asked, until: Until): Look {
  const { jobId, poolId, expectSubJobs: expected } = asked;
  const query = { jobId, ...(poolId === undefined ? {} : { desktopPoolId: poolId }) };
  return async () => {
    const listed = await service.listItaSubJobs(query, until);
    const isGoingOn = listed.some((subJob) => !hasEnded(subJob));
    const isWhole = expected !== undefined && listed.length >= expected && listed.length > 0;
    // Such a job need not be shown by itself at all: then the list stands alone.
    const job = isGoingOn || isWhole ? undefined : await orNothing(() => service.showJob(jobId, until));
    return stateOf({ jobId, job, listed, expected });
  };
}

/** Two have to say that a job is unknown: a list that is out of order for a while has said nothing, one that is refused never will. */
async function orRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isWorkspaceError(error) && !isPassing(error)) return undefined;
    throw error;
  }
}

/** The second to be asked: an answer that cannot be had is no answer. */
async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isWorkspaceError(error)) return undefined;
    throw error;
  }
}
