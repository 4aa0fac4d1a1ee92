/**
 * How many waits share one request budget. One wait looks as often as it likes; many would eat the budget that the work of other
 * resources needs, so the more there are, the further apart are the looks of each.
 */
export interface Crowd {
  /** One more wait; what it gives ends it. */
  join(): () => void;
  /** Milliseconds between two looks of one wait. `longestMs` is exceeded only where the whole budget would not do for less. */
  intervalMs(longestMs: number): number;
  /** The lowest rate ever named holds, as in the limiter. */
  atMost(perSecond: number): void;
}

/** Looks take at most half of the budget while that keeps them as near as anybody wants them. */
const shareOfLooks = 0.5;

export function createCrowd(perSecond: number): Crowd {
  let rate = perSecond;
  let waiting = 0;
  return {
    join() {
      waiting += 1;
      return () => {
        waiting -= 1;
      };
    },
    intervalMs(longestMs) {
      const withinShare = (waiting * 1000) / (rate * shareOfLooks);
      const withinBudget = (waiting * 1000) / rate;
      return Math.max(Math.min(withinShare, longestMs), withinBudget);
    },
    atMost(limit) {
      rate = Math.min(rate, limit);
    },
  };
}
