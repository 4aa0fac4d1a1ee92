/** How the calls of earlier runs ended: their jobs are waited for before anything is planned. */
import type { Report } from "../../progress/report.ts";
import { isWorkspaceError } from "../../workspace/errors.ts";
import { type JobReport, waitForJob } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import { progressOf } from "../progress-line.ts";
import type { Begun } from "./state-parts.ts";

/** A call of an earlier run, and how its job ended. */
export interface EndedCall<B extends Begun> {
  readonly pending: B;
  readonly job?: JobReport | undefined;
  readonly failure?: unknown;
}

export interface Waiting {
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly poolId: string;
  readonly until: Until;
}

/** Posts nothing: a job that is known is waited for, one whose answer was lost is found by its traces. */
export async function endsOf<B extends Begun>(pending: readonly B[], waiting: Waiting): Promise<EndedCall<B>[]> {
  const ended: EndedCall<B>[] = [];
  for (const p of pending) {
    const what = `waiting for the ${p.operation} of ${p.disks.map((d) => `"${d.key}"`).join(", ")} of an earlier run`;
    ended.push({ pending: p, ...(p.jobId === undefined ? {} : await endOf(p.jobId, waiting, what)) });
  }
  return ended;
}

/** A job that failed is an end too: what it did and did not do is then read from the pool and its desktops. */
export async function endOf(
  jobId: string,
  { service, poolId, until, report }: Waiting,
  what: string,
): Promise<{ job?: JobReport; failure?: unknown }> {
  const onProgress = progressOf(report, what);
  try {
    return {
      job: await waitForJob(service, { jobId, poolId, what, via: "job", deadline: until.deadline, onProgress }),
    };
  } catch (error) {
    if (isWorkspaceError(error, "job_failed")) return { failure: error };
    // The service has forgotten the job: the desktops tell what it did.
    if (isWorkspaceError(error, "unknown_result")) return {};
    throw error;
  }
}

/** Jobs that ended well. */
export const goodJobs = (ended: readonly EndedCall<Begun>[]): Set<string> =>
  new Set(ended.flatMap(({ job, pending }) => (job === undefined ? [] : (pending.jobId ?? []))));
