/**
 * What a disk is known by where the service gives its record another id: a few of its copies on desktops. A copy is an EVS
 * volume, and keeps its id as long as it lives.
 */
import type { Keyed } from "../../../volumes/types.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import { copyOf } from "../desktops/proof.ts";

/** Desktop → EVS volume, for each key. */
export type Copies = Keyed<Keyed<string>>;

/** One would do; a desktop may leave the pool, and its copy with it. */
const mostCopies = 3;

/** Those known before come first, so that a quiet `up` changes nothing. */
export function copiesOf(
  volumeIds: Keyed<string>,
  desktops: readonly PoolDesktop[],
  before: Copies,
): Record<string, Keyed<string>> {
  const entries = Object.entries(volumeIds).flatMap(([key, id]) => {
    const known = Object.hasOwn(before, key) ? (before[key] ?? {}) : {};
    const seen = seenOf(id, desktops);
    const kept = seen.filter(([desktop, volume]) => known[desktop] === volume);
    const others = seen.filter(([desktop, volume]) => known[desktop] !== volume);
    const some = [...kept, ...others].slice(0, mostCopies);
    return some.length === 0 ? asBefore(key, known) : [[key, Object.fromEntries(some)] as const];
  });
  return Object.fromEntries(entries);
}

/** A disk that no desktop shows now is still known by what it was. */
const asBefore = (key: string, known: Keyed<string>) =>
  Object.keys(known).length === 0 ? [] : [[key, known] as const];

const seenOf = (id: string, desktops: readonly PoolDesktop[]): (readonly [string, string])[] =>
  desktops.flatMap((desktop) => {
    const volumeId = copyOf(id, desktop)?.volumeId;
    return volumeId === undefined ? [] : [[desktop.desktopId, volumeId] as const];
  });
