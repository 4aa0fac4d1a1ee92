/** Waits for a job on the pool. What it did and did not do is then read from the pool; here only its complaint is kept. */
import { isWorkspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { progressOf } from "../../progress-line.ts";
import type { Draft, Goal } from "../state/draft.ts";
import type { Pending } from "../state/state.ts";

type Job = Pending & { readonly jobId: string };
type Via = "job" | "sub-jobs";

/** How a job ended. One that the service has lost is not heard of, and nobody's failure: the pool is looked at. */
export interface End {
  readonly isHeard: boolean;
  readonly failure?: Error;
}

export const failureOf = async (goal: Goal, draft: Draft, job: Job, via: Via): Promise<Error | undefined> =>
  (await endOf(goal, draft, job, via)).failure;

export async function endOf(
  { service, id, until, report }: Goal,
  draft: Draft,
  { jobId, operation, desktops }: Job,
  via: Via,
): Promise<End> {
  try {
    await waitForJob(service, {
      jobId,
      poolId: id,
      what: operation,
      via,
      // A job is told by one sub-job at least, so only a number of desktops is worth waiting for.
      ...(desktops === undefined || desktops === 0 ? {} : { expectSubJobs: desktops }),
      deadline: until.deadline,
      onProgress: progressOf(report, operation),
    });
    return { isHeard: true };
  } catch (error) {
    if (isWorkspaceError(error, "unknown_result")) return { isHeard: false };
    if (!isWorkspaceError(error, "job_failed")) throw error;
    draft.failed = error.failedDesktops ?? [];
    return { isHeard: true, failure: error };
  }
}
