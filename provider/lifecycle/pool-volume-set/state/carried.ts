/** What earlier runs left open: their jobs are waited for first, and their disks are proven together with this run's. */
import { type Volume, wholePool } from "../../../volumes/types.ts";
import { isWorkspaceError } from "../../../workspace/errors.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import type { EndedCall, Waiting } from "../../volume-set/ends.ts";
import { copyOf, isJudged, onlyOn, orphans, type Touched } from "../desktops/proof.ts";
import { followersOf } from "../desktops/scope.ts";
import { isOrphaned } from "./open-ends.ts";
import type { Failed, Leftover, Pending, State } from "./state.ts";

/** A call of an earlier run, and how its job ended. */
export type Ended = EndedCall<Pending>;

/** The record of a new disk may lag behind the job that made it, and may never come where somebody has deleted the disk since. */
export async function awaitRecords(
  ended: readonly Ended[],
  pool: Pool,
  { service, poolId, until }: Omit<Waiting, "report">,
): Promise<Pool> {
  const adds = ended.flatMap(({ pending, failure }) =>
    pending.operation === "add" && failure === undefined ? [pending] : [],
  );
  const isNewOf =
    ({ before, disks }: Pending) =>
    (v: Volume) =>
      !before.includes(v.id) && disks.some((d) => d.type === v.type && d.size === v.size);
  const isShown = ({ dataVolumes }: Pool) =>
    adds.every((add) => dataVolumes.filter(isNewOf(add)).length >= add.disks.length);
  const since = service.clock.now();
  let seen = pool;
  while (!isShown(seen) && service.clock.now() - since < staleForMs) {
    await service.clock.sleep(lookEveryMs);
    seen = (await service.showDesktopPoolDetail(poolId, until)) ?? seen;
  }
  return seen;
}

/** What a failed job said of its desktops. */
export function saidBy(failure: unknown): Leftover[] {
  const desktops = isWorkspaceError(failure) ? (failure.failedDesktops ?? []) : [];
  return desktops.map(({ desktopId, name, code, reason }) => {
    const why = [code, reason].filter((word) => word !== undefined).join(" ");
    return {
      desktopId,
      ...(name === undefined ? {} : { name }),
      ...(why === "" ? {} : { reason: why.slice(0, longestReason) }),
    };
  });
}

/** A state holds it once for each desktop. */
const longestReason = 120;

/** Disks that an earlier run touched without a proof. An added one is touched when it is recovered. */
export function carriedOver(state: Pick<State, "failed">, ended: readonly Ended[]): Touched[] {
  const failed = state.failed.flatMap(asTouched);
  const begun = ended.flatMap(({ pending: { operation, disks, scope = wholePool }, job, failure }) =>
    disks.flatMap(({ key, id, size }): Touched[] => {
      if (id === undefined || operation === "add") return [];
      return [
        {
          operation,
          key,
          id,
          ...(operation === "expand" ? { size } : {}),
          ...onlyOn(followersOf(scope, { job, failure })),
          said: saidBy(failure),
          isCarried: true,
        },
      ];
    }),
  );
  return [...failed, ...begun];
}

const asTouched = ({ operation, key, id, size, desktops, on }: Failed): Touched[] =>
  id === undefined
    ? []
    : [
        {
          operation,
          key,
          id,
          ...(size === undefined ? {} : { size }),
          ...onlyOn(on),
          said: desktops,
          isCarried: true,
        },
      ];

/** An expansion that the program has taken back is not made good: its copies need no more than the program says. */
export const asWanted = (carried: readonly Touched[], desired: Readonly<Record<string, { readonly size: number }>>) =>
  carried.map((t): Touched => {
    const most = desired[t.key]?.size;
    return t.size === undefined || most === undefined ? t : { ...t, size: Math.min(t.size, most) };
  });

interface Seen {
  readonly desktops: readonly PoolDesktop[];
  readonly volumes: readonly Volume[];
  readonly volumeIds: Readonly<Record<string, string>>;
}

/** Deletions that lost the pool's record, left copies on desktops, and were then taken back: their data is not deleted after all. */
export function takenBack(
  carried: readonly Touched[],
  desired: Readonly<Record<string, unknown>>,
  { desktops, volumes, volumeIds }: Seen,
): string[] {
  return carried.flatMap((touched) => {
    const { operation, key, id } = touched;
    // A key with another disk was not taken back: the deletion made room for that one.
    const isTakenBack = desired[key] !== undefined && (volumeIds[key] ?? id) === id;
    const isLost = operation === "delete" && isTakenBack && !volumes.some((v) => v.id === id);
    const left = isLost ? desktops.filter((d) => isJudged(touched, d) && copyOf(id, d) !== undefined) : [];
    if (left.length === 0) return [];
    const named = left.map((d) => `${d.computerName ?? ""} (${d.desktopId})`).join(", ");
    return [
      `a deletion of disk "${key}" (${id}) was begun and failed: the pool has no record of it any more, but these desktops still have their copy with its data: ${named}. ` +
        `Save what is needed, then remove key "${key}" in one \`pulumi up\`, which deletes these copies, and put it back in the next for an EMPTY disk`,
    ];
  });
}

/**
 * What is still to be proven of it, now that the pool is as it is: the program may have changed its mind. Of a disk in no key, that
 * was let go or not needed after all, nothing is: nobody has to put it right.
 */
export function stillToProve(
  carried: readonly Touched[],
  volumes: readonly Volume[],
  claimed: ReadonlySet<string>,
): Touched[] {
  return carried.flatMap((touched): Touched[] => {
    const volume = volumes.find((v) => v.id === touched.id);
    if (touched.operation === "delete") {
      if (volume === undefined) return [touched];
      // The deletion began and failed, and the program keeps the disk: who has lost it?
      return claimed.has(touched.id) ? [{ ...touched, operation: "add", said: [], isTakenBack: true }] : [];
    }
    if (volume === undefined || !claimed.has(touched.id)) return [];
    return [touched.size === undefined ? touched : { ...touched, size: Math.min(touched.size, volume.size) }];
  });
}

/** Copies that a failed add of an earlier run left without a pool record. */
export function strayCopies(
  ended: readonly Ended[],
  desktops: readonly PoolDesktop[],
  volumes: readonly Volume[],
  state: Pick<State, "failed">,
): Failed[] {
  const known = [...volumes.map((v) => v.id), ...state.failed.flatMap((f) => f.id ?? [])];
  const told = new Set(state.failed.filter(isOrphaned).flatMap((f) => f.desktops.flatMap((d) => d.volumeIds ?? [])));
  return ended.flatMap(({ pending, failure }): Failed[] => {
    if (pending.operation !== "add" || failure === undefined) return [];
    const left = orphans(desktops, new Set([...known, ...pending.before]))
      .map((d) => ({ ...d, volumeIds: (d.volumeIds ?? []).filter((id) => !told.has(id)) }))
      .filter((d) => d.volumeIds.length > 0);
    const key = pending.disks.map((d) => d.key).join(", ");
    return left.length === 0 ? [] : [{ operation: "add", key, desktops: left }];
  });
}
