// The disk calls on desktops themselves: what each asks for is checked here, and given to a job. They take EVS volume ids, and
// the disks of the pools stay as they are: a desktop merely differs from its pool afterwards.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type { BatchModifyQosBody, DesktopVolumesToAdd, OwnVolume, VolumeToExpand } from "../schemas/desktopDisks.ts";
import {
  assertEmptyIsAllowed,
  assertFreeForAdd,
  assertFreeForDeletion,
  assertOwnDisk,
  assertQosCanChange,
} from "./desktopDiskRules.ts";
import { poolsOf } from "./desktops.ts";
import type { DiskOf } from "./effects.ts";
import { diskIsGone, findDesktop, findPool } from "./find.ts";
import { type Command, specOf } from "./pools.ts";
import { amountsOfDisks, assertQuota } from "./quota.ts";
import { badParameter } from "./refusal.ts";
import { assertNoTask, assertNotBusy, mostDataDisks } from "./rules.ts";
import { assertInOrder, assertNeedsNoOrder } from "./standing.ts";
import type { Desktop } from "./types.ts";
import type { World } from "./world.ts";

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

/** One desktop may be named several times: it gets all of its disks at once. */
export function addDesktopsDisks(world: World, command: Command, asked: readonly DesktopVolumesToAdd[]): Job {
  assertEmptyIsAllowed(world, asked.length, "desktop_volumes");
  const gifts = giftsOf(world, asked);
  const desktops = gifts.map(({ desktop }) => desktop);
  for (const pool of poolsOf(world, desktops)) assertNeedsNoOrder(world, pool, "disks");
  for (const { desktop, volumes } of gifts) assertRoom(world, desktop, volumes);
  for (const desktop of desktops) assertFreeForAdd(world, desktop);
  for (const desktop of desktops) assertInOrder(world, findPool(world, desktop.poolId), [desktop]);
  const wanted = gifts.flatMap(({ volumes }) => volumes);
  assertQuota(world, amountsOfDisks(wanted, 1));
  const order = { gifts: gifts.map(({ desktop, volumes }) => ({ desktop: desktop.id, disks: volumes.map(specOf) })) };
  return startJob(world, { ...command, kind: "addVolumes", order, pools: idsOf(poolsOf(world, desktops)) });
}

function giftsOf(world: World, asked: readonly DesktopVolumesToAdd[]) {
  const desktops = new Set(asked.map(({ desktop_id }) => findDesktop(world, desktop_id)));
  return [...desktops].map((desktop) => {
    const parts = asked.filter(({ desktop_id }) => desktop_id === desktop.id);
    return { desktop, volumes: parts.flatMap(({ volumes }) => volumes) };
  });
}

function assertRoom(world: World, desktop: Desktop, volumes: readonly OwnVolume[]): void {
  for (const volume of volumes) assertOwnDisk(world, volume);
  const total = desktop.disks.length + volumes.length;
  if (total <= mostDataDisks) return;
  throw badParameter(`volumes: desktop ${desktop.name} would have ${total} data disks, at most ${mostDataDisks}`);
}

export function expandDesktopsDisks(world: World, command: Command, asked: readonly VolumeToExpand[]): Job {
  assertEmptyIsAllowed(world, asked.length, "desktop_volumes_expansion");
  const growths = asked.map(({ desktop_id, volume_id, new_size }) => {
    const desktop = findDesktop(world, desktop_id);
    return { desktop, disk: ownDisk(world, desktop, volume_id, { root: true }), size: new_size };
  });
  const desktops = [...new Set(growths.map(({ desktop }) => desktop))];
  const pools = poolsOf(world, desktops);
  for (const pool of pools) assertNeedsNoOrder(world, pool, "disks");
  if (new Set(growths.map(({ disk }) => disk)).size < growths.length) {
    throw badParameter("desktop_volumes_expansion.volume_id: a volume is listed twice");
  }
  for (const growth of growths) assertGrowth(growth);
  for (const pool of pools) assertNotBusy(pool);
  assertNoTask(desktops);
  for (const desktop of desktops) assertInOrder(world, findPool(world, desktop.poolId), [desktop]);
  assertQuota(world, { volume_gigabytes: growths.reduce((sum, { disk, size }) => sum + size - disk.size, 0) });
  const order = { growths: growths.map((growth) => ({ ...placeOf(growth), size: growth.size })) };
  return startJob(world, { ...command, kind: "expandVolumes", order, pools: idsOf(pools) });
}

interface Growth extends DiskOf {
  readonly size: number;
}

const placeOf = ({ desktop, disk }: DiskOf) => ({ desktop: desktop.id, volume: disk.volumeId });

function assertGrowth({ disk, size }: Growth): void {
  if (size > disk.size) return;
  const what = `${size} is not more than the ${disk.size} GB of volume ${disk.volumeId}`;
  throw badParameter(`desktop_volumes_expansion.new_size: ${what}`);
}

export function deleteDesktopDisks(
  world: World,
  command: Command,
  desktop: Desktop,
  volumeIds: readonly string[],
): Job {
  const pool = findPool(world, desktop.poolId);
  assertNeedsNoOrder(world, pool, "disks");
  const volumes = [...new Set(volumeIds)].map((id) => ownDisk(world, desktop, id, { root: false }).volumeId);
  assertFreeForDeletion(world, pool, desktop);
  assertNoTask([desktop]);
  const order = { desktop: desktop.id, volumes };
  return startJob(world, { ...command, kind: "deleteVolumes", order, pools: [pool.id] });
}

function ownDisk(world: World, desktop: Desktop, volumeId: string, { root }: { root: boolean }) {
  const candidates = root ? [desktop.rootDisk, ...desktop.disks] : desktop.disks;
  const disk = candidates.find((candidate) => candidate.volumeId === volumeId);
  if (!disk) throw diskIsGone(world, `volume ${volumeId} is not a ${root ? "" : "data "}disk of desktop ${desktop.id}`);
  return disk;
}

/** Names volumes alone, so they are looked for on all desktops. */
export function modifyDisksQos(world: World, command: Command, { volume_ids, qos }: BatchModifyQosBody): Job {
  const disks = volumesOf(world, volume_ids);
  for (const { disk } of disks) assertQosCanChange(world, disk, qos);
  const desktops = [...new Set(disks.map(({ desktop }) => desktop))];
  const pools = poolsOf(world, desktops);
  for (const pool of pools) assertNotBusy(pool);
  assertNoTask(desktops);
  const order = { volumes: disks.map(placeOf), iops: qos.iops, throughput: qos.throughput };
  return startJob(world, { ...command, kind: "modifyVolumesQos", order, pools: idsOf(pools) });
}

function volumesOf(world: World, volumeIds: readonly string[]): DiskOf[] {
  const wanted = new Set(volumeIds);
  const found = new Map<string, DiskOf>();
  for (const desktop of world.desktops.values()) {
    for (const disk of [desktop.rootDisk, ...desktop.disks]) {
      if (wanted.has(disk.volumeId)) found.set(disk.volumeId, { desktop, disk });
    }
  }
  return [...wanted].map((id) => {
    const place = found.get(id);
    if (!place) throw diskIsGone(world, `volume ${id} is not a disk of any desktop`);
    return place;
  });
}
