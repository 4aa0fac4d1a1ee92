/**
 * How much trying again the whole process may do. In an outage every request fails, and if each were tried ten times
 * more, a service that is just getting up would be pushed down again. So retries are paid from one purse, and what
 * succeeds fills it again. Whoever finds it empty waits for the success of another, and now and then one of them may look
 * whether the service is back, until the outage has lasted too long to wait for its end.
 *
 * Only faults are paid for. A refusal (429, a busy pool) says that the service is well: waiting for it to end is bounded
 * by the limiter. Looks that come again anyway are never retried, so they cost nothing.
 */

/** `not yet`: ask again a little later. `spent`: nobody has seen the service well for too long. */
export type Payment = "paid" | "not yet" | "spent";

export interface RetryBudget {
  /** For one retry, at this time of the clock. */
  pay(now: number): Payment;
  /** A good answer: gives back what its last retry cost, or a little when it needed none. */
  earn(how: "after a retry" | "at once"): void;
}

/** One read alone has to survive ten failures in a row. */
export const retriesAtOnce = 10;
export const successesPerRetry = 5;
/** So long ten failures last for one read at the most. */
export const longestOutageMs = 120_000;
/** Beyond the ten, one retry of the whole process in this time, while the outage is not longer than that: ten more. */
export const probeEveryMs = 12_000;

export function createRetryBudget(): RetryBudget {
  const most = retriesAtOnce * successesPerRetry;
  /** In parts of a retry, as a success earns them. */
  let left = most;
  /** The first fault since the last success. */
  let failingSince: number | undefined;
  let probes = 0;
  return {
    pay(now) {
      failingSince ??= now;
      if (left >= successesPerRetry) {
        left -= successesPerRetry;
        return "paid";
      }
      const failingMs = now - failingSince;
      if (probes < Math.floor(Math.min(failingMs, longestOutageMs) / probeEveryMs)) {
        probes += 1;
        return "paid";
      }
      return failingMs < longestOutageMs ? "not yet" : "spent";
    },
    earn(how) {
      failingSince = undefined;
      probes = 0;
      left = Math.min(most, left + (how === "at once" ? 1 : successesPerRetry));
    },
  };
}
