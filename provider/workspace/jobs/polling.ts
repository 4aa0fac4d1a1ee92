/** One loop for every wait: looks at once, then at intervals that grow with the time already waited, until a real deadline. */
import pRetry from "p-retry";
import type { Clock } from "../clock.ts";
import { isWorkspaceError, type WorkspaceError } from "../errors.ts";

export interface Polling {
  /** Milliseconds of the clock. */
  readonly deadline: number;
  /** Default 1,000. */
  readonly minDelayMs?: number;
  /** Default 15,000. */
  readonly maxDelayMs?: number;
  /** 0 ≤ random() < 1. */
  readonly random?: () => number;
}

/** The chance of the service, unless the wait brings its own. */
export function withChance({ random }: { readonly random?: () => number }, polling: Polling): Polling {
  return random === undefined ? polling : { random, ...polling };
}

const defaultMinDelayMs = 1_000;
const defaultMaxDelayMs = 15_000;

/** Says "not yet" to p-retry, which knows only errors. */
class NotYet extends Error {}

interface PollQuestion<T> {
  /** `undefined`: ask again. */
  readonly look: () => Promise<T | undefined>;
  /** The error when the deadline has passed. */
  readonly late: (cause: unknown) => WorkspaceError;
}

/** The last look is at the deadline. */
export function poll<T>(clock: Clock, polling: Polling, { look, late }: PollQuestion<T>): Promise<T> {
  const startedAt = clock.now();
  const attempt = async (): Promise<T> => {
    const found = await look();
    if (found === undefined) throw new NotYet("not yet");
    return found;
  };
  const onFailedAttempt = async ({ error }: { readonly error: Error }) => {
    const notYet = error instanceof NotYet;
    if (!notYet && !isPassing(error)) throw error;
    const leftMs = polling.deadline - clock.now();
    if (leftMs <= 0) throw late(notYet ? undefined : error);
    await clock.sleep(Math.min(delayMs(clock.now() - startedAt, polling), leftMs));
  };
  return pRetry(attempt, { retries: Number.POSITIVE_INFINITY, minTimeout: 0, onFailedAttempt });
}

/** A look that fails is not the thing failing. */
function isPassing(error: unknown): boolean {
  return isWorkspaceError(error, "unavailable", "busy", "bad_answer");
}

/** About a tenth of the time already waited: the overhead stays in proportion to the job. */
function delayMs(
  waitedMs: number,
  { minDelayMs = defaultMinDelayMs, maxDelayMs = defaultMaxDelayMs, random = Math.random }: Polling,
) {
  const jitter = 0.9 + random() / 10;
  return Math.min(Math.max(waitedMs / 10, minDelayMs), maxDelayMs) * jitter;
}
