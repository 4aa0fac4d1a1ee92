// All pools and jobs at a glance: small also where the state is large, so that it can be asked for again and again.

import type { Job, JobState } from "../jobs/types.ts";
import { differencesOf } from "../model/differences.ts";
import { type Pool, poolStatus } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { processOf } from "./jobWire.ts";

/** How many jobs that have ended are still told of. */
const endedJobs = 8;

export function overviewOf(world: World, seq: number) {
  const lost = lostByPool(world, seq);
  return {
    now: new Date(world.timeline.time()).toISOString(),
    seq,
    lostGb: [...lost.values()].reduce((sum, gb) => sum + gb, 0),
    pools: [...world.pools.values()].map((pool) => poolAtAGlance(pool, lost.get(pool.id) ?? 0)),
    jobs: jobsOf(world).map((job) => jobAtAGlance(world, job)),
  };
}
export type Overview = ReturnType<typeof overviewOf>;

function poolAtAGlance(pool: Pool, lostGb: number) {
  const { id, name, type, chargingMode, disks, users } = pool;
  const desktops = [...pool.desktops.values()];
  const different = desktops.filter((desktop) => {
    const { diskNumber, diskSize } = differencesOf(pool, desktop);
    return diskNumber || diskSize;
  });
  return {
    id,
    name,
    type,
    status: poolStatus(pool),
    chargingMode,
    disks: disks.length,
    users: users.length,
    desktops: desktops.length,
    states: countOf(desktops.map(({ status }) => status)),
    /** Desktops whose disks are not those of the pool. */
    different: different.length,
    lostGb,
  };
}

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Also of pools that are gone. */
function lostByPool({ ledger }: World, seq: number): Map<string, number> {
  const lost = new Map<string, number>();
  for (const { seq: at, pool = "", dataLostGb = 0 } of ledger.look().effects) {
    if (at <= seq && dataLostGb > 0) lost.set(pool, (lost.get(pool) ?? 0) + dataLostGb);
  }
  return lost;
}

/** Those that are going on, and the last that have ended, the newest first. */
function jobsOf({ jobs }: World): Job[] {
  const all = [...jobs.values()].reverse();
  const ended = all.filter(({ endedAt }) => endedAt !== undefined);
  return [...all.filter(({ endedAt }) => endedAt === undefined), ...ended.slice(0, endedJobs)];
}

function jobAtAGlance(world: World, job: Job) {
  const { id, kind, state, pools, author, createdAt, endedAt, failure, subJobs } = job;
  const count = (wanted: JobState) => subJobs.filter((subJob) => subJob.state === wanted).length;
  const done = subJobs.reduce(
    (sum, subJob) => sum + (subJob.state === "failed" ? 100 : processOf(world, job, subJob)),
    0,
  );
  return {
    id,
    kind,
    state,
    pools,
    actor: author.actor,
    startedAt: new Date(createdAt).toISOString(),
    endedAt: endedAt === undefined ? null : new Date(endedAt).toISOString(),
    failure: failure ?? null,
    parts: subJobs.length,
    succeeded: count("success"),
    failed: count("failed"),
    /** Per cent over all its parts; a part that has failed is over too. */
    process: Math.floor(done / subJobs.length),
  };
}
