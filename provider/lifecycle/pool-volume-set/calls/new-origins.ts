/**
 * Where the new disks of an add come from. The answer names none, so that a disk which another person has added meanwhile may be in
 * the place of ours: what cannot be proven needs consent to go.
 */
import type { Origin, Volume } from "../../../volumes/types.ts";
import { isWorkspaceError } from "../../../workspace/errors.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { originOfNew } from "../../volume-set/origins.ts";
import { canBeProven, copyOf, orphans, poolDiskIdsOf } from "../desktops/proof.ts";
import type { Outcome } from "./run-call.ts";
import type { Work } from "./work.ts";

export async function newOrigins(
  work: Work,
  volumes: readonly Volume[],
  outcome: Outcome,
): Promise<ReadonlyMap<string, Origin>> {
  const { failure } = outcome;
  const origin = originOfNew(outcome);
  if (failure === undefined || volumes.length === 0) return new Map(volumes.map(({ id }) => [id, origin]));
  const desktops = work.draft.desktopsAfter ?? (await work.service.listPoolDesktopsDetail(work.poolId, work.until));
  return new Map(volumes.map(({ id }) => [id, isMadeByFailed(work, id, { failure, desktops }) ? "added" : origin]));
}

interface Failing {
  readonly failure: unknown;
  readonly desktops: readonly PoolDesktop[];
}

/**
 * The desktops that its job did are those that have the disk, and those where it failed have not. Where it failed on all, no copy
 * tells; where copies are left without a record, ours was dropped, and the one that is there is another.
 */
function isMadeByFailed({ desktops: before, draft }: Work, id: string, { failure, desktops }: Failing): boolean {
  const known = new Set([...poolDiskIdsOf(before), ...draft.pool.dataVolumes.map((v) => v.id)]);
  if (!canBeProven(desktops) || orphans(desktops, known).length > 0) return false;
  const { done, failed } = partsOf(failure);
  // Desktops that came later have what the pool has by then, whoever added it.
  const there = desktops.filter((d) => before.some((b) => b.desktopId === d.desktopId));
  const isAsSaid = (d: PoolDesktop): boolean => done.has(d.desktopId) === (copyOf(id, d) !== undefined);
  return there.every(isAsSaid) && [done, failed].every((some) => there.some((d) => some.has(d.desktopId)));
}

function partsOf(failure: unknown): { done: Set<string>; failed: Set<string> } {
  const { jobDesktops = [], failedDesktops = [] } = isWorkspaceError(failure) ? failure : {};
  const failed = new Set(failedDesktops.map((d) => d.desktopId));
  return { done: new Set(jobDesktops.filter((id) => !failed.has(id))), failed };
}
