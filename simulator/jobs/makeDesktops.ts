// Bringing desktops into a pool, one part of the job for each. A new desktop has every disk the pool has when it appears.

import {
  attachDisk,
  type Cause,
  changeDesktop,
  changePool,
  dropDesktop,
  putDesktop,
  setState,
} from "../model/effects.ts";
import { freshDesktop } from "../model/newDesktop.ts";
import { makeRootDisk } from "../model/newDisks.ts";
import type { Desktop, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { atWorkOn, entityOf, type Trade, type Work } from "./trade.ts";
import type { Destiny, SubJob } from "./types.ts";

export interface DesktopsOrder {
  readonly pool: string;
  readonly count: number;
  readonly byAutoscale?: boolean;
  /** Who waits for the first of them. */
  readonly user?: string;
}

export const makeDesktops = ({ first }: { first: boolean }): Trade<DesktopsOrder> => ({
  parts: ({ count }) => Array.from({ length: count }, () => undefined),
  begin(work, subJob) {
    const pool = work.world.pools.get(work.order.pool);
    // A job for no desktop has a part all the same; and a desktop whose making will fail need never be seen.
    if (!pool || work.order.count === 0 || leavesNothing(work.world, subJob.destiny)) return;
    const desktop = bornDesktop(work.world, work.cause, pool, work.world.dialects("new-desktop-status"), work.order);
    setState(work.world, work.cause, pool, desktop, { taskStatus: "spawning" });
    subJob.entity = entityOf(desktop);
  },
  succeed(work, subJob) {
    settle(work, subJob, "ACTIVE");
    giveToWhoWaits(work, subJob);
  },
  fail(work, subJob) {
    const at = atWorkOn(work, subJob);
    // The fate can also be chosen while the desktop is being made.
    if (at && leavesNothing(work.world, "failed")) dropDesktop(work.world, work.cause, at.pool, at.desktop);
    else settle(work, subJob, "ERROR");
  },
  end({ world, cause, order }, { failed, total }) {
    const pool = world.pools.get(order.pool);
    if (!first || !pool || failed < total) return;
    const restingStatus = world.dialects("failed-pool-status");
    if (restingStatus !== pool.restingStatus) changePool(world, cause, pool, { restingStatus }, "status");
  },
});

const leavesNothing = (world: World, destiny: Destiny) =>
  destiny === "failed" && world.dialects("failed-desktop") === "absent";

function settle(work: Work<DesktopsOrder>, subJob: SubJob, status: "ACTIVE" | "ERROR"): void {
  const at = atWorkOn(work, subJob);
  const loginStatus = status === "ACTIVE" ? "REGISTERED" : "UNREGISTER";
  if (at) setState(work.world, work.cause, at.pool, at.desktop, { status, taskStatus: "", loginStatus });
}

function giveToWhoWaits(work: Work<DesktopsOrder>, subJob: SubJob): void {
  const at = atWorkOn(work, subJob);
  const userName = work.order.user;
  if (at && userName)
    changeDesktop(work.world, work.cause, at.pool, at.desktop, { userName, loginStatus: "CONNECTED" });
}

/** Puts a desktop with all of the pool's disks into the pool. */
export function bornDesktop(
  world: World,
  cause: Cause,
  pool: Pool,
  status: string,
  { byAutoscale = false }: { readonly byAutoscale?: boolean } = {},
): Desktop {
  const number = world.ids.serial("desktop-number");
  const desktop: Desktop = {
    id: world.ids.uuid("desktop"),
    createdAt: world.timeline.time(),
    ...freshDesktop({ pool, number, status }),
    ...(byAutoscale ? { byAutoscale } : {}),
    rootDisk: makeRootDisk(world, pool.rootDisk),
    disks: [],
  };
  putDesktop(world, cause, pool, desktop);
  for (const disk of pool.disks) attachDisk(world, cause, pool, desktop, disk);
  return desktop;
}
