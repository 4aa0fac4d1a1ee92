/** Whether each desktop really has what a call was to give it, or take from it: read from the desktops, not from the job. */
import type { Volume } from "../../../volumes/types.ts";
import type { DesktopVolume, PoolDesktop } from "../../../workspace/types.ts";
import type { Failed, Leftover } from "../state/state.ts";

/** A disk that was touched, and how every desktop has to look after it. */
export interface Touched {
  readonly operation: Failed["operation"];
  readonly key: string;
  readonly id: string;
  readonly size?: number | undefined;
  /** Desktops of which the job itself, or an earlier look, said that it failed there. */
  readonly said: readonly Leftover[];
  /** Left open by an earlier run. */
  readonly isCarried?: boolean;
  /** Only these desktops; default: every one. */
  readonly on?: ReadonlySet<string>;
  /** No call of this run was to do it: copies that are too small are expanded by themselves. */
  readonly isToRepair?: boolean;
  /** A deletion that had begun, and whose disk the program keeps: it may be missing where no job says so. */
  readonly isTakenBack?: boolean;
}

export const copyOf = (id: string, desktop: PoolDesktop): DesktopVolume | undefined =>
  desktop.dataVolumes.find((v) => v.desktopPoolDiskId === id);

/** Whether the call was for this desktop. What the job itself said of one, holds. */
export const isJudged = ({ on, said }: Pick<Touched, "on" | "said">, { desktopId }: PoolDesktop): boolean =>
  on === undefined || on.has(desktopId) || said.some((s) => s.desktopId === desktopId);

/** For a list of desktops as the state holds it. */
export const onlyOn = (ids: readonly string[] | undefined): { readonly on?: ReadonlySet<string> } =>
  ids === undefined ? {} : { on: new Set(ids) };

const isGoing = ({ taskStatus }: PoolDesktop): boolean => taskStatus === "deleting";

/** It is given its disks by what makes it: unless a job named it, what it lacks says nothing of a call. */
const isBeingMade = ({ said }: Touched, { status, desktopId }: PoolDesktop): boolean =>
  status === "BUILD" && !said.some((s) => s.desktopId === desktopId);

/** Regions before 2026-01 do not join a desktop's disks to the pool's: there the job's own word has to do. */
export function canBeProven(desktops: readonly PoolDesktop[]): boolean {
  const disks = desktops.flatMap((d) => d.dataVolumes);
  return disks.length === 0 || disks.some((v) => v.desktopPoolDiskId !== undefined);
}

/** Where it is not so. `volumes` is what the pool has now. */
export function notProven(
  touched: readonly Touched[],
  desktops: readonly PoolDesktop[],
  volumes: readonly Volume[],
): Failed[] {
  const there = desktops.filter((d) => !isGoing(d));
  const look = canBeProven(desktops) ? byCopies : byWord;
  return merged(touched.flatMap((t) => look(t, there, { volumes, touched })));
}

function byCopies(touched: Touched, desktops: readonly PoolDesktop[]): Failed[] {
  const judged = desktops.filter((d) => isJudged(touched, d) && !isBeingMade(touched, d));
  const wrong = judged.filter((d) => !isAsWanted(touched, d));
  // A copy that is not there cannot have an old size.
  const missing = touched.operation === "expand" ? wrong.filter((d) => copyOf(touched.id, d) === undefined) : [];
  const others = wrong.filter((d) => !missing.includes(d));
  const left = (ds: readonly PoolDesktop[]) => ds.map((d) => leftover(touched, d));
  return [entry(touched, left(others)), entry({ ...touched, operation: "add", size: undefined }, left(missing))].flat();
}

function isAsWanted({ operation, id, size }: Touched, desktop: PoolDesktop): boolean {
  const copy = copyOf(id, desktop);
  if (operation === "delete") return copy === undefined;
  return copy !== undefined && (size === undefined || copy.size >= size);
}

function leftover({ operation, id, said }: Touched, desktop: PoolDesktop): Leftover {
  const copy = copyOf(id, desktop);
  const reason = said.find((s) => s.desktopId === desktop.desktopId)?.reason;
  return {
    desktopId: desktop.desktopId,
    ...(desktop.computerName === undefined ? {} : { name: desktop.computerName }),
    ...(reason === undefined ? {} : { reason }),
    ...(operation !== "add" && copy?.volumeId !== undefined ? { volumeIds: [copy.volumeId] } : {}),
  };
}

interface Seen {
  readonly volumes: readonly Volume[];
  /** All that is proven together. */
  readonly touched: readonly Touched[];
}

/** What was said holds; of an earlier run, until the desktop's disks are as many and as large as the pool's. */
function byWord(touched: Touched, desktops: readonly PoolDesktop[], seen: Seen): Failed[] {
  if (touched.isTakenBack === true) return entry(touched, whoLost(touched, desktops, seen));
  const { volumes } = seen;
  const left = touched.said.filter((said) => {
    const desktop = desktops.find((d) => d.desktopId === said.desktopId);
    return desktop !== undefined && (touched.isCarried !== true || differs(touched, desktop, volumes));
  });
  return entry(touched, left);
}

/** Of a disk whose deletion left the pool's record too, no desktop is to have a copy. */
function differs({ operation, id }: Touched, { dataVolumes }: PoolDesktop, volumes: readonly Volume[]): boolean {
  if (operation === "delete") return dataVolumes.length > volumes.filter((v) => v.id !== id).length;
  return volumes.some((v) => atLeast(v, dataVolumes) < atLeast(v, volumes));
}

/**
 * A job names the desktops where a deletion failed, and none that has lost the disk: that one has nothing for it. Of two equal disks
 * it has lost the one whose deletion had begun.
 */
function whoLost(touched: Touched, desktops: readonly PoolDesktop[], seen: Seen): Leftover[] {
  const judged = desktops.filter((d) => isJudged(touched, d) && !isBeingMade(touched, d));
  return judged.filter((d) => lackedBy(d, seen).includes(touched.id)).map((d) => leftover(touched, d));
}

/** Disks of the pool that a desktop has nothing for: the largest first, each is given the smallest of its type that is large enough. */
function lackedBy(desktop: PoolDesktop, seen: Seen): readonly string[] {
  const free = [...desktop.dataVolumes].sort((a, b) => a.size - b.size);
  const lacked = wantedOn(desktop, seen).filter(({ type, size }) => {
    const at = free.findIndex((v) => v.type === type && v.size >= size);
    if (at >= 0) free.splice(at, 1);
    return at < 0;
  });
  return lacked.map(({ id }) => id);
}

function wantedOn(desktop: PoolDesktop, seen: Seen): Volume[] {
  const isBack = ({ id }: Volume) => seen.touched.some((t) => t.isTakenBack === true && t.id === id);
  return seen.volumes
    .map((v) => (isSmall(v, desktop, seen) ? { ...v, size: 0 } : v))
    .sort((a, b) => b.size - a.size || Number(isBack(a)) - Number(isBack(b)));
}

/** Its copy did not grow: told as an expansion, it is not missing as well. */
const isSmall = ({ id }: Volume, { desktopId }: PoolDesktop, { touched }: Seen): boolean =>
  touched.some((t) => t.operation === "expand" && t.id === id && t.said.some((s) => s.desktopId === desktopId));

const atLeast = (least: Volume, among: readonly { readonly type: string; readonly size: number }[]): number =>
  among.filter(({ type, size }) => type === least.type && size >= least.size).length;

function entry({ operation, key, id, size, on }: Touched, desktops: Leftover[]): Failed[] {
  if (desktops.length === 0) return [];
  const left = desktops.map((d) => d.desktopId);
  // A deletion may be taken back: then those that it has reached are asked for, too.
  const reached = operation === "delete" ? [...(on ?? [])].filter((one) => !left.includes(one)) : [];
  const limits = on === undefined ? {} : { on: [...left, ...reached] };
  return [{ operation, key, id, ...(size === undefined ? {} : { size }), desktops, ...limits }];
}

/** One entry for each disk and operation, one line for each desktop in it. */
export function merged(failed: readonly Failed[]): Failed[] {
  const found: Failed[] = [];
  for (const one of failed) {
    const at = found.findIndex((f) => f.operation === one.operation && f.id === one.id && f.id !== undefined);
    const same = found[at];
    if (same === undefined) found.push({ ...one, desktops: [...one.desktops] });
    else found[at] = joined(same, one);
  }
  return found;
}

/** Of two calls, one for every desktop: then every one had to follow. */
function joined({ on: first, ...one }: Failed, { on: second, desktops }: Failed): Failed {
  const others = desktops.filter((d) => !one.desktops.some((s) => s.desktopId === d.desktopId));
  const limits = first === undefined || second === undefined ? {} : { on: [...new Set([...first, ...second])] };
  return { ...one, desktops: [...one.desktops, ...others], ...limits };
}

/** Disks on desktops whose pool record is not, and was not, there: a failed add can leave them. */
export function orphans(desktops: readonly PoolDesktop[], recordIds: ReadonlySet<string>): Leftover[] {
  return desktops.flatMap((desktop) => {
    const volumeIds = desktop.dataVolumes
      .filter((v) => v.desktopPoolDiskId !== undefined && !recordIds.has(v.desktopPoolDiskId))
      .flatMap((v) => v.volumeId ?? []);
    if (volumeIds.length === 0) return [];
    const name = desktop.computerName === undefined ? {} : { name: desktop.computerName };
    return [{ desktopId: desktop.desktopId, ...name, volumeIds }];
  });
}

/** Pool disks that desktops have copies of. */
export const poolDiskIdsOf = (desktops: readonly PoolDesktop[]): string[] =>
  desktops.flatMap((d) => d.dataVolumes).flatMap((v) => v.desktopPoolDiskId ?? []);

export const volumeIdsOf = (desktops: readonly PoolDesktop[]): Set<string> =>
  new Set(desktops.flatMap((d) => d.dataVolumes).flatMap((v) => v.volumeId ?? []));
