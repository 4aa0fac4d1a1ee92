/**
 * The retry policy, the only layer of retry a request has. Reads are tried again; a change is sent once,
 * unless the service refused it or it never left; a change whose answer is lost is an error that says so.
 */
import pRetry from "p-retry";
import type { Authenticator } from "../auth/authenticator.ts";
import { encode } from "../auth/signing.ts";
import type { Clock } from "../clock.ts";
import type { Until } from "../service.ts";
import { type Answer, type Call, judgeAnswer, judgeFailure, type Pace, type Verdict } from "./answers.ts";
import { type Transport, TransportFailure } from "./http.ts";
import { toWire } from "./json.ts";
import type { Limiter } from "./limiter.ts";
import type { ServerTime } from "./server-time.ts";

export interface Requests {
  send(call: Call, until: Until): Promise<Answer>;
}

export interface RequestsParts {
  /** Scheme and host. */
  readonly endpoint: string;
  /** Headers of every request beside the credentials, signed with them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly authenticator: Authenticator;
  readonly limiter: Limiter;
  readonly serverTime: ServerTime;
  readonly clock: Clock;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
}

const defaultAttempts = 8;
/** An absurd Retry-After must not put a run to sleep. */
const longestRetryAfterMs = 60_000;

/** The first and the longest wait. A throttle's own advice is 2–5 s; WKS.0407 asks for up to five minutes. */
const paces: Readonly<Record<Pace, { readonly firstMs: number; readonly longestMs: number }>> = {
  fault: { firstMs: 500, longestMs: 20_000 },
  throttled: { firstMs: 2_000, longestMs: 20_000 },
  conflict: { firstMs: 2_000, longestMs: 20_000 },
  spaced: { firstMs: 15_000, longestMs: 300_000 },
};

/** Carries a verdict through p-retry, which knows only errors. */
class Unsettled extends Error {
  readonly outcome: Exclude<Verdict, { verdict: "good" }>;
  readonly sentHeaders: Readonly<Record<string, string>>;

  constructor(outcome: Exclude<Verdict, { verdict: "good" }>, sentHeaders: Readonly<Record<string, string>>) {
    super(outcome.error.message);
    this.outcome = outcome;
    this.sentHeaders = sentHeaders;
  }
}

export function createRequests(parts: RequestsParts): Requests {
  const send = (call: Call, until: Until): Promise<Answer> => {
    const patience = createPatience(parts, until);
    return pRetry(() => attempt(parts, call), {
      retries: Number.POSITIVE_INFINITY,
      // The waiting is done in the callback, by the clock that was passed in; p-retry's own timer stays at nothing.
      minTimeout: 0,
      onFailedAttempt: ({ error }) => patience(error),
    });
  };
  return { send };
}

async function attempt(parts: RequestsParts, call: Call): Promise<Answer> {
  await parts.limiter.take();
  const url = urlOf(parts.endpoint, call);
  const body = call.body === undefined ? {} : { body: toWire(call.body) };
  const request = {
    method: call.method,
    url,
    headers: { "content-type": "application/json", ...parts.headers },
    ...body,
  };
  const headers = await parts.authenticator.authenticate(request);
  const outcome = await judged(parts, call, { ...request, headers });
  if (outcome.verdict === "good") return outcome.answer;
  throw new Unsettled(outcome, headers);
}

type Sendable = Omit<Parameters<Transport["send"]>[0], "ownConnection">;

async function judged(parts: RequestsParts, call: Call, request: Sendable): Promise<Verdict> {
  try {
    const answer = await parts.transport.send({ ...request, ownConnection: call.effect === "change" });
    parts.serverTime.observe(answer.headers);
    return judgeAnswer(call, answer);
  } catch (error) {
    if (error instanceof TransportFailure) return judgeFailure(call, error);
    throw error;
  }
}

/** Waits as long as the failed attempt asks for, or throws when it was the last one. */
function createPatience(parts: RequestsParts, until: Until) {
  let renewed = false;
  let faults = 0;
  let tries = 0;
  return async (error: unknown): Promise<void> => {
    if (!(error instanceof Unsettled)) throw error;
    const { outcome, sentHeaders } = error;
    if (outcome.error.kind === "unauthenticated" && !renewed) {
      renewed = true;
      // A 401 was refused before anything was done, so a change may go again too.
      if (await parts.authenticator.renew(sentHeaders)) return;
    }
    if (outcome.verdict === "stop") throw outcome.error;
    tries += 1;
    if (outcome.pace === "fault") faults += 1;
    const leftMs = until.deadline - parts.clock.now();
    if (leftMs <= 0 || faults >= (until.poll === true ? 1 : defaultAttempts)) throw outcome.error;
    const waitMs = retryAfterMs(outcome.retryAfter, parts.serverTime) ?? growing(outcome.pace, tries, parts.random());
    await parts.clock.sleep(Math.min(waitMs, leftMs));
  };
}

/** Doubles from the first wait to the longest, with half of it left to chance so that many waiters do not march in step. */
function growing(pace: Pace, tries: number, chance: number): number {
  const { firstMs, longestMs } = paces[pace];
  return Math.min(longestMs, firstMs * 2 ** (tries - 1)) * (0.5 + chance / 2);
}

/** Seconds or an HTTP date; anything else counts as absent. */
function retryAfterMs(value: string | undefined, serverTime: ServerTime): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - serverTime.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestRetryAfterMs);
}

function urlOf(endpoint: string, { path, query = [] }: Call): URL {
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return new URL(`${endpoint}${path}${search === "" ? "" : `?${search}`}`);
}
