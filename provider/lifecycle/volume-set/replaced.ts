/** What a refresh makes of replacements under way: one whose old disk is off the pool has come to its end. */
import type { Replacing, Volume } from "../../volumes/types.ts";
import type { SetState } from "./state-parts.ts";

export function afterReplacements<S extends SetState>(state: S, volumes: readonly Volume[]): S {
  const isThere = (id: string | undefined): boolean => volumes.some((v) => v.id === id);
  return Object.entries(state.replacing).reduce((now: S, [key, replacement]) => {
    if (isThere(replacement.old)) return isThere(replacement.new) ? now : withoutSuccessor(now, key, replacement);
    if (isThere(replacement.new)) return ended(now, key, replacement);
    // The old disk went first: the key waits for the new one.
    return Object.hasOwn(now.volumeIds, key) ? without(now, key) : now;
  }, state);
}

/** Somebody deleted the new disk: the next `up` adds another. */
function withoutSuccessor<S extends SetState>(state: S, key: string, { new: _gone, ...rest }: Replacing): S {
  return { ...state, replacing: { ...state.replacing, [key]: rest } };
}

function without<S extends SetState>(state: S, key: string): S {
  const { [key]: _ended, ...replacing } = state.replacing;
  return { ...state, replacing };
}

function ended<S extends SetState>(
  state: S,
  key: string,
  { new: successor = "", origin = "added", consent, declared }: Replacing,
): S {
  const spent = { ...state.spent, [key]: consent };
  return {
    ...without(state, key),
    volumeIds: { ...state.volumeIds, [key]: successor },
    origins: { ...state.origins, [key]: origin },
    recorded: { ...state.recorded, [key]: declared },
    spent,
    inputs: { ...state.inputs, allowDataLoss: spent },
  };
}
