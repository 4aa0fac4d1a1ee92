/**
 * How fast requests may go: a bucket that fills at a rate and holds a burst. After a 429 it fills at half the rate and is
 * emptied, and finds its way back to the configured rate by itself. Pure but for what it remembers: time is told to it.
 */

export interface Rate {
  /** Milliseconds until one request may go, 0 for now. Time that passes makes it shorter, nothing else does. */
  waitMs(now: number): number;
  /** One request goes. */
  spend(): void;
  /** The lowest rate ever named holds. */
  atMost(perSecond: number): void;
  /** The service refused a request as one too many, and perhaps asked for silence. */
  slowDown(now: number, quietMs: number): void;
}

export interface RateSettings {
  readonly perSecond: number;
  readonly burst: number;
}

/** All that were on their way when it began tell of one throttle: it halves the rate once. */
export const oneThrottleMs = 5_000;
/** Never slower than one request in four seconds, whatever is configured above that: the advice for APIGW.0308 is 2–5 s. */
export const slowestPerSecond = 0.25;
/** From nothing to the configured rate: the service counts by the minute (workspace-api.md §1.5). */
export const recoverMs = 60_000;
/** The caps are per call and user, so what one call was asked to wait holds up the others only so long. */
export const longestQuietMs = 5_000;
/** A wait that a clock with milliseconds in a double cannot tell from none. */
const noWaitMs = 0.001;

export function createRate({ perSecond, burst }: RateSettings, now: number): Rate {
  let most = perSecond;
  let present = perSecond;
  let saved = burst;
  let quietMs = 0;
  let sinceSlowedMs = Number.POSITIVE_INFINITY;
  let seenAt = now;

  /** A clock that was set back counts as one that stood still. */
  const pass = (now: number): void => {
    const passedMs = Math.max(0, now - seenAt);
    seenAt = now;
    sinceSlowedMs += passedMs;
    // Nothing is saved up in a silence. What was saved before the rate grew, was saved at the lower rate.
    saved = Math.min(burst, saved + (Math.max(0, passedMs - quietMs) * present) / 1000);
    quietMs = Math.max(0, quietMs - passedMs);
    present = Math.min(most, present + (most * passedMs) / recoverMs);
  };
  return {
    waitMs(now) {
      pass(now);
      const waitMs = quietMs + (Math.max(0, 1 - saved) * 1000) / present;
      return waitMs < noWaitMs ? 0 : waitMs;
    },
    spend() {
      saved -= 1;
    },
    atMost(limit) {
      most = Math.min(most, limit);
      present = Math.min(present, most);
    },
    slowDown(now, askedMs) {
      pass(now);
      quietMs = Math.max(quietMs, Math.min(askedMs, longestQuietMs));
      if (sinceSlowedMs < oneThrottleMs) return;
      sinceSlowedMs = 0;
      saved = 0;
      present = Math.min(most, Math.max(present / 2, slowestPerSecond));
    },
  };
}
