/** What the planner is asked: the same question, with the knowledge of a preview or of the moment. */
import { underNewKeys } from "../../../volumes/renames.ts";
import {
  type Declared,
  type Known,
  type Origin,
  poolLimits,
  type Question,
  type Traces,
} from "../../../volumes/types.ts";
import type { Pool } from "../../../workspace/types.ts";
import type { Plain, Run } from "../../hooks.ts";
import { originsOf } from "../../volume-set/origins.ts";
import { planned, successorsOf } from "../../volume-set/reported.ts";
import { nameNow, renamesIn, setUnderNewKeys, wantedVolumes } from "../../volume-set/wanted.ts";
import { ownOf } from "../../volume-set/whose.ts";
import { consentTexts, onUndeclared, renamedKeys, scopeOf } from "../arguments/inputs.ts";
import type { State } from "./state.ts";

export { planned } from "../../volume-set/reported.ts";

/** The program's disks, with what their keys keep; a key that is renamed keeps it under its new name. */
export const desiredVolumes = (state: State, news: Plain): Record<string, Declared> =>
  wantedVolumes(stateUnderNewKeys(state, news), news);

/** The state with its keys as the program calls them now. The planner gets the state as it was: it has to say what is renamed. */
export function stateUnderNewKeys(state: State, news: Plain): State {
  const renames = renamesIn(state, news);
  if (renames.length === 0) return state;
  const now = nameNow(renames);
  const { copies, inconsistentDesktops, failed } = state;
  return {
    ...setUnderNewKeys(state, renames),
    copies: underNewKeys(copies, renames),
    inconsistentDesktops: underNewKeys(inconsistentDesktops, renames),
    failed: failed.map((f) => ({ ...f, key: now(f.key) })),
  };
}

/** As far as the outputs tell: for previews. Jobs are hoped to end well; a disk that this run's refresh found may be one of ours. */
export function fromOutputs(state: State, news: Plain, run: Run): Question {
  const jobs = new Set(state.pending.flatMap((p) => p.jobId ?? []));
  const recoverable = ownOf(state, state.undeclaredVolumes, jobs);
  const begun = new Set(recoverable.keys());
  for (const { id } of state.undeclaredVolumes)
    if (run.wasJustFound(id) && !recoverable.has(id)) recoverable.set(id, "recovered");
  const volumes = [...Object.values(state.observed), ...state.undeclaredVolumes, ...successorsOf(state)];
  const { poolName, desktops } = state;
  const going = goingOf(state);
  const known: Known = { from: "outputs", poolName, volumes, going, ...(desktops ? { desktops } : {}) };
  return { ...question(state, news, known, recoverable), traces: tracesKnown(state), begun };
}

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
