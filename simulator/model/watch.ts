// What goes on in pools without anybody's call: when to look at a pool again, and what is to be looked at then.

import { growPool, planGrowth, planRemoval, removeIdle } from "./autoscale.ts";
import { endsBindings, planUnbinding, unbindUsers } from "./binding.ts";
import type { Pool } from "./types.ts";
import type { World } from "./world.ts";

/** Plain data, so that it can be saved with the rest of the world. */
export interface Watch {
  /** When each bell rings. One bell rings once; who wants it again sets it again, so that no chain goes on by itself. */
  readonly bells: { [B in Bell]?: number | undefined };
  /** Since when each desktop has been idle, or its session broken. */
  readonly idleSince: Record<string, number>;
  readonly disconnectedSince: Record<string, number>;
  /** The job by which autoscale last made desktops, and how many of them in a row came to nothing. */
  growth?: string | undefined;
  /** The last instant at which a bell rang and nothing was to be done. */
  fruitlessAt?: number | undefined;
  failures: number;
}

type Bell = "grow" | "remove" | "unbind";

const atTheBell: { readonly [B in Bell]: (world: World, pool: Pool, watch: Watch) => void } = {
  grow: growPool,
  remove: removeIdle,
  unbind: unbindUsers,
};

/** Looks at every pool that was changed since the last look, and sets its bells. */
export function watchTouched(world: World): void {
  for (const id of world.touched) {
    world.touched.delete(id);
    const pool = world.pools.get(id);
    if (pool && isWatched(pool)) watchPool(world, pool);
    else world.watches.delete(id);
  }
}

function isWatched(pool: Pool): boolean {
  return pool.attributes.enable_autoscale === true || endsBindings(pool);
}

function watchPool(world: World, pool: Pool): void {
  const watch = world.watches.get(pool.id) ?? { bells: {}, idleSince: {}, disconnectedSince: {}, failures: 0 };
  world.watches.set(pool.id, watch);
  const bells = {
    grow: planGrowth(world, pool, watch),
    remove: planRemoval(world, pool, watch),
    unbind: planUnbinding(world, pool, watch),
  };
  for (const [bell, at] of Object.entries(bells)) if (at !== undefined) setBell(world, pool.id, bell as Bell, at);
}

function setBell(world: World, poolId: string, bell: Bell, at: number): void {
  const watch = world.watches.get(poolId);
  const set = watch?.bells[bell];
  // What came to nothing comes to nothing again at the same instant: a bell for it would ring for ever.
  if (!watch || (set !== undefined && set <= at) || at <= (watch.fruitlessAt ?? -1)) return;
  watch.bells[bell] = at;
  layBell(world, poolId, bell, at);
}

function layBell(world: World, poolId: string, bell: Bell, at: number): void {
  world.timeline.at(at, () => {
    const pool = world.pools.get(poolId);
    const watch = world.watches.get(poolId);
    // A bell that was set anew meanwhile, or of a watch that is over, is not heard.
    if (!pool || watch?.bells[bell] !== at) return;
    watch.bells[bell] = undefined;
    world.touched.add(poolId);
    const before = world.ledger.lastSeq();
    atTheBell[bell](world, pool, watch);
    if (world.ledger.lastSeq() === before) watch.fruitlessAt = world.timeline.time();
  });
}

/** Lays the bells on the timeline again, after a restart. */
export function layWatches(world: World): void {
  for (const [poolId, { bells }] of world.watches) {
    for (const [bell, at] of Object.entries(bells)) if (at !== undefined) layBell(world, poolId, bell as Bell, at);
  }
}
