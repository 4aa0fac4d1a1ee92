/** What the program wants of its disks: under the names that it has for the keys now, and with what a key keeps unsaid. */
import { withKept } from "../../volumes/kept.ts";
import { isSuccessorProtected } from "../../volumes/protection.ts";
import { countingRenames, underNewKeys } from "../../volumes/renames.ts";
import type { Declared } from "../../volumes/types.ts";
import type { Plain } from "../hooks.ts";
import { declaredVolumes, renamedKeys, volumesKnown } from "./disks.ts";
import type { Begun, SetState } from "./state-parts.ts";

export type OpenState = SetState & { readonly pending: readonly Begun[] };

export type Renames = ReturnType<typeof countingRenames>;

/** None while a disk of the program is not known: it may be what the old key has become. */
export function renamesIn(state: OpenState, news: Plain): Renames {
  if (!volumesKnown(news)) return [];
  const claims = { volumeIds: state.volumeIds, vanished: { ...onTheirWay(state), ...state.vanished } };
  return countingRenames({ claims, desired: declaredVolumes(news), renamed: renamedKeys(news) });
}

/** Keys of adds whose end is not known: they have a disk to rename, though it has no id yet. */
const onTheirWay = ({ pending }: OpenState): Record<string, string> =>
  Object.fromEntries(pending.filter((p) => p.operation === "add").flatMap((p) => p.disks.map((d) => [d.key, ""])));

/** The state with its keys as the program calls them now. The planner gets the state as it was: it has to say what is renamed. */
export function setUnderNewKeys<S extends OpenState>(state: S, renames: Renames): S {
  const { recorded, volumeIds, origins, observed, vanished, replacing, pending } = state;
  const now = nameNow(renames);
  return {
    ...state,
    recorded: underNewKeys(recorded, renames),
    volumeIds: underNewKeys(volumeIds, renames),
    origins: underNewKeys(origins, renames),
    observed: underNewKeys(observed, renames),
    vanished: underNewKeys(vanished, renames),
    replacing: underNewKeys(replacing, renames),
    pending: pending.map((p) => ({ ...p, disks: p.disks.map((d) => ({ ...d, key: now(d.key) })) })),
  };
}

export function nameNow(renames: Renames): (key: string) => string {
  const names = new Map(renames);
  return (key) => names.get(key) ?? key;
}

/** `now` has its keys as the program calls them: a key that is renamed keeps under its new name what it kept. */
export function wantedVolumes(now: OpenState, news: Plain): Record<string, Declared> {
  const known = { ...protectedAdds(now), ...now.recorded, ...protectedSuccessors(now) };
  const desired = withKept(known, declaredVolumes(news));
  return volumesKnown(news) ? withMovedProtection(now, desired) : desired;
}

/** Disks on their way are protected like those that are there: leaving the line out does not end it. */
const protectedAdds = ({ pending }: OpenState): Record<string, Declared> =>
  Object.fromEntries(
    pending
      .filter((p) => p.operation === "add")
      .flatMap((p) => p.disks.filter((d) => d.deletionProtection === true))
      .map(({ key, type, size, deletionProtection }) => [key, { type, size, deletionProtection }] as const),
  );

/** The disks that are to take another one's place, too. */
const protectedSuccessors = ({ replacing, recorded }: SetState): Record<string, Declared> =>
  Object.fromEntries(
    Object.entries(replacing)
      .filter(([key]) => isSuccessorProtected(key, { replacing }))
      .map(([key, { declared }]) => [key, { ...declared, ...recorded[key], deletionProtection: true }] as const),
  );

/** A disk that goes on under another key by its `id` stays protected: leaving a line out never ends that. */
function withMovedProtection(
  { volumeIds, recorded }: SetState,
  desired: Record<string, Declared>,
): Record<string, Declared> {
  const moved = Object.entries(volumeIds).filter(
    ([key]) => desired[key] === undefined && recorded[key]?.deletionProtection === true,
  );
  return Object.fromEntries(
    Object.entries(desired).map(([key, declared]) => {
      const isMoved = moved.some(([, id]) => id === declared.id) && declared.deletionProtection === undefined;
      return [key, isMoved ? { ...declared, deletionProtection: true } : declared];
    }),
  );
}
