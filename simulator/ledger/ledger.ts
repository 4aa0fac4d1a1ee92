// Everything that was asked and everything that happened, in one order. It only grows; nothing in it is ever corrected
// except the status of a call, which is known later than the call. With a cap the oldest lines are dropped, and only what they
// have made is kept.

import { createLines, type Lines } from "./lines.ts";
import { nothing, type Replayed, replay } from "./replay.ts";
import { replayedFrom, type SavedPool, savedPools } from "./savedPools.ts";

export type EffectKind =
  | "pool-created"
  | "pool-updated"
  | "pool-deleted"
  | "desktop-created"
  | "desktop-updated"
  | "desktop-state"
  | "desktop-rebuilt"
  | "desktop-deleted"
  | "disk-added"
  | "disk-expanded"
  | "disk-updated"
  | "disk-deleted"
  | "desktop-disk-added"
  | "desktop-disk-expanded"
  | "desktop-disk-updated"
  | "desktop-disk-deleted"
  | "job-started"
  | "job-ended"
  | "users-added"
  | "users-removed"
  | "users-emailed"
  | "user-deleted"
  | "users-notified"
  | "order-placed"
  | "order-refused"
  | "quota-changed";

/** Who caused it: the access key or user behind a call, or another person. */
export interface Author {
  readonly actor: string;
  readonly requestId: string;
}

export interface EffectFacts {
  readonly kind: EffectKind;
  readonly pool?: string;
  readonly poolName?: string;
  readonly desktop?: string;
  readonly desktopName?: string;
  /** The pool's disk record. */
  readonly disk?: string;
  /** The desktop's own EVS volume. */
  readonly volume?: string;
  readonly type?: string;
  readonly size?: number;
  readonly fromSize?: number;
  /** How much was written on what is gone now, and which writing it was. */
  readonly dataLostGb?: number;
  readonly contentLost?: string;
  readonly jobId?: string;
  readonly detail?: string;
  /** Fields as they are since, where the others do not tell: enough to make the present state from nothing. */
  readonly set?: Readonly<Record<string, unknown>>;
}

export interface Effect extends EffectFacts, Author {
  readonly seq: number;
  readonly at: string;
}

export interface Call extends Author {
  readonly seq: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly change: boolean;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** 0 while no answer was given, and for ever if none was. */
  status: number;
  errorCode?: string;
  /** The faults that were played on this call. */
  fault?: string;
  /** Only where a fault was played: whether the call was carried out, whatever its caller has seen. */
  carriedOut?: boolean;
}

export interface LedgerView {
  readonly effects: readonly Effect[];
  readonly calls: readonly Call[];
  /** How many of the oldest lines a ledger with a cap keeps no more. */
  readonly forgotten?: { readonly effects: number; readonly calls: number };
}

interface LedgerOptions {
  time(): number;
  /** The most effects, and the most calls, that are kept. */
  readonly cap?: number | undefined;
}

export interface Ledger {
  effect(author: Author, facts: EffectFacts): void;
  call(call: Omit<Call, "seq" | "at" | "status">): Call;
  view(): LedgerView;
  /** The lines themselves, at the cost of nothing: for who reads them at once and keeps none. */
  look(): LedgerView;
  /** A copy of what the lines that are kept no more have made. */
  base(): Replayed;
  /** The number of the last line, whatever it was. */
  lastSeq(): number;
  /** How often anything was written, cleared or restored: it only grows. */
  changes(): number;
  clear(): void;
  save(): SavedLedger;
  /** Takes over what another run has written. */
  restore(kept: SavedLedger): void;
}

export interface SavedLedger extends LedgerView {
  readonly lastSeq: number;
  /** The pools that the forgotten lines have made. */
  readonly base: readonly SavedPool[];
}

export function createLedger({ time, cap }: LedgerOptions): Ledger {
  let effects = createLines<Effect>(cap);
  let calls = createLines<Call>(cap);
  let base = nothing();
  let seq = 0;
  let changes = 0;
  const stamp = () => {
    changes += 1;
    return { seq: ++seq, at: new Date(time()).toISOString() };
  };
  const clear = (dropped = { effects: 0, calls: 0 }) => {
    effects = createLines(cap, dropped.effects);
    calls = createLines(cap, dropped.calls);
    base = nothing();
    seq = 0;
    changes += 1;
  };
  const look = () => ({ effects: effects.kept, calls: calls.kept, ...forgotten(effects, calls) });
  return {
    effect: ({ actor, requestId }, facts) => {
      replay(effects.add({ ...stamp(), actor, requestId, ...facts }), base);
    },
    call: (facts) => {
      const call: Call = { ...stamp(), ...facts, status: 0 };
      calls.add(call);
      return call;
    },
    // A copy: what a test holds in its hand must not change under it.
    view: () => structuredClone(look()),
    look,
    base: () => structuredClone(base),
    lastSeq: () => seq,
    changes: () => changes,
    clear: () => clear(),
    save: () => ({ ...look(), lastSeq: seq, base: savedPools(base) }),
    restore(saved) {
      clear(saved.forgotten);
      base = replayedFrom(saved.base);
      for (const effect of saved.effects) replay(effects.add(effect), base);
      for (const call of saved.calls) calls.add({ ...call });
      seq = saved.lastSeq;
    },
  };
}

function forgotten(effects: Lines<Effect>, calls: Lines<Call>): Pick<LedgerView, "forgotten"> {
  const counts = { effects: effects.forgotten(), calls: calls.forgotten() };
  return counts.effects + counts.calls > 0 ? { forgotten: counts } : {};
}
