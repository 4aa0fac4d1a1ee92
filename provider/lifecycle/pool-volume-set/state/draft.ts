/** The state while a change goes on: at every moment what is proven, and what is not known. Every failure leaves with it. */

import type { Mismatches } from "../../../volumes/copies.ts";
import { reachedByBoth } from "../../../volumes/narrowest.ts";
import { successorIds } from "../../../volumes/replacements.ts";
import type { Declared, Origin, Replacing, Volume } from "../../../volumes/types.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { scopeOf } from "../arguments/inputs.ts";
import { addJob } from "../calls/run-call.ts";
import { merged, type Touched } from "../desktops/proof.ts";
import { type Copies, copiesOf } from "../identity/known-copies.ts";
import { carriedOver, type Ended } from "./carried.ts";
import { withinRoom } from "./followers.ts";
import { isOrphaned } from "./open-ends.ts";
import { planned } from "./question.ts";
import { type Failed, type Outputs, outsOf, type Pending, protectedOf, type State } from "./state.ts";

export interface Draft {
  /** Set once the service has, or may have, accepted a change: from then on every end has to be told to the state. */
  accepted: boolean;
  recorded: Record<string, Declared>;
  spent: Record<string, string>;
  volumeIds: Record<string, string>;
  origins: Record<string, Origin>;
  vanished: Record<string, string>;
  copies: Copies;
  /** How desktops differ from the pool, as far as a refresh has shown it. */
  mismatches: Mismatches;
  /** The desktops as they were last seen. */
  desktops: readonly PoolDesktop[];
  /** Disks in no key that only desktops have: this run has waited for their records, and no later one needs to. */
  readonly waitedOut: readonly string[];
  lastAddJob: State["lastAddJob"];
  pending: Pending[];
  failed: Failed[];
  replacing: Record<string, Replacing>;
  /** Disks that have to be proven on every desktop at the end; those that an earlier run left open stand in `carried`. */
  touched: Touched[];
  carried: readonly Touched[];
  /** All calls went through: what is not a disk is now as the program says. */
  optionsHold: boolean;
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

export function forget(draft: Draft, key: string): void {
  delete draft.volumeIds[key];
  delete draft.origins[key];
  delete draft.recorded[key];
  delete draft.replacing[key];
}

export function claim(draft: Draft, key: string, id: string, origin: Origin): void {
  draft.volumeIds[key] = id;
  draft.origins[key] = origin;
  delete draft.replacing[key];
  delete draft.vanished[key];
}

/** After success: all of the program, and what the service says now. */
export const finalOuts = (draft: Draft, place: Plain, news: Plain, today: string): Plain =>
  outsOf({ place, inputs: news, state: stateNow(draft, today) });

/**
 * After a failure: the arguments as far as they are true. A consent to destroy that the program took back is gone at once, and
 * so is the scope in which a deletion would reach more desktops.
 */
export function partialOuts(draft: Draft, place: Plain, news: Plain, today: string): Plain {
  const isCreation = draft.before.inputs.poolId === undefined;
  const base = isCreation || draft.optionsHold ? news : draft.before.inputs;
  const {
    allowDataLoss: _unspent,
    volumes: _wanted,
    desktopIds: _reached,
    forceDestroy,
    allowReplace,
    ...others
  } = base;
  const inputs = {
    ...others,
    ...reachedByBoth(scopeOf(base), scopeOf(news)),
    ...(forceDestroy === true && news.forceDestroy === true ? { forceDestroy: true } : {}),
    ...(allowReplace === true && news.allowReplace === true ? { allowReplace: true } : {}),
    volumes: ofPresent(draft),
    ...(Object.keys(draft.spent).length > 0 ? { allowDataLoss: draft.spent } : {}),
  };
  return outsOf({ place, inputs, state: stateNow(draft, today) });
}

/** What is known of a vanished key stands in an output of its own. */
const ofPresent = ({ recorded, vanished, volumeIds }: Draft): Record<string, Declared> =>
  Object.fromEntries(
    Object.entries(recorded).filter(([key]) => !Object.hasOwn(vanished, key) || Object.hasOwn(volumeIds, key)),
  );

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

/** In the order of ids: the service's own order may change from call to call, and means nothing. */
export const undeclaredOf = (volumes: readonly Volume[], claimed: ReadonlySet<string>): Volume[] =>
  volumes
    .filter((v) => !claimed.has(v.id))
    .map(reported)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

export const observedByKey = (
  volumeIds: Readonly<Record<string, string>>,
  volumes: readonly Volume[],
): Record<string, Volume> =>
  Object.fromEntries(
    Object.entries(volumeIds).flatMap(([key, id]) => {
      const volume = volumes.find((v) => v.id === id);
      return volume === undefined ? [] : [[key, reported(volume)] as const];
    }),
  );

/** Without `kmsId`: what encrypts a disk is nobody's business in a preview. */
export function reported(volume: Volume): Volume {
  const { kmsId: _hidden, ...shown } = planned(volume);
  return shown;
}

/** The date moves only with the count, so that a quiet refresh changes nothing. */
export const countOf = (pool: Pool, last: State["desktops"], today: string): { count: number; asOf: string } =>
  last?.count === pool.desktopCount ? last : { count: pool.desktopCount, asOf: today };
