// The calls on desktops themselves: removing them, and removing single disks of one of them.

import { startJob } from "../jobs/run.ts";
import type { Job, JobPart, JobPlan } from "../jobs/types.ts";
import { type Cause, detachDisk, dropDesktop } from "./effects.ts";
import { diskIsGone, findDesktop, findPool } from "./find.ts";
import type { Command } from "./pools.ts";
import { badParameter } from "./refusal.ts";
import { assertNoTask, assertNotBusy } from "./rules.ts";
import type { Desktop, DesktopDisk, Pool } from "./types.ts";
import type { World } from "./world.ts";

export function batchDeleteDesktops(world: World, command: Command, desktopIds: readonly string[]): Job {
  if (new Set(desktopIds).size < desktopIds.length) throw badParameter("desktop_ids: a desktop is listed twice");
  const desktops = desktopIds.map((id) => findDesktop(world, id));
  const pools = [...new Set(desktops.map(({ poolId }) => findPool(world, poolId)))];
  for (const pool of pools) assertNotBusy(pool);
  assertNoTask(desktops);
  for (const desktop of desktops) desktop.taskStatus = "deleting";
  return startJob(world, { ...command, plan: removalOf(world, command, { desktops, pools }) });
}

function removalOf(world: World, { author }: Command, what: { desktops: Desktop[]; pools: Pool[] }): JobPlan {
  return {
    kind: "deleteDesktops",
    pools: what.pools,
    parts: (jobId) => what.desktops.map((desktop) => removingOf(world, { author, jobId }, desktop)),
  };
}

function removingOf(world: World, cause: Cause, desktop: Desktop): JobPart {
  return {
    desktop,
    succeed: () => dropDesktop(world, cause, findPool(world, desktop.poolId), desktop),
    fail() {
      desktop.taskStatus = "deleteFailed";
    },
  };
}

/** Takes EVS volume ids. The pool's own disks stay as they are: the desktop merely differs from its pool afterwards. */
export function deleteDesktopDisks(
  world: World,
  command: Command,
  desktop: Desktop,
  volumeIds: readonly string[],
): Job {
  const pool = findPool(world, desktop.poolId);
  const disks = [...new Set(volumeIds)].map((id) => ownDisk(world, desktop, id));
  assertNotBusy(pool);
  assertNoTask([desktop]);
  const plan: JobPlan = {
    kind: "deleteVolumes",
    pools: [pool],
    parts: (jobId) => [
      {
        desktop,
        succeed() {
          for (const disk of disks) detachDisk(world, { author: command.author, jobId }, pool, { desktop, disk });
        },
      },
    ],
  };
  return startJob(world, { ...command, plan });
}

function ownDisk(world: World, desktop: Desktop, volumeId: string): DesktopDisk {
  const disk = desktop.disks.find((candidate) => candidate.volumeId === volumeId);
  if (!disk) throw diskIsGone(world, `volume ${volumeId} is not a data disk of desktop ${desktop.id}`);
  return disk;
}
