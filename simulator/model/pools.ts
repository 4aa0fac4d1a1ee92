// Pools as such: made, changed, removed. Their desktops come by a job, their removal is at once.

import { makeDesktops } from "../jobs/makeDesktops.ts";
import { startJob } from "../jobs/run.ts";
import type { Job, JobFate } from "../jobs/types.ts";
import type { Author } from "../ledger/ledger.ts";
import type { CreateDesktopPoolBody, UpdateDesktopPoolBody } from "../schemas/pools.ts";
import type { VolumeInfo } from "../schemas/shared.ts";
import { makePoolDisk, notePool, putPoolDisk } from "./effects.ts";
import { findPoolDisk } from "./find.ts";
import { badParameter, conflict } from "./refusal.ts";
import { assertDataDiskSize, assertNameIsFree, assertNotBusy } from "./rules.ts";
import type { DiskSpec, Pool } from "./types.ts";
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
  const pool = putPool(world, { author }, body);
  return startJob(world, {
    author,
    fate,
    plan: makeDesktops(world, { kind: "createDesktopPool", author, pool, count: body.size }),
  });
}

/** The pool itself without a job: also what another person leaves behind. */
export function putPool(world: World, { author }: Command, body: CreateDesktopPoolBody): Pool {
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
  world.pools.set(pool.id, pool);
  notePool(world, { author }, pool, "pool-created");
  for (const volume of data_volumes ?? []) putPoolDisk(world, { author }, pool, makePoolDisk(world, specOf(volume)));
  return pool;
}

export function specOf({ type, size, iops, throughput, kms_id }: VolumeInfo): DiskSpec {
  return { type, size, iops: iops ?? undefined, throughput: throughput ?? undefined, kmsId: kms_id ?? undefined };
}

export function expandPool(world: World, { author, fate }: Command, pool: Pool, count: number): Job {
  assertNotBusy(pool);
  const plan = makeDesktops(world, { kind: "expandDesktopPool", author, pool, count });
  return startJob(world, { author, fate, plan });
}

/** Fields left out or null stay as they are; "" clears a text and {} clears the policy. */
export function updatePool(world: World, { author }: Command, pool: Pool, body: UpdateDesktopPoolBody): void {
  const { name, root_volume, data_volumes, ...attributes } = body;
  if (name && name !== pool.name) assertNameIsFree(world, name, pool);
  const changes = [root_volume, ...(data_volumes ?? [])].flatMap((volume) => volume ?? []);
  const disks = changes.map((volume) => ({ volume, disk: findPoolDisk(world, pool, volume.id) }));
  for (const { volume, disk } of disks) {
    disk.iops = volume.iops ?? disk.iops;
    disk.throughput = volume.throughput ?? disk.throughput;
    disk.kmsId = volume.kms_id === "" ? undefined : (volume.kms_id ?? disk.kmsId);
  }
  pool.name = name ?? pool.name;
  pool.attributes = { ...pool.attributes, ...withoutNulls(attributes) };
  notePool(world, { author }, pool, "pool-updated", Object.keys(withoutNulls(body)).join(", "));
}

function withoutNulls<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<T>;
}

export function deletePool(world: World, { author }: Command, pool: Pool): void {
  assertNotBusy(pool);
  if (pool.desktops.size > 0) throw conflict(`desktop pool ${pool.name} still has ${pool.desktops.size} desktops`);
  world.pools.delete(pool.id);
  notePool(world, { author }, pool, "pool-deleted");
}
