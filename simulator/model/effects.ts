// The smallest changes: each changes one thing in the model and writes the one line about it. All others are made of these,
// and nothing else changes a pool, a desktop or a disk: the lines tell enough to make the present state from nothing.

import type { Author, EffectFacts, EffectKind } from "../ledger/ledger.ts";
import { makeDesktopDisk, makeRootDisk, placeOfNextDisk } from "./newDisks.ts";
import type { AuthorizedUser, Desktop, DesktopDisk, Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

/** In whose name a change is made, and the job that carries it out, if any. */
export interface Cause {
  readonly author: Author;
  readonly jobId?: string | undefined;
}

const jobOf = ({ jobId }: Cause) => (jobId === undefined ? {} : { jobId });
const poolFacts = (pool: Pool) => ({ pool: pool.id, poolName: pool.name });
const desktopFacts = (desktop: Desktop) => ({ desktop: desktop.id, desktopName: desktop.name });

/** What has been set, as JSON tells it: a field that was emptied is null. */
function told(fields: object): Readonly<Record<string, unknown>> {
  const own = (value: unknown) => (value && typeof value === "object" ? structuredClone(value) : value);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, own(value ?? null)]));
}

export function putPool(world: World, cause: Cause, pool: Pool): void {
  world.pools.set(pool.id, pool);
  const { type, createdAt, restingStatus, chargingMode, attributes, rootDisk, users } = pool;
  const set = { type, createdAt, restingStatus, chargingMode, attributes, rootDisk, users };
  notePool(world, cause, pool, { kind: "pool-created", set: told(set) });
}

type PoolFields = Partial<Pick<Pool, "name" | "restingStatus" | "chargingMode" | "attributes">>;

export function changePool(world: World, cause: Cause, pool: Pool, set: PoolFields, detail: string): void {
  Object.assign(pool, set);
  notePool(world, cause, pool, { kind: "pool-updated", detail, set: told(set) });
}

export function setUsers(
  world: World,
  cause: Cause,
  pool: Pool,
  users: AuthorizedUser[],
  facts: { kind: "users-added" | "users-removed"; detail: string },
): void {
  pool.users = users;
  notePool(world, cause, pool, { ...facts, set: told({ users }) });
}

export function dropPool(world: World, cause: Cause, pool: Pool): void {
  world.pools.delete(pool.id);
  notePool(world, cause, pool, { kind: "pool-deleted" });
}

/** Something about a pool that leaves it as it is, such as a message to its users. */
export function notePool(world: World, cause: Cause, pool: Pool, facts: EffectFacts): void {
  world.touched.add(pool.id);
  world.ledger.effect(cause.author, { ...facts, ...poolFacts(pool), ...jobOf(cause) });
}

export function putPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk): void {
  pool.disks.push(disk);
  notePoolDisk(world, cause, pool, disk, { kind: "disk-added", set: told(disk) });
}

export function growPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, size: number): void {
  const fromSize = disk.size;
  disk.size = size;
  const root = disk === pool.rootDisk ? { detail: "root disk" } : {};
  notePoolDisk(world, cause, pool, disk, { kind: "disk-expanded", fromSize, ...root });
}

type PoolDiskQuality = Partial<Pick<PoolDisk, "iops" | "throughput" | "kmsId">>;

export function changePoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, set: PoolDiskQuality): void {
  Object.assign(disk, set);
  notePoolDisk(world, cause, pool, disk, {
    kind: "disk-updated",
    detail: Object.keys(set).join(", "),
    set: told(set),
  });
}

/** The same disk under another id, in the pool and in what desktops say they were made from. */
export function renumberPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk): void {
  const id = world.ids.uuid("pool-disk");
  const copies = copiesOf(pool, disk);
  notePoolDisk(world, cause, pool, disk, { kind: "disk-updated", detail: `id: from now on ${id}`, set: told({ id }) });
  Object.assign(disk, { id });
  for (const copy of copies) changeDesktopDisk(world, cause, pool, copy, { poolDiskId: id });
}

function copiesOf(pool: Pool, { id }: PoolDisk): DiskOf[] {
  return [...pool.desktops.values()].flatMap((desktop) =>
    desktop.disks.filter(({ poolDiskId }) => poolDiskId === id).map((disk) => ({ desktop, disk })),
  );
}

export function dropPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, detail?: string): void {
  if (!pool.disks.includes(disk)) return;
  pool.disks = pool.disks.filter((other) => other !== disk);
  notePoolDisk(world, cause, pool, disk, { kind: "disk-deleted", ...(detail ? { detail } : {}) });
}

function notePoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, facts: EffectFacts): void {
  const { id, type, size } = disk;
  notePool(world, cause, pool, { disk: id, type, size, ...facts });
}

export function attachDisk(world: World, cause: Cause, pool: Pool, desktop: Desktop, from: PoolDisk): void {
  putDesktopDisk(world, cause, pool, { desktop, disk: makeDesktopDisk(world, from, placeOfNextDisk(desktop)) });
}

export function putDesktopDisk(world: World, cause: Cause, pool: Pool, target: DiskOf): void {
  target.desktop.disks.push(target.disk);
  noteDesktopDisk(world, cause, pool, target, { kind: "desktop-disk-added", set: told(target.disk) });
}

export function growDesktopDisk(world: World, cause: Cause, pool: Pool, target: DiskOf, size: number): void {
  const { desktop, disk } = target;
  const fromSize = disk.size;
  disk.size = size;
  const root = disk === desktop.rootDisk ? { detail: "root disk" } : {};
  noteDesktopDisk(world, cause, pool, target, { kind: "desktop-disk-expanded", fromSize, ...root });
}

type DesktopDiskQuality = Partial<Pick<DesktopDisk, "iops" | "throughput" | "poolDiskId">>;

export function changeDesktopDisk(
  world: World,
  cause: Cause,
  pool: Pool,
  target: DiskOf,
  set: DesktopDiskQuality,
): void {
  Object.assign(target.disk, set);
  const detail = Object.keys(set).join(", ");
  noteDesktopDisk(world, cause, pool, target, { kind: "desktop-disk-updated", detail, set: told(set) });
}

export interface DiskOf {
  readonly desktop: Desktop;
  readonly disk: DesktopDisk;
}

export function detachDisk(world: World, cause: Cause, pool: Pool, target: DiskOf): void {
  const { desktop, disk } = target;
  desktop.disks = desktop.disks.filter((other) => other !== disk);
  noteDesktopDisk(world, cause, pool, target, {
    kind: "desktop-disk-deleted",
    dataLostGb: disk.dataGb,
    contentLost: disk.content,
  });
}

function noteDesktopDisk(
  world: World,
  cause: Cause,
  pool: Pool,
  { desktop, disk: { poolDiskId, volumeId, type, size } }: DiskOf,
  facts: EffectFacts,
): void {
  const disk = poolDiskId === undefined ? {} : { disk: poolDiskId };
  noteDesktop(world, cause, pool, desktop, { ...disk, volume: volumeId, type, size, ...facts });
}

export function putDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop): void {
  pool.desktops.set(desktop.id, desktop);
  world.desktops.set(desktop.id, desktop);
  const { disks: _disks, id: _id, name: _name, poolId: _poolId, ...set } = desktop;
  noteDesktop(world, cause, pool, desktop, { kind: "desktop-created", set: told(set) });
}

type DesktopFields = Partial<Omit<Desktop, "id" | "poolId" | "createdAt" | "rootDisk" | "disks">>;

export function changeDesktop(
  world: World,
  cause: Cause,
  pool: Pool,
  desktop: Desktop,
  set: DesktopFields,
  kind: EffectKind = "desktop-updated",
): void {
  Object.assign(desktop, set);
  const detail = Object.keys(set).join(", ").replace("userName", "user");
  noteDesktop(world, cause, pool, desktop, { kind, detail, set: told(set) });
}

/** What a desktop is doing just now, as a job moves it along: told apart from what somebody changed about it. */
export function setState(
  world: World,
  cause: Cause,
  pool: Pool,
  desktop: Desktop,
  set: Partial<Pick<Desktop, "status" | "taskStatus" | "loginStatus">>,
): void {
  const known: object = desktop;
  // Another job may still be at work on a desktop that is being deleted by force.
  const byOther = cause.jobId !== undefined && world.jobs.get(cause.jobId)?.kind !== "deleteDesktops";
  const since = byOther && desktop.taskStatus === "deleting" ? { ...set, taskStatus: "deleting" } : set;
  const changed = Object.entries(since).some(([name, value]) => Reflect.get(known, name) !== value);
  if (changed) changeDesktop(world, cause, pool, desktop, since, "desktop-state");
}

/** The root disk is made anew from an image; data disks stay as they are. */
export function rebuildDesktop(
  world: World,
  cause: Cause,
  pool: Pool,
  desktop: Desktop,
  { imageId, kmsId }: { readonly imageId: string; readonly kmsId: string | undefined },
): void {
  const { type, size, iops, throughput, poolDiskId, content: contentLost } = desktop.rootDisk;
  const from = { type, size, iops, throughput, kmsId, ...(poolDiskId === undefined ? {} : { id: poolDiskId }) };
  const set = { imageId, rootDisk: makeRootDisk(world, from) };
  Object.assign(desktop, set);
  const detail = `root disk made anew from ${imageId}, data disks kept: ${desktop.disks.length}`;
  const target = { desktop, disk: set.rootDisk };
  noteDesktopDisk(world, cause, pool, target, { kind: "desktop-rebuilt", detail, contentLost, set: told(set) });
}

/** A desktop takes its disks with it, and what was on them: its root disk's writing too, which is the image's and no one's data. */
export function dropDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop): void {
  for (const disk of desktop.disks) detachDisk(world, cause, pool, { desktop, disk });
  pool.desktops.delete(desktop.id);
  world.desktops.delete(desktop.id);
  noteDesktop(world, cause, pool, desktop, { kind: "desktop-deleted", contentLost: desktop.rootDisk.content });
}

export function noteDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop, facts: EffectFacts): void {
  notePool(world, cause, pool, { ...desktopFacts(desktop), ...facts });
}
