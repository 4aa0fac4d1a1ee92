/** What `Retry-After` asks for, in every form that is met: seconds, parts of seconds, the three dates of HTTP, several of them. */
import { parseHttpDate } from "./http-date.ts";

/** Nobody sleeps longer for one answer: an absurd number must not put a run to sleep. */
export const longestRetryAfterMs = 60_000;

/**
 * Milliseconds from 0 to 60,000; `undefined` when there is no such header or nobody can read it, a negative number
 * included. A date is measured against the `Date` of the same answer, so no clock has to be right; `serverNow` stands in
 * for an answer without one. Of several values the longest counts.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, serverNow: number): number | undefined {
  const from = parseHttpDate(headers.date ?? "", serverNow) ?? serverNow;
  const asked = valuesOf(headers["retry-after"] ?? "").flatMap((value) => msOf(value.trim(), from));
  return asked.length === 0 ? undefined : Math.min(Math.max(0, ...asked), longestRetryAfterMs);
}

/** Values are apart by commas, and two of the forms of a date have a comma behind the day. */
function valuesOf(header: string): readonly string[] {
  return header.match(/\s*(?:[A-Z][a-z]+, )?[^,]+/g) ?? [];
}

function msOf(value: string, from: number): readonly number[] {
  if (/^\d+(?:\.\d+)?$/.test(value)) return [Number(value) * 1000];
  const date = parseHttpDate(value, from);
  return date === undefined ? [] : [date - from];
}
