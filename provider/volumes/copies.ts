/**
 * How the desktops' copies differ from the pool's disks, key by key, and what becomes of it. A copy that is smaller is expanded:
 * nothing can be lost by that. One that is missing, larger, or of a disk that the pool has no record of is only told.
 */
import type { Declared, Keyed, Step, Volume } from "./types.ts";
import { namedDisk } from "./words.ts";

/** One disk of one desktop. */
export interface Copy {
  /** The pool's disk that it is a copy of; absent for a disk of the desktop's own. */
  readonly of?: string | undefined;
  /** GB. */
  readonly size: number;
}

export interface DesktopCopies {
  readonly desktopId: string;
  readonly name?: string | undefined;
  readonly copies: readonly Copy[];
  /** False where the pool's changes are not for this desktop: only what has no record is told of it. */
  readonly follows?: boolean | undefined;
  /** Why no disk of it can be expanded now. */
  readonly unfit?: string | undefined;
}

/** A desktop that differs. */
export interface Deviant {
  readonly desktopId: string;
  readonly name?: string | undefined;
  /** GB that its copy has. */
  readonly size?: number | undefined;
  /** Why a copy that is smaller is not expanded now. */
  readonly because?: string | undefined;
}

/** How many, and the first of them by name: those that can be put right come first. */
export interface Deviants {
  readonly count: number;
  readonly desktops: readonly Deviant[];
}

export interface Mismatch {
  readonly missing?: Deviants | undefined;
  readonly smaller?: Deviants | undefined;
  readonly larger?: Deviants | undefined;
}

export interface Mismatches {
  /** By key. */
  readonly inconsistentDesktops: Keyed<Mismatch>;
  /** By the id of a disk that the pool does not have (any more). */
  readonly copiesWithoutRecord: Keyed<Deviants>;
}

export interface Compared {
  readonly volumeIds: Keyed<string>;
  /** What the pool has. */
  readonly volumes: readonly Volume[];
  readonly desktops: readonly DesktopCopies[];
}

/** A state names no more desktops than these; the counts are whole. */
const mostNamed = 40;

export function mismatchesOf(compared: Compared): Mismatches {
  const followers = compared.desktops.filter((d) => d.follows !== false);
  const byKey = Object.entries(compared.volumeIds).flatMap(([key, id]) => {
    const volume = compared.volumes.find((v) => v.id === id);
    const found = volume === undefined ? [] : deviations(volume, followers);
    return found.length === 0 ? [] : [[key, found] as const];
  });
  const without = withoutRecord(compared);
  const groups = byKey.reduce((sum, [, found]) => sum + found.length, 0) + without.length;
  const cut = cutTo(Math.max(1, Math.floor(mostNamed / Math.max(1, groups))));
  return {
    inconsistentDesktops: Object.fromEntries(
      byKey.map(([key, found]) => [key, Object.fromEntries(found.map(([kind, all]) => [kind, cut(all)]))]),
    ),
    copiesWithoutRecord: Object.fromEntries(without.map(([id, all]) => [id, cut(all)])),
  };
}

type Found = readonly [string, readonly Deviant[]];

function deviations({ id, size }: Volume, desktops: readonly DesktopCopies[]): Found[] {
  const copy = (d: DesktopCopies): Copy | undefined => d.copies.find((c) => c.of === id);
  const sized = desktops.flatMap((d) => {
    const has = copy(d)?.size;
    return has === undefined ? [] : [{ d, has }];
  });
  const smaller = sized.filter(({ has }) => has < size).map(({ d, has }) => ({ ...who(d), size: has, ...why(d) }));
  const larger = sized.filter(({ has }) => has > size).map(({ d, has }) => ({ ...who(d), size: has }));
  const missing = desktops.filter((d) => copy(d) === undefined).map(who);
  const all: Found[] = [
    ["missing", missing],
    ["smaller", smaller],
    ["larger", larger],
  ];
  return all.filter(([, deviants]) => deviants.length > 0);
}

function withoutRecord({ volumes, desktops }: Compared): Found[] {
  const known = new Set(volumes.map((v) => v.id));
  const ids = new Set(desktops.flatMap((d) => d.copies).flatMap((c) => c.of ?? []));
  return [...ids]
    .filter((id) => !known.has(id))
    .sort()
    .map((id) => [
      id,
      desktops.flatMap((d) => d.copies.filter((c) => c.of === id).map(({ size }) => ({ ...who(d), size }))),
    ]);
}

const who = ({ desktopId, name }: DesktopCopies): Deviant => ({
  desktopId,
  ...(name === undefined ? {} : { name }),
});

const why = ({ unfit }: DesktopCopies) => (unfit === undefined ? {} : { because: unfit });

/** In the order of ids: the service's own order means nothing. */
const cutTo =
  (most: number) =>
  (all: readonly Deviant[]): Deviants => ({ count: all.length, desktops: [...all].sort(inOrder).slice(0, most) });

function inOrder(a: Deviant, b: Deviant): number {
  const fit = Number(a.because !== undefined) - Number(b.because !== undefined);
  return fit === 0 ? Number(a.desktopId > b.desktopId) - Number(a.desktopId < b.desktopId) : fit;
}

/** Whether the next `up` expands copies of a key, whose disk is to have `size` GB. */
export const isToGrow = ({ smaller }: Mismatch, size: number): boolean =>
  (smaller?.desktops ?? []).some((d) => growsTo(size, d));

/** Whether the copy of a desktop that is named as too small is expanded. */
const growsTo = (target: number, { size = 0, because }: Deviant): boolean => because === undefined && size < target;

/** GB that a copy has to have: what the pool has, and no more than the program says. */
export const sizeToHave = (volume: Pick<Volume, "size">, declared: Pick<Declared, "size"> | undefined): number =>
  Math.min(volume.size, declared?.size ?? 0);

/** A key whose disk stays as it is on the pool, and is too small on some desktops. */
export interface ToGrow {
  readonly key: string;
  readonly volume: Volume;
  /** GB that its copies have to have. */
  readonly size: number;
  readonly mismatch: Mismatch;
}

export function keysToGrow(
  steps: readonly Step[],
  { inconsistentDesktops }: Pick<Mismatches, "inconsistentDesktops">,
  desired: Keyed<Pick<Declared, "size">>,
): ToGrow[] {
  return steps.flatMap((step) => {
    const mismatch = inconsistentDesktops[step.key];
    if (step.kind !== "keep" || mismatch === undefined) return [];
    const size = sizeToHave(step.volume, desired[step.key]);
    return isToGrow(mismatch, size) ? [{ key: step.key, volume: step.volume, size, mismatch }] : [];
  });
}

/** One sentence for a key that `keysToGrow` names: the words of a preview. */
export function growWords({ key, volume, size, mismatch }: ToGrow): string {
  const fit = (mismatch.smaller?.desktops ?? []).filter((d) => growsTo(size, d));
  const unfit = (mismatch.smaller?.desktops ?? []).length - fit.length;
  const all = { count: (mismatch.smaller?.count ?? 0) - unfit, desktops: fit };
  return `expands the copy of ${namedDisk(key, volume)} to ${size} GB on ${onDesktops(all)}; no other desktop is touched, and no data is lost`;
}

/** Ids of the desktops that `growWords` names; nothing where it does not name them all. */
export function namedToGrow({ size, mismatch: { smaller } }: ToGrow): ReadonlySet<string> | undefined {
  if (smaller === undefined || smaller.desktops.length < smaller.count) return undefined;
  return new Set(smaller.desktops.filter((d) => growsTo(size, d)).map((d) => d.desktopId));
}

/** What a refresh says of a key, one line for each way in which desktops differ from it. */
export function mismatchWords(key: string, volume: Volume, { missing, smaller, larger }: Mismatch): string[] {
  const disk = namedDisk(key, volume);
  return [
    ...(missing === undefined ? [] : [`${disk} is missing on ${onDesktops(missing)}. ${repairByHand}`]),
    ...(smaller === undefined ? [] : [`${disk} is smaller on ${onDesktops(smaller)}. ${growthOf(smaller, volume)}`]),
    ...(larger === undefined ? [] : [`${disk} is larger on ${onDesktops(larger)}: they are left as they are`]),
  ];
}

const growthOf = (smaller: Deviants, { size }: Volume): string =>
  isToGrow({ smaller }, size)
    ? "The next `pulumi up` expands these copies, in place, as far as nothing stands in the way"
    : "It is not expanded as long as that is so";

/** No call is known that gives a pool's disk to one desktop and is sure to do nothing else. */
const repairByHand =
  "No call of the service is sure to give it to these desktops and to do nothing else, so `pulumi up` leaves them: repair them in the console, or remove the desktops";

/** Copies of a disk that is not on the pool; `key` had it, as far as the state knows. */
export function withoutRecordWords(id: string, key: string | undefined, deviants: Deviants): string {
  const disk = key === undefined ? `disk ${id}` : `disk ${JSON.stringify(key)} (${id})`;
  return `${disk} is not on the pool any more, and ${onDesktops(deviants)} still ${deviants.count === 1 ? "has its copy" : "have their copies"} with the data: never touched; save what is needed before it is deleted in the console`;
}

export function onDesktops({ count, desktops }: Deviants): string {
  const more = count - desktops.length;
  const named = [...desktops.map(deviantWords), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
  return `${count === 1 ? "1 desktop" : `${count} desktops`} (${named})`;
}

function deviantWords({ desktopId, name, size, because }: Deviant): string {
  const desktop = name === undefined ? desktopId : `${name}, ${desktopId}`;
  return `${desktop}${size === undefined ? "" : `: ${size} GB`}${because === undefined ? "" : `, ${because}`}`;
}
