// Everything that was asked and everything that happened, in one order. It only grows; nothing in it is ever corrected
// except the status of a call, which is known later than the call.

export type EffectKind =
  | "pool-created"
  | "pool-updated"
  | "pool-deleted"
  | "desktop-created"
  | "desktop-updated"
  | "desktop-state"
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
  | "users-removed";

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
  readonly dataLostGb?: number;
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
  /** The fault that was played on this call. */
  fault?: string;
}

export interface LedgerView {
  readonly effects: readonly Effect[];
  readonly calls: readonly Call[];
}

export interface Ledger {
  effect(author: Author, facts: EffectFacts): void;
  call(call: Omit<Call, "seq" | "at" | "status">): Call;
  view(): LedgerView;
  /** The number of the last line, whatever it was. */
  lastSeq(): number;
  clear(): void;
}

export function createLedger(time: () => number): Ledger {
  const effects: Effect[] = [];
  const calls: Call[] = [];
  let seq = 0;
  const stamp = () => ({ seq: ++seq, at: new Date(time()).toISOString() });
  return {
    effect: ({ actor, requestId }, facts) => {
      effects.push({ ...stamp(), actor, requestId, ...facts });
    },
    call: (facts) => {
      const call: Call = { ...stamp(), ...facts, status: 0 };
      calls.push(call);
      return call;
    },
    // A copy: what a test holds in its hand must not change under it.
    view: () => structuredClone({ effects, calls }),
    lastSeq: () => seq,
    clear: () => {
      effects.length = 0;
      calls.length = 0;
      seq = 0;
    },
  };
}
