/** When adds ran, by the service's own records, and whether a disk was made then: so a disk of a dead run is known again. */
import type { SubJob } from "../../workspace/types.ts";
import { absoluteMs } from "../service-time.ts";

/** Absolute time. Without an end it goes on. */
export interface Span {
  readonly begin: number;
  readonly end?: number;
}

export interface Recency {
  /** The service's time. */
  readonly now: number;
  /** The add that the state knows last. */
  readonly lastAddJob: { readonly id: string; readonly begin?: string | undefined } | undefined;
  readonly recoverWithinMs: number;
}

/** When each add job ran that is newer than our last known one and within `recoverWithin`. */
export function recentSpans(
  subJobs: readonly SubJob[],
  { now, lastAddJob, recoverWithinMs }: Recency,
  zone: number,
): Span[] {
  const last = lastAddJob?.begin === undefined ? undefined : absoluteMs(lastAddJob.begin, zone);
  return spansOf(subJobs, zone).flatMap(({ id, ...span }) => {
    if (id === lastAddJob?.id || (last !== undefined && span.begin <= last)) return [];
    const age = now - span.begin;
    return age >= -clockTolerance && age <= recoverWithinMs ? [span] : [];
  });
}

/** The service's clock and its job records need not agree to the second. */
const clockTolerance = 5 * 60_000;

export function spansOf(subJobs: readonly SubJob[], zone: number): (Span & { id: string })[] {
  const ids = [...new Set(subJobs.flatMap((s) => s.jobId ?? []))];
  return ids.flatMap((id) => {
    const parts = subJobs.filter((s) => s.jobId === id);
    const begins = parts.flatMap((s) => timeOf(s.beginTime, zone));
    const ends = parts.flatMap((s) => timeOf(s.endTime, zone));
    if (begins.length === 0) return [];
    return [{ id, begin: Math.min(...begins), ...(ends.length === parts.length ? { end: Math.max(...ends) } : {}) }];
  });
}

export const timeOf = (text: string | undefined, zone: number): number[] => {
  const ms = text === undefined ? undefined : absoluteMs(text, zone);
  return ms === undefined ? [] : [ms];
};

/** Whether the first of these times is within the span. */
export function isFirstIn({ begin, end }: Span, times: readonly number[]): boolean {
  const first = Math.min(...times);
  const latest = end === undefined ? Number.POSITIVE_INFINITY : end + writingTolerance;
  return first >= begin - 1000 && first <= latest;
}

/** A disk is written down a little after it was made. */
const writingTolerance = 60_000;
