// The questions one asks a ledger: what happened to this disk, who did it, which disks lost data, what was refused.

import type { Call, Effect, LedgerView } from "./ledger.ts";

/** What one asks a ledger: each field narrows the answer. */
export interface LedgerQuestion {
  /** One kind of effect, or several with commas between them. */
  readonly kind?: string | undefined;
  /** Id or name. */
  readonly pool?: string | undefined;
  /** Id or name. */
  readonly desktop?: string | undefined;
  /** A pool's disk or a desktop's EVS volume. */
  readonly disk?: string | undefined;
  /** Who it was. */
  readonly actor?: string | undefined;
  /** Id of a job. */
  readonly job?: string | undefined;
  /** Id of a request. */
  readonly request?: string | undefined;
  /** Only what destroyed data. */
  readonly lost?: boolean | undefined;
  /** Only calls that were refused, and no effects. */
  readonly refused?: boolean | undefined;
  /** Only lines after this one. */
  readonly after?: number | undefined;
  /** Only lines up to this one. */
  readonly seq?: number | undefined;
  /** Only the last so many effects and the last so many calls. */
  readonly last?: number | undefined;
}

/** A call belongs to the answer when one of its effects does; the other filters look at the call itself. */
export function askLedger(view: LedgerView, question: LedgerQuestion): LedgerView {
  const effects = question.refused ? [] : view.effects.filter((effect) => isAsked(effect, question));
  const causes = new Set(effects.map(({ requestId }) => requestId));
  const byEffect = narrowsEffects(question);
  const calls = view.calls.filter(
    (call) => isAskedCall(call, question) && (question.refused || !byEffect || causes.has(call.requestId)),
  );
  return { ...view, effects: lastOf(effects, question), calls: lastOf(calls, question) };
}

function isAsked(effect: Effect, { kind, pool, desktop, disk, actor, job, request, lost, after, seq }: LedgerQuestion) {
  const oneOf = (asked: string | undefined, ...values: (string | undefined)[]) =>
    asked === undefined || values.includes(asked);
  return (
    (kind === undefined || kind.split(",").includes(effect.kind)) &&
    oneOf(pool, effect.pool, effect.poolName) &&
    oneOf(desktop, effect.desktop, effect.desktopName) &&
    oneOf(disk, effect.disk, effect.volume) &&
    oneOf(actor, effect.actor) &&
    oneOf(job, effect.jobId) &&
    oneOf(request, effect.requestId) &&
    (!lost || (effect.dataLostGb ?? 0) > 0) &&
    isWithin(effect, { after, seq })
  );
}

function isAskedCall(call: Call, { actor, request, refused, after, seq }: LedgerQuestion): boolean {
  return (
    (actor === undefined || call.actor === actor) &&
    (request === undefined || call.requestId === request) &&
    (!refused || call.status >= 400) &&
    isWithin(call, { after, seq })
  );
}

function isWithin(line: { readonly seq: number }, { after = 0, seq = Infinity }: LedgerQuestion): boolean {
  return line.seq > after && line.seq <= seq;
}

function narrowsEffects({ kind, pool, desktop, disk, job, lost }: LedgerQuestion): boolean {
  return [kind, pool, desktop, disk, job].some((filter) => filter !== undefined) || lost === true;
}

function lastOf<T>(lines: readonly T[], { last }: LedgerQuestion): readonly T[] {
  return last === undefined ? lines : lines.slice(Math.max(0, lines.length - last));
}
