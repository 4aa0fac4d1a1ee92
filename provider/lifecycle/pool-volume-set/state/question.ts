/** What the planner is asked: the same question, with the knowledge of a preview or of the moment. */
import { withKept } from "../../../volumes/kept.ts";
import { isSuccessorProtected } from "../../../volumes/protection.ts";
import { countingRenames, underNewKeys } from "../../../volumes/renames.ts";
import { successorIds } from "../../../volumes/replacements.ts";
import {
  type Declared,
  type Keyed,
  type Known,
  type Origin,
  poolLimits,
  type Question,
  type Traces,
  type Volume,
} from "../../../volumes/types.ts";
import type { Pool } from "../../../workspace/types.ts";
import type { Plain, Run } from "../../hooks.ts";
import {
  consentTexts,
  declaredVolumes,
  onUndeclared,
  renamedKeys,
  scopeOf,
  volumesKnown,
} from "../arguments/inputs.ts";
import { ownOf } from "../identity/recoverable.ts";
import type { State } from "./state.ts";

/** The program's disks, with what their keys keep; a key that is renamed keeps it under its new name. */
export function desiredVolumes(state: State, news: Plain): Record<string, Declared> {
  const now = stateUnderNewKeys(state, news);
  const known = { ...protectedAdds(now), ...now.recorded, ...protectedSuccessors(now) };
  const desired = withKept(known, declaredVolumes(news));
  return volumesKnown(news) ? withMovedProtection(now, desired) : desired;
}

/** Disks on their way are protected like those that are there: leaving the line out does not end it. */
const protectedAdds = ({ pending }: State): Record<string, Declared> =>
  Object.fromEntries(
    pending
      .filter((p) => p.operation === "add")
      .flatMap((p) => p.disks.filter((d) => d.deletionProtection === true))
      .map(({ key, type, size, deletionProtection }) => [key, { type, size, deletionProtection }] as const),
  );

/** The disks that are to take another one's place, too. */
const protectedSuccessors = ({ replacing, recorded }: State): Record<string, Declared> =>
  Object.fromEntries(
    Object.entries(replacing)
      .filter(([key]) => isSuccessorProtected(key, { replacing }))
      .map(([key, { declared }]) => [key, { ...declared, ...recorded[key], deletionProtection: true }] as const),
  );

/** The state with its keys as the program calls them now. The planner gets the state as it was: it has to say what is renamed. */
export function stateUnderNewKeys(state: State, news: Plain): State {
  const claims = { volumeIds: state.volumeIds, vanished: { ...onTheirWay(state), ...state.vanished } };
  const renames = countingRenames({ claims, desired: declaredVolumes(news), renamed: renamedKeys(news) });
  if (renames.length === 0 || !volumesKnown(news)) return state;
  const names = new Map(renames);
  const now = (key: string): string => names.get(key) ?? key;
  const { recorded, volumeIds, origins, observed, vanished, copies, inconsistentDesktops, replacing, pending, failed } =
    state;
  return {
    ...state,
    recorded: underNewKeys(recorded, renames),
    volumeIds: underNewKeys(volumeIds, renames),
    origins: underNewKeys(origins, renames),
    observed: underNewKeys(observed, renames),
    vanished: underNewKeys(vanished, renames),
    copies: underNewKeys(copies, renames),
    inconsistentDesktops: underNewKeys(inconsistentDesktops, renames),
    replacing: underNewKeys(replacing, renames),
    pending: pending.map((p) => ({ ...p, disks: p.disks.map((d) => ({ ...d, key: now(d.key) })) })),
    failed: failed.map((f) => ({ ...f, key: now(f.key) })),
  };
}

/** Keys of adds whose end is not known: they have a disk to rename, though it has no id yet. */
const onTheirWay = ({ pending }: State): Record<string, string> =>
  Object.fromEntries(pending.filter((p) => p.operation === "add").flatMap((p) => p.disks.map((d) => [d.key, ""])));

/** A disk that goes on under another key by its `id` stays protected: leaving a line out never ends that. */
function withMovedProtection(
  { volumeIds, recorded }: State,
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

/** As far as the outputs tell: for previews. Jobs are hoped to end well; a disk that this run's refresh found may be one of ours. */
export function fromOutputs(state: State, news: Plain, run: Run): Question {
  const begun = new Set(state.pending.flatMap((p) => p.jobId ?? []));
  const recoverable = ownOf(state, state.undeclaredVolumes, begun);
  for (const { id } of state.undeclaredVolumes)
    if (run.wasJustFound(id) && !recoverable.has(id)) recoverable.set(id, "recovered");
  const volumes = [...Object.values(state.observed), ...state.undeclaredVolumes, ...successorsOf(state)];
  const { poolName, desktops } = state;
  const going = goingOf(state);
  const known: Known = { from: "outputs", poolName, volumes, going, ...(desktops ? { desktops } : {}) };
  return { ...question(state, news, known, recoverable), traces: tracesKnown(state) };
}

/** The new disks of replacements: on the pool, and neither claimed nor undeclared. */
const successorsOf = ({ volumeIds, replacing }: State): Volume[] => {
  const ids = new Set(successorIds({ volumeIds, replacing }));
  return Object.values(replacing).flatMap(({ new: id, declared: { type, size } }) =>
    id !== undefined && ids.has(id) ? [{ id, type, size }] : [],
  );
};

/** Disks that an earlier call was to delete on desktops, and may have. */
const goingOf = ({ pending, failed }: State): ReadonlySet<string> => {
  const begun = pending.filter((p) => p.operation === "delete" && p.scope?.handleType !== "ONLY_FOR_EXPAND");
  const open = failed.filter((f) => f.operation === "delete");
  return new Set([...begun.flatMap((p) => p.disks), ...open].flatMap((d) => d.id ?? []));
};

/** What a refresh has seen on desktops refuses in a preview what it will refuse in the `up`. */
const tracesKnown = ({ copiesWithoutRecord }: State): Traces => ({
  copies: new Map(),
  expanded: new Map(),
  others: new Set(),
  onDesktops: new Set(Object.keys(copiesWithoutRecord)),
});

/** As the service says now. */
export function fromService(
  state: State,
  news: Plain,
  pool: Pool,
  recoverable: ReadonlyMap<string, Origin>,
  traces?: Traces,
): Question {
  const known: Known = {
    from: "service",
    poolName: pool.name,
    volumes: pool.dataVolumes.map(planned),
    desktops: { count: pool.desktopCount },
    going: goingOf(state),
  };
  const begun = new Set(ownOf(state, pool.dataVolumes, new Set()).keys());
  return { ...question(state, news, known, recoverable), traces, begun };
}

/** What the planner needs of a pool's disk. */
export const planned = ({ id, type, size, iops, throughput, kmsId }: Volume): Volume => ({
  id,
  type,
  size,
  ...(iops === undefined ? {} : { iops }),
  ...(throughput === undefined ? {} : { throughput }),
  ...(kmsId === undefined ? {} : { kmsId }),
});

function question(state: State, news: Plain, known: Known, recoverable: ReadonlyMap<string, Origin>): Question {
  const { volumeIds, recorded, vanished, replacing, spent } = state;
  return {
    known,
    claims: { volumeIds, origins: originsOf(state), recorded, vanished, replacing },
    desired: desiredVolumes(state, news),
    consents: { given: consentTexts(news), spent },
    renamed: renamedKeys(news),
    onUndeclared: onUndeclared(news),
    recoverable,
    limits: poolLimits,
    scope: scopeOf(news),
  };
}

/**
 * Only a call whose end nobody has seen yet leaves a disk without its declaration. Where none is open the state has lost it,
 * and its protection perhaps with it: such a disk counts as one of unknown origin, and needs consent to go.
 */
function originsOf({ origins, recorded, pending, failed, replacing }: State): Keyed<Origin> {
  const open = new Set([...pending.flatMap((p) => p.disks), ...failed].map(({ key }) => key));
  const isTold = (key: string): boolean =>
    Object.hasOwn(recorded, key) || Object.hasOwn(replacing, key) || open.has(key);
  return Object.fromEntries(Object.entries(origins).filter(([key]) => isTold(key)));
}
