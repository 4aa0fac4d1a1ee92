/**
 * The look by which a deletion judges: what it does not find stays on the pool, and no state names it any more. So a disk that the
 * state knows is missed only when no lag explains it, also where no desktop has a copy that could tell of it.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Pool } from "../../../workspace/types.ts";
import { quietOrUnlisted } from "../../listed-pool.ts";
import type { State } from "../state/state.ts";
import { goingOf, type Looking, lookedAgain } from "./lagging.ts";
import { newIds, type Present, underPresentIds } from "./traces.ts";

/** The first look. `undefined` when the pool is gone. */
export async function lookForKnown(looking: Looking, asked: State, shown: Pool): Promise<Present | undefined> {
  if (listsAll(shown, idsOf(asked))) return underPresentIds(looking, asked, shown);
  // A deletion that a dead run has started may still be at work.
  return lookForIds(looking, asked, ({ state }) => idsOf(state));
}

/** The next one, when nothing is under way: it may lag as well as the first, and a disk may have another id by then. */
export const lookAgainFor = (looking: Looking, state: State, ids: readonly string[]): Promise<Present | undefined> =>
  lookForIds(looking, state, ({ moved }) => {
    const now = newIds(moved);
    return ids.map((id) => now.get(id) ?? id);
  });

async function lookForIds(
  looking: Looking,
  asked: State,
  idsIn: (present: Present) => readonly string[],
): Promise<Present | undefined> {
  const { service, poolId, until } = looking;
  const quiet = await quietOrUnlisted(service, poolId, until);
  if (quiet === undefined) return undefined;
  const since = service.clock.now();
  const present = await underPresentIds(looking, asked, quiet, since);
  const ids = idsIn(present);
  const pool = await lookedAgain(looking, present.pool, (seen) => listsAll(seen, ids), since);
  return pool === present.pool ? present : underPresentIds(looking, asked, pool, since);
}

const listsAll = ({ dataVolumes }: Pool, ids: readonly string[]): boolean =>
  ids.every((id) => dataVolumes.some((v) => v.id === id));

/** A refresh that has missed one proves as little as one look does; what a deletion of ours has begun to take away is not missed. */
function idsOf(state: State): readonly string[] {
  const going = goingOf(state);
  const known = [...Object.values(state.volumeIds), ...Object.values(state.vanished), ...successorIds(state)];
  return known.filter((id) => !going.includes(id));
}
