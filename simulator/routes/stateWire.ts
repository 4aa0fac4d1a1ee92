// The whole present state as one readable document: what is, whatever the service would say of it.

import type { Job } from "../jobs/types.ts";
import type { Desktop, Pool } from "../model/types.ts";
import { poolStatus } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { processOf } from "./jobWire.ts";

export function stateOf(world: World) {
  return {
    now: new Date(world.timeline.time()).toISOString(),
    pools: [...world.pools.values()].map(poolState),
    jobs: [...world.jobs.values()].filter(({ endedAt }) => endedAt === undefined).map((job) => jobState(world, job)),
  };
}
export type State = ReturnType<typeof stateOf>;

function poolState(pool: Pool) {
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

function desktopState({ createdAt: _createdAt, poolId: _poolId, userName, ...desktop }: Desktop) {
  return { ...desktop, user: userName ?? null };
}

function jobState(world: World, { id, kind, state, pools, subJobs }: Job) {
  return {
    id,
    kind,
    state,
    pools,
    subJobs: subJobs.map((subJob) => ({
      desktop: subJob.entity?.id ?? null,
      state: subJob.state,
      process: processOf(world, subJob),
    })),
  };
}
