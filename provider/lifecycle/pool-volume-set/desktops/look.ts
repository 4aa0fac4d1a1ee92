/**
 * What a refresh learns of the desktops. The service's own count says cheaply that none differs; else their copies are compared.
 * What cannot be seen is said in words when that changes, and is never taken for "none differs", or for "none is there".
 */

import type { Mismatches } from "../../../volumes/copies.ts";
import { isTooLong, isWorkspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { InconsistentStatics, Pool, PoolDesktop } from "../../../workspace/types.ts";
import { countedDesktops } from "../../counted.ts";
import { scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";
import { mismatchesNow, noMismatches } from "./mismatches.ts";
import { canBeProven } from "./proof.ts";

export interface Looking {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
}

type Differences = Pick<State, "inconsistentDesktops" | "copiesWithoutRecord" | "desktopsUnseen">;

/** While something goes on, what was known stays. `desktops` are given where they were read already. */
export async function differencesOf(
  looking: Looking,
  state: State,
  pool: Pool,
  desktops?: readonly PoolDesktop[],
): Promise<Differences> {
  const { inconsistentDesktops, copiesWithoutRecord, desktopsUnseen } = state;
  const known = { inconsistentDesktops, copiesWithoutRecord };
  const isAtWork = !["STEADY", "EXIST_FROZEN", "ERROR"].includes(pool.status) || state.pending.length > 0;
  if (isAtWork) return { ...known, ...unseen(desktopsUnseen) };
  if (pool.desktopCount === 0) return noMismatches;
  const counts = await countsOf(looking);
  const hadNone = Object.keys(inconsistentDesktops).length + Object.keys(copiesWithoutRecord).length === 0;
  if (hadNone && counts?.diskNum === 0 && counts.diskSize === 0) return noMismatches;
  const found = desktops ?? (await listed(looking));
  if (typeof found === "string") return { ...known, ...unseen(found) };
  if (!canBeProven(found)) return { ...noMismatches, ...unseen(countedOnly(counts)) };
  return differing(state, pool, found);
}

const differing = (state: State, pool: Pool, desktops: readonly PoolDesktop[]): Mismatches =>
  mismatchesNow(state, scopeOf(state.inputs), { pool, desktops });

const unseen = (desktopsUnseen: string | undefined) => (desktopsUnseen === undefined ? {} : { desktopsUnseen });

/** Regions without this call, and people without its permission, go on with the desktops themselves: one try is enough. */
async function countsOf({ service, poolId, until }: Looking): Promise<InconsistentStatics | undefined> {
  try {
    return await service.listInconsistentStatics(poolId, { ...until, poll: true });
  } catch (error) {
    if (isWorkspaceError(error)) return undefined;
    throw error;
  }
}

/** The desktops, or why they cannot be seen: a set lives without. Any other failure is one of the refresh. */
async function listed({ service, poolId, until }: Looking): Promise<readonly PoolDesktop[] | string> {
  try {
    return await service.listPoolDesktopsDetail(poolId, until);
  } catch (error) {
    if (isWorkspaceError(error, "forbidden"))
      return "the permission workspace:desktopPools:listDesktops is missing: with it, a refresh shows which desktops differ from the pool";
    if (isWorkspaceError(error, "not_published")) return "this region does not publish the list of a pool's desktops";
    if (isTooLong(error)) return "the pool has more desktops than the service lists";
    throw error;
  }
}

/** Regions before 2026-01 join no desktop's disk to a disk of the pool; the service counts all the same, own disks too. */
function countedOnly(counts: InconsistentStatics | undefined): string | undefined {
  const { diskNum = 0, diskSize = 0 } = counts ?? {};
  if (diskNum + diskSize === 0) return undefined;
  return `the service counts ${countedDesktops(diskNum)} with another number of disks than the pool, and ${countedDesktops(diskSize)} with a disk of another size; this region does not say which disk of a desktop is which`;
}
