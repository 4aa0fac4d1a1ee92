/** How many desktops the pool has, as its list and its detail tell: one number, or two that go on to differ. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Pool } from "../../../workspace/types.ts";
import { isThere, quietPool } from "../desktops/look.ts";
import type { Draft, Goal } from "../state/goal.ts";
import { unfit } from "../words/words.ts";

export interface Counted {
  /** As the list has them. */
  readonly listed: number;
  /** As the pool's detail tells it. */
  readonly told: number;
  /** The smaller and the larger of the two; the same where they agree. */
  readonly least: number;
  readonly most: number;
}

const lookEveryMs = 5_000;
/** No read is older than that for long. */
const staleForMs = 60_000;

/**
 * Desktops of the pool, with nothing under way. The list has to be of now: one that still has a retired desktop, another number
 * than the pool tells, or fewer than a good job has left there, may be older.
 */
export async function countNow(goal: Goal, draft: Draft, atLeast = 0): Promise<Counted> {
  const { clock } = goal.service;
  for (const since = clock.now(); ; ) {
    const { agree, listed, told } = await countOnce(goal, draft);
    const isStaleNoMore = clock.now() - since >= staleForMs;
    if (agree && (listed >= atLeast || isStaleNoMore)) return { listed, told, least: listed, most: listed };
    if (isStaleNoMore) return { listed, told, least: Math.min(listed, told), most: Math.max(listed, told) };
    await clock.sleep(lookEveryMs);
  }
}

async function countOnce(goal: Goal, draft: Draft) {
  const { service, poolId, until } = goal;
  const retired = new Set(Object.values(draft.desktops));
  const all = await service.listPoolDesktopsDetail(poolId, until);
  const { desktopCount: told } = await fitPool(goal, draft);
  const stay = all.filter((d) => !retired.has(d.desktopId));
  const agree = all.length === told && stay.length === all.length;
  return { agree, listed: stay.filter(isThere).length, told };
}

/** Where nothing is owed any more the pool need not be fit for it. */
async function fitPool(goal: Goal, { refill, poolName }: Draft): Promise<Pool> {
  const pool = await quietPool(goal);
  const why = refill === 0 ? undefined : unfit(pool.status);
  if (why === undefined) return pool;
  throw workspaceError(
    "refused",
    `the desktops are gone, and ${refill} new ones cannot be made: pool ${poolName} ${why}`,
  );
}
