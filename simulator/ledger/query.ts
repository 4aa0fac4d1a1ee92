// The questions one asks a ledger: what happened to this disk, in this pool, of this kind.

import type { LedgerView } from "./ledger.ts";

export interface LedgerQuestion {
  readonly kind?: string | undefined;
  readonly pool?: string | undefined;
  readonly disk?: string | undefined;
}

export function askLedger(view: LedgerView, question: LedgerQuestion): LedgerView {
  const { kind, pool, disk } = question;
  const effects = view.effects.filter(
    (effect) =>
      (kind === undefined || effect.kind === kind) &&
      (pool === undefined || effect.pool === pool || effect.poolName === pool) &&
      (disk === undefined || effect.disk === disk || effect.volume === disk),
  );
  const asked = new Set(effects.map((effect) => effect.requestId));
  const narrowed = kind !== undefined || pool !== undefined || disk !== undefined;
  return { effects, calls: narrowed ? view.calls.filter((call) => asked.has(call.requestId)) : view.calls };
}
