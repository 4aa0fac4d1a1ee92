/**
 * A read that lags: what is known to be there is not in it. To believe it would be to add a disk twice, or to forget one, so it is
 * made again until it shows what is known, or until a lag cannot explain it any more.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Declared, Keyed } from "../../../volumes/types.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Run } from "../../hooks.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { poolDiskIdsOf } from "../desktops/proof.ts";
import type { Draft } from "../state/draft.ts";
import type { State } from "../state/state.ts";

export interface Looking {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
}

export interface Observed {
  readonly pool: Pool;
  readonly desktops: readonly PoolDesktop[];
  /** Disks that desktops have copies of, in no key, and that the pool did not list as long as a lag can explain it. */
  readonly waitedOut: readonly string[];
}

/** What the program asks for, and what this run has seen so far. */
interface Asked {
  readonly desired: Keyed<Declared>;
  readonly run: Pick<Run, "wasJustMissed">;
}

/**
 * Before the plan. Desktops that have copies of a disk which the pool does not list tell that its list is older than they are. A
 * disk that nothing tells of is looked for all the same where one look is all that speaks against it.
 */
export async function observed(looking: Looking, shown: Pool, state: State, asked: Asked): Promise<Observed> {
  const { service, poolId, until } = looking;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const onDesktops = knownToBeThere(desktops, state).filter((id) => isDoubtful(id, desktops, state, asked));
  const there = [...onDesktops, ...missedOnce(state, asked), ...successorsIn(state)];
  const gone = knownToBeGone(desktops, state).filter((id) => !asked.run.wasJustMissed(id));
  const pool = await lookedAgain(looking, shown, ({ dataVolumes }) => {
    const isListed = (id: string): boolean => dataVolumes.some((v) => v.id === id);
    return there.every(isListed) && !gone.some(isListed);
  });
  const keyed = keyedIn(state);
  const isOut = (id: string): boolean => !keyed.includes(id) && !pool.dataVolumes.some((v) => v.id === id);
  return { pool, desktops, waitedOut: onDesktops.filter(isOut) };
}

/** A set that has no disk yet can only miss one that an earlier run has added for it: an equal one would be added again. */
const isDoubtful = (id: string, desktops: readonly PoolDesktop[], { inputs }: State, { desired }: Asked): boolean =>
  inputs.poolId !== undefined ||
  desktops
    .flatMap((d) => d.dataVolumes)
    .some(
      ({ desktopPoolDiskId: of, type, size }) =>
        of === id && Object.values(desired).some((d) => d.type === type && d.size >= size),
    );

const keyedIn = ({ volumeIds, vanished }: State): string[] => [...Object.values(volumeIds), ...Object.values(vanished)];

/**
 * The claim of a key that leaves the program would be forgotten and its disk stay; a disk that this run's refresh has missed would
 * be added a second time.
 */
function missedOnce(state: State, { desired, run }: Asked): string[] {
  const isDesired = (key: string): boolean => Object.hasOwn(desired, key);
  const going = goingOf(state);
  const leaving = Object.entries(state.volumeIds).flatMap(([key, id]) =>
    isDesired(key) || going.includes(id) ? [] : [id],
  );
  const missed = Object.entries(state.vanished).flatMap(([key, id]) =>
    isDesired(key) && run.wasJustMissed(id) ? [id] : [],
  );
  return [...leaving, ...missed];
}

/** Without the new disk of a replacement that has begun another one would be added. */
function successorsIn(state: State): string[] {
  const going = goingOf(state);
  return successorIds(state).filter((id) => !going.includes(id));
}

/** What a deletion of ours has begun to take away. */
export const goingOf = ({ failed, pending }: State): string[] =>
  [...failed, ...pending.flatMap(({ operation, disks }) => disks.map(({ id }) => ({ operation, id })))]
    .filter(({ operation }) => operation === "delete")
    .flatMap(({ id }) => id ?? []);

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
  const { failed } = state;
  const left = new Set(failed.flatMap((f) => f.desktops).flatMap((d) => d.volumeIds ?? []));
  const isTelling = ({ volumeId = "" }: { readonly volumeId?: string | undefined }) => !left.has(volumeId);
  const going = goingOf(state);
  const ids = poolDiskIdsOf(desktops.map((d) => ({ ...d, dataVolumes: d.dataVolumes.filter(isTelling) })));
  const keyed = keyedIn(state);
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

/** Until it is whole, or until a lag since then cannot explain that it is not. */
export async function lookedAgain(
  { service, poolId, until }: Looking,
  first: Pool,
  isWhole: (pool: Pool) => boolean,
  since = service.clock.now(),
): Promise<Pool> {
  let pool = first;
  while (!isWhole(pool) && service.clock.now() - since < staleForMs) {
    await service.clock.sleep(lookEveryMs);
    pool = (await service.showDesktopPoolDetail(poolId, until)) ?? pool;
  }
  return pool;
}
