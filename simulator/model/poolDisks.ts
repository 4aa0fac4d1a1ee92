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
import type { HandleType } from "../schemas/shared.ts";
import { makePoolDisk } from "./effects.ts";
import { diskIsGone, findPoolDisk } from "./find.ts";
import { type Command, specOf } from "./pools.ts";
import { badParameter } from "./refusal.ts";
import {
  assertDataDiskSize,
  assertNoTask,
  assertNotAdding,
  assertNotBusy,
  assertPayPerUse,
  assertReadyForAdd,
  assertSomeDisks,
  changesTemplate,
  followersOf,
  mostDataDisks,
  type WhichDesktops,
} from "./rules.ts";
import type { Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

interface WhichBody {
  readonly handle_type?: HandleType | null;
  readonly desktop_ids?: string[] | null;
}

const whichOf = ({ handle_type, desktop_ids }: WhichBody): WhichDesktops => ({
  handleType: handle_type ?? undefined,
  desktopIds: desktop_ids ?? undefined,
});

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

export function addPoolDisks(world: World, command: Command, pool: Pool, body: AddDesktopPoolVolumesBody): Job {
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertPayPerUse(pool);
  assertSomeDisks(world, volumes.length, { oneAtMost: true });
  for (const { size } of volumes) assertDataDiskSize(world, size);
  assertNotAdding(world, pool);
  const followers = followersOf(world, pool, which);
  assertReadyForAdd(world, pool, followers);
  // An id of the pool's own asks to give that disk to desktops that lack it; any other id says nothing.
  const repaired = volumes.flatMap(({ id }) => pool.disks.find((disk) => disk.id === id)?.id ?? []);
  const fresh = volumes.filter(({ id }) => !pool.disks.some((disk) => disk.id === id));
  assertRoomFor(pool, fresh.length);
  pool.lastAddAt = world.timeline.time();
  const made = fresh.map((volume) => makePoolDisk(world, specOf(volume)));
  const template = changesTemplate(world, which);
  const order = { pool: pool.id, followers: idsOf(followers), made, repaired, template };
  return startJob(world, { ...command, kind: "addDesktopPoolVolumes", order, pools: [pool.id] });
}

function assertRoomFor(pool: Pool, more: number): void {
  const total = pool.disks.length + more;
  if (total > mostDataDisks)
    throw badParameter(`volumes: the pool would have ${total} data disks, at most ${mostDataDisks}`);
}

export function expandPoolDisks(world: World, command: Command, pool: Pool, body: ExpandDesktopPoolVolumesBody): Job {
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertPayPerUse(pool);
  assertSomeDisks(world, volumes.length, { oneAtMost: false });
  const growths = volumes.map((volume) => ({ disk: diskToGrow(world, pool, volume), size: volume.size }));
  assertDifferent(growths.map(({ disk }) => disk));
  for (const { disk, size } of growths) assertGrows(world, disk, size);
  assertNotBusy(pool);
  const followers = followersOf(world, pool, which);
  assertNoTask(followers);
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

function assertGrows(world: World, disk: PoolDisk, size: number): void {
  assertDataDiskSize(world, size);
  if (size <= disk.size)
    throw badParameter(`volumes.size: ${size} is not more than the ${disk.size} GB of disk ${disk.id}`);
}

function assertDifferent(disks: readonly PoolDisk[]): void {
  if (new Set(disks).size < disks.length) throw badParameter("volumes.id: a disk is listed twice");
}

export function deletePoolDisks(world: World, command: Command, pool: Pool, body: DeleteDesktopPoolVolumesBody): Job {
  const volumes = body.volumes ?? [];
  const which = whichOf(body);
  assertPayPerUse(pool);
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
