// Jobs that move by looks at them and not by time: the first look finds a job as it began, the k-th finds it ended.
// Looks at the job and looks at its pool count apart, and the higher count holds: some clients watch only the pool.

import type { Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { courseOf } from "./course.ts";
import type { Job } from "./types.ts";

export function lookAtJob(world: World, job: Job): void {
  if (!movesByLooks(world, job)) return;
  job.looks += 1;
  moveOn(world, job);
}

export function lookAtPool(world: World, pool: Pool): void {
  if (world.pace.polls === undefined) return;
  for (const job of world.jobs.values()) {
    if (!job.pools.includes(pool.id) || !movesByLooks(world, job)) continue;
    job.poolLooks += 1;
    moveOn(world, job);
  }
}

const movesByLooks = ({ pace }: World, { endedAt }: Job) => pace.polls !== undefined && endedAt === undefined;

function moveOn(world: World, job: Job): void {
  const reached = jobTime(world, job);
  for (const { at, happen } of courseOf(world, job)) if (at <= reached) happen();
}

/** How far a job is on its way, as an instant of that way: the present, or what looks have brought it to. */
export function jobTime({ pace, timeline }: World, job: Job): number {
  const { polls } = pace;
  if (polls === undefined) return timeline.time();
  const looks = Math.max(job.looks, job.poolLooks);
  if (looks >= polls) return Number.POSITIVE_INFINITY;
  return job.createdAt + (Math.max(0, looks - 1) / polls) * job.wayMs;
}
