// What a ledger's forgotten lines have made, in a form that JSON can hold.

import type { Desktop, Pool } from "../model/types.ts";
import type { Replayed } from "./replay.ts";

export interface SavedPool extends Omit<Pool, "desktops" | "runningJobs"> {
  readonly desktops: readonly Desktop[];
  readonly runningJobs: readonly string[];
}

export function savedPools({ pools }: Replayed): SavedPool[] {
  return [...pools.values()].map((pool) => ({
    ...pool,
    desktops: [...pool.desktops.values()],
    runningJobs: [...pool.runningJobs],
  }));
}

export function replayedFrom(saved: readonly SavedPool[]): Replayed {
  const pools = structuredClone(saved).map((pool) => ({
    ...pool,
    desktops: new Map(pool.desktops.map((desktop) => [desktop.id, desktop])),
    runningJobs: new Set(pool.runningJobs),
  }));
  return {
    pools: new Map(pools.map((pool) => [pool.id, pool])),
    desktops: new Map(pools.flatMap(({ desktops }) => [...desktops])),
  };
}
