/**
 * A state that contradicts itself: a hand or a merge has moved an id. What is doubtful is let go, so that nothing of it can be
 * changed or deleted; the key's own disk, where the state still tells it, is named to the program before anything is added.
 */
import type { Keyed, Volume } from "../../volumes/types.ts";
import type { SetState } from "./state-parts.ts";

type Claimed = Pick<SetState, "volumeIds" | "origins" | "observed" | "vanished" | "undeclaredVolumes" | "replacing">;

/** Every state that we write has each claim twice, in `volumeIds` and in `observed`, and no claimed disk among the undeclared. */
export function sound<S extends Claimed>(state: S): S {
  const { volumeIds, observed, undeclaredVolumes, vanished } = state;
  const free = new Set(undeclaredVolumes.map((v) => v.id));
  const isDoubtful = ([key, id]: readonly [string, string]): boolean =>
    free.has(id) || (Object.hasOwn(observed, key) && observed[key]?.id !== id);
  const claims = Object.entries(volumeIds);
  const kept = Object.fromEntries(claims.filter((claim) => !isDoubtful(claim)));
  return {
    ...state,
    volumeIds: kept,
    origins: ofKeys(state.origins, kept),
    observed: ofKeys(observed, kept),
    vanished: { ...vanished, ...lost(observed, kept) },
    replacing: withoutStrangers(state.replacing, free),
  };
}

const ofKeys = <T>(record: Keyed<T>, kept: Keyed<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => Object.hasOwn(kept, key)));

/** What a key had by the last look, if no other key has it. */
function lost(observed: Keyed<Volume>, kept: Keyed<string>): Record<string, string> {
  const claimed = new Set(Object.values(kept));
  const entries = Object.entries(observed).filter(([key, { id }]) => !Object.hasOwn(kept, key) && !claimed.has(id));
  return Object.fromEntries(entries.map(([key, { id }]) => [key, id]));
}

/** The new disk of a replacement is never among the undeclared ones. */
function withoutStrangers(replacing: SetState["replacing"], free: ReadonlySet<string>): SetState["replacing"] {
  const entries = Object.entries(replacing).map(([key, { new: by, ...begun }]) => {
    const isOurs = by !== undefined && !free.has(by);
    return [key, isOurs ? { ...begun, new: by } : begun] as const;
  });
  return Object.fromEntries(entries);
}
