// What doing an act is: it changes the world in somebody's name, and says what it made or touched.

import type { Cause } from "../../model/effects.ts";
import { findPoolByName } from "../../model/find.ts";
import { notFound } from "../../model/refusal.ts";
import type { Desktop, DesktopDisk, Pool, PoolDisk } from "../../model/types.ts";
import type { World } from "../../model/world.ts";
import type { Stage } from "../../stage.ts";
import type { ActAsked, ActName } from "../actSchema.ts";

/** What an act needs of the simulator. */
export type ActStage = Pick<Stage, "world" | "gate">;

export interface Doing extends ActStage {
  readonly cause: Cause;
}

export type Performer<N extends ActName> = (doing: Doing, act: ActAsked<N>) => Record<string, unknown>;
export type Performers<N extends ActName> = { readonly [K in N]: Performer<K> };

export function poolOf(world: World, nameOrId: string): Pool {
  const pool = findPoolByName(world, nameOrId);
  if (!pool) throw notFound(`pool: ${nameOrId} does not exist`);
  return pool;
}

export function diskOf(pool: Pool, diskId: string): PoolDisk {
  const disk = pool.disks.find(({ id }) => id === diskId);
  if (!disk) throw notFound(`disk: ${diskId} is not a disk of pool ${pool.name}`);
  return disk;
}

export function desktopOf(pool: Pool, nameOrId: string): Desktop {
  const desktop = [...pool.desktops.values()].find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!desktop) throw notFound(`desktop: ${nameOrId} is not in pool ${pool.name}`);
  return desktop;
}

/** All of them, unless some are listed. */
export function listed(pool: Pool, names: readonly string[] | undefined): Desktop[] {
  return names ? names.map((name) => desktopOf(pool, name)) : [...pool.desktops.values()];
}

export interface OnDesktop {
  readonly pool: string;
  readonly desktop: string;
}

export function placeOf(world: World, { pool: poolName, desktop: desktopName }: OnDesktop) {
  const pool = poolOf(world, poolName);
  return { pool, desktop: desktopOf(pool, desktopName) };
}

/** The disks of desktops that were made from a disk of the pool. */
export function copiesOf(pool: Pool, disk: PoolDisk, names: readonly string[] | undefined) {
  const isCopy = ({ poolDiskId }: DesktopDisk) => poolDiskId === disk.id;
  return listed(pool, names).flatMap((desktop) => desktop.disks.filter(isCopy).map((own) => ({ desktop, disk: own })));
}
