/**
 * A read that lags: what is known to be there is not in it. To believe it would be to add a disk twice, or to forget one, so it is
 * made again until it shows what is known, or until a lag cannot explain it any more.
 */
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../calls/lag.ts";
import { poolDiskIdsOf } from "../desktops/proof.ts";
import type { Draft } from "../state/draft.ts";
import type { State } from "../state/state.ts";

interface Looking {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
}

export interface Observed {
  readonly pool: Pool;
  readonly desktops: readonly PoolDesktop[];
}

/** Before the plan. Desktops that have copies of a disk which the pool does not list tell that its list is older than they are. */
export async function observed(looking: Looking, shown: Pool, state: State): Promise<Observed> {
  const { service, poolId, until } = looking;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const there = knownToBeThere(desktops, state);
  const gone = knownToBeGone(desktops, state);
  const pool = await lookedAgain(looking, shown, ({ dataVolumes }) => {
    const isListed = (id: string): boolean => dataVolumes.some((v) => v.id === id);
    return there.every(isListed) && !gone.some(isListed);
  });
  return { pool, desktops };
}

/** A refresh has missed it, and no desktop has it: a pool that lists it is shown as it was before that refresh. */
function knownToBeGone(desktops: readonly PoolDesktop[], { vanished }: State): string[] {
  const copies = new Set(poolDiskIdsOf(desktops));
  return copies.size === 0 ? [] : Object.values(vanished).filter((id) => !copies.has(id));
}

/**
 * By their copies on desktops; what a deletion has left of one, or has begun to take away, tells nothing. Neither does what a
 * refresh has reported as left without a record, unless it was a key's.
 */
export function knownToBeThere(desktops: readonly PoolDesktop[], state: State): string[] {
  const { failed, pending } = state;
  const left = new Set(failed.flatMap((f) => f.desktops).flatMap((d) => d.volumeIds ?? []));
  const isTelling = ({ volumeId = "" }: { readonly volumeId?: string | undefined }) => !left.has(volumeId);
  const going = [...failed, ...pending.flatMap(({ operation, disks }) => disks.map(({ id }) => ({ operation, id })))]
    .filter(({ operation }) => operation === "delete")
    .map(({ id }) => id);
  const ids = poolDiskIdsOf(desktops.map((d) => ({ ...d, dataVolumes: d.dataVolumes.filter(isTelling) })));
  const keyed = [...Object.values(state.volumeIds), ...Object.values(state.vanished)];
  const isReported = (id: string): boolean => Object.hasOwn(state.copiesWithoutRecord, id) && !keyed.includes(id);
  return [...new Set(ids)].filter((id) => !going.includes(id) && !isReported(id));
}

/** After the last change. Nothing that this run has seen of its own disks can have become undone. */
export async function lastLook(looking: Looking, { pool, volumeIds, touched }: Draft): Promise<Pool> {
  const { service, poolId, until } = looking;
  const ours = new Set([...Object.values(volumeIds), ...touched.map(({ id }) => id)]);
  const seen = pool.dataVolumes.filter((v) => ours.has(v.id));
  const gone = touched
    .filter(({ operation, id }) => operation === "delete" && !pool.dataVolumes.some((v) => v.id === id))
    .map(({ id }) => id);
  const found = (await service.showDesktopPoolDetail(poolId, until)) ?? pool;
  return lookedAgain(
    looking,
    found,
    ({ dataVolumes }) =>
      seen.every(({ id, size }) => dataVolumes.some((v) => v.id === id && v.size >= size)) &&
      !gone.some((id) => dataVolumes.some((v) => v.id === id)),
  );
}

async function lookedAgain(
  { service, poolId, until }: Looking,
  first: Pool,
  isWhole: (pool: Pool) => boolean,
): Promise<Pool> {
  const since = service.clock.now();
  let pool = first;
  while (!isWhole(pool) && service.clock.now() - since < staleForMs) {
    await service.clock.sleep(lookEveryMs);
    pool = (await service.showDesktopPoolDetail(poolId, until)) ?? pool;
  }
  return pool;
}
