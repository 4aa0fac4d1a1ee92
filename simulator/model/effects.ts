// The smallest changes: each changes one thing in the model and writes the one line about it. All others are made of these.

import type { Author } from "../ledger/ledger.ts";
import type { Desktop, DesktopDisk, DiskSpec, Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

/** In whose name a change is made, and the job that carries it out, if any. */
export interface Cause {
  readonly author: Author;
  readonly jobId?: string | undefined;
}

const jobOf = ({ jobId }: Cause) => (jobId === undefined ? {} : { jobId });
const poolFacts = (pool: Pool) => ({ pool: pool.id, poolName: pool.name });
const desktopFacts = (desktop: Desktop) => ({ desktop: desktop.id, desktopName: desktop.name });

export function makePoolDisk(world: World, spec: DiskSpec): PoolDisk {
  const { type, size, iops, throughput, kmsId } = spec;
  return { id: world.ids.uuid("pool-disk"), type, size, iops, throughput, kmsId };
}

export function putPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk): void {
  pool.disks.push(disk);
  const { id, type, size } = disk;
  world.ledger.effect(cause.author, { kind: "disk-added", ...poolFacts(pool), disk: id, type, size, ...jobOf(cause) });
}

export function growPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, size: number): void {
  const fromSize = disk.size;
  disk.size = size;
  const root = disk === pool.rootDisk ? { detail: "root disk" } : {};
  const facts = { disk: disk.id, type: disk.type, size, fromSize, ...root, ...jobOf(cause) };
  world.ledger.effect(cause.author, { kind: "disk-expanded", ...poolFacts(pool), ...facts });
}

export function dropPoolDisk(world: World, cause: Cause, pool: Pool, disk: PoolDisk, detail?: string): void {
  if (!pool.disks.includes(disk)) return;
  pool.disks = pool.disks.filter((other) => other !== disk);
  const facts = { disk: disk.id, type: disk.type, size: disk.size, ...(detail ? { detail } : {}), ...jobOf(cause) };
  world.ledger.effect(cause.author, { kind: "disk-deleted", ...poolFacts(pool), ...facts });
}

export function attachDisk(world: World, cause: Cause, pool: Pool, desktop: Desktop, from: PoolDisk): void {
  const disk = makeDesktopDisk(world, from, desktop.disks.length + 1);
  desktop.disks.push(disk);
  const facts = { disk: from.id, volume: disk.volumeId, type: disk.type, size: disk.size, ...jobOf(cause) };
  const kind = "desktop-disk-added";
  world.ledger.effect(cause.author, { kind, ...poolFacts(pool), ...desktopFacts(desktop), ...facts });
}

export function makeDesktopDisk(world: World, from: PoolDisk, place: number): DesktopDisk {
  return {
    id: world.ids.uuid("desktop-disk"),
    volumeId: world.ids.uuid("volume"),
    poolDiskId: from.id,
    type: from.type,
    size: from.size,
    device: `/dev/vd${String.fromCharCode("a".charCodeAt(0) + place)}`,
    createdAt: world.timeline.time(),
    dataGb: from.size,
  };
}

export function growDesktopDisk(world: World, cause: Cause, pool: Pool, target: DiskOf, size: number): void {
  const { desktop, disk } = target;
  const fromSize = disk.size;
  disk.size = size;
  const facts = { ...diskFacts(disk), fromSize, ...(disk === desktop.rootDisk ? { detail: "root disk" } : {}) };
  const kind = "desktop-disk-expanded";
  world.ledger.effect(cause.author, { kind, ...poolFacts(pool), ...desktopFacts(desktop), ...facts, ...jobOf(cause) });
}

export interface DiskOf {
  readonly desktop: Desktop;
  readonly disk: DesktopDisk;
}

export function detachDisk(world: World, cause: Cause, pool: Pool, { desktop, disk }: DiskOf): void {
  desktop.disks = desktop.disks.filter((other) => other !== disk);
  const facts = { ...diskFacts(disk), dataLostGb: disk.dataGb };
  const kind = "desktop-disk-deleted";
  world.ledger.effect(cause.author, { kind, ...poolFacts(pool), ...desktopFacts(desktop), ...facts, ...jobOf(cause) });
}

function diskFacts({ poolDiskId, volumeId, type, size }: DesktopDisk) {
  return { ...(poolDiskId === undefined ? {} : { disk: poolDiskId }), volume: volumeId, type, size };
}

export function putDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop): void {
  pool.desktops.set(desktop.id, desktop);
  world.desktops.set(desktop.id, desktop);
  const facts = { ...poolFacts(pool), ...desktopFacts(desktop), ...jobOf(cause) };
  world.ledger.effect(cause.author, { kind: "desktop-created", ...facts });
}

/** A desktop takes its disks with it, and what was on them. Its root disk holds no data of a person's own. */
export function dropDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop): void {
  for (const disk of desktop.disks) detachDisk(world, cause, pool, { desktop, disk });
  pool.desktops.delete(desktop.id);
  world.desktops.delete(desktop.id);
  const facts = { ...poolFacts(pool), ...desktopFacts(desktop), ...jobOf(cause) };
  world.ledger.effect(cause.author, { kind: "desktop-deleted", ...facts });
}

export function notePool(
  world: World,
  cause: Cause,
  pool: Pool,
  kind: "pool-created" | "pool-updated" | "pool-deleted" | "users-added" | "users-removed",
  detail?: string,
): void {
  world.ledger.effect(cause.author, { kind, ...poolFacts(pool), ...(detail ? { detail } : {}), ...jobOf(cause) });
}

export function noteDesktop(world: World, cause: Cause, pool: Pool, desktop: Desktop, detail: string): void {
  const facts = { ...poolFacts(pool), ...desktopFacts(desktop), detail };
  world.ledger.effect(cause.author, { kind: "desktop-updated", ...facts });
}
