/** What the planner is asked: the same question, with the knowledge of a preview or of the moment. */
import {
  type Declared,
  desktopLimits,
  type Known,
  type Origin,
  type Question,
  type Traces,
  wholePool,
} from "../../../volumes/types.ts";
import type { Plain, Run } from "../../hooks.ts";
import { consentTexts, onUndeclared, renamedKeys } from "../../volume-set/disks.ts";
import { originsOf } from "../../volume-set/origins.ts";
import { planned, successorsOf } from "../../volume-set/reported.ts";
import { renamesIn, setUnderNewKeys, wantedVolumes } from "../../volume-set/wanted.ts";
import { ownOf } from "../../volume-set/whose.ts";
import type { Seen } from "../desktops/look.ts";
import type { State } from "./state.ts";

/** One desktop is all that a set reaches, so there is no choice of whom a call is for. */
export const onlyScope = wholePool;

/** The program's disks, with what their keys keep; a key that is renamed keeps it under its new name. */
export const desiredVolumes = (state: State, news: Plain): Record<string, Declared> =>
  wantedVolumes(stateUnderNewKeys(state, news), news);

export function stateUnderNewKeys(state: State, news: Plain): State {
  const renames = renamesIn(state, news);
  return renames.length === 0 ? state : setUnderNewKeys(state, renames);
}

/** As far as the outputs tell: for previews. Jobs are hoped to end well; a disk that this run's refresh found may be one of ours. */
export function fromOutputs(state: State, news: Plain, run: Run): Question {
  const jobs = new Set(state.pending.flatMap((p) => p.jobId ?? []));
  const recoverable = ownOf(state, state.undeclaredVolumes, jobs);
  const begun = new Set(recoverable.keys());
  for (const { id } of state.undeclaredVolumes)
    if (run.wasJustFound(id) && !recoverable.has(id)) recoverable.set(id, "recovered");
  const volumes = [...Object.values(state.observed), ...state.undeclaredVolumes, ...successorsOf(state)];
  return { ...question(state, news, { ...knownOf(state), from: "outputs", volumes }, recoverable), begun };
}

/** As the service says now. */
export function fromService(state: State, news: Plain, seen: Seen, recoverable: ReadonlyMap<string, Origin>): Question {
  const { own, desktopName, ofPool } = seen;
  const desktop = { name: desktopName, ofPool };
  const known: Known = { ...knownOf(state), from: "service", desktop, volumes: own.map(planned) };
  const begun = new Set(ownOf(state, own, new Set()).keys());
  return { ...question(state, news, known, recoverable), traces: evsIds(seen), begun };
}

const knownOf = ({ desktopName, volumesOfPool, pending }: State) => ({
  poolName: "",
  desktop: { name: desktopName, ofPool: volumesOfPool },
  going: new Set(pending.flatMap((p) => (p.operation === "delete" ? p.disks.flatMap((d) => d.id ?? []) : []))),
});

/** An EVS volume keeps its id for life: what is back under it is the same disk, and what has another id never is. */
const evsIds = ({ own }: Seen): Traces => ({
  copies: new Map(own.map((v) => [v.id, v.id])),
  expanded: new Map(),
  others: new Set(own.map((v) => v.id)),
  onDesktops: new Set(),
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
    limits: desktopLimits,
    scope: onlyScope,
  };
}
