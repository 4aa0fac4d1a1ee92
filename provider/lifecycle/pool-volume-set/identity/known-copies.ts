/**
 * What a disk is known by where the service gives its record another id: a few of its copies on desktops. A copy is an EVS
 * volume, and keeps its id as long as it lives. They prove something of the disk that they are copies of, and of no other: a key
 * that has another disk now has nothing of the former one.
 */
import type { Keyed } from "../../../volumes/types.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { copyOf } from "../desktops/proof.ts";

export interface KnownCopies {
  /** The disk of the pool, by the id that the state has for it. */
  readonly of: string;
  /** Desktop → EVS volume. */
  readonly on: Keyed<string>;
}

export type Copies = Keyed<KnownCopies>;

/** One would do; a desktop may leave the pool, and its copy with it. */
const mostCopies = 3;

/** Those known before come first, so that a quiet `up` changes nothing. */
export function copiesOf(
  volumeIds: Keyed<string>,
  desktops: readonly PoolDesktop[],
  before: Copies,
): Record<string, KnownCopies> {
  const entries = Object.entries(volumeIds).flatMap(([key, id]) => {
    const known = knownOf(key, id, before);
    const seen = seenOf(id, desktops);
    const kept = seen.filter(([desktop, volume]) => known[desktop] === volume);
    const others = seen.filter(([desktop, volume]) => known[desktop] !== volume);
    const some = [...kept, ...others].slice(0, mostCopies);
    // A disk that no desktop shows now is still known by what it was.
    const on = some.length === 0 ? known : Object.fromEntries(some);
    return Object.keys(on).length === 0 ? [] : [[key, { of: id, on }] as const];
  });
  return Object.fromEntries(entries);
}

/** Desktop → EVS volume, as far as it is known of this very disk. */
export function knownOf(key: string, id: string, copies: Copies): Keyed<string> {
  const known = Object.hasOwn(copies, key) ? copies[key] : undefined;
  return known?.of === id ? known.on : {};
}

/** A disk that has another id now, and is proven to be the same one, keeps what it is known by. */
export const copiesUnderNewIds = (copies: Copies, ids: ReadonlyMap<string, string>): Record<string, KnownCopies> =>
  Object.fromEntries(Object.entries(copies).map(([key, { of, on }]) => [key, { of: ids.get(of) ?? of, on }]));

const seenOf = (id: string, desktops: readonly PoolDesktop[]): (readonly [string, string])[] =>
  desktops.flatMap((desktop) => {
    const volumeId = copyOf(id, desktop)?.volumeId;
    return volumeId === undefined ? [] : [[desktop.desktopId, volumeId] as const];
  });
