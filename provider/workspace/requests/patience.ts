/** How long one request waits before it is tried again, and when it is not. One request, with all its tries. */
import { type WorkspaceError, workspaceError } from "../errors.ts";
import type { Until } from "../service.ts";
import type { Pace } from "./answers.ts";
import type { RetryBudget } from "./retry-budget.ts";

/** A try that may be followed by another. */
export interface FailedTry {
  readonly pace: Pace;
  /** What the request ends with when this was its last try. */
  readonly error: WorkspaceError;
  /** What the answer asked for by `Retry-After`. */
  readonly retryAfterMs?: number;
}

type Lack = "turn" | "time";

export interface Patience {
  /** Milliseconds until the next try; throws when there is none. */
  waitMs(failed: FailedTry): number;
  /**
   * To be asked after that wait: 0 when it may go now, or milliseconds until this is to be asked again, while the retries of
   * the process are used up and another's success may bring new ones; throws when nobody has succeeded for too long.
   */
  waitOnMs(failed: FailedTry): number;
  /** It could not be sent before the deadline, for want of a turn or of time. */
  late(what: string, lack: Lack): WorkspaceError;
  succeeded(): void;
}

export interface PatienceParts {
  readonly now: () => number;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  readonly retryBudget: RetryBudget;
}

/** A burst of ten failures is survived: with the waits below that is one to two minutes. */
export const mostFaults = 11;

/**
 * The first and the longest wait. A fault or a throttle may be over in a moment (a cap by the second); a busy pool has a job
 * to end; WKS.0407 asks for up to five minutes between two additions.
 */
const paces: Readonly<Record<Pace, { readonly firstMs: number; readonly longestMs: number }>> = {
  fault: { firstMs: 500, longestMs: 20_000 },
  throttled: { firstMs: 500, longestMs: 20_000 },
  conflict: { firstMs: 2_000, longestMs: 20_000 },
  spaced: { firstMs: 15_000, longestMs: 300_000 },
};

export function createPatience({ now, random, retryBudget }: PatienceParts, until: Until): Patience {
  const startedAt = now();
  const tries: Record<Pace, number> = { fault: 0, throttled: 0, conflict: 0, spaced: 0 };
  let last: WorkspaceError | undefined;
  let isPaid = false;

  const ended = (error: WorkspaceError, why: string): WorkspaceError => {
    const total = Object.values(tries).reduce((sum, count) => sum + count, 0);
    const seconds = Math.round((now() - startedAt) / 1000);
    return withWords(error, [total > 1 ? `Tried ${total} times in ${seconds} s.` : "", why]);
  };
  /** What comes again anyway is not tried again here. */
  const refuseFault = ({ error }: FailedTry): void => {
    if (until.poll === true) throw error;
    if (tries.fault >= mostFaults) throw ended(error, "");
  };
  return {
    waitMs(failed) {
      tries[failed.pace] += 1;
      last = failed.error;
      const leftMs = until.deadline - now();
      if (leftMs <= 0) throw ended(failed.error, untilDeadline);
      if (failed.pace === "fault") refuseFault(failed);
      return Math.min(pauseMs(failed, tries[failed.pace], random()), leftMs);
    },
    waitOnMs({ pace, error }) {
      const payment = pace === "fault" ? retryBudget.pay(now()) : "paid";
      isPaid ||= pace === "fault" && payment === "paid";
      if (payment === "paid") return 0;
      const leftMs = until.deadline - now();
      if (leftMs <= 0) throw ended(error, untilDeadline);
      if (payment === "spent") throw ended(error, withoutBudget);
      return Math.min(partly(heldMs, random()), leftMs);
    },
    late: (what, lack) => (last === undefined ? neverSent(what, lack) : ended(last, untilDeadline)),
    succeeded: () => retryBudget.earn(isPaid ? "after a retry" : "at once"),
  };
}

/** Between two looks whether another's success has brought new retries: nothing is sent for that. */
const heldMs = 2_000;

const untilDeadline = "Its time is up.";
const withoutBudget =
  "It was not tried again, because requests of this run keep failing and its budget of retries is spent: run it again when the service is well.";

function neverSent(what: string, lack: Lack): WorkspaceError {
  if (lack === "time")
    return workspaceError("busy", `Could not ${what}: its time was up before it was sent. Raise the timeout.`);
  const message = `Could not ${what}: the request budget had no room for it before its time was up, so it was not sent. Raise huaweicloud:maxRequestsPerSecond or the timeout, or run fewer things at a time (--parallel).`;
  return workspaceError("busy", message);
}

/** A shorter `Retry-After` is believed once: again and again it would be a storm. */
const shortestAskedMs = 500;

function pauseMs({ pace, retryAfterMs }: FailedTry, tries: number, chance: number): number {
  const isBelieved = retryAfterMs !== undefined && (retryAfterMs >= shortestAskedMs || tries === 1);
  return isBelieved ? retryAfterMs : growing(pace, tries, chance);
}

/** Doubles from the first wait to the longest, with half of it left to chance so that many waiters do not march in step. */
function growing(pace: Pace, tries: number, chance: number): number {
  const { firstMs, longestMs } = paces[pace];
  return partly(Math.min(longestMs, firstMs * 2 ** (tries - 1)), chance);
}

const partly = (ms: number, chance: number): number => ms * (0.5 + chance / 2);

/** The same error, which tells more. */
function withWords(error: WorkspaceError, sentences: readonly string[]): WorkspaceError {
  const { kind, message, name: _name, cause, ...details } = error;
  const words = [message, ...sentences].filter((sentence) => sentence !== "").join(" ");
  return workspaceError(kind, words, { ...details, ...(cause === undefined ? {} : { cause }) });
}
