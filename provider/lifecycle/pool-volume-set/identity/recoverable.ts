/**
 * Which unclaimed disks of the pool are of an interrupted run of ours. Either the state tells (a call was accepted, or may
 * have been, and these disks are new since), or the service's own record of a recent add job fits the disk.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Origin } from "../../../volumes/types.ts";
import { isTooLong, isWorkspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop, SubJob } from "../../../workspace/types.ts";
import type { Run } from "../../hooks.ts";
import { zoneOfService } from "../../service-time.ts";
import { goodJobs } from "../../volume-set/ends.ts";
import { isFirstIn, recentSpans, type Span, spansOf, timeOf } from "../../volume-set/spans.ts";
import { ownOf } from "../../volume-set/whose.ts";
import { canBeProven, copyOf } from "../desktops/proof.ts";
import type { Ended } from "../state/carried.ts";
import type { State } from "../state/state.ts";

export interface Search {
  readonly service: WorkspaceService;
  readonly state: State;
  readonly pool: Pool;
  readonly desktops: readonly PoolDesktop[];
  readonly recoverWithinMs: number;
  readonly run: Run;
  readonly until: Until;
  /** How the calls ended whose end the state does not know. */
  readonly ended: readonly Ended[];
}

export async function recoverableVolumes(search: Search): Promise<Map<string, Origin>> {
  const { state, pool, run } = search;
  const own = ownOf(state, pool.dataVolumes, goodJobs(search.ended));
  const claimed = new Set([...Object.values(state.volumeIds), ...successorIds(state)]);
  const earlierSeen = new Set(state.undeclaredVolumes.map((v) => v.id).filter((id) => !run.wasJustFound(id)));
  const open = pool.dataVolumes
    .map((v) => v.id)
    .filter((id) => !claimed.has(id) && !own.has(id) && !earlierSeen.has(id));
  const fitting = open.length === 0 ? [] : await fittingRecentJob(search, open);
  return new Map([...own, ...fitting.map((id): [string, Origin] => [id, "recovered"])]);
}

async function fittingRecentJob(search: Search, ids: readonly string[]): Promise<string[]> {
  const { service, pool, until } = search;
  const subJobs = await addRecords(search);
  if (subJobs.length === 0) return [];
  const zone = search.state.lastAddJob?.zone ?? (await zoneOfService(service, pool, until));
  if (zone === undefined) return [];
  const spans = recentSpans(subJobs, recencyOf(search), zone);
  const isNew = isNewRecord(search, subJobs, zone);
  return ids.filter((id) => spans.some((span) => fitsSpan(id, span, search.desktops, zone)) || isNew(id));
}

/**
 * A call that leaves every desktop alone makes no copy to tell the time by, and in an empty pool none does. Such a record is taken
 * for ours only where an earlier command saw the pool without it, and every add since is recent: with no state nobody can say
 * how old it is.
 */
function isNewRecord(search: Search, subJobs: readonly SubJob[], zone: number): (id: string) => boolean {
  const { desktops } = search;
  const since = addsSinceState(search, subJobs, zone);
  if (since === undefined || !canBeProven(desktops)) return () => false;
  const recent = recentSpans(subJobs, recencyOf(search), zone);
  const leavesAlone = (jobId: string) => subJobs.every((s) => s.jobId !== jobId || s.desktopId === undefined);
  if (since.length !== recent.length || !since.some(({ id }) => leavesAlone(id))) return () => false;
  return (id) => !desktops.some((d) => copyOf(id, d) !== undefined);
}

/** After the last add that the state knows. In an empty pool a set that has added nothing yet counts all of them. */
function addsSinceState({ state, desktops }: Search, subJobs: readonly SubJob[], zone: number) {
  const { lastAddJob, inputs } = state;
  const spans = spansOf(subJobs, zone);
  if (lastAddJob === undefined) return desktops.length === 0 && inputs.poolId !== undefined ? spans : undefined;
  const lastBegin = timeOf(lastAddJob.begin, zone)[0];
  if (lastBegin === undefined || !subJobs.some((s) => s.jobId === lastAddJob.id)) return undefined;
  return spans.filter(({ id, begin }) => id !== lastAddJob.id && begin > lastBegin);
}

/** Without the record nobody can tell whose a disk is, and none is taken for ours. */
async function addRecords({ service, pool, until }: Search): Promise<readonly SubJob[]> {
  try {
    const query = { jobType: "addDesktopPoolVolumes", desktopPoolId: pool.id };
    return await service.listItaSubJobs(query, until);
  } catch (error) {
    if (isTooLong(error) || isWorkspaceError(error, "bad_request")) return [];
    throw error;
  }
}

const recencyOf = ({ service, state: { lastAddJob }, recoverWithinMs }: Search) => ({
  now: service.serverNow(),
  lastAddJob,
  recoverWithinMs,
});

/**
 * No copy is older than the job that made it, and one at least was made before its end: desktops that the pool got later
 * have younger copies. Without any copy's time nothing settles it.
 */
function fitsSpan(id: string, span: Span, desktops: readonly PoolDesktop[], zone: number): boolean {
  const copies = desktops.flatMap((d) => d.dataVolumes).filter((v) => v.desktopPoolDiskId === id);
  const times = copies.flatMap((v) => timeOf(v.createTime, zone));
  return times.length > 0 && times.length === copies.length && isFirstIn(span, times);
}
