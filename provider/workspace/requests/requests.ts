/**
 * The retry policy, the only layer of retry a request has. Reads are tried again; a change is sent once, unless the service
 * refused it or it never left; a change whose answer is lost is an error that says so. How long it waits is in `patience.ts`.
 */
import pRetry from "p-retry";
import type { Asker, Authenticator } from "../auth/authenticator.ts";
import { encode } from "../auth/signing.ts";
import type { Clock } from "../clock.ts";
import { hidePeopleOf } from "../errors/redaction.ts";
import type { Log } from "../log/log.ts";
import { requestLine } from "../log/request-line.ts";
import type { Until } from "../service.ts";
import { type Answer, type Call, judgeAnswer, judgeFailure, type Verdict } from "./answers.ts";
import type { HttpAnswer, Transport } from "./http.ts";
import { toWire } from "./json.ts";
import type { Limiter } from "./limiter.ts";
import { createPatience, type Patience } from "./patience.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { RetryBudget } from "./retry-budget.ts";
import type { ServerTime } from "./server-time.ts";
import { TransportFailure } from "./transport-failure.ts";

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
  readonly retryBudget: RetryBudget;
  readonly serverTime: ServerTime;
  readonly clock: Clock;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Default: nothing is written. */
  readonly log?: Log;
}

/** One request with all its tries. */
interface Sending {
  readonly parts: RequestsParts;
  readonly call: Call;
  readonly until: Until;
  readonly asker: Asker;
  readonly patience: Patience;
}

/** What became of one try, and what else its answer told. */
type Outcome = Verdict & { readonly retryAfterMs?: number };
type Failure = Exclude<Outcome, { readonly verdict: "good" }>;

/** Carries a verdict through p-retry, which knows only errors. */
class Unsettled extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.error.message);
    this.failure = failure;
  }
}

export function createRequests(parts: RequestsParts): Requests {
  const send = (call: Call, until: Until): Promise<Answer> => {
    const { clock, random, retryBudget } = parts;
    // Whom a program names, a refusal may name again.
    hidePeopleOf(call.body);
    const asker = parts.authenticator.begin(parts.serverTime);
    const patience = createPatience({ now: () => clock.now(), random, retryBudget }, until);
    const sending = { parts, call, until, asker, patience };
    return pRetry((attempt) => tryOnce(sending, attempt), {
      retries: Number.POSITIVE_INFINITY,
      // The waiting is done in the callback, by the clock that was passed in; p-retry's own timer stays at nothing.
      minTimeout: 0,
      onFailedAttempt: ({ error }) => waitToTryAgain(sending, error),
    });
  };
  return { send };
}

async function tryOnce(sending: Sending, attempt: number): Promise<Answer> {
  const { parts, call, until, asker, patience } = sending;
  refuseLate(sending);
  if (call.effect === "change") await until.beforeTry?.();
  await takeTurn(sending);
  const request = requestOf(parts, call);
  const headers = await asker.authenticate(request);
  // Whoever asks for a key or a token may wait for it.
  refuseLate(sending);
  const outcome = await sentOnce(sending, { ...request, headers }, attempt);
  if (outcome.verdict !== "good") throw new Unsettled(outcome);
  patience.succeeded();
  return outcome.answer;
}

/** A look at the deadline itself still goes, however late the timer that woke it, and has a chance to be answered. */
const lastLookMs = 2_000;

function refuseLate({ parts: { clock }, call, until: { deadline }, patience }: Sending): void {
  const graceMs = call.effect === "read" ? lastLookMs : 0;
  if (clock.now() > deadline + graceMs) throw patience.late(call.what, "time");
}

/** A read is over at its deadline. A change that is on its way has its full time: a lost answer is dearer than a late one. */
function answerTime({ parts: { clock }, call, until: { deadline } }: Sending): Pick<Sendable, "answerMs"> {
  return call.effect === "read" ? { answerMs: Math.max(lastLookMs, deadline - clock.now()) } : {};
}

async function takeTurn({ parts: { limiter }, call, until, patience }: Sending): Promise<void> {
  const { deadline, poll = false } = until;
  const turn = await limiter.take({ deadline, poll, ...(call.poolId === undefined ? {} : { lane: call.poolId }) });
  if (turn === "late") throw patience.late(call.what, "turn");
}

type Sendable = Omit<Parameters<Transport["send"]>[0], "ownConnection">;

async function sentOnce(sending: Sending, request: Sendable, attempt: number): Promise<Outcome> {
  const { parts, call, asker } = sending;
  const { transport, serverTime, clock, log } = parts;
  const sentAt = clock.now();
  const tried = () => ({ attempt, ms: clock.now() - sentAt });
  try {
    const answer = await transport.send({
      ...request,
      ...answerTime(sending),
      ownConnection: call.effect === "change",
    });
    serverTime.observe(answer.headers);
    asker.answered(answer);
    const outcome = heard(parts, call, answer);
    log?.info("request", requestLine(call, { ...tried(), answer, verdict: outcome }));
    return outcome;
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    log?.info("request", requestLine(call, { ...tried(), failure: error.message }));
    return judgeFailure(call, error);
  }
}

function heard({ serverTime, limiter }: RequestsParts, call: Call, answer: HttpAnswer): Outcome {
  const verdict = judgeAnswer(call, answer);
  const asked = retryAfterMs(answer.headers, serverTime.now());
  if (verdict.verdict === "again" && verdict.pace === "throttled") limiter.slowDown(asked ?? 0);
  return { ...verdict, ...(asked === undefined ? {} : { retryAfterMs: asked }) };
}

/** Waits as long as the failed try asks for, or throws when it was the last one. */
async function waitToTryAgain(
  { parts: { clock, log }, call, asker, patience }: Sending,
  error: unknown,
): Promise<void> {
  if (!(error instanceof Unsettled)) throw error;
  const { failure } = error;
  if (failure.error.kind === "unauthenticated") {
    const refusal = await asker.refused(failure.error);
    // A 401 was refused before anything was done, so a change may go again too.
    if (refusal === undefined) return;
    throw refusal;
  }
  if (failure.verdict === "stop") throw failure.error;
  const ms = patience.waitMs(failure);
  log?.debug("wait", { method: call.method, path: call.path, because: failure.pace, ms: Math.round(ms) });
  await clock.sleep(ms);
  for (let onMs = patience.waitOnMs(failure); onMs > 0; onMs = patience.waitOnMs(failure)) await clock.sleep(onMs);
}

function requestOf({ endpoint, headers }: RequestsParts, call: Call): Sendable {
  return {
    method: call.method,
    url: urlOf(endpoint, call),
    headers: { "content-type": "application/json", ...headers },
    ...(call.body === undefined ? {} : { body: toWire(call.body) }),
  };
}

function urlOf(endpoint: string, { path, query = [] }: Call): URL {
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  return new URL(`${endpoint}${path}${search === "" ? "" : `?${search}`}`);
}
