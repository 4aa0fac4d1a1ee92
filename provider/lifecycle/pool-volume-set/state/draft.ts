/** The state while a change goes on: at every moment what is proven, and what is not known. Every failure leaves with it. */
import type { Mismatches } from "../../../volumes/copies.ts";
import { reachedByBoth } from "../../../volumes/narrowest.ts";
import { successorIds } from "../../../volumes/replacements.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { type PartialDraft, trueBase, trueInputs } from "../../volume-set/partial-inputs.ts";
import { observedByKey, undeclaredOf } from "../../volume-set/reported.ts";
import { protectedOf } from "../../volume-set/state-parts.ts";
import { scopeOf } from "../arguments/inputs.ts";
import { addJob } from "../calls/run-call.ts";
import { merged, type Touched } from "../desktops/proof.ts";
import { type Copies, copiesOf } from "../identity/known-copies.ts";
import { carriedOver, type Ended } from "./carried.ts";
import { withinRoom } from "./followers.ts";
import { isOrphaned } from "./open-ends.ts";
import { type Failed, type Outputs, outsOf, type Pending, type State } from "./state.ts";

export { observedByKey, undeclaredOf } from "../../volume-set/reported.ts";

export interface Draft extends PartialDraft {
  /** Set once the service has, or may have, accepted a change: from then on every end has to be told to the state. */
  accepted: boolean;
  copies: Copies;
  /** How desktops differ from the pool, as far as a refresh has shown it. */
  mismatches: Mismatches;
  /** The desktops as they were last seen. */
  desktops: readonly PoolDesktop[];
  /** No other call of the plan follows the one that is under way. */
  isLastCall: boolean;
  /** The desktops after the last call's job. `pool` was read after them, so it has what others did until then. */
  desktopsAfter?: readonly PoolDesktop[];
  /** Disks in no key that only desktops have: this run has waited for their records, and no later one needs to. */
  readonly waitedOut: readonly string[];
  lastAddJob: State["lastAddJob"];
  pending: Pending[];
  failed: Failed[];
  /** Disks that have to be proven on every desktop at the end; those that an earlier run left open stand in `carried`. */
  touched: Touched[];
  carried: readonly Touched[];
  pool: Pool;
  /** Disks of the pool when the plan was made. */
  readonly planned: ReadonlySet<string>;
  readonly before: State;
}

export const draftOf = (
  state: State,
  { pool, desktops, waitedOut }: Pick<Draft, "pool" | "desktops" | "waitedOut">,
  ended: readonly Ended[],
): Draft => ({
  accepted: false,
  recorded: { ...state.recorded },
  spent: { ...state.spent },
  volumeIds: { ...state.volumeIds },
  origins: { ...state.origins },
  vanished: { ...state.vanished },
  copies: state.copies,
  mismatches: {
    inconsistentDesktops: state.inconsistentDesktops,
    copiesWithoutRecord: state.copiesWithoutRecord,
  },
  desktops,
  isLastCall: false,
  waitedOut,
  lastAddJob: lastAddJobOf(state, ended),
  pending: [...state.pending],
  replacing: { ...state.replacing },
  failed: state.failed.filter(isOrphaned),
  touched: [],
  carried: carriedOver(state, ended),
  optionsHold: false,
  pool,
  planned: new Set(pool.dataVolumes.map((v) => v.id)),
  before: state,
});

function lastAddJobOf({ lastAddJob }: State, ended: readonly Ended[]): State["lastAddJob"] {
  const add = ended.findLast(({ pending }) => pending.operation === "add" && pending.jobId !== undefined);
  if (add?.pending.jobId === undefined) return lastAddJob;
  return { ...addJob(add.pending.jobId, add), ...(lastAddJob?.zone === undefined ? {} : { zone: lastAddJob.zone }) };
}

/** After success: all of the program, and what the service says now. */
export const finalOuts = (draft: Draft, place: Plain, news: Plain, today: string): Plain =>
  outsOf({ place, inputs: news, state: stateNow(draft, today) });

/** After a failure: the arguments as far as they are true; the scope in which a deletion would reach more desktops is gone at once too. */
export function partialOuts(draft: Draft, place: Plain, news: Plain, today: string): Plain {
  const base = trueBase(draft, news, { isCreation: draft.before.inputs.poolId === undefined });
  const { desktopIds: _reached, ...inputsThen } = trueInputs(draft, base, news);
  const inputs = {
    ...inputsThen,
    ...reachedByBoth(scopeOf(base), scopeOf(news)),
  };
  return outsOf({ place, inputs, state: stateNow(draft, today) });
}

function stateNow(draft: Draft, today: string): Outputs["state"] {
  const { recorded, volumeIds, origins, vanished, copies, desktops, lastAddJob, pending, replacing, pool, before } =
    draft;
  const claimed = new Set([...Object.values(volumeIds), ...successorIds({ volumeIds, replacing })]);
  return {
    volumeIds,
    origins,
    observed: observedByKey(volumeIds, pool.dataVolumes),
    undeclaredVolumes: undeclaredOf(pool.dataVolumes, claimed),
    vanished,
    ...draft.mismatches,
    ...(before.desktopsUnseen === undefined ? {} : { desktopsUnseen: before.desktopsUnseen }),
    protectedVanished: protectedOf(recorded, vanished),
    copies: copiesOf({ ...vanished, ...volumeIds }, desktops, copies),
    ...(lastAddJob === undefined ? {} : { lastAddJob }),
    poolName: pool.name,
    desktops: countOf(pool, before.desktops, today),
    pending,
    failed: openOf(draft),
    replacing,
  };
}

/** A partial failure has to stay under 50 kB. What is cut is found again: every proof looks at all desktops. */
const mostDesktops = 80;

/** What was touched and not proven, is open with no desktop named. */
function openOf({ failed, touched, carried }: Draft): Failed[] {
  const unproven = [...touched, ...carried].map(({ said, isCarried: _c, isToRepair: _r, on, ...t }) => ({
    ...t,
    ...(on === undefined ? {} : { on: [...on] }),
    desktops: [...said],
  }));
  const open = merged([...failed, ...unproven]);
  const share = Math.max(1, Math.floor(mostDesktops / Math.max(1, open.length)));
  return withinRoom(open).map(({ desktops, ...f }) => ({ ...f, desktops: desktops.slice(0, share) }));
}

/** The date moves only with the count, so that a quiet refresh changes nothing. */
export const countOf = (pool: Pool, last: State["desktops"], today: string): { count: number; asOf: string } =>
  last?.count === pool.desktopCount ? last : { count: pool.desktopCount, asOf: today };
