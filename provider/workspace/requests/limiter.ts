/**
 * The request budget of one endpoint and project, for the whole process: a steady rate with a burst (`rate.ts`), shared out
 * fairly (`turns.ts`). Our own, because the libraries (bottleneck, p-throttle, limiter) take no clock: a test could not
 * let hours pass.
 */
import type { Clock } from "../clock.ts";
import { createRate } from "./rate.ts";
import { createTurns } from "./turns.ts";

export interface TurnAsked {
  /** Milliseconds of the clock: nobody waits longer than this for a turn. Default: as long as it takes. */
  readonly deadline?: number;
  /** Whose budget it is: lanes take turns. Default: one lane for all who name none. */
  readonly lane?: string;
  /** A look that comes again anyway: it waits behind requests that bring work forward. */
  readonly poll?: boolean;
}

/** `late`: the turn would have come after the deadline, nothing may be sent. */
export type Turn = "go" | "late";

export interface Limiter {
  /** Resolves when the caller may send one request, or at its deadline. */
  take(asked?: TurnAsked): Promise<Turn>;
  /** Two configurations may name different rates for one project: the lower one holds for both. */
  atMost(perSecond: number): void;
  /** The service refused a request as one too many: half the rate for a while, and silence as long as it asked, within bounds. */
  slowDown(quietMs: number): void;
}

export const defaultRequestsPerSecond = 3;
/** With three a second this is at most 200 in any minute, the cap that the service names for reads. */
export const burstRequests = 20;

interface Waiter {
  readonly lane: string;
  readonly poll: boolean;
  readonly deadline: number;
  readonly end: (turn: Turn) => void;
}

export function createLimiter(clock: Clock, perSecond: number, burst: number = burstRequests): Limiter {
  const rate = createRate({ perSecond, burst }, clock.now());
  const turns = createTurns<Waiter>();
  /** When the next turn comes at the earliest; only while somebody waits for one. */
  let nextTurnAt: number | undefined;

  const serve = async (): Promise<void> => {
    while (turns.size() > 0) {
      const now = clock.now();
      const waitMs = rate.waitMs(now);
      nextTurnAt = now + waitMs;
      if (waitMs === 0) {
        rate.spend();
        turns.next()?.end("go");
        continue;
      }
      for (const waiter of turns.drop(({ deadline }) => deadline < now + waitMs)) void giveUp(clock, waiter);
      if (turns.size() > 0) await clock.sleep(waitMs);
    }
    nextTurnAt = undefined;
  };
  const wait = (waiter: Waiter): void => {
    if (nextTurnAt !== undefined && waiter.deadline < nextTurnAt) void giveUp(clock, waiter);
    else turns.add(waiter);
    if (nextTurnAt === undefined) void serve();
  };
  return {
    take: ({ deadline = Number.POSITIVE_INFINITY, lane = "", poll = false } = {}) =>
      new Promise<Turn>((end) => wait({ deadline, lane, poll, end })),
    atMost: rate.atMost,
    slowDown: (quietMs) => rate.slowDown(clock.now(), quietMs),
  };
}

/** The clock cannot be told to forget a sleeper, so only who is sure to be late sleeps until its own deadline. */
async function giveUp(clock: Clock, { deadline, end }: Waiter): Promise<void> {
  await clock.sleep(Math.max(0, deadline - clock.now()));
  end("late");
}
