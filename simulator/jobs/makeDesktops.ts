// Bringing desktops into a pool, one part of the job for each. A new desktop has every disk the pool has when it appears.

import type { Author } from "../ledger/ledger.ts";
import { attachDisk, type Cause, dropDesktop, makeDesktopDisk, putDesktop } from "../model/effects.ts";
import type { Desktop, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { Destiny, JobPart, JobPlan } from "./types.ts";

export interface DesktopOrder {
  readonly kind: "createDesktopPool" | "expandDesktopPool";
  readonly author: Author;
  readonly pool: Pool;
  readonly count: number;
}

export function makeDesktops(world: World, { kind, author, pool, count }: DesktopOrder): JobPlan {
  return {
    kind,
    pools: [pool],
    parts: (jobId) => Array.from({ length: count }, () => makingOf(world, { author, jobId }, pool)),
    end({ failed, total }) {
      const nothingMade = failed === total && kind === "createDesktopPool";
      if (nothingMade) pool.restingStatus = world.dialects("failed-pool-status");
    },
  };
}

function makingOf(world: World, cause: Cause, pool: Pool): JobPart {
  let desktop: Desktop | undefined;
  const leavesNothing = (destiny: Destiny) => destiny === "failed" && world.dialects("failed-desktop") === "absent";
  return {
    begin(destiny) {
      if (leavesNothing(destiny) || !world.pools.has(pool.id)) return undefined;
      desktop = bornDesktop(world, cause, pool, world.dialects("new-desktop-status"));
      desktop.taskStatus = "spawning";
      return desktop;
    },
    succeed: () => settle(desktop, "ACTIVE"),
    fail() {
      // The fate can also be chosen while the desktop is being made.
      if (desktop && leavesNothing("failed")) dropDesktop(world, cause, pool, desktop);
      else settle(desktop, "ERROR");
    },
  };
}

function settle(desktop: Desktop | undefined, status: "ACTIVE" | "ERROR"): void {
  if (!desktop) return;
  desktop.status = status;
  desktop.taskStatus = "";
  desktop.loginStatus = status === "ACTIVE" ? "REGISTERED" : "UNREGISTER";
}

/** Puts a desktop with all of the pool's disks into the pool. */
export function bornDesktop(world: World, cause: Cause, pool: Pool, status: string): Desktop {
  const number = world.ids.serial("desktop-number");
  const desktop: Desktop = {
    id: world.ids.uuid("desktop"),
    name: `${pool.name.slice(0, 10)}-${String(number).padStart(4, "0")}`,
    poolId: pool.id,
    ipAddress: `192.168.${(number >> 8) & 255}.${number & 255}`,
    createdAt: world.timeline.time(),
    productId: pool.attributes.product_id ?? "",
    imageId: pool.attributes.image_id ?? "",
    status,
    taskStatus: "",
    loginStatus: status === "ACTIVE" ? "REGISTERED" : "UNREGISTER",
    userName: undefined,
    rootDisk: makeDesktopDisk(world, pool.rootDisk, 0),
    disks: [],
  };
  putDesktop(world, cause, pool, desktop);
  for (const disk of pool.disks) attachDisk(world, cause, pool, desktop, disk);
  return desktop;
}
