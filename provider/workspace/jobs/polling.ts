/** One loop for every wait: looks at once, then at intervals that grow with the time already waited, until a real deadline. */
import pRetry from "p-retry";
import type { Clock } from "../clock.ts";
import { isWorkspaceError, type WorkspaceError, workspaceError } from "../errors.ts";
import type { WorkspaceService } from "../service.ts";
import type { Crowd } from "./crowd.ts";

export interface Polling {
  /** Milliseconds of the clock. The last look is at it. */
  readonly deadline: number;
  /** Default 1,000. */
  readonly minDelayMs?: number;
  /** Default 15,000. */
  readonly maxDelayMs?: number;
  /** 0 ≤ random() < 1. */
  readonly random?: () => number;
  /** The other waits that share the request budget. Default: there are none. */
  readonly crowd?: Crowd;
}

/** The chance and the crowd of the service, unless the wait brings its own. */
export function withChance({ random, crowd }: Pick<WorkspaceService, "random" | "crowd">, polling: Polling): Polling {
  return { ...(random === undefined ? {} : { random }), ...(crowd === undefined ? {} : { crowd }), ...polling };
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

/** Throws what a look throws, unless that may pass: a look that fails is not the thing failing. */
export async function poll<T>(clock: Clock, polling: Polling, { look, late }: PollQuestion<T>): Promise<T> {
  const delays = checked(polling);
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
    await clock.sleep(Math.min(delayMs(clock.now() - startedAt, delays), leftMs));
  };
  const leave = polling.crowd?.join();
  try {
    return await pRetry(attempt, { retries: Number.POSITIVE_INFINITY, minTimeout: 0, onFailedAttempt });
  } finally {
    leave?.();
  }
}

/** It may be over at the next look, and tells nothing of what was looked at. */
export function isPassing(error: unknown): boolean {
  return isWorkspaceError(error, "unavailable", "busy", "bad_answer");
}

type Delays = Required<Omit<Polling, "crowd" | "deadline">> & Pick<Polling, "crowd">;

/** A wait without sense would never end, or never look: that is said before its first look. */
function checked({ deadline, random = Math.random, crowd, ...given }: Polling): Delays {
  const minDelayMs = given.minDelayMs ?? Math.min(defaultMinDelayMs, given.maxDelayMs ?? defaultMinDelayMs);
  const maxDelayMs = given.maxDelayMs ?? Math.max(defaultMaxDelayMs, minDelayMs);
  const isSense =
    Number.isFinite(deadline) && minDelayMs > 0 && minDelayMs <= maxDelayMs && Number.isFinite(maxDelayMs);
  if (!isSense) {
    const told = `deadline ${deadline}, minDelayMs ${minDelayMs}, maxDelayMs ${maxDelayMs}`;
    throw workspaceError("refused", `Could not wait: ${told} make no sense together. Nothing was sent.`);
  }
  return { minDelayMs, maxDelayMs, random, ...(crowd === undefined ? {} : { crowd }) };
}

/** About a tenth of the time already waited: the overhead stays in proportion to the job. */
function delayMs(waitedMs: number, { minDelayMs, maxDelayMs, random, crowd }: Delays): number {
  const own = Math.min(Math.max(waitedMs / 10, minDelayMs), maxDelayMs);
  const jitter = 0.9 + random() / 10;
  return Math.round(Math.max(own, crowd?.intervalMs(maxDelayMs) ?? 0) * jitter);
}
