/**
 * A look that lags: what is known to be on the desktop is not in it. To believe it would be to add a disk twice, to forget one or to leave
 * one behind, so it is made again until it shows what is known, or until no lag explains any more that it does not: somebody may have
 * taken the disk since.
 */
import { successorIds } from "../../../volumes/replacements.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import type { EndedCall } from "../../volume-set/ends.ts";
import type { Pending, State } from "../state/state.ts";
import { type Looking, lookAtDesktop, type Seen } from "./look.ts";

interface Known {
  /** Adds of an earlier run whose disks may be there. */
  readonly adds?: readonly Pending[];
  /** Disks that were there. */
  readonly ids: readonly string[];
}

/** Of those that failed nobody knows what they have left. */
export const addsThatMayBeDone = (ended: readonly EndedCall<Pending>[]): readonly Pending[] =>
  ended.flatMap(({ pending, failure }) => (pending.operation === "add" && failure === undefined ? [pending] : []));

/** Claimed disks, and those that take the place of one, but for what a deletion of ours has begun to take away. */
export function idsOf(state: Pick<State, "volumeIds" | "replacing" | "pending">): readonly string[] {
  const going = state.pending.flatMap((p) => (p.operation === "delete" ? p.disks.map((d) => d.id) : []));
  return [...Object.values(state.volumeIds), ...successorIds(state)].filter((id) => !going.includes(id));
}

export async function lookForKnown(looking: Looking, { adds = [], ids }: Known): Promise<Seen | undefined> {
  const { clock } = looking.service;
  for (const since = clock.now(); ; ) {
    const seen = await lookAtDesktop(looking);
    if (seen === undefined || isWhole(seen, { adds, ids }) || clock.now() - since >= staleForMs) return seen;
    await clock.sleep(lookEveryMs);
  }
}

function isWhole({ own, untold }: Seen, { adds, ids }: Required<Known>): boolean {
  const there = [...own, ...untold];
  const isNewOf = ({ before, disks }: Pending) =>
    there.filter((v) => !before.includes(v.id) && disks.some((d) => d.type === v.type && d.size === v.size));
  return (
    ids.every((id) => there.some((v) => v.id === id)) && adds.every((add) => isNewOf(add).length >= add.disks.length)
  );
}
