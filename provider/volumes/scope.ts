/**
 * What a limited scope cannot do, seen from the desktops as they are. Whether a call for named desktops changes the pool's
 * template is documented nowhere: where it does not, the pool has no record to hold a claim by, and the plan stops instead.
 */
import { isLimited, scopeLine } from "./scope-words.ts";
import type { Declared, Scope, Step, StepOf, Volume } from "./types.ts";
import { namedDisk } from "./words.ts";

interface Copy {
  readonly desktopPoolDiskId?: string;
  readonly volumeId?: string;
  readonly type: string;
  readonly size: number;
}

export interface Member {
  readonly desktopId: string;
  readonly computerName?: string;
  readonly dataVolumes: readonly Copy[];
}

export interface Reach {
  readonly scope: Scope;
  readonly poolName: string;
  readonly desktops: readonly Member[];
  /** The disks of the pool's template. */
  readonly volumes: readonly Volume[];
  /** The program names these desktops for the first time. */
  readonly isNew: boolean;
  /** What earlier commands know; default: nothing. */
  readonly region?: Region;
}

/** What the state tells of a region, and of the desktops in it. */
export interface Region {
  /** Some desktop's disk has named its record on the pool before. */
  readonly namesRecords: boolean;
  /** The set's calls were for every desktop so far, so that desktops with disks have copies of the pool's, of whatever size. */
  readonly wasForAll: boolean;
}

export function scopeRefusals(steps: readonly Step[], reach: Reach): string[] {
  const { scope, isNew } = reach;
  const changes = steps.filter((s) => s.kind === "add" || s.kind === "expand" || s.kind === "delete");
  if (!isLimited(scope) || (changes.length === 0 && !isNew)) return [];
  const strangers = strangeIds(reach);
  if (strangers.length > 0) return strangers;
  return [
    ...(changes.length === 0 ? [] : unheard(reach)),
    ...(scope.desktopIds === undefined ? [] : alreadyDone(changes, reach)),
  ];
}

/** `office-1 (d-1)` */
export const nameOf = ({ desktopId, computerName }: Member): string =>
  computerName === undefined ? desktopId : `${computerName} (${desktopId})`;

const mostShown = 20;

export function namesOf(desktops: readonly Member[]): string {
  const shown = desktops.slice(0, mostShown).map(nameOf);
  const more = desktops.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

function strangeIds({ scope, poolName, desktops }: Reach): string[] {
  const unknown = (scope.desktopIds ?? []).filter((id) => !desktops.some((d) => d.desktopId === id));
  if (unknown.length === 0) return [];
  const has = desktops.length === 0 ? "it has no desktops" : `it has ${namesOf(desktops)}`;
  return [`desktopIds names ${unknown.join(", ")}, not in pool ${poolName}; ${has}: correct or remove these ids`];
}

/** `handle_type`, `desktop_ids` and the record of a copy came together (SDK change log, 2026-01-15): without the last nobody heeds the first two. */
export function unheard({ scope, desktops, volumes, region }: Omit<Reach, "poolName" | "isNew">): string[] {
  const copies = desktops.flatMap((d) => d.dataVolumes);
  const isNamed = region?.namesRecords === true || copies.some((c) => c.desktopPoolDiskId !== undefined);
  if (isNamed || !copies.some((copy) => volumes.some((v) => mayBeOf(v, copy, region)))) return [];
  return [
    `the service of this region does not say which disk of the pool a desktop's disk is, as before 2026, and may not know ${scopeLine(scope)} either: ` +
      'the call could reach every desktop. Write `handleType: "FOR_EXPAND_AND_ALL"`, without `desktopIds`, if every desktop is meant',
  ];
}

/** A disk of a desktop's own has no record to name, in whatever region. */
const mayBeOf = (volume: Volume, { type, size }: Copy, region: Region | undefined): boolean =>
  type === volume.type && (size >= volume.size || region?.wasForAll === true);

/** Once is enough: a call for named desktops that was made, and that the pool shows nothing of, is not made again. */
function alreadyDone(changes: readonly Step[], reach: Reach): string[] {
  const named = reach.desktops.filter((d) => reach.scope.desktopIds?.includes(d.desktopId));
  return changes.flatMap((step) => {
    if (step.kind === "add") return givenAlready(step, named, reach);
    if (step.kind === "expand") return grownAlready(step, named);
    return step.kind === "delete" ? goneAlready(step, named) : [];
  });
}

/** An earlier add, perhaps of a run that died: its copies are on the desktops, and no record of them is on the pool. */
function givenAlready({ key, declared }: StepOf<"add">, named: readonly Member[], { volumes }: Reach): string[] {
  if (declared.adopt === false) return [];
  const found = named.flatMap((desktop) =>
    desktop.dataVolumes
      .filter((copy) => isStray(copy, declared, volumes))
      .map(({ volumeId = "" }) => `disk ${volumeId} on ${nameOf(desktop)}`),
  );
  if (found.length === 0) return [];
  return [
    `${found.join(", ")} (${declared.type}, ${declared.size} GB) has no record on the pool, and may come from an earlier add of ${JSON.stringify(key)} ` +
      "for the desktops of `desktopIds`: the pool has nothing that a key could hold, and it is not added again. To have the disk under a key, delete these copies and remove `desktopIds`; " +
      `to leave them as they are, remove the key; to add another beside them, write \`adopt: false\` under ${JSON.stringify(key)}`,
  ];
}

const isStray = ({ desktopPoolDiskId, type, size }: Copy, declared: Declared, volumes: readonly Volume[]): boolean =>
  desktopPoolDiskId !== undefined &&
  !volumes.some((v) => v.id === desktopPoolDiskId) &&
  type === declared.type &&
  size === declared.size;

const copiesOf = (id: string, named: readonly Member[]): Copy[] =>
  named.flatMap((d) => d.dataVolumes.filter((c) => c.desktopPoolDiskId === id));

function grownAlready({ key, volume, size }: StepOf<"expand">, named: readonly Member[]): string[] {
  const copies = copiesOf(volume.id, named);
  const small = copies.filter((c) => c.size < size);
  if (small.length > 0) return [];
  if (copies.length === 0)
    return [`${namedDisk(key, volume)} is on none of the desktops that \`desktopIds\` names: ${ways}`];
  return [grownWords(key, volume, size)];
}

export const grownWords = (key: string, volume: Volume, size: number): string =>
  `the desktops that \`desktopIds\` names have ${namedDisk(key, volume)} with ${size} GB, and the record of the pool still says ${volume.size}: this region changes named desktops only. ` +
  `Write \`size: ${volume.size}\` to leave it so, or remove \`desktopIds\` to expand it on every desktop`;

export const unheldWords = (keys: readonly string[], poolName: string): string =>
  `${keys.map((key) => JSON.stringify(key)).join(", ")} ${keys.length === 1 ? "was" : "were"} added on the desktops that \`desktopIds\` names, and pool ${poolName} has no record of it: ` +
  "this region changes named desktops only, so that no key can hold the disk. Remove `desktopIds` to add it to every desktop";

const ways = "name others, or remove `desktopIds` to change every desktop";

function goneAlready({ key, volume }: StepOf<"delete">, named: readonly Member[]): string[] {
  return copiesOf(volume.id, named).length > 0 ? [] : [goneWords(key, volume)];
}

export const goneWords = (key: string, volume: Volume): string =>
  `${namedDisk(key, volume)} is on none of the desktops that \`desktopIds\` names, and the pool still has its record. ` +
  'Put the key back to keep the disk on the others; to take it off the pool and leave their copies, write `handleType: "ONLY_FOR_EXPAND"` in the place of `desktopIds`; ' +
  "to delete it with its data on every desktop, remove `desktopIds`";
