/**
 * How much trying again the whole process may do. In an outage every request fails, and if each were tried ten times
 * more, a service that is just getting up would be pushed down again. So retries are paid from one bucket, and what
 * succeeds fills it again.
 *
 * Only faults are paid for. A refusal (429, a busy pool) says that the service is well: waiting for it to end is bounded
 * by the limiter. Looks that come again anyway are never retried, so they cost nothing.
 */

export interface RetryBudget {
  /** Takes what one retry costs, or nothing at all when that is not there. */
  pay(cost: number): "paid" | "spent";
  /** A good answer: gives back what its last retry cost, or a little when it needed none. */
  earn(lastCost?: number): void;
}

/** The numbers of the standard mode of the AWS SDKs (`@smithy/util-retry`): a hundred retries beyond what successes earn. */
export const retryBudgetSize = 500;
export const retryCost = 5;
/** A request that timed out has cost the service more than one that it refused. */
export const timeoutRetryCost = 10;
const earnedWithoutRetry = 1;

export function createRetryBudget(size: number = retryBudgetSize): RetryBudget {
  let left = size;
  return {
    pay(cost) {
      if (left < cost) return "spent";
      left -= cost;
      return "paid";
    },
    earn(lastCost = earnedWithoutRetry) {
      left = Math.min(size, left + lastCost);
    },
  };
}
