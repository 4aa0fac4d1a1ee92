// Enlarging and removing a pool's disks. Desktops follow one by one; the pool's own record changes last, so that a
// change that failed can be asked for again.

import type { Author } from "../ledger/ledger.ts";
import { detachDisk, dropPoolDisk, growDesktopDisk, growPoolDisk } from "../model/effects.ts";
import type { Desktop, DesktopDisk, Pool, PoolDisk } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { JobOutcome, JobPlan } from "./types.ts";

interface ChangeOrder {
  readonly author: Author;
  readonly pool: Pool;
  readonly followers: readonly Desktop[];
  /** Whether the pool itself changes, and not only desktops of it. */
  readonly template: boolean;
}

export interface ExpandOrder extends ChangeOrder {
  readonly growths: readonly { readonly disk: PoolDisk; readonly size: number }[];
}

export function expandDisks(world: World, { author, pool, followers, growths, template }: ExpandOrder): JobPlan {
  return {
    kind: "expandDesktopPoolVolumes",
    pools: [pool],
    parts: (jobId) =>
      followers.map((desktop) => ({
        desktop,
        succeed() {
          for (const { disk, size } of growths) {
            const own = madeFrom(desktop, disk).filter((candidate) => candidate.size < size);
            for (const one of own) growDesktopDisk(world, { author, jobId }, pool, { desktop, disk: one }, size);
          }
        },
      })),
    end(outcome, jobId) {
      if (!template || staysAsBefore(world, outcome)) return;
      const present = growths.filter(({ disk }) => disk === pool.rootDisk || pool.disks.includes(disk));
      // Another person may have removed a disk meanwhile, or enlarged it further.
      for (const { disk, size } of present.filter((growth) => growth.disk.size < growth.size)) {
        growPoolDisk(world, { author, jobId }, pool, disk, size);
      }
    },
  };
}

export interface DeleteOrder extends ChangeOrder {
  readonly disks: readonly PoolDisk[];
}

export function deleteDisks(world: World, { author, pool, followers, disks, template }: DeleteOrder): JobPlan {
  return {
    kind: "deleteDesktopPoolVolumes",
    pools: [pool],
    parts: (jobId) =>
      followers.map((desktop) => ({
        desktop,
        succeed() {
          const own = disks.flatMap((disk) => madeFrom(desktop, disk));
          for (const one of own) detachDisk(world, { author, jobId }, pool, { desktop, disk: one });
        },
      })),
    end(outcome, jobId) {
      if (!template || staysAsBefore(world, outcome)) return;
      for (const disk of disks) dropPoolDisk(world, { author, jobId }, pool, disk);
    },
  };
}

function madeFrom(desktop: Desktop, disk: PoolDisk): DesktopDisk[] {
  return [desktop.rootDisk, ...desktop.disks].filter(({ poolDiskId }) => poolDiskId === disk.id);
}

function staysAsBefore(world: World, { failed }: JobOutcome): boolean {
  return failed > 0 && world.dialects("failed-change-template") === "kept";
}
