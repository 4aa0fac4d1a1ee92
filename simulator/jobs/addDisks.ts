// Giving disks to a pool and to those of its desktops that follow.

import { attachDisk, dropPoolDisk, putPoolDisk, setState } from "../model/effects.ts";
import type { Desktop, Pool, PoolDisk } from "../model/types.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import type { SubJob } from "./types.ts";

export interface AddOrder {
  readonly pool: string;
  /** Ids of the desktops that follow. */
  readonly followers: readonly string[];
  /** New disks, not in the pool yet. */
  readonly made: readonly PoolDisk[];
  /** Ids of disks the pool has already and some desktop may lack. */
  readonly repaired: readonly string[];
  /** Whether the pool itself gets the new disks. */
  readonly template: boolean;
}

export const addDisks: Trade<AddOrder> = {
  parts: ({ followers }) => followers,
  start(work) {
    if (atCall(work)) putAll(work);
  },
  begin: (work, subJob) => setTask(work, subJob, "block_device_mapping"),
  succeed(work, subJob) {
    setTask(work, subJob, "");
    const at = atWorkOn(work, subJob);
    if (at) giveTo(work, at.pool, at.desktop);
  },
  fail: (work, subJob) => setTask(work, subJob, ""),
  end(work, { failed }) {
    if (!atCall(work)) putAll(work);
    if (failed === 0 || work.world.dialects("failed-add-template") === "kept") return;
    const pool = work.world.pools.get(work.order.pool);
    const dropped = pool?.disks.filter(({ id }) => work.order.made.some((made) => made.id === id)) ?? [];
    for (const disk of dropped) if (pool) dropPoolDisk(work.world, work.cause, pool, disk, "the add failed");
  },
};

const atCall = ({ world }: Work<AddOrder>) => world.dialects("add-record") === "at-call";

function putAll({ world, cause, order }: Work<AddOrder>): void {
  const pool = world.pools.get(order.pool);
  if (!pool || !order.template) return;
  for (const made of order.made) putPoolDisk(world, cause, pool, { ...made });
}

function setTask(work: Work<AddOrder>, subJob: SubJob, taskStatus: string): void {
  const at = atWorkOn(work, subJob);
  if (at) setState(work.world, work.cause, at.pool, at.desktop, { taskStatus });
}

function giveTo(work: Work<AddOrder>, pool: Pool, desktop: Desktop): void {
  const lacking = wanted(work, pool).filter(({ id }) => !desktop.disks.some((disk) => disk.poolDiskId === id));
  for (const disk of lacking) attachDisk(work.world, work.cause, pool, desktop, disk);
}

/** A disk that another person took out of the pool meanwhile is given to no more desktops. */
function wanted(work: Work<AddOrder>, pool: Pool): PoolDisk[] {
  const { repaired, made, template } = work.order;
  const inPool = (id: string) => pool.disks.find((disk) => disk.id === id);
  const inPoolByNow = template && atCall(work);
  const present = made.flatMap((disk) => (inPoolByNow ? (inPool(disk.id) ?? []) : disk));
  return [...repaired.flatMap((id) => inPool(id) ?? []), ...present];
}
