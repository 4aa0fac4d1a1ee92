/** Desktops that an earlier run has asked to be deleted without seeing the end: those that are gone count as taken off `size` already. */
import type { Plain } from "../../hooks.ts";
import { isThere, type Pending, type Seen, type Unfinished, unfinishedOf } from "../state/state.ts";

/** Whom it took. Those that are still going count as gone: others may have come in their place. */
export function goneSince(outs: Plain, { desktops }: Pick<Seen, "desktops">): readonly string[] {
  const there = new Set(desktops.filter(isThere).map((d) => d.desktopId));
  return (unfinishedOf(outs).pending?.removes ?? []).filter((id) => !there.has(id));
}

/** `size` without them. */
export const withoutGone = (size: unknown, gone: readonly string[]): unknown =>
  typeof size === "number" ? size - gone.length : size;

/** What is left to be waited for: nothing more where all of them are gone. */
export function stillPending({ pending }: Unfinished, gone: readonly string[]): { readonly pending?: Pending } {
  if (pending?.removes === undefined) return pending === undefined ? {} : { pending };
  const removes = pending.removes.filter((id) => !gone.includes(id));
  return removes.length === 0 ? {} : { pending: { ...pending, removes } };
}
