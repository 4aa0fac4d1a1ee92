/** Which jobs of a pool are under way, of all the types whose end changes what a plan is made from. */
import { isWorkspaceError, type WorkspaceError, workspaceError } from "../errors.ts";
import type { SubJobsQuery, Until, WorkspaceService } from "../service.ts";
import type { SubJob } from "../types.ts";
import { eachOnce, hasEnded } from "./sub-jobs.ts";

/**
 * A plan is made from a pool's disks, from its desktops, and from the data disks of each: these are the jobs that change one of
 * the three (workspace-api.md §5.1). Jobs that start, stop, rebuild, join, attach or copy desktops leave all three as they are,
 * and what they hinder the service refuses by itself; where a rebuild is to be sent they are asked for beside these
 * (`followingJobTypes`). `expandDesktopPoolVolumes` is on no list: batch-expand has no
 * documented type.
 */
export const changingJobTypes = [
  "addDesktopPoolVolumes",
  "deleteDesktopPoolVolumes",
  "expandDesktopPoolVolumes",
  "expandVolumes",
  "createDesktopPool",
  "expandDesktopPool",
  "createDesktops",
  "deleteDesktops",
  "addVolumes",
  "deleteVolumes",
] as const;

/**
 * Jobs that stop or empty desktops. Whoever is about to do that waits for them: not every region is busy meanwhile by its own word, and
 * a call that is taken after another's would do it twice.
 */
export const followingJobTypes = ["resizeDesktopPool", "rebuildDesktopPool", "operateDesktops"] as const;

export interface JobUnderWay extends SubJob {
  /** The type that it was found by. Its own word for it may be another, or missing. */
  readonly asked: string;
}

/** The sub-jobs of this pool that wait or run. The list takes one type a call: it is one call for each of `types`. */
export async function listJobsUnderWay(
  service: WorkspaceService,
  poolId: string,
  until: Until,
  types: readonly string[] = changingJobTypes,
): Promise<readonly JobUnderWay[]> {
  const ask: Ask = { service, poolId, until, types };
  const filtered = await listOfTypes(ask, ["WAITING", "RUNNING"]);
  // What refuses every type refuses something else in the question.
  const lists = refusalOfAll(filtered) === undefined ? filtered : await listOfTypes(ask);
  const refusal = refusalOfAll(lists);
  if (refusal !== undefined) throw unseen(ask, refusal);
  const served = lists.flatMap((list) => (isWorkspaceError(list) ? [] : list));
  // The filter is the service's; what has ended by its own word is not under way, whatever the filter let through.
  return eachOnce(served).filter((subJob) => !hasEnded(subJob));
}

interface Ask {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
  readonly types: readonly string[];
}

type ListOrRefusal = readonly JobUnderWay[] | WorkspaceError;

async function listOfTypes(ask: Ask, statuses?: SubJobsQuery["statuses"]): Promise<readonly ListOrRefusal[]> {
  const asked = await Promise.allSettled(ask.types.map((type) => listOfType(ask, type, statuses)));
  return asked.map((answer) => {
    // One that failed could have been the one with the job.
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  });
}

/**
 * A sub-job's words are the four that the filter names (ShowJob's are not), so the filter hides none that goes on. Without it the
 * list holds every job that the pool ever had, perhaps more than can be paged through: it is asked so only where it must be.
 */
async function listOfType(
  { service, poolId: desktopPoolId, until }: Ask,
  jobType: string,
  statuses: SubJobsQuery["statuses"],
): Promise<ListOrRefusal> {
  const query = { jobType, desktopPoolId, ...(statuses === undefined ? {} : { statuses }) };
  try {
    const subJobs = await service.listItaSubJobs(query, until);
    return subJobs.map((subJob) => ({ ...subJob, asked: jobType }));
  } catch (error) {
    // A service that does not know the type has no jobs of it, if it knows any other.
    if (isWorkspaceError(error, "bad_request")) return error;
    throw error;
  }
}

/** A refusal, where there is nothing but refusals. */
function refusalOfAll(lists: readonly ListOrRefusal[]): WorkspaceError | undefined {
  return lists.every((list) => isWorkspaceError(list)) ? lists.find((list) => isWorkspaceError(list)) : undefined;
}

function unseen({ poolId, types }: Ask, refusal: WorkspaceError): WorkspaceError {
  const { status, serviceCode, requestId, message } = refusal;
  const asked = types.length === 1 ? `jobs of type ${types.join()}` : `jobs of any of ${types.length} types`;
  return workspaceError(
    "bad_request",
    `Could not see what is under way on pool ${poolId}: the service refuses to list ${asked}, with a filter by status and without one. Nothing is changed on a pool whose jobs cannot be seen. Ask the service's support why, with the request id, and run it again when the list is served. It said last: ${message}`,
    {
      cause: refusal,
      ...(status === undefined ? {} : { status }),
      ...(serviceCode === undefined ? {} : { serviceCode }),
      ...(requestId === undefined ? {} : { requestId }),
    },
  );
}
