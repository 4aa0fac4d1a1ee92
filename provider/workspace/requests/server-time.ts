/**
 * What time the service has, by the `Date` header of its answers. Two things that are kept apart: `now` believes the last
 * answer, whoever wrote its date; signatures are dated by our own clock until the service has taken one that was dated otherwise.
 */
import type { Clock } from "../clock.ts";
import { parseHttpDate } from "./http-date.ts";

export interface ServerTime {
  /** An answer has come. What is no date in it says nothing. */
  observe(headers: Readonly<Record<string, string>>): void;
  /** The last answer's `Date` plus what passed since; our own clock before any answer. */
  now(): number;
  /** How far ahead of our clock signatures are to be dated, milliseconds: as the last one was that the service took. */
  signedAheadMs(): number;
  /** The service took a signature that was dated so. */
  tookSignature(aheadMs: number): void;
}

export function createServerTime(clock: Clock): ServerTime {
  let aheadMs = 0;
  let signedAheadMs = 0;
  return {
    observe(headers) {
      aheadMs = measuredAheadMs(headers, clock) ?? aheadMs;
    },
    now: () => clock.now() + aheadMs,
    signedAheadMs: () => signedAheadMs,
    tookSignature(dated) {
      signedAheadMs = dated;
    },
  };
}

/** How far the server that wrote these headers is ahead of our clock, milliseconds. */
export function measuredAheadMs(headers: Readonly<Record<string, string>>, clock: Clock): number | undefined {
  const now = clock.now();
  const date = parseHttpDate(headers.date ?? "", now);
  return date === undefined ? undefined : date - now;
}
