// What a service shows whose reads lag behind its changes: told from the ledger, as every past is.

import type { Job } from "../jobs/types.ts";
import type { Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import type { Call } from "./ledger.ts";
import { pastWorld } from "./past.ts";
import { replay } from "./replay.ts";

/** The last line up to an instant that the ledger can still tell the world after. */
export function seqAt(world: World, instant: number): number {
  const { effects } = world.ledger.look();
  return tellable(world, effects.findLast(({ at }) => Date.parse(at) <= instant)?.seq ?? 0);
}

/** The line before the last so many effects. */
export function seqBefore(world: World, count: number): number {
  const { effects } = world.ledger.look();
  return tellable(world, (effects[effects.length - count]?.seq ?? 1) - 1);
}

/** A ledger with a cap tells no more than it keeps. */
function tellable(world: World, seq: number): number {
  const { effects, forgotten } = world.ledger.look();
  return forgotten ? Math.max(seq, (effects[0]?.seq ?? 1) - 1) : seq;
}

/** As if no change that was asked for since then had been: neither its job is there, nor anything that it did. */
export function hiddenSince(world: World, instant: number): World {
  const { calls, effects } = world.ledger.look();
  const first = calls.findLastIndex(({ at }) => Date.parse(at) <= instant) + 1;
  const hidden = new Set(
    calls
      .slice(first)
      .filter(isAccepted)
      .map(({ requestId }) => requestId),
  );
  if (hidden.size === 0) return world;
  const told = effects.filter(({ requestId }) => !hidden.has(requestId));
  const jobs = new Map([...world.jobs].filter(([, { author }]) => !hidden.has(author.requestId)));
  return { ...world, ...replay(told, world.ledger.base()), jobs };
}

/** A call whose answer was lost or spoilt may have been accepted as well. */
const isAccepted = ({ change, status, fault }: Call) => change && (status < 400 || fault !== undefined);

/** Pools with a job that has ended since then are shown as they were just before it ended. */
export function laggingPools(world: World, instant: number): World {
  const ended = [...world.jobs.values()].filter(({ endedAt }) => endedAt !== undefined && endedAt > instant);
  if (ended.length === 0) return world;
  return { ...world, pools: new Map([...world.pools].map(([id, pool]) => [id, before(world, pool, ended)])) };
}

function before(world: World, pool: Pool, ended: readonly Job[]): Pool {
  const ends = ended.filter(({ pools }) => pools.includes(pool.id)).map(({ endedAt }) => endedAt ?? 0);
  if (ends.length === 0) return pool;
  return pastWorld(world, seqAt(world, Math.min(...ends) - 1)).pools.get(pool.id) ?? pool;
}
