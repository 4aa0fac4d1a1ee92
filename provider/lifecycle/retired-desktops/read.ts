/** The truth about what an earlier run left open; where nothing is open there is nothing to read. */
import type { Pool, PoolDesktop } from "../../workspace/types.ts";
import type { Context, Plain } from "../hooks.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { type Entries, entriesOf, poolSizeOf } from "./arguments/inputs.ts";
import { elsewhere, isThere } from "./desktops/look.ts";
import { argumentsOf, isUnfinished, type Open, saidOf, storedUnfinished, unfinishedOf } from "./state/state.ts";

export async function read(
  context: Context,
  id: string,
  olds: Plain,
): Promise<{ id: string; props: Plain; inputs: Plain } | undefined> {
  const inputs = argumentsOf(olds);
  if (!isUnfinished(olds)) return { id, inputs, props: { ...olds, unfinished: {} } };
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + readWithinMs };
  const pool = await service.showDesktopPoolDetail(String(olds.poolId), until);
  const isListed = pool === undefined && (await service.listDesktopPools({}, until)).some((p) => p.id === olds.poolId);
  // One read that is older than the pool proves nothing of its desktops: only an `up` waits, and is sure.
  if (isListed) return { id, inputs, props: olds };
  const desktops = pool === undefined ? [] : await service.listPoolDesktopsDetail(pool.id, until);
  const { open, refill } = unfinishedOf(olds);
  const asked = Object.values(open).map((one) => one.id);
  const known = await elsewhere({ service, until }, asked);
  const there = new Set([...desktops, ...known].map((d) => d.desktopId));
  const left: Open = Object.fromEntries(Object.entries(open).filter(([, one]) => there.has(one.id)));
  const gone = Object.entries(open).filter(([, one]) => !there.has(one.id));
  const settled = { ...entriesOf(olds), ...Object.fromEntries(gone.map(([name, one]) => [name, one.id])) };
  const owed = refill + gone.length;
  const toMake = pool === undefined ? 0 : Math.min(owed, missingOf(olds, { pool, desktops, settled }) ?? owed);
  const said = saidOf(pool?.name ?? String(olds.poolName), placeOf(olds) ?? service.place);
  const args = { ...inputs, desktops: settled };
  const unfinished = storedUnfinished({ open: left, refill: toMake });
  return { id, inputs: args, props: { ...args, ...said, unfinished } };
}

interface Listed {
  readonly pool: Pool;
  readonly desktops: readonly PoolDesktop[];
  readonly settled: Entries;
}

/** Nothing where the list has another number than the pool tells: one of the two is older, and only an `up` waits. */
function missingOf(olds: Plain, { pool, desktops, settled }: Listed): number | undefined {
  const size = poolSizeOf(olds);
  if (size === undefined) return 0;
  if (desktops.length !== pool.desktopCount) return undefined;
  // A list that is older than the deletions still has those that are retired.
  const retired = new Set(Object.values(settled));
  const there = desktops.filter((d) => isThere(d) && !retired.has(d.desktopId));
  return Math.max(0, size - there.length);
}
