// The whole present state as one readable document: what is, whatever the service would say of it.

import type { Job } from "../jobs/types.ts";
import { findPoolByName } from "../model/find.ts";
import type { Desktop, Pool } from "../model/types.ts";
import { poolStatus } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { processOf } from "./jobWire.ts";
import type { DesktopState, PoolState, RunningJob, State } from "./stateShape.ts";

/** Of all pools, or of one alone, by its id or name. */
export function stateOf(world: World, only?: string): State {
  const pools = [only === undefined ? [...world.pools.values()] : findPoolByName(world, only)].flat();
  const shown = pools.flatMap((pool) => pool ?? []);
  const ofShown = (job: Job) => only === undefined || shown.some(({ id }) => job.pools.includes(id));
  const running = [...world.jobs.values()].filter((job) => job.endedAt === undefined && ofShown(job));
  return {
    now: new Date(world.timeline.time()).toISOString(),
    pools: shown.map(poolState),
    jobs: running.map((job) => jobState(world, job)),
  };
}

function poolState(pool: Pool): PoolState {
  const { id, name, type, chargingMode, attributes, rootDisk, disks, users, desktops } = pool;
  return {
    id,
    name,
    type,
    status: poolStatus(pool),
    chargingMode,
    attributes,
    rootDisk,
    disks,
    users: users.map(({ object }) => object),
    desktops: [...desktops.values()].map(desktopState),
  };
}

function desktopState({ createdAt: _createdAt, poolId: _poolId, userName, ...desktop }: Desktop): DesktopState {
  return { ...desktop, user: userName ?? null };
}

function jobState(world: World, job: Job): RunningJob {
  const { id, kind, state, pools, subJobs } = job;
  return {
    id,
    kind,
    state,
    pools,
    subJobs: subJobs.map((subJob) => ({
      desktop: subJob.entity?.id ?? null,
      state: subJob.state,
      process: processOf(world, job, subJob),
    })),
  };
}
