// The three disk calls of a pool: what each asks for is checked here, and given to a job.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type {
  AddDesktopPoolVolumesBody,
  DeleteDesktopPoolVolumesBody,
  DiskToDelete,
  DiskToExpand,
  ExpandDesktopPoolVolumesBody,
} from "../schemas/disks.ts";
import { diskIsGone, findPoolDisk } from "./find.ts";
import { makePoolDisk } from "./newDisks.ts";
import { type Command, specOf } from "./pools.ts";
import { amountsOfDisks, assertQuota } from "./quota.ts";
import { badParameter } from "./refusal.ts";
import {
  assertNoTask,
  assertNotAdding,
  assertNotBusy,
  assertReadyForAdd,
  assertSomeDisks,
  assertStates,
  changesTemplate,
  followersOf,
  idsOf,
  mostDataDisks,
  whichOf,
} from "./rules.ts";
import { assertDataDisk, assertDataDiskSize, assertRootDiskSize } from "./sizes.ts";
import { assertInOrder, assertNeedsNoOrder } from "./standing.ts";
import type { Desktop, Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

export function addPoolDisks(world: World, command: Command, pool: Pool, body: AddDesktopPoolVolumesBody): Job {
  assertNeedsNoOrder(world, pool, "disks");
  return startAdd(world, command, pool, body);
}

/** Also what an order of a yearly or monthly pool begins. */
export function startAdd(world: World, command: Command, pool: Pool, body: AddDesktopPoolVolumesBody): Job {
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertSomeDisks(world, volumes.length, { oneAtMost: true });
  for (const volume of volumes) assertDataDisk(world, "volumes", volume);
  assertNotAdding(world, pool);
  const followers = followersOf(world, pool, which);
  assertInOrder(world, pool, followers);
  assertReadyForAdd(world, pool, followers);
  // An id of the pool's own asks to give that disk to desktops that lack it; any other id says nothing.
  const repaired = volumes.flatMap(({ id }) => pool.disks.find((disk) => disk.id === id)?.id ?? []);
  const fresh = volumes.filter(({ id }) => !pool.disks.some((disk) => disk.id === id));
  assertRoomFor(pool, followers, fresh.length);
  assertQuota(world, amountsOfDisks(fresh, followers.length));
  pool.lastAddAt = world.timeline.time();
  const made = fresh.map((volume) => makePoolDisk(world, specOf(volume)));
  const template = changesTemplate(world, which);
  const order = { pool: pool.id, followers: idsOf(followers), made, repaired, template };
  return startJob(world, { ...command, kind: "addDesktopPoolVolumes", order, pools: [pool.id] });
}

/** A desktop may have disks of its own besides the pool's. */
function assertRoomFor(pool: Pool, followers: readonly Desktop[], more: number): void {
  for (const { disks, name } of [pool, ...followers]) {
    const total = disks.length + more;
    if (total > mostDataDisks)
      throw badParameter(`volumes: ${name} would have ${total} data disks, at most ${mostDataDisks}`);
  }
}

export function expandPoolDisks(world: World, command: Command, pool: Pool, body: ExpandDesktopPoolVolumesBody): Job {
  assertNeedsNoOrder(world, pool, "disks");
  const volumes = body.volumes ?? [];
  for (const volume of volumes) {
    const growth = { disk: diskToGrow(world, pool, volume), size: volume.size, place: "volumes.size" };
    if (volume.size <= growth.disk.size) throw notMore(growth);
  }
  return startExpand(world, command, pool, body);
}

/** Also what an order begins: for single desktops, that may bring a smaller disk to the size of the pool's. */
export function startExpand(
  world: World,
  command: Command,
  pool: Pool,
  body: ExpandDesktopPoolVolumesBody,
  place = "volumes.size",
): Job {
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertSomeDisks(world, volumes.length, { oneAtMost: false });
  const growths = volumes.map((volume) => ({ disk: diskToGrow(world, pool, volume), size: volume.size }));
  assertDifferent(growths.map(({ disk }) => disk));
  for (const { disk, size } of growths) assertSize(world, pool, { disk, size, place });
  assertNotBusy(pool);
  const followers = followersOf(world, pool, which);
  for (const growth of growths) assertGrows({ ...growth, place }, which.desktopIds?.length ? followers : []);
  assertInOrder(world, pool, followers);
  assertStates(followers, ["ACTIVE", "SHUTOFF"]);
  const template = changesTemplate(world, which);
  const order = { pool: pool.id, followers: idsOf(followers), growths: growths.map(growthOf), template };
  return startJob(world, { ...command, kind: "expandDesktopPoolVolumes", order, pools: [pool.id] });
}

const growthOf = ({ disk, size }: { disk: PoolDisk; size: number }) => ({ disk: disk.id, size });

/** The old body has a type and may leave out the id, which then has to be clear from the type. */
function diskToGrow(world: World, pool: Pool, { id, type }: DiskToExpand): PoolDisk {
  const form = world.dialects("expand-body");
  if (form === "old" && !type) throw badParameter("volumes.type: must be given");
  if (form !== "old" && !id) throw badParameter("volumes.id: must be given");
  const disk = id ? findPoolDisk(world, pool, id) : onlyDiskOfType(pool, type ?? "");
  if (form !== "new" && type && type !== disk.type) throw badParameter(`volumes.type: disk ${disk.id} is ${disk.type}`);
  return disk;
}

function onlyDiskOfType(pool: Pool, type: string): PoolDisk {
  const [disk, ...others] = pool.disks.filter((candidate) => candidate.type === type);
  if (!disk || others.length > 0) throw badParameter(`volumes.id: must be given to tell the ${type} disks apart`);
  return disk;
}

interface Growth {
  readonly disk: PoolDisk;
  readonly size: number;
  /** Where the size stands in the body. */
  readonly place: string;
}

function assertSize(world: World, pool: Pool, { disk, size, place }: Growth): void {
  if (disk === pool.rootDisk) assertRootDiskSize(world, place, size);
  else assertDataDiskSize(world, place, size);
}

/** No disk shrinks, and some disk has to grow. */
function assertGrows(growth: Growth, followers: readonly Desktop[]): void {
  const { disk, size } = growth;
  if (size > disk.size) return;
  const copies = followers.flatMap((desktop) => [desktop.rootDisk, ...desktop.disks]);
  const smaller = copies.some((copy) => copy.poolDiskId === disk.id && copy.size < size);
  if (size < disk.size || !smaller) throw notMore(growth);
}

function notMore({ disk, size, place }: Growth) {
  return badParameter(`${place}: ${size} is not more than the ${disk.size} GB of disk ${disk.id}`);
}

function assertDifferent(disks: readonly PoolDisk[]): void {
  if (new Set(disks).size < disks.length) throw badParameter("volumes.id: a disk is listed twice");
}

export function deletePoolDisks(world: World, command: Command, pool: Pool, body: DeleteDesktopPoolVolumesBody): Job {
  assertNeedsNoOrder(world, pool, "disks");
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertSomeDisks(world, volumes.length, { oneAtMost: true });
  const disks = volumes.map((volume) => diskToDelete(world, pool, volume));
  assertDifferent(disks);
  assertNotBusy(pool);
  const followers = followersOf(world, pool, which);
  assertNoTask(followers);
  const template = changesTemplate(world, which);
  const order = { pool: pool.id, followers: idsOf(followers), disks: idsOf(disks), template };
  return startJob(world, { ...command, kind: "deleteDesktopPoolVolumes", order, pools: [pool.id] });
}

function diskToDelete(world: World, pool: Pool, { id, type, size }: DiskToDelete): PoolDisk {
  const disk = pool.disks.find((candidate) => candidate.id === id);
  if (!disk) throw diskIsGone(world, `disk ${id} is not a data disk of desktop pool ${pool.id}`);
  if (world.dialects("delete-body") === "old" && (type !== disk.type || size !== disk.size)) {
    throw badParameter(`volumes: type and size of disk ${id} must be given and are ${disk.type}, ${disk.size}`);
  }
  return disk;
}
