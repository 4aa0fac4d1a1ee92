/** Waits for a job on the pool. What it did and did not do is then read from the pool; here only its complaint is kept. */
import { isWorkspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { progressOf } from "../../progress-line.ts";
import type { Draft, Goal } from "../state/draft.ts";
import type { Pending } from "../state/state.ts";

/** The job's failure, if it ended in one; a job that the service has lost is nobody's failure: the pool is looked at. */
export async function failureOf(
  { service, id, until, report }: Goal,
  draft: Draft,
  { jobId, operation, desktops }: Pending & { readonly jobId: string },
  via: "job" | "sub-jobs",
): Promise<Error | undefined> {
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
    return undefined;
  } catch (error) {
    if (isWorkspaceError(error, "unknown_result")) return undefined;
    if (!isWorkspaceError(error, "job_failed")) throw error;
    draft.failed = error.failedDesktops ?? [];
    return error;
  }
}
