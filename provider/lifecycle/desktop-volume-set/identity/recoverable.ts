/**
 * Which unclaimed disks of the desktop are of an interrupted run of ours. Either the state tells (a call was accepted, or may
 * have been, and these disks are new since), or the service's own record of a recent add to this very desktop fits the disk. Where
 * a disk may be the pool's, it has to be unlike all of those too.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Origin } from "../../../volumes/types.ts";
import { isTooLong, isWorkspaceError } from "../../../workspace/errors.ts";
import type { SubJob } from "../../../workspace/types.ts";
import type { Run } from "../../hooks.ts";
import { zoneOfService } from "../../service-time.ts";
import { type EndedCall, goodJobs } from "../../volume-set/ends.ts";
import { isFirstIn, recentSpans, timeOf } from "../../volume-set/spans.ts";
import { ownOf } from "../../volume-set/whose.ts";
import type { OwnVolume, Seen } from "../desktops/look.ts";
import { isLikeOneOfPool } from "../desktops/own-disks.ts";
import type { Pending, State } from "../state/state.ts";
import type { Whereabouts } from "./whereabouts.ts";

export interface Search extends Whereabouts {
  readonly state: State;
  readonly seen: Seen;
  readonly recoverWithinMs: number;
  readonly run: Run;
  /** How the calls ended whose end the state does not know. */
  readonly ended: readonly EndedCall<Pending>[];
}

export async function recoverableVolumes(search: Search): Promise<Map<string, Origin>> {
  const { state, seen, run } = search;
  const own = ownOf(state, seen.own, goodJobs(search.ended));
  const claimed = new Set([...Object.values(state.volumeIds), ...successorIds(state)]);
  const earlierSeen = new Set(state.undeclaredVolumes.map((v) => v.id).filter((id) => !run.wasJustFound(id)));
  const candidates = [...seen.own, ...seen.untold.filter((v) => !isLikeOneOfPool(v, seen.pool))];
  const open = candidates.filter(({ id }) => !claimed.has(id) && !own.has(id) && !earlierSeen.has(id));
  const fitting = open.length === 0 ? [] : await ofRecentAdds(search, open);
  return new Map([...own, ...fitting.map(({ id }): [string, Origin] => [id, "recovered"])]);
}

/** Without a disk's time nothing settles it, and it is nobody's. */
async function ofRecentAdds(search: Search, volumes: readonly OwnVolume[]): Promise<OwnVolume[]> {
  const { service, state, seen, recoverWithinMs, until } = search;
  const subJobs = await addRecords(search);
  const zone =
    subJobs.length === 0 ? undefined : (state.lastAddJob?.zone ?? (await zoneOfService(service, seen.pool, until)));
  if (zone === undefined) return [];
  const recency = { now: service.serverNow(), lastAddJob: state.lastAddJob, recoverWithinMs };
  const spans = recentSpans(subJobs, recency, zone);
  return volumes.filter(({ createTime }) => {
    const times = timeOf(createTime, zone);
    return times.length > 0 && spans.some((span) => isFirstIn(span, times));
  });
}

/** Without the record nobody can tell whose a disk is, and none is taken for ours. */
async function addRecords({ service, seen, desktopId, until }: Search): Promise<readonly SubJob[]> {
  try {
    const listed = await service.listItaSubJobs({ jobType: "addVolumes", desktopPoolId: seen.pool.id }, until);
    return listed.filter((s) => s.desktopId === desktopId);
  } catch (error) {
    if (isTooLong(error) || isWorkspaceError(error, "bad_request")) return [];
    throw error;
  }
}
