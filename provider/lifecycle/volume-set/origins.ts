/** Where the disks of a set come from, as far as its state, or the call that brought them, can be believed. */
import type { Keyed, Origin } from "../../volumes/types.ts";
import type { Begun } from "./state-parts.ts";

interface Told {
  readonly origins: Keyed<Origin>;
  readonly recorded: Keyed<unknown>;
  readonly replacing: Keyed<unknown>;
  readonly pending: readonly Pick<Begun, "disks">[];
  /** Keys of calls that failed in part. */
  readonly failed?: readonly { readonly key: string }[];
}

/**
 * Only a call whose end nobody has seen yet leaves a disk without its declaration. Where none is open the state has lost it,
 * and its protection perhaps with it: such a disk counts as one of unknown origin, and needs consent to go.
 */
export function originsOf({ origins, recorded, pending, failed = [], replacing }: Told): Keyed<Origin> {
  const open = new Set([...pending.flatMap((p) => p.disks), ...failed].map(({ key }) => key));
  const isTold = (key: string): boolean =>
    Object.hasOwn(recorded, key) || Object.hasOwn(replacing, key) || open.has(key);
  return Object.fromEntries(Object.entries(origins).filter(([key]) => isTold(key)));
}

/** How an add ended, as far as it was heard. */
interface Heard {
  readonly failure: unknown;
  readonly isTraced: boolean;
  readonly lostJob?: string;
}

/** Of a disk that is new after an add: only by a job that is known to have ended well it is surely ours. Any other needs consent to go. */
export const originOfNew = ({ failure, isTraced, lostJob }: Heard): Origin =>
  isTraced && failure === undefined && lostJob === undefined ? "added" : "recovered";
