// Pools as such: made, changed, removed. Their desktops come by a job, their removal is at once.

import { startJob } from "../jobs/run.ts";
import type { Job, JobFate } from "../jobs/types.ts";
import type { Author } from "../ledger/ledger.ts";
import type { CreateDesktopPoolBody, UpdateDesktopPoolBody } from "../schemas/pools.ts";
import { poolAttributes, type VolumeInfo } from "../schemas/shared.ts";
import { assertPolicy } from "./autoscalePolicy.ts";
import { changePool, changePoolDisk, dropPool, putPool, putPoolDisk } from "./effects.ts";
import { findPoolDisk } from "./find.ts";
import { assertKnown } from "./known.ts";
import { makePoolDisk } from "./newDisks.ts";
import { amountsOfNew, assertQuota } from "./quota.ts";
import { badParameter, conflict } from "./refusal.ts";
import { assertNameIsFree, assertNotBusy } from "./rules.ts";
import { assertDataDisk, assertRootDisk } from "./sizes.ts";
import { assertInOrder, assertNeedsNoOrder } from "./standing.ts";
import { type DiskSpec, mostDesktops, type Pool, type PoolAttributes, type PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

export interface Command {
  readonly author: Author;
  readonly fate?: JobFate | undefined;
}

export function createPool(world: World, { author, fate }: Command, body: CreateDesktopPoolBody): Job {
  const { image_id, product_id, subnet_ids } = body;
  assertKnown(world, { images: [image_id], products: [product_id], subnets: subnet_ids });
  assertNameIsFree(world, body.name);
  assertRootDisk(world, "root_volume", body.root_volume);
  for (const volume of body.data_volumes ?? []) assertDataDisk(world, "data_volumes", volume);
  assertRetention(body.type, body.disconnected_retention_period);
  assertPolicy(world, body.autoscale_policy);
  const disks = [body.root_volume, ...(body.data_volumes ?? [])];
  assertQuota(world, amountsOfNew(disks, body.size));
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
  const { name, type, root_volume, data_volumes, authorized_objects } = body;
  const createdAt = world.timeline.time();
  const pool: Pool = {
    id: world.ids.uuid("pool"),
    name,
    type,
    createdAt,
    restingStatus: "STEADY",
    chargingMode: "1",
    attributes: attributesOf(body, creationFields),
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

const updateFields = [...Object.keys(poolAttributes), "in_maintenance_mode"];
const creationFields = [...updateFields, "product_id", "image_id", "image_type", "flavor_id", "domain"];

/** Fields of the service that a pool keeps as they came. What nobody knows is not kept, and null says nothing. */
function attributesOf(body: object, names: readonly string[]): PoolAttributes {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => names.includes(name) && value != null));
}

export function specOf({ type, size, iops, throughput, kms_id }: VolumeInfo): DiskSpec {
  return { type, size, iops: iops ?? undefined, throughput: throughput ?? undefined, kmsId: kms_id ?? undefined };
}

export function expandPool(world: World, command: Command, pool: Pool, count: number): Job {
  assertNeedsNoOrder(world, pool, "expand");
  assertNotBusy(pool);
  assertInOrder(world, pool, []);
  const total = pool.desktops.size + count;
  if (total > mostDesktops) throw badParameter(`size: the pool would have ${total} desktops, at most ${mostDesktops}`);
  assertQuota(world, amountsOfNew([pool.rootDisk, ...pool.disks], count));
  return makeDesktops(world, command, "expandDesktopPool", pool, count);
}

/** Fields left out or null stay as they are; "" clears a text and {} clears the policy. Busy pools take it too. */
export function updatePool(world: World, { author }: Command, pool: Pool, body: UpdateDesktopPoolBody): void {
  assertKnown(world, { subnets: body.subnet_ids ?? [] });
  const { name, root_volume, data_volumes } = body;
  if (name && name !== pool.name) assertNameIsFree(world, name, pool);
  assertRetention(pool.type, body.disconnected_retention_period);
  assertPolicy(world, body.autoscale_policy);
  const changes = [root_volume, ...(data_volumes ?? [])].flatMap((volume) => volume ?? []);
  const disks = changes.map((volume) => ({ volume, disk: findPoolDisk(world, pool, volume.id) }));
  assertSameTypes(pool, root_volume?.id, disks);
  for (const { volume, disk } of disks) {
    const set = qualityOf(volume, disk);
    if (Object.keys(set).length > 0) changePoolDisk(world, { author }, pool, disk, set);
  }
  const own = attributesOf(body, updateFields);
  const set = { name: name ?? pool.name, attributes: { ...pool.attributes, ...own } };
  const disksToo = Object.entries({ root_volume, data_volumes }).filter(([, value]) => value != null);
  const told = [...(name ? ["name"] : []), ...Object.keys(own), ...disksToo.map(([field]) => field)];
  changePool(world, { author }, pool, set, told.join(", "));
}

/** Terraform's provider sends 0 for a period that it does not set. */
function assertRetention(type: Pool["type"], period: number | null | undefined): void {
  if (!period) return;
  const place = "disconnected_retention_period";
  if (type === "STATIC") throw badParameter(`${place}: only a DYNAMIC pool has one`);
  if (period < 10) throw badParameter(`${place}: ${period} is less than 10`);
}

interface DiskChange {
  readonly volume: VolumeChange;
  readonly disk: PoolDisk;
}

/** The type is told and cannot be changed, and a root disk is no data disk. */
function assertSameTypes(pool: Pool, rootId: string | undefined, changes: readonly DiskChange[]): void {
  const odd = changes.find(({ volume, disk }) => volume.type !== disk.type);
  if (odd) throw badParameter(`data_volumes.type: disk ${odd.disk.id} is ${odd.disk.type}, which cannot be changed`);
  if (rootId !== undefined && rootId !== pool.rootDisk.id) {
    throw badParameter(`root_volume.id: ${rootId} is not the root disk`);
  }
  const roots = changes.filter(({ disk }) => disk === pool.rootDisk);
  if (roots.length > (rootId === undefined ? 0 : 1)) throw badParameter("data_volumes.id: the root disk is listed");
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

export function deletePool(world: World, { author }: Command, pool: Pool): void {
  assertNotBusy(pool);
  if (pool.desktops.size > 0) throw conflict(`desktop pool ${pool.name} still has ${pool.desktops.size} desktops`);
  dropPool(world, { author }, pool);
}
