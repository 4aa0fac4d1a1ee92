/** The state while a change goes on: at every moment what is proven, and what is not known. Every failure leaves with it. */
import { successorIds } from "../../../volumes/replacements.ts";
import type { Plain } from "../../hooks.ts";
import { type PartialDraft, trueBase, trueInputs } from "../../volume-set/partial-inputs.ts";
import { observedByKey, undeclaredOf } from "../../volume-set/reported.ts";
import { protectedOf } from "../../volume-set/state-parts.ts";
import type { Seen } from "../desktops/look.ts";
import { type Outputs, outsOf, type Pending, type State } from "./state.ts";

export interface Draft extends PartialDraft {
  /** Set once the service has, or may have, accepted a change: from then on every end has to be told to the state. */
  accepted: boolean;
  lastAddJob: State["lastAddJob"];
  pending: Pending[];
  /** The desktop as it was last seen. */
  seen: Seen;
  /** Its disks when the plan was made. */
  readonly planned: ReadonlySet<string>;
  readonly before: State;
}

export const draftOf = (state: State, seen: Seen, lastAddJob: State["lastAddJob"]): Draft => ({
  accepted: false,
  recorded: { ...state.recorded },
  spent: { ...state.spent },
  volumeIds: { ...state.volumeIds },
  origins: { ...state.origins },
  vanished: { ...state.vanished },
  replacing: { ...state.replacing },
  lastAddJob,
  pending: [...state.pending],
  optionsHold: false,
  seen,
  planned: new Set(seen.own.map((v) => v.id)),
  before: state,
});

/** After success: all of the program, and what the service says now. */
export const finalOuts = (draft: Draft, place: Plain, news: Plain): Plain =>
  outsOf({ place, inputs: news, state: stateNow(draft) });

/** After a failure: the arguments as far as they are true. */
export function partialOuts(draft: Draft, place: Plain, news: Plain): Plain {
  const base = trueBase(draft, news, { isCreation: draft.before.inputs.desktopId === undefined });
  return outsOf({ place, inputs: trueInputs(draft, base, news), state: stateNow(draft) });
}

function stateNow({ recorded, volumeIds, origins, vanished, lastAddJob, pending, replacing, seen }: Draft) {
  const claimed = new Set([...Object.values(volumeIds), ...successorIds({ volumeIds, replacing })]);
  const state: Outputs["state"] = {
    ...whatIsSeen(seen),
    volumeIds,
    origins,
    observed: observedByKey(volumeIds, seen.own),
    undeclaredVolumes: undeclaredOf(seen.own, claimed),
    vanished,
    protectedVanished: protectedOf(recorded, vanished),
    ...(lastAddJob === undefined ? {} : { lastAddJob }),
    pending,
    replacing,
  };
  return state;
}

/** What only the service says of the desktop. */
export const whatIsSeen = ({ desktopName, pool, ofPool }: Seen) => ({
  desktopName,
  pool: { id: pool.id, name: pool.name },
  volumesOfPool: ofPool,
});
