/** What an answer means: good, to be asked again, or an error. The service's codes are translated here and nowhere else. */
import { adviceFor } from "../errors/advice.ts";
import { isGatewayCode, knownCode } from "../errors/codes.ts";
import { hidePeopleOf } from "../errors/redaction.ts";
import { isSuccess, type Said, whatIsSaid } from "../errors/said.ts";
import { type ErrorKind, type WorkspaceError, workspaceError } from "../errors.ts";
import type { HttpAnswer } from "./http.ts";
import { fromWire } from "./json.ts";
import type { TransportFailure } from "./transport-failure.ts";

export interface Call {
  /** What is tried, on what, after "Could not": `add 2 disks to pool P`. Never a person. */
  readonly what: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Ids in it are encoded already. */
  readonly path: string;
  readonly query?: readonly (readonly [name: string, value: string])[];
  /** camelCase. */
  readonly body?: unknown;
  /** A change is never sent again when its answer is lost. */
  readonly effect: "read" | "change";
  readonly iamAction?: string;
  /** The pool it is about: the request budget is shared out fairly between pools. */
  readonly poolId?: string;
  /** A sentence: how to do without it in a region that has not published it. */
  readonly without?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, camelCase; `undefined` for an empty body. */
  readonly json: unknown;
  readonly requestId?: string;
}

/** How the waits between two tries grow. */
export type Pace = "fault" | "throttled" | "conflict" | "spaced";

export type Verdict =
  | { readonly verdict: "good"; readonly answer: Answer }
  | { readonly verdict: "again"; readonly pace: Pace; readonly error: WorkspaceError }
  | { readonly verdict: "stop"; readonly error: WorkspaceError };

/** "The desktop's present state refuses the action" (409). */
export const conflictCode = "WKS.00010032";
/** "Disks are being added": the service wants up to five minutes between two additions (400). */
export const spacedCode = "WKS.0407";

/** An answer that does not do: in what, and where. */
interface Lack {
  /** After "the service answered 200, but". */
  readonly words: string;
  readonly place: string;
}

export function judgeAnswer(call: Call, answer: HttpAnswer): Verdict {
  // Some servers put a byte order mark before their JSON, which no parser takes.
  const json = fromWire(answer.body.replace(/^\ufeff/, ""));
  const said = whatIsSaid(answer, json);
  if (!isSuccess(said.status)) return refused(call, said, answer);
  const lack = lackOf(answer, json, said);
  if (lack !== undefined) return { verdict: "stop", error: errorOf(call, misfit(call), said, lack) };
  hidePeopleOf(json);
  const requestId = said.requestId === undefined ? {} : { requestId: said.requestId };
  return { verdict: "good", answer: { ...answer, json, ...requestId } };
}

export function judgeFailure(call: Call, failure: TransportFailure): Verdict {
  const because = `Could not ${call.what}: ${failure.message}.`;
  if (failure.kind === "configuration")
    return {
      verdict: "stop",
      error: workspaceError("configuration", `${because} Nothing was sent.`, { cause: failure }),
    };
  if (call.effect === "change" && !failure.neverSent) {
    const message = `${because} The answer is lost, so whether it was done is not known.`;
    return { verdict: "stop", error: workspaceError("unknown_result", message, { cause: failure }) };
  }
  if (failure.kind === "bad_answer")
    return { verdict: "stop", error: workspaceError("bad_answer", because, { cause: failure, place: "the body" }) };
  // Of a read there is nothing to say: what was done before it may have changed something.
  const state = call.effect === "change" ? " The request never left; nothing was changed." : "";
  return {
    verdict: "again",
    pace: "fault",
    error: workspaceError("unavailable", `${because}${state}`, { cause: failure }),
  };
}

/**
 * An answer that arrived and was understood, but lacks what it owes: for a change, whether it was done is not known.
 * `lack` goes on after "the service answered 200, but"; `place` is where, in camelCase: `dataVolumes.0.id`.
 */
export function misfitError(call: Call, answer: Answer, lack: string, place = "the top"): WorkspaceError {
  const { status, requestId } = answer;
  const said: Said = { status, ...(requestId === undefined ? {} : { requestId }) };
  return errorOf(call, misfit(call), said, { words: lack, place });
}

function misfit(call: Call): ErrorKind {
  return call.effect === "change" ? "unknown_result" : "bad_answer";
}

/** Of a success: an empty body is told later, by whoever needs something in it. */
function lackOf(answer: HttpAnswer, json: unknown, { code, words }: Said): Lack | undefined {
  if (code !== undefined) return { words: `with the error ${heard([code, words])}`, place: "errorCode" };
  if (json !== undefined || answer.body.trim() === "") return undefined;
  const isQuoted = words?.startsWith('"') ?? false;
  return { words: `its answer is ${isQuoted ? "not JSON: " : ""}${words ?? "not JSON"}`, place: "the body" };
}

function refused(call: Call, said: Said, answer: HttpAnswer): Verdict {
  const again = (pace: Pace, kind: ErrorKind): Verdict => ({
    verdict: "again",
    pace,
    error: errorOf(call, kind, said),
  });
  if (said.status === 429) return again("throttled", "busy");
  if (said.status === 409 && said.code === conflictCode) return again("conflict", "busy");
  if (said.status === 400 && said.code === spacedCode) return again("spaced", "busy");
  if (isServerFault(said.status) && call.effect === "read") return again("fault", "unavailable");
  return { verdict: "stop", error: errorOf(call, kindOf(call, said), said, detourOf(answer)) };
}

function kindOf(call: Call, { status, code }: Said): ErrorKind {
  if (status < 400 || isServerFault(status)) return misfit(call);
  if (status === 401) return "unauthenticated";
  // A tenant that is not found is no pool that is not found; nor is an API that the gateway has not heard of.
  const known = knownCode(code)?.kind;
  if (known !== undefined) return known;
  if (status === 403) return "forbidden";
  if (status === 404) return isGatewayCode(code) ? "not_published" : "not_found";
  return "bad_request";
}

/** 408 is a proxy's word for "no answer in time": as little known as after a 504. */
function isServerFault(status: number): boolean {
  return status >= 500 || status === 408;
}

/** A signed request is good for one host, and a token is nobody else's: nothing is followed. */
function detourOf({ status, headers }: HttpAnswer): Lack | undefined {
  if (status >= 400) return undefined;
  const to = hostOf(headers.location);
  const where = `sends us to ${to}, where this request must not go`;
  return { words: to === undefined ? "that is no answer to this request" : where, place: "the status" };
}

function hostOf(location: string | undefined): string | undefined {
  if (location === undefined) return undefined;
  // A name that nobody has: an address without a host stays on the same one.
  const url = URL.canParse(location, sameHost) ? new URL(location, sameHost) : undefined;
  return url === undefined || url.origin === sameHost
    ? "another address of the same host"
    : `${url.protocol}//${url.host}`;
}

const sameHost = "http://same.invalid";

function errorOf(call: Call, kind: ErrorKind, said: Said, lack?: Lack): WorkspaceError {
  const { effect, method, path, iamAction, without } = call;
  const optional = { ...(iamAction === undefined ? {} : { iamAction }), ...(without === undefined ? {} : { without }) };
  const advice = adviceFor({ kind, said, effect, method, path, ...optional });
  const parts = [`Could not ${call.what}: ${quoted(said, lack)}.`, meaningOf(said), stateNow(call, kind), advice];
  return workspaceError(kind, parts.filter((part) => part !== "").join(" "), {
    status: said.status,
    ...(said.code === undefined ? {} : { serviceCode: said.code }),
    ...(said.requestId === undefined ? {} : { requestId: said.requestId }),
    ...(lack === undefined ? {} : { place: lack.place }),
  });
}

function quoted({ status, code, words, requestId }: Said, lack: Lack | undefined): string {
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  if (lack !== undefined) return `the service answered ${status}${request}, but ${lack.words}`;
  return `the service answered ${heard([String(status), code, words])}${request}`;
}

/** Where the service says nothing but a code. */
const meaningOf = ({ code, words }: Said): string => (words === undefined ? (knownCode(code)?.cause ?? "") : "");

/** `403 WKS.0403 "no right"`; what came in the place of words is introduced. */
function heard([first, ...others]: readonly (string | undefined)[]): string {
  const rest = others.map((part) => (/^(?:an HTML page|JSON that)/.test(part ?? "") ? `with ${part}` : part));
  return [first, ...rest].filter((part) => part !== undefined).join(" ");
}

function stateNow(call: Call, kind: ErrorKind): string {
  if (call.effect === "read") return "";
  return kind === "unknown_result"
    ? "Whether it was done is not known."
    : "The service refused it; nothing was changed by it.";
}
