// The whole state of one simulated Workspace, in one place, and the two ways to touch it as a whole: look and clear.

import type { Dialects } from "../dialects/choose.ts";
import type { Pace } from "../jobs/pace.ts";
import type { Job } from "../jobs/types.ts";
import { createLedger, type Ledger } from "../ledger/ledger.ts";
import { defaultTenant } from "../tenant.ts";
import type { Clock } from "../time/clock.ts";
import { createTimeline, type Timeline } from "../time/timeline.ts";
import { createIds, type Ids } from "./ids.ts";
import { type Quota, quotaKinds } from "./quota.ts";
import type { Desktop, Pool } from "./types.ts";
import { type Watch, watchTouched } from "./watch.ts";

export interface World {
  readonly clock: Clock;
  /** Where this Workspace is: its zones have their names from it. */
  readonly region: string;
  readonly dialects: Dialects;
  readonly pace: Pace;
  readonly ids: Ids;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly pools: Map<string, Pool>;
  readonly desktops: Map<string, Desktop>;
  readonly jobs: Map<string, Job>;
  /** The resources outside of Workspace that exist; what is not listed at all is not checked. */
  readonly known: Known;
  readonly quota: Quota;
  /** How long a pool is short of idle desktops, or has had enough again, before autoscale acts on it. */
  readonly autoscaleSeconds: number;
  /** What autoscale keeps in mind of each pool. */
  readonly watches: Map<string, Watch>;
  /** Pools that were changed and that autoscale has not looked at since. */
  readonly touched: Set<string>;
}

export const knownKinds = ["images", "products", "subnets"] as const;
export type Known = { [K in (typeof knownKinds)[number]]?: readonly string[] | undefined };

interface WorldOptions {
  readonly clock: Clock;
  readonly dialects: Dialects;
  readonly pace: Pace;
  readonly seed: string;
  readonly region?: string | undefined;
  readonly ledgerCap?: number | undefined;
  readonly autoscaleSeconds?: number | undefined;
}

export function createWorld(options: WorldOptions): World {
  const { clock, dialects, pace, seed, region = defaultTenant.region, ledgerCap, autoscaleSeconds = 60 } = options;
  if (!(autoscaleSeconds >= 0)) throw new Error(`autoscaleSeconds: ${autoscaleSeconds} is not a number from 0`);
  const timeline = createTimeline();
  return {
    clock,
    region,
    dialects,
    pace,
    timeline,
    ids: createIds(seed),
    ledger: createLedger({ time: timeline.time, cap: ledgerCap }),
    pools: new Map(),
    desktops: new Map(),
    jobs: new Map(),
    known: {},
    quota: {},
    autoscaleSeconds,
    watches: new Map(),
    touched: new Set(),
  };
}

/** Applies all that is due by now. Whoever reads or changes the world does this first. */
export function catchUp(world: World): void {
  watchTouched(world);
  world.timeline.advance(world.clock.now(), () => watchTouched(world));
}

export function clearWorld(world: World): void {
  for (const map of [world.pools, world.desktops, world.jobs, world.watches, world.touched]) map.clear();
  for (const kind of quotaKinds) delete world.quota[kind];
  for (const kind of knownKinds) delete world.known[kind];
  world.ids.restart();
  world.timeline.clear();
  world.ledger.clear();
}
