/** The desktops that two scopes have in common: what a failed run leaves to the next one is narrower than either program, never wider. */
import type { HandleType, Scope } from "./types.ts";

const none: Scope = { handleType: "ONLY_FOR_EXPAND" };

/** From the fewest desktops to the most. */
const byReach: readonly HandleType[] = ["ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"];

export function reachedByBoth(one: Scope, other: Scope): Scope {
  const handleType = byReach.find((word) => word === one.handleType || word === other.handleType);
  const desktopIds = inBoth(one.desktopIds, other.desktopIds);
  if (handleType === undefined || handleType === none.handleType || desktopIds?.length === 0) return none;
  return { handleType, ...(desktopIds === undefined ? {} : { desktopIds }) };
}

const inBoth = (one: Scope["desktopIds"], other: Scope["desktopIds"]): Scope["desktopIds"] =>
  one === undefined || other === undefined ? (one ?? other) : one.filter((id) => other.includes(id));
