// Pools that are not in order, or billed in another way, and the calls they refuse because of that.

import { badParameter, conflict } from "./refusal.ts";
import { type Desktop, isFrozen, type Pool } from "./types.ts";
import type { World } from "./world.ts";

type DirectCall = "disks" | "resize" | "rebuild" | "expand";

/** Which calls a yearly or monthly pool refuses, since they are ordered and paid for. */
const needOrders: { readonly [R in "disks-and-resize" | "disks" | "all"]: readonly DirectCall[] } = {
  "disks-and-resize": ["disks", "resize"],
  disks: ["disks"],
  all: ["disks", "resize", "rebuild", "expand"],
};

export function assertNeedsNoOrder(world: World, pool: Pool, call: DirectCall): void {
  if (pool.chargingMode !== "0" || !needOrders[world.dialects("prepaid-refuses")].includes(call)) return;
  throw badParameter(`desktop pool ${pool.name} is billed yearly/monthly: place an order`);
}

/** Deletions go on whatever the pool's state is, so that nobody has to pay for ever. */
export function assertInOrder(world: World, pool: Pool, reached: readonly Desktop[]): void {
  const broken = pool.restingStatus === "ERROR" || pool.restingStatus === "UNKNOWN";
  if (broken && world.dialects("error-pool") === "refuses") {
    throw conflict(`desktop pool ${pool.name} is in status ${pool.restingStatus}`);
  }
  assertThawed(world, pool, reached);
}

function assertThawed(world: World, pool: Pool, reached: readonly Desktop[]): void {
  const rule = world.dialects("frozen-refuses");
  if (rule === "nothing") return;
  const judged = rule === "all" ? [...pool.desktops.values()] : reached;
  const frozen = judged.find((desktop) => isFrozen(pool, desktop));
  if (frozen) throw conflict(`desktop ${frozen.name} is frozen`);
}
