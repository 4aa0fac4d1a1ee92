// Enlarging and removing a pool's disks. Desktops follow one by one; the pool's own record changes last, so that a
// change that failed can be asked for again.

import { detachDisk, dropPoolDisk, growDesktopDisk, growPoolDisk, renumberPoolDisk } from "../model/effects.ts";
import type { Desktop, DesktopDisk, Pool, PoolDisk } from "../model/types.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import type { JobOutcome } from "./types.ts";

interface ChangeOrder {
  readonly pool: string;
  /** Ids of the desktops that follow. */
  readonly followers: readonly string[];
  /** Whether the pool itself changes, and not only desktops of it. */
  readonly template: boolean;
}

export interface ExpandOrder extends ChangeOrder {
  readonly growths: readonly { readonly disk: string; readonly size: number }[];
}

export const expandDisks: Trade<ExpandOrder> = {
  parts: ({ followers }) => followers,
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    for (const { disk, size } of work.order.growths) {
      const own = madeFrom(at.desktop, disk).filter((candidate) => candidate.size < size);
      for (const one of own) growDesktopDisk(work.world, work.cause, at.pool, { desktop: at.desktop, disk: one }, size);
    }
  },
  end(work, outcome) {
    const pool = changing(work, outcome);
    if (!pool) return;
    // Another person may have removed a disk meanwhile, or enlarged it further.
    for (const { disk, size } of presentOf(pool, work.order.growths)) {
      if (disk.size < size) growPoolDisk(work.world, work.cause, pool, disk, size);
      const isNew = disk !== pool.rootDisk && work.world.dialects("disk-id-after-expand") === "new";
      if (isNew) renumberPoolDisk(work.world, work.cause, pool, disk);
    }
  },
};

function presentOf(pool: Pool, growths: ExpandOrder["growths"]): { disk: PoolDisk; size: number }[] {
  const all = [pool.rootDisk, ...pool.disks];
  return growths.flatMap(({ disk: id, size }) => all.filter((disk) => disk.id === id).map((disk) => ({ disk, size })));
}

export interface DeleteOrder extends ChangeOrder {
  readonly disks: readonly string[];
}

export const deleteDisks: Trade<DeleteOrder> = {
  parts: ({ followers }) => followers,
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    const own = work.order.disks.flatMap((disk) => madeFrom(at.desktop, disk));
    for (const one of own) detachDisk(work.world, work.cause, at.pool, { desktop: at.desktop, disk: one });
  },
  end(work, outcome) {
    const pool = changing(work, outcome);
    const gone = pool?.disks.filter(({ id }) => work.order.disks.includes(id)) ?? [];
    for (const disk of gone) if (pool) dropPoolDisk(work.world, work.cause, pool, disk);
  },
};

/** The pool, when it is there and changes too. */
function changing({ world, order }: Work<ChangeOrder>, { failed }: JobOutcome): Pool | undefined {
  const staysAsBefore = failed > 0 && world.dialects("failed-change-template") === "kept";
  return order.template && !staysAsBefore ? world.pools.get(order.pool) : undefined;
}

function madeFrom(desktop: Desktop, poolDiskId: string): DesktopDisk[] {
  return [desktop.rootDisk, ...desktop.disks].filter((disk) => disk.poolDiskId === poolDiskId);
}
