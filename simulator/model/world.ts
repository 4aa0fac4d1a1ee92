// The whole state of one simulated Workspace, in one place, and the two ways to touch it as a whole: look and clear.

import type { Dialects } from "../dialects/choose.ts";
import type { Job } from "../jobs/types.ts";
import { createLedger, type Ledger } from "../ledger/ledger.ts";
import type { Clock } from "../time/clock.ts";
import { createTimeline, type Timeline } from "../time/timeline.ts";
import { createIds, type Ids } from "./ids.ts";
import type { Desktop, Pool } from "./types.ts";

export interface World {
  readonly clock: Clock;
  readonly dialects: Dialects;
  readonly jobSeconds: number;
  readonly ids: Ids;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly pools: Map<string, Pool>;
  readonly desktops: Map<string, Desktop>;
  readonly jobs: Map<string, Job>;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly dialects: Dialects;
  readonly jobSeconds: number;
  readonly seed: string;
}

export function createWorld({ clock, dialects, jobSeconds, seed }: WorldOptions): World {
  const timeline = createTimeline();
  return {
    clock,
    dialects,
    jobSeconds,
    timeline,
    ids: createIds(seed),
    ledger: createLedger(timeline.time),
    pools: new Map(),
    desktops: new Map(),
    jobs: new Map(),
  };
}

/** Applies all that is due by now. Whoever reads or changes the world does this first. */
export function catchUp(world: World): void {
  world.timeline.advance(world.clock.now());
}

export function clearWorld(world: World): void {
  for (const map of [world.pools, world.desktops, world.jobs]) map.clear();
  world.ids.restart();
  world.timeline.clear();
  world.ledger.clear();
}
