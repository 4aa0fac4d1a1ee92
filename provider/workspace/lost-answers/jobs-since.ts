/**
 * Which jobs were begun since a moment: those that the list has now and did not have then. No clock is asked. Job times
 * have no zone, and a job may begin and end between two looks.
 */
import { isTooLong, isWorkspaceError, workspaceError } from "../errors.ts";
import { stateOfSubJobs } from "../jobs/job-status.ts";
import { meaningOf } from "../jobs/status-words.ts";
import { hasEnded } from "../jobs/sub-jobs.ts";
import type { Until, WorkspaceService } from "../service.ts";
import type { SubJob } from "../types.ts";

export interface JobsOf {
  readonly types: readonly string[];
  /** Left out for desktops that are in no pool: then the list is the project's. */
  readonly poolId?: string;
}

/** How much of a type is listed. A list that is longer than anybody may page is asked only for the jobs under way. */
type Extent = "all" | "under way";

/** The jobs of a kind at one moment. */
export interface KnownJobs {
  readonly ids: ReadonlySet<string>;
  /** Those that wait or run, in words that are known: an old job in a word of its own is nobody's hindrance. */
  readonly underWay: ReadonlySet<string>;
  /** Of the types that the service lists: at least one. */
  readonly extents: ReadonlyMap<string, Extent>;
}

export interface StartedJob {
  readonly jobId: string;
  readonly state: "running" | "succeeded" | "failed";
  readonly subJobs: readonly SubJob[];
}

export interface JobsSince {
  /** The oldest first. */
  readonly jobs: readonly StartedJob[];
  /** Whether no other has begun. A job that ended between two looks is missing where only those under way are listed. */
  readonly isWhole: boolean;
}

/** `undefined` where the service does not list them, or does not say which job a part is of. */
export async function knownJobs(
  service: WorkspaceService,
  { types, poolId }: JobsOf,
  until: Until,
): Promise<KnownJobs | undefined> {
  const asked = types.map((jobType) => orUnserved(listOf(service, { jobType, ...ofPool(poolId) }, until)));
  const lists = (await Promise.all(asked)).flatMap((list) => list ?? []);
  const subJobs = lists.flatMap((list) => list.subJobs);
  const ids = idsOf(subJobs);
  if (lists.length === 0 || ids === undefined) return undefined;
  return {
    ids: new Set(ids),
    underWay: new Set(idsOf(subJobs.filter(goesOn))),
    extents: new Map(lists.map(({ jobType, extent }) => [jobType, extent])),
  };
}

const goesOn = (subJob: SubJob): boolean => meaningOf(subJob.status) === "running" && !hasEnded(subJob);

export async function jobsSince(
  service: WorkspaceService,
  { known, poolId }: { readonly known: KnownJobs; readonly poolId?: string },
  until: Until,
): Promise<JobsSince | undefined> {
  const asked = [...known.extents].map(([jobType, extent]) => {
    const list = extent === "all" ? listOf : underWay;
    return stillServed(list(service, { jobType, ...ofPool(poolId) }, until));
  });
  const lists = await Promise.all(asked);
  const jobs = jobsIn(lists.flatMap(({ subJobs }) => subJobs))?.filter(({ jobId }) => !known.ids.has(jobId));
  if (jobs === undefined) return undefined;
  const isWhole = lists.every(({ extent }) => extent === "all");
  return { isWhole, jobs: isWhole ? jobs : await Promise.all(jobs.map((job) => inFull(service, job, until))) };
}

/** All jobs of a thing that is new itself; `undefined` as above. */
export async function jobsOfNew(
  service: WorkspaceService,
  { jobType, poolId }: { readonly jobType: string; readonly poolId: string },
  until: Until,
): Promise<readonly StartedJob[] | undefined> {
  const list = await orUnserved(listOf(service, { jobType, desktopPoolId: poolId }, until));
  return list === undefined ? undefined : jobsIn(list.subJobs);
}

/** The oldest first. */
function jobsIn(subJobs: readonly SubJob[]): readonly StartedJob[] | undefined {
  const ids = idsOf([...subJobs].sort(byBegin));
  return ids?.map((id) =>
    started(
      id,
      subJobs.filter((s) => s.jobId === id),
    ),
  );
}

const byBegin = (a: SubJob, b: SubJob): number => (a.beginTime ?? "").localeCompare(b.beginTime ?? "");

/** One part that is nobody's may be the very one that is looked for: then the list does not tell. */
function idsOf(subJobs: readonly SubJob[]): readonly string[] | undefined {
  const ids = subJobs.flatMap((s) => s.jobId ?? []);
  return ids.length < subJobs.length ? undefined : [...new Set(ids)];
}

function started(jobId: string, subJobs: readonly SubJob[]): StartedJob {
  const { phase, failed } = stateOfSubJobs(jobId, subJobs);
  return { jobId, subJobs, state: phase === "running" ? "running" : failed ? "failed" : "succeeded" };
}

/** With its parts that have ended, which the list of those under way lacks. */
async function inFull(service: WorkspaceService, job: StartedJob, until: Until): Promise<StartedJob> {
  const subJobs = await service.listItaSubJobs({ jobId: job.jobId }, until);
  return subJobs.length < job.subJobs.length ? job : started(job.jobId, subJobs);
}

const ofPool = (desktopPoolId: string | undefined) => (desktopPoolId === undefined ? {} : { desktopPoolId });

/** The list wants one type a call. */
interface Query {
  readonly jobType: string;
  readonly desktopPoolId?: string;
}

interface Listed {
  readonly jobType: string;
  readonly extent: Extent;
  readonly subJobs: readonly SubJob[];
}

async function listOf(service: WorkspaceService, query: Query, until: Until): Promise<Listed> {
  try {
    return { jobType: query.jobType, extent: "all", subJobs: await service.listItaSubJobs(query, until) };
  } catch (error) {
    if (isTooLong(error)) return underWay(service, query, until);
    throw error;
  }
}

async function underWay(service: WorkspaceService, query: Query, until: Until): Promise<Listed> {
  const subJobs = await service.listItaSubJobs({ ...query, statuses: ["WAITING", "RUNNING"] }, until);
  return { jobType: query.jobType, extent: "under way", subJobs: subJobs.filter((subJob) => !hasEnded(subJob)) };
}

/** A service that does not know the type refuses it. */
async function orUnserved(list: Promise<Listed>): Promise<Listed | undefined> {
  try {
    return await list;
  } catch (error) {
    if (isWorkspaceError(error, "bad_request") || isTooLong(error)) return undefined;
    throw error;
  }
}

/** What was listed before is served: a look that is refused has failed, and may do the next time. */
async function stillServed(list: Promise<Listed>): Promise<Listed> {
  try {
    return await list;
  } catch (error) {
    if (!isWorkspaceError(error, "bad_request")) throw error;
    throw workspaceError("bad_answer", error.message, { cause: error, place: "the list" });
  }
}
