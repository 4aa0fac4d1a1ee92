/** What an answer means: good, to be asked again, or an error. The service's codes are translated here and nowhere else. */
import { z } from "zod";
import { type ErrorDetails, type ErrorKind, type WorkspaceError, workspaceError } from "../errors.ts";
import type { HttpAnswer, TransportFailure } from "./http.ts";
import { fromWire } from "./json.ts";

export interface Call {
  /** What is tried, on what, after "Could not": `add 2 disks to pool P`. */
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
  | { readonly verdict: "again"; readonly pace: Pace; readonly error: WorkspaceError; readonly retryAfter?: string }
  | { readonly verdict: "stop"; readonly error: WorkspaceError };

/** "The desktop's present state refuses the action" (409). */
export const conflictCode = "WKS.00010032";
/** "Disks are being added": the service wants up to five minutes between two additions (400). */
export const spacedCode = "WKS.0407";

/** Both shapes that the gateway, IAM and the service use. */
const refusalSchema = z.object({
  errorCode: z.string().optional(),
  errorMsg: z.string().optional(),
  encodedAuthorizationMessage: z.string().optional(),
  error: z.object({ code: z.coerce.string().optional(), message: z.string().optional() }).optional().catch(undefined),
});

interface Said {
  readonly status: number;
  readonly code?: string;
  readonly words?: string;
  readonly encoded?: string;
  readonly requestId?: string;
}

export function judgeAnswer(call: Call, answer: HttpAnswer): Verdict {
  const json = fromWire(answer.body);
  const said = whatIsSaid(answer, json);
  const ok = answer.status >= 200 && answer.status < 300;
  if (ok && json === undefined && answer.body.trim() !== "")
    return stop(call, misfit(call), said, "its answer is not JSON");
  if (ok && said.code === undefined) return { verdict: "good", answer: { ...answer, json, ...requestIdOf(answer) } };
  return ok ? stop(call, misfit(call), said, "it answered success and an error code") : refused(call, said, answer);
}

export function judgeFailure(call: Call, failure: TransportFailure): Verdict {
  const because = `Could not ${call.what}: ${failure.message}.`;
  if (failure.badCertificate) {
    const message = `${because} The server's certificate is not trusted: set caFile to the PEM file of its authority.`;
    return { verdict: "stop", error: workspaceError("configuration", message, { cause: failure }) };
  }
  if (call.effect === "change" && !failure.neverSent) {
    const message = `${because} The answer is lost, so whether it was done is not known.`;
    return { verdict: "stop", error: workspaceError("unknown_result", message, { cause: failure }) };
  }
  const state = call.effect === "change" ? "The request never left; nothing was changed." : "Nothing was changed.";
  return {
    verdict: "again",
    pace: "fault",
    error: workspaceError("unavailable", `${because} ${state}`, { cause: failure }),
  };
}

/** An answer that arrived and was understood, but lacks what it owes: for a change, whether it was done is not known. */
export function misfitError(call: Call, answer: Answer, lack: string): WorkspaceError {
  const said: Said = {
    status: answer.status,
    ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
  };
  return errorOf(call, misfit(call), said, lack);
}

function misfit(call: Call): ErrorKind {
  return call.effect === "change" ? "unknown_result" : "bad_answer";
}

function refused(call: Call, said: Said, answer: HttpAnswer): Verdict {
  const retryAfter = answer.headers["retry-after"];
  const again = (pace: Pace, kind: ErrorKind): Verdict => ({
    verdict: "again",
    pace,
    error: errorOf(call, kind, said),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
  if (said.status === 429) return again("throttled", "busy");
  if (said.status === 409 && said.code === conflictCode) return again("conflict", "busy");
  if (said.status === 400 && said.code === spacedCode) return again("spaced", "busy");
  if (isServerFault(said.status) && call.effect === "read") return again("fault", "unavailable");
  return stop(call, kindOf(call, said), said);
}

function kindOf(call: Call, { status, code }: Said): ErrorKind {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  // APIGW.0101 and its neighbours come from the gateway, which found no API: they say nothing about the pool.
  if (status === 404) return code?.startsWith("APIGW.") ? "not_published" : "not_found";
  if (status >= 400 && status < 500 && !isServerFault(status)) return "bad_request";
  return misfit(call);
}

/** 408 is a proxy's word for "no answer in time": as little known as after a 504. */
function isServerFault(status: number): boolean {
  return status >= 500 || status === 408;
}

function stop(call: Call, kind: ErrorKind, said: Said, lack?: string): Verdict {
  return { verdict: "stop", error: errorOf(call, kind, said, lack) };
}

function errorOf(call: Call, kind: ErrorKind, said: Said, lack?: string): WorkspaceError {
  const parts = [`Could not ${call.what}: ${quoted(said, lack)}.`, stateNow(call, kind), advice(call, kind, said)];
  return workspaceError(kind, parts.filter((part) => part !== "").join(" "), detailsOf(said));
}

function quoted({ status, code, words, requestId }: Said, lack: string | undefined): string {
  const heard = [`${status}`, code ?? "", words === undefined ? "" : `"${words}"`]
    .filter((part) => part !== "")
    .join(" ");
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  return lack === undefined ? `the service answered ${heard}${request}` : `${lack}: ${heard}${request}`;
}

function stateNow(call: Call, kind: ErrorKind): string {
  if (call.effect === "read") return "";
  return kind === "unknown_result"
    ? "Whether it was done is not known."
    : "The service refused it; nothing was changed by it.";
}

function advice(call: Call, kind: ErrorKind, { encoded }: Said): string {
  switch (kind) {
    case "forbidden": {
      const action = call.iamAction === undefined ? "" : `Grant the IAM action ${call.iamAction} to this user. `;
      const decode = encoded === undefined ? "" : `STS decode-authorization-message explains: ${encoded}`;
      return `${action}${decode}`.trim();
    }
    case "unauthenticated":
      return "Check the credentials, the region and this machine's clock (15 minutes of difference are refused).";
    case "not_published":
      return "This API is not published in the region, or the endpoint is of another service: check region and endpoint.";
    case "bad_request":
    case "not_found":
      // Looked at before it was sent, so what it rested on has changed since.
      return call.effect === "change"
        ? "If somebody else changed the pool meanwhile, `pulumi refresh` shows it; then run `pulumi up` again."
        : "";
    default:
      return "";
  }
}

function whatIsSaid(answer: HttpAnswer, json: unknown): Said {
  const parsed = refusalSchema.safeParse(json);
  const { errorCode, errorMsg, error, encodedAuthorizationMessage: encoded } = parsed.success ? parsed.data : {};
  const code = errorCode || error?.code;
  const words = errorMsg ?? error?.message;
  return {
    status: answer.status,
    ...(code === undefined ? {} : { code }),
    ...(words === undefined ? {} : { words }),
    ...(encoded === undefined ? {} : { encoded }),
    ...requestIdOf(answer),
  };
}

function requestIdOf(answer: HttpAnswer): { requestId?: string } {
  const requestId = answer.headers["x-request-id"];
  return requestId === undefined ? {} : { requestId };
}

function detailsOf({ status, code, requestId }: Said): ErrorDetails {
  return {
    status,
    ...(code === undefined ? {} : { serviceCode: code }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
