/**
 * Disks that are known to be the desktop's own, also where the service tells no disk of the pool from others: an EVS volume is one
 * or the other for life. What this resource has claimed is the desktop's own, and so is what an add of it brings.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Volume } from "../../../volumes/types.ts";
import type { Pool } from "../../../workspace/types.ts";
import type { Pending, State } from "../state/state.ts";

export type IsOwn = (disk: Volume, pool: Pool) => boolean;

export function isOneOf(ids: Iterable<string>): IsOwn {
  const known = new Set(ids);
  return ({ id }) => known.has(id);
}

export const isEither =
  (one: IsOwn, other: IsOwn): IsOwn =>
  (disk, pool) =>
    one(disk, pool) || other(disk, pool);

/** By what the state says. `good`: jobs that are known to have ended well. */
export function ownByState(state: State, good: ReadonlySet<string>): IsOwn {
  const claimed = [...Object.values(state.volumeIds), ...Object.values(state.vanished), ...successorIds(state)];
  const adds = state.pending.filter((p) => p.operation === "add");
  return adds.map((add) => isBroughtBy(add, good.has(add.jobId ?? ""))).reduce(isEither, isOneOf(claimed));
}

/** New since the add, and as it asked. What is like a disk of the pool may be a copy of that, unless the add is known to be done. */
export const isBroughtBy =
  ({ before, disks }: Pick<Pending, "before" | "disks">, isDone: boolean): IsOwn =>
  (disk, pool) =>
    !before.includes(disk.id) && disks.some(isLike(disk)) && (isDone || !isLikeOneOfPool(disk, pool));

export const isLikeOneOfPool = (disk: Volume, { dataVolumes }: Pool): boolean => dataVolumes.some(isLike(disk));

type Kind = Pick<Volume, "type" | "size">;

const isLike =
  (one: Kind) =>
  (other: Kind): boolean =>
    one.type === other.type && one.size === other.size;
