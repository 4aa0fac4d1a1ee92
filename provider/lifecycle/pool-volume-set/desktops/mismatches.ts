/** Desktops that do not have the set's disks as the pool has them: found by a refresh, told when it changes, put right where nothing can be lost. */
import { isDeepStrictEqual } from "node:util";
import {
  type DesktopCopies,
  isToGrow,
  keysToGrow,
  type Mismatches,
  mismatchesOf,
  namedToGrow,
  sizeToHave,
  type ToGrow,
} from "../../../volumes/copies.ts";
import type { Declared, Keyed, Scope, Step, Volume } from "../../../volumes/types.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { declaredVolumes, scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";
import { canBeProven, copyOf, type Touched } from "./proof.ts";
import { hasToFollow } from "./scope.ts";

export const noMismatches: Mismatches = { inconsistentDesktops: {}, copiesWithoutRecord: {} };

type Claimed = Pick<State, "volumeIds" | "replacing" | "failed">;

/** A key that stands in `unfinished` is judged there. Nothing where a copy cannot be told from another. */
export function mismatchesNow(
  { volumeIds, replacing, failed }: Claimed,
  scope: Scope,
  { pool, desktops }: { readonly pool: Pool; readonly desktops: readonly PoolDesktop[] },
): Mismatches {
  if (!canBeProven(desktops)) return noMismatches;
  const open = new Set(failed.map((f) => f.key));
  const settled = Object.entries(volumeIds).filter(([key]) => replacing[key] === undefined && !open.has(key));
  const told = new Set(failed.flatMap((f) => f.desktops).flatMap((d) => d.volumeIds ?? []));
  return mismatchesOf({
    volumeIds: Object.fromEntries(settled),
    volumes: pool.dataVolumes,
    desktops: desktops.filter(isAtRest).map((d) => ({ ...asCopies(d, pool, told), follows: hasToFollow(scope, d) })),
  });
}

/** A desktop that is being made, deleted or given disks is still to become as it should be; one in maintenance is somebody's work. */
const isAtRest = ({ status, taskStatus = "", inMaintenanceMode }: PoolDesktop): boolean =>
  isIdle(taskStatus) && status !== "BUILD" && inMaintenanceMode !== true;

const isIdle = (taskStatus: string): boolean => taskStatus === "" || taskStatus === "deleteFailed";

/** Copies that an unfinished deletion or addition names already are told there. */
function asCopies(desktop: PoolDesktop, pool: Pool, told: ReadonlySet<string>): DesktopCopies {
  const { desktopId, computerName: name, dataVolumes } = desktop;
  const unfit = whyUnfit(desktop, pool);
  return {
    desktopId,
    ...(name === undefined ? {} : { name }),
    copies: dataVolumes
      .filter(({ volumeId = "" }) => !told.has(volumeId))
      .map(({ desktopPoolDiskId: of, size }) => ({ ...(of === undefined ? {} : { of }), size })),
    ...(unfit === undefined ? {} : { unfit }),
  };
}

/** A disk of a desktop is expanded while it runs or is stopped (user guide); a pool may refuse it altogether. */
export function whyUnfit({ status = "", taskStatus = "", isFreeze }: PoolDesktop, pool: Pool): string | undefined {
  if (pool.chargingMode === "0") return "of a pool that is paid by the year or month: order it in the console";
  if (pool.status === "EXIST_FROZEN") return "of a pool with frozen desktops: unfreeze them";
  if (pool.status === "ERROR") return "of a pool in status ERROR: repair it in the console";
  if (!isIdle(taskStatus)) return `busy (${taskStatus}): wait until it is done`;
  if (isFreeze === true) return "frozen: unfreeze it";
  return ["", "ACTIVE", "SHUTOFF"].includes(status) ? undefined : `in status ${status}: repair or wake it`;
}

/** What a preview can name: as far as the same desktops have to follow as when they were compared. */
export function toGrow(
  steps: readonly Step[],
  { inputs, inconsistentDesktops }: Pick<State, "inputs" | "inconsistentDesktops">,
  news: Plain,
): readonly ToGrow[] {
  return isDeepStrictEqual(scopeOf(inputs), scopeOf(news))
    ? keysToGrow(steps, { inconsistentDesktops }, declaredVolumes(news))
    : [];
}

/** Copies that the preview named, as far as they are still too small, and can be expanded now. */
export function announcedGrowth(
  grown: readonly ToGrow[],
  scope: Scope,
  { pool, desktops }: { readonly pool: Pool; readonly desktops: readonly PoolDesktop[] },
): Touched[] {
  const able = desktops.filter((d) => isAtRest(d) && hasToFollow(scope, d) && whyUnfit(d, pool) === undefined);
  return grown.flatMap((one): Touched[] => {
    const { key, volume, size } = one;
    const { id } = volume;
    const named = namedToGrow(one);
    const isMeant = (d: PoolDesktop) => (copyOf(id, d)?.size ?? size) < size && (named?.has(d.desktopId) ?? true);
    const on = new Set(able.filter(isMeant).map((d) => d.desktopId));
    return on.size === 0 ? [] : [{ operation: "expand", key, id, size, said: [], isToRepair: true, on }];
  });
}

/** What was known before and is still so. What an `up` merely notices nobody has seen in a preview: a refresh takes it in. */
export function stillSo(before: Mismatches, now: Mismatches): Mismatches {
  const byKey = Object.entries(now.inconsistentDesktops).flatMap(([key, mismatch]) => {
    const known = kindsOf(before.inconsistentDesktops[key]);
    const same = Object.entries(mismatch).filter(([kind]) => known.has(kind));
    return same.length === 0 ? [] : [[key, Object.fromEntries(same)] as const];
  });
  const without = Object.entries(now.copiesWithoutRecord).filter(
    ([id]) => before.copiesWithoutRecord[id] !== undefined,
  );
  return { inconsistentDesktops: Object.fromEntries(byKey), copiesWithoutRecord: Object.fromEntries(without) };
}

/** Keys and disks of which something was noticed that `known` does not have. */
export function unknownTo(known: Mismatches, now: Mismatches): string[] {
  const keys = Object.entries(now.inconsistentDesktops)
    .filter(([key, mismatch]) =>
      Object.keys(mismatch).some((kind) => !kindsOf(known.inconsistentDesktops[key]).has(kind)),
    )
    .map(([key]) => `"${key}"`);
  return [...keys, ...Object.keys(now.copiesWithoutRecord).filter((id) => known.copiesWithoutRecord[id] === undefined)];
}

const kindsOf = (mismatch: object = {}): ReadonlySet<string> => new Set(Object.keys(mismatch));

type Wanted = Keyed<Pick<Declared, "size">>;

/** Whether the next `up` has copies to expand. */
export const needsGrowth = (
  { inconsistentDesktops, observed }: Pick<State, "inconsistentDesktops" | "observed">,
  desired: Wanted,
): boolean =>
  Object.entries(inconsistentDesktops).some(([key, mismatch]) =>
    isToGrow(mismatch, sizeToHaveOf(observed[key], desired[key])),
  );

const sizeToHaveOf = (volume: Volume | undefined, declared: Wanted[string] | undefined): number =>
  volume === undefined ? 0 : sizeToHave(volume, declared);

/** After an `up` nothing is left for the next one that this one did not do: what it left too small, a refresh takes in anew. */
export function withoutGrowth(
  { inconsistentDesktops, ...others }: Mismatches,
  observed: Keyed<Volume>,
  desired: Wanted,
): Mismatches {
  const entries = Object.entries(inconsistentDesktops).flatMap(([key, mismatch]) => {
    const { smaller, ...rest } = mismatch;
    const isLeft = isToGrow(mismatch, sizeToHaveOf(observed[key], desired[key]));
    const kept = isLeft ? rest : { ...rest, ...(smaller === undefined ? {} : { smaller }) };
    return Object.keys(kept).length === 0 ? [] : [[key, kept] as const];
  });
  return { ...others, inconsistentDesktops: Object.fromEntries(entries) };
}
