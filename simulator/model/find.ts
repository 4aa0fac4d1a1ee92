// Finding things by id, and the answers for what is not there.

import { badParameter, codes, notFound, type Refusal, refuse } from "./refusal.ts";
import type { Desktop, Pool, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

export function findPool(world: World, poolId: string): Pool {
  const pool = world.pools.get(poolId);
  if (!pool) throw poolIsGone(world, poolId);
  return pool;
}

function poolIsGone(world: World, poolId: string): Refusal {
  const message = `desktop pool ${poolId} does not exist`;
  const old = world.dialects("gone-status") === "400-WKS.0001";
  return old ? refuse(400, codes.emptyMessage, message) : notFound(message);
}

export function findDesktop(world: World, desktopId: string): Desktop {
  const desktop = world.desktops.get(desktopId);
  if (!desktop) throw notFound(`desktop ${desktopId} does not exist`);
  return desktop;
}

export function findPoolDisk(world: World, pool: Pool, diskId: string): PoolDisk {
  const disk = [pool.rootDisk, ...pool.disks].find((candidate) => candidate.id === diskId);
  if (!disk) throw diskIsGone(world, `disk ${diskId} is not a disk of desktop pool ${pool.id}`);
  return disk;
}

export function diskIsGone(world: World, message: string): Refusal {
  return world.dialects("unknown-disk") === "404" ? notFound(message) : badParameter(message);
}

/** People who act by hand name a pool; an id is taken too. */
export function findPoolByName(world: World, nameOrId: string): Pool | undefined {
  return world.pools.get(nameOrId) ?? [...world.pools.values()].find((pool) => pool.name === nameOrId);
}
