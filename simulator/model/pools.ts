// Pools as such: made, changed, removed. Their desktops come by a job, their removal is at once.

import { startJob } from "../jobs/run.ts";
import type { Job, JobFate } from "../jobs/types.ts";
import type { Author } from "../ledger/ledger.ts";
import type { CreateDesktopPoolBody, UpdateDesktopPoolBody } from "../schemas/pools.ts";
import type { VolumeInfo } from "../schemas/shared.ts";
import { changePool, changePoolDisk, dropPool, makePoolDisk, putPool, putPoolDisk } from "./effects.ts";
import { findPoolDisk } from "./find.ts";
import { badParameter, conflict } from "./refusal.ts";
import { assertDataDiskSize, assertNameIsFree, assertNotBusy } from "./rules.ts";
import type { DiskSpec, Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

export interface Command {
  readonly author: Author;
  readonly fate?: JobFate | undefined;
}

export function createPool(world: World, { author, fate }: Command, body: CreateDesktopPoolBody): Job {
  assertNameIsFree(world, body.name);
  const dataVolumes = body.data_volumes ?? [];
  for (const { size } of dataVolumes) assertDataDiskSize(world, size);
  if (body.type === "STATIC" && body.disconnected_retention_period) {
    throw badParameter("disconnected_retention_period: only a DYNAMIC pool has one");
  }
  const pool = foundPool(world, { author }, body);
  return makeDesktops(world, { author, fate }, "createDesktopPool", pool, body.size);
}

function makeDesktops(
  world: World,
  command: Command,
  kind: "createDesktopPool" | "expandDesktopPool",
  pool: Pool,
  count: number,
): Job {
  return startJob(world, { ...command, kind, order: { pool: pool.id, count }, pools: [pool.id] });
}

/** The pool itself without a job: also what another person leaves behind. */
export function foundPool(world: World, { author }: Command, body: CreateDesktopPoolBody): Pool {
  const { name, type, size: _size, root_volume, data_volumes, authorized_objects, ...attributes } = body;
  const createdAt = world.timeline.time();
  const pool: Pool = {
    id: world.ids.uuid("pool"),
    name,
    type,
    createdAt,
    restingStatus: "STEADY",
    chargingMode: "1",
    attributes,
    rootDisk: makePoolDisk(world, specOf(root_volume)),
    disks: [],
    users: (authorized_objects ?? []).map((object) => ({ object, addedAt: createdAt })),
    desktops: new Map(),
    runningJobs: new Set(),
    lastAddAt: undefined,
  };
  putPool(world, { author }, pool);
  for (const volume of data_volumes ?? []) putPoolDisk(world, { author }, pool, makePoolDisk(world, specOf(volume)));
  return pool;
}

export function specOf({ type, size, iops, throughput, kms_id }: VolumeInfo): DiskSpec {
  return { type, size, iops: iops ?? undefined, throughput: throughput ?? undefined, kmsId: kms_id ?? undefined };
}

export function expandPool(world: World, command: Command, pool: Pool, count: number): Job {
  assertNotBusy(pool);
  return makeDesktops(world, command, "expandDesktopPool", pool, count);
}

/** Fields left out or null stay as they are; "" clears a text and {} clears the policy. */
export function updatePool(world: World, { author }: Command, pool: Pool, body: UpdateDesktopPoolBody): void {
  const { name, root_volume, data_volumes, ...attributes } = body;
  if (name && name !== pool.name) assertNameIsFree(world, name, pool);
  const changes = [root_volume, ...(data_volumes ?? [])].flatMap((volume) => volume ?? []);
  const disks = changes.map((volume) => ({ volume, disk: findPoolDisk(world, pool, volume.id) }));
  for (const { volume, disk } of disks) {
    const set = qualityOf(volume, disk);
    if (Object.keys(set).length > 0) changePoolDisk(world, { author }, pool, disk, set);
  }
  const set = { name: name ?? pool.name, attributes: { ...pool.attributes, ...withoutNulls(attributes) } };
  changePool(world, { author }, pool, set, Object.keys(withoutNulls(body)).join(", "));
}

type VolumeChange = NonNullable<UpdateDesktopPoolBody["data_volumes"]>[number];

/** What a call changes about a disk. Null leaves the key as it is, and "" drops it. */
function qualityOf({ iops, throughput, kms_id }: VolumeChange, disk: PoolDisk): Partial<PoolDisk> {
  const kmsId = kms_id === "" ? undefined : (kms_id ?? disk.kmsId);
  return {
    ...(iops == null || iops === disk.iops ? {} : { iops }),
    ...(throughput == null || throughput === disk.throughput ? {} : { throughput }),
    ...(kmsId === disk.kmsId ? {} : { kmsId }),
  };
}

function withoutNulls<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<T>;
}

export function deletePool(world: World, { author }: Command, pool: Pool): void {
  assertNotBusy(pool);
  if (pool.desktops.size > 0) throw conflict(`desktop pool ${pool.name} still has ${pool.desktops.size} desktops`);
  dropPool(world, { author }, pool);
}
