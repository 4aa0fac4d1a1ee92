/** The truth about what an earlier run left open; where nothing is open there is nothing to read. */
import type { Context, Plain } from "../hooks.ts";
import { connectAt, placeOf } from "../place.ts";
import { readWithinMs } from "../timeouts.ts";
import { entriesOf, poolSizeOf } from "./arguments/inputs.ts";
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
  // A list that is older than the deletions still has those that are retired.
  const retired = new Set<unknown>(Object.values(settled));
  const missing = (poolSizeOf(olds) ?? 0) - desktops.filter((d) => isThere(d) && !retired.has(d.desktopId)).length;
  const toMake = pool === undefined ? 0 : Math.min(refill + gone.length, Math.max(0, missing));
  const said = saidOf(pool?.name ?? String(olds.poolName), placeOf(olds) ?? service.place);
  const args = { ...inputs, desktops: settled };
  const unfinished = storedUnfinished({ open: left, refill: toMake });
  return { id, inputs: args, props: { ...args, ...said, unfinished } };
}
