/**
 * Desktops that an earlier run has asked to be deleted without seeing the end. No list leaves out a desktop that is there, so who is not
 * listed is gone for good, and counts as taken off `size` already. Who is listed as going may still be there in the end.
 */
import type { PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { isThere, type Pending, type Unfinished, unfinishedOf } from "../state/state.ts";

const removedBy = (outs: Plain): readonly string[] => unfinishedOf(outs).pending?.removes ?? [];

/** Whom it took. */
export function goneSince(outs: Plain, desktops: readonly PoolDesktop[]): readonly string[] {
  const listed = new Set(desktops.map((d) => d.desktopId));
  return removedBy(outs).filter((id) => !listed.has(id));
}

/** Who is still on the way, or is listed so by a list that is older than the removal's failure. */
export const goingSince = (outs: Plain, desktops: readonly PoolDesktop[]): readonly PoolDesktop[] =>
  desktops.filter((d) => !isThere(d) && removedBy(outs).includes(d.desktopId));

/** `size` without those that are gone. */
export const withoutGone = (size: unknown, gone: readonly string[]): unknown =>
  typeof size === "number" ? size - gone.length : size;

/** What is left to be waited for: nothing more where all of them are gone. */
export function stillPending({ pending }: Unfinished, gone: readonly string[]): { readonly pending?: Pending } {
  if (pending?.removes === undefined) return pending === undefined ? {} : { pending };
  const removes = pending.removes.filter((id) => !gone.includes(id));
  return removes.length === 0 ? {} : { pending: { ...pending, removes } };
}
