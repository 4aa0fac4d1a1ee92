// Giving disks to a pool and to those of its desktops that follow.

import type { Author } from "../ledger/ledger.ts";
import { attachDisk, type Cause, dropPoolDisk, putPoolDisk } from "../model/effects.ts";
import type { Desktop, Pool, PoolDisk } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { JobOutcome, JobPart, JobPlan } from "./types.ts";

export interface AddOrder {
  readonly author: Author;
  readonly pool: Pool;
  readonly followers: readonly Desktop[];
  /** New disks, not in the pool yet. */
  readonly made: readonly PoolDisk[];
  /** Disks the pool has already and some desktop may lack. */
  readonly repaired: readonly PoolDisk[];
  /** Whether the pool itself gets the new disks. */
  readonly template: boolean;
}

export function addDisks(world: World, order: AddOrder): JobPlan {
  const { author, pool, followers } = order;
  const atCall = world.dialects("add-record") === "at-call";
  return {
    kind: "addDesktopPoolVolumes",
    pools: [pool],
    parts(jobId) {
      const cause = { author, jobId };
      if (atCall) putAll(world, cause, order);
      return followers.map((desktop) => givingTo(world, cause, order, desktop));
    },
    end(outcome, jobId) {
      const cause = { author, jobId };
      if (!atCall) putAll(world, cause, order);
      dropIfFailed(world, cause, order, outcome);
    },
  };
}

function putAll(world: World, cause: Cause, { pool, made, template }: AddOrder): void {
  if (template) for (const disk of made) putPoolDisk(world, cause, pool, disk);
}

function givingTo(world: World, cause: Cause, order: AddOrder, desktop: Desktop): JobPart {
  const idle = () => {
    desktop.taskStatus = "";
  };
  return {
    desktop,
    begin() {
      desktop.taskStatus = "block_device_mapping";
      return desktop;
    },
    succeed() {
      idle();
      const present = [...order.repaired, ...order.made].filter((disk) => isWanted(world, order, disk));
      const lacking = present.filter(({ id }) => !desktop.disks.some((disk) => disk.poolDiskId === id));
      for (const disk of lacking) attachDisk(world, cause, order.pool, desktop, disk);
    },
    fail: idle,
  };
}

/** A disk that another person took out of the pool meanwhile is given to no more desktops. */
function isWanted(world: World, { pool, template }: AddOrder, disk: PoolDisk): boolean {
  const inPoolByNow = template && world.dialects("add-record") === "at-call";
  return !inPoolByNow || pool.disks.includes(disk);
}

function dropIfFailed(world: World, cause: Cause, { pool, made }: AddOrder, { failed }: JobOutcome): void {
  if (failed === 0 || world.dialects("failed-add-template") === "kept") return;
  for (const disk of made) dropPoolDisk(world, cause, pool, disk, "the add failed");
}
