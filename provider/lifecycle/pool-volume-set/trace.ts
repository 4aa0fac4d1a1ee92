/** After a lost answer: the job that the call has started, if it did. */
import { isWorkspaceError } from "../../workspace/errors.ts";
import { hasEnded } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool, SubJob } from "../../workspace/types.ts";
import { absoluteMs, zoneOfService } from "./service-time.ts";
import type { Pending } from "./state.ts";

export interface Trace {
  readonly service: WorkspaceService;
  readonly pool: Pool;
  readonly operation: Pending["operation"];
  /** When the call was sent, by the service's clock. */
  readonly sentAt: number;
  /** The zone of job times, where an earlier job has told it. */
  readonly zone: number | undefined;
  /** Jobs of earlier runs. */
  readonly known: readonly string[];
  readonly until: Until;
}

const jobTypes: Readonly<Record<Pending["operation"], readonly string[]>> = {
  add: ["addDesktopPoolVolumes"],
  expand: ["expandDesktopPoolVolumes", "expandVolumes"],
  delete: ["deleteDesktopPoolVolumes"],
};

/** `Date` headers and job times have whole seconds, and the two clocks need not agree to the second. */
const clockTolerance = 5_000;

/** `unclear` where the list cannot tell: it is not served, or the zone of its times is not known. */
export async function startedJob(trace: Trace): Promise<{ readonly jobId: string } | "none" | "unclear"> {
  const { service, pool, operation, known, until } = trace;
  const lists = await Promise.all(jobTypes[operation].map((type) => subJobsOf(service, pool.id, type, until)));
  if (lists.every((list) => list === undefined)) return "unclear";
  const subJobs = lists.flatMap((list) => list ?? []).filter((s) => s.jobId !== undefined && !known.includes(s.jobId));
  const zone = subJobs.every((s) => !hasEnded(s))
    ? undefined
    : (trace.zone ?? (await zoneOfService(service, pool, until)));
  const ours = newestFirst(subJobs).find((s) => !hasEnded(s) || isSince(s, trace.sentAt, zone));
  if (ours?.jobId !== undefined) return { jobId: ours.jobId };
  return subJobs.length > 0 && zone === undefined ? "unclear" : "none";
}

/** An earlier job may have ended within the tolerance of the clocks: the call's own is running, or the newest. */
const newestFirst = (subJobs: readonly SubJob[]): SubJob[] =>
  [...subJobs].sort((a, b) => rank(a) - rank(b) || (b.beginTime ?? "").localeCompare(a.beginTime ?? ""));
const rank = (subJob: SubJob): number => (hasEnded(subJob) ? 1 : 0);

/** Nothing was under way before the call, so a job that still runs was started by it. */
function isSince({ beginTime }: SubJob, sentAt: number, zone: number | undefined): boolean {
  const begin = beginTime === undefined || zone === undefined ? undefined : absoluteMs(beginTime, zone);
  return begin !== undefined && begin >= sentAt - clockTolerance;
}

async function subJobsOf(service: WorkspaceService, desktopPoolId: string, jobType: string, until: Until) {
  try {
    return await service.listItaSubJobs({ jobType, desktopPoolId }, until);
  } catch (error) {
    if (isWorkspaceError(error, "bad_request")) return undefined;
    throw error;
  }
}
