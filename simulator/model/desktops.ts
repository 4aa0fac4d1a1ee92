// The calls on desktops themselves: removing them, and removing single disks of one of them.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import { setState } from "./effects.ts";
import { diskIsGone, findDesktop, findPool } from "./find.ts";
import type { Command } from "./pools.ts";
import { badParameter } from "./refusal.ts";
import { assertNoTask, assertNotBusy } from "./rules.ts";
import type { Desktop, DesktopDisk } from "./types.ts";
import type { World } from "./world.ts";

export function batchDeleteDesktops(world: World, command: Command, desktopIds: readonly string[]): Job {
  if (new Set(desktopIds).size < desktopIds.length) throw badParameter("desktop_ids: a desktop is listed twice");
  const desktops = desktopIds.map((id) => findDesktop(world, id));
  const pools = [...new Set(desktops.map(({ poolId }) => findPool(world, poolId)))];
  for (const pool of pools) assertNotBusy(pool);
  assertNoTask(desktops);
  for (const desktop of desktops) {
    setState(world, command, findPool(world, desktop.poolId), desktop, { taskStatus: "deleting" });
  }
  const order = { desktops: desktops.map(({ id }) => id) };
  return startJob(world, { ...command, kind: "deleteDesktops", order, pools: pools.map(({ id }) => id) });
}

/** Takes EVS volume ids. The pool's own disks stay as they are: the desktop merely differs from its pool afterwards. */
export function deleteDesktopDisks(
  world: World,
  command: Command,
  desktop: Desktop,
  volumeIds: readonly string[],
): Job {
  const pool = findPool(world, desktop.poolId);
  const volumes = [...new Set(volumeIds)].map((id) => ownDisk(world, desktop, id).volumeId);
  assertNotBusy(pool);
  assertNoTask([desktop]);
  const order = { desktop: desktop.id, volumes };
  return startJob(world, { ...command, kind: "deleteVolumes", order, pools: [pool.id] });
}

function ownDisk(world: World, desktop: Desktop, volumeId: string): DesktopDisk {
  const disk = desktop.disks.find((candidate) => candidate.volumeId === volumeId);
  if (!disk) throw diskIsGone(world, `volume ${volumeId} is not a data disk of desktop ${desktop.id}`);
  return disk;
}
