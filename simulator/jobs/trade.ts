// What a kind of job knows how to do: whom it reaches, and what it does to each of them and at its end.

import type { Cause } from "../model/effects.ts";
import type { Desktop, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { Entity, Failure, JobOutcome, SubJob } from "./types.ts";

/** A job at work: the world it changes, in whose name, and what was ordered. */
export interface Work<Order> {
  readonly world: World;
  readonly cause: Cause;
  readonly order: Order;
}

export interface Trade<Order> {
  /** One part for each id. A part without one makes its desktop itself, or has none. */
  parts(order: Order): readonly (string | undefined)[];
  /** At the call. */
  start?(work: Work<Order>): void;
  begin?(work: Work<Order>, subJob: SubJob): void;
  /** Why the work cannot be done to this desktop, if it cannot: asked when it is to be done. */
  hindrance?(work: Work<Order>, subJob: SubJob): Failure | undefined;
  succeed?(work: Work<Order>, subJob: SubJob): void;
  fail?(work: Work<Order>, subJob: SubJob): void;
  /** When the last part has ended, before the pool is free again. Not called when all its pools are gone. */
  end?(work: Work<Order>, outcome: JobOutcome): void;
}

export function entityOf({ id, name, ipAddress, productId, userName }: Desktop): Entity {
  return { id, name, ipAddress, productId, userName };
}

/** A part's desktop and its pool, while both are there. */
export function atWorkOn({ world }: Work<unknown>, { entity }: SubJob): { desktop: Desktop; pool: Pool } | undefined {
  const desktop = entity && world.desktops.get(entity.id);
  const pool = desktop && world.pools.get(desktop.poolId);
  return desktop && pool ? { desktop, pool } : undefined;
}
