// Everything that was asked and everything that happened, in one order. It only grows; nothing in it is ever corrected
// except the status of a call, which is known later than the call. With a cap the oldest lines are dropped, and only what they
// have made is kept.

import { createLines, type Lines } from "./lines.ts";
import { nothing, type Replayed, replay } from "./replay.ts";
import { replayedFrom, type SavedPool, savedPools } from "./savedPools.ts";

/** What has happened to a pool, a desktop, a disk, a job, a user, an order or the quota. */
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
  /** The access key or the name of a user, or a name for another person. */
  readonly actor: string;
  /** Id of the request that caused it. */
  readonly requestId: string;
}

/** What an effect says of itself. */
export interface EffectFacts {
  /** What has happened. */
  readonly kind: EffectKind;
  /** Id of the pool. */
  readonly pool?: string;
  /** Name of the pool, as it was then. */
  readonly poolName?: string;
  /** Id of the desktop. */
  readonly desktop?: string;
  /** Name of the desktop, as it was then. */
  readonly desktopName?: string;
  /** The pool's disk record. */
  readonly disk?: string;
  /** The desktop's own EVS volume. */
  readonly volume?: string;
  /** Type of the disk. */
  readonly type?: string;
  /** Size of the disk in GB, since then. */
  readonly size?: number;
  /** Its size in GB before. */
  readonly fromSize?: number;
  /** How much was written on what is gone now, and which writing it was. */
  readonly dataLostGb?: number;
  /** The writing that is lost. */
  readonly contentLost?: string;
  /** The job that did it. */
  readonly jobId?: string;
  /** What is left to say, for a reader. */
  readonly detail?: string;
  /** Fields as they are since, where the others do not tell: enough to make the present state from nothing. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** A line of the ledger: something that has happened. */
export interface Effect extends EffectFacts, Author {
  /** Its number; calls and effects are counted together. */
  readonly seq: number;
  /** When, in the simulator's time, as `2026-03-01T08:00:00.000Z`. */
  readonly at: string;
}

/** A line of the ledger: a call that came in. */
export interface Call extends Author {
  /** Its number; calls and effects are counted together. */
  readonly seq: number;
  /** When, in the simulator's time, as `2026-03-01T08:00:00.000Z`. */
  readonly at: string;
  /** The method of HTTP. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The call's name in the API reference. */
  readonly operation: string;
  /** Whether it is a call that changes something. */
  readonly change: boolean;
  /** What came behind the path. */
  readonly query?: Readonly<Record<string, unknown>>;
  /** What came with it, without secrets. */
  readonly body?: unknown;
  /** 0 while no answer was given, and for ever if none was. */
  status: number;
  /** The code of a refusal. */
  errorCode?: string;
  /** The faults that were played on this call. */
  fault?: string;
  /** Only where a fault was played: whether the call was carried out, whatever its caller has seen. */
  carriedOut?: boolean;
}

/** How many of the oldest lines a ledger with a cap keeps no more. */
export interface Forgotten {
  /** Of the effects. */
  readonly effects: number;
  /** Of the calls. */
  readonly calls: number;
}

/** What a ledger holds, or as much of it as was asked for; each list is in the order of time. */
export interface LedgerView {
  /** What has happened. */
  readonly effects: readonly Effect[];
  /** Who has called. */
  readonly calls: readonly Call[];
  /** Only where the ledger has a cap and has dropped lines. */
  readonly forgotten?: Forgotten;
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
