/**
 * The request budget of one endpoint and project: a steady rate with a burst, first come, first served.
 * Twenty lines of our own, because the libraries (bottleneck, p-throttle, limiter) take no clock: a test could not let hours pass.
 */
import type { Clock } from "../clock.ts";

export interface Limiter {
  /** Resolves when the caller may send one request. */
  take(): Promise<void>;
  /** Two configurations may name different rates for one project: the lower one holds for both. */
  atMost(perSecond: number): void;
}

export const defaultRequestsPerSecond = 3;
/** With three a second this is at most 200 in any minute, the cap that the service names for reads. */
export const burstRequests = 20;

/** A virtual schedule (GCRA): each request moves the schedule on by one interval, and may run ahead of it by a burst. */
export function createLimiter(clock: Clock, perSecond: number, burst: number = burstRequests): Limiter {
  let intervalMs = 1000 / perSecond;
  let schedule = Number.NEGATIVE_INFINITY;

  return {
    async take() {
      const now = clock.now();
      schedule = Math.max(schedule, now) + intervalMs;
      const waitMs = schedule - now - burst * intervalMs;
      // The schedule only grows, so whoever comes later also waits longer: no queue is needed to keep the order.
      if (waitMs > 0) await clock.sleep(waitMs);
    },
    atMost(limit) {
      intervalMs = Math.max(intervalMs, 1000 / limit);
    },
  };
}
