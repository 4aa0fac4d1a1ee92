// Giving a pool and those of its desktops that follow another product. A running desktop is stopped for it.

import { changeDesktop, changePool, setState } from "../model/effects.ts";
import type { Desktop } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import type { SubJob } from "./types.ts";

export interface ResizeOrder {
  readonly pool: string;
  /** Ids of the desktops that follow, and of those of them that ran when it was ordered. */
  readonly followers: readonly string[];
  readonly running: readonly string[];
  readonly productId: string;
  readonly flavorId?: string;
  /** Whether the pool itself changes, for desktops made later. */
  readonly template: boolean;
}

export const resizeDesktops: Trade<ResizeOrder> = {
  parts: ({ followers }) => followers,
  begin(work, subJob) {
    const state = { status: "SHUTOFF", loginStatus: "UNREGISTER", taskStatus: "resize_migrating" };
    const at = atWorkOn(work, subJob);
    if (at) setState(work.world, work.cause, at.pool, at.desktop, state);
  },
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    changeDesktop(work.world, work.cause, at.pool, at.desktop, { productId: work.order.productId });
    letGo(work, subJob, work.world.dialects("after-resize") === "started");
  },
  fail: (work, subJob) => letGo(work, subJob, true),
  end({ world, cause, order: { pool: id, template, productId, flavorId } }, { failed }) {
    const pool = template && changesPool(world, failed) ? world.pools.get(id) : undefined;
    if (!pool) return;
    const set = { product_id: productId, ...(flavorId === undefined ? {} : { flavor_id: flavorId }) };
    changePool(world, cause, pool, { attributes: { ...pool.attributes, ...set } }, Object.keys(set).join(", "));
  },
};

/** A pool is changed by a job that failed on some desktop only where the service is taken to do so. */
export function changesPool(world: World, failed: number): boolean {
  return failed === 0 || world.dialects("failed-change-template") === "applied";
}

function letGo(work: Work<ResizeOrder>, subJob: SubJob, restarted: boolean): void {
  const at = atWorkOn(work, subJob);
  if (!at) return;
  const state = restarted && ranBefore(work.order, at.desktop) ? running : {};
  setState(work.world, work.cause, at.pool, at.desktop, { taskStatus: "", ...state });
}

const running = { status: "ACTIVE", loginStatus: "REGISTERED" };
const ranBefore = (order: ResizeOrder, { id }: Desktop) => order.running.includes(id);
