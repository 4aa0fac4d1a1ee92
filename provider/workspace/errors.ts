/** One shape for every error, with a `kind` to branch on; the message is for people and is no contract. */
import { redact } from "./errors/redaction.ts";

export { quoted } from "./errors/quoted.ts";

export const errorKinds = [
  /** Our own refusal, before anything was changed. */
  "refused",
  /** Settings or credentials are missing or contradict each other; nothing was sent. */
  "configuration",
  "unauthenticated",
  "forbidden",
  /** The API is not published in the region (404 APIGW.0101): never "gone". */
  "not_published",
  /** Workspace was never opened in this project, or is closed (WKS.00010099, WKS.00170312): never "gone". */
  "not_open",
  "not_found",
  "bad_request",
  /** The service went on refusing (409, 429, WKS.0407) until the deadline; nothing was done. */
  "busy",
  /** Reads: no usable answer until the retries ended. Changes: the request never left. */
  "unavailable",
  /** A change was sent and its answer is lost, or was a 5xx: look before deciding. */
  "unknown_result",
  /** An answer that does not fit: not JSON, wrong shape. For a change this is told as `unknown_result`. */
  "bad_answer",
  "job_failed",
  /** The deadline passed while a job went on: carries the ids, the next run resumes it. */
  "job_timeout",
  "timeout",
] as const;

export type ErrorKind = (typeof errorKinds)[number];

export interface ErrorDetails {
  readonly status?: number;
  /** The service's own code, such as `WKS.00010032`. Never named `code`: Pulumi's host hands a numeric `code` to gRPC. */
  readonly serviceCode?: string;
  /** What the service calls this exchange: support finds it by that. */
  readonly requestId?: string;
  /** Of an answer that does not fit: where. `dataVolumes.0.id`, `the top`, `the body`. */
  readonly place?: string;
  readonly jobId?: string;
  /** When the job began, as the service wrote it. */
  readonly jobBegin?: string;
  /** The desktops that the job was for, as far as its parts name them. */
  readonly jobDesktops?: readonly string[];
  readonly failedDesktops?: readonly FailedDesktop[];
  readonly cause?: unknown;
}

export interface FailedDesktop {
  readonly desktopId: string;
  readonly name?: string;
  readonly code?: string;
  readonly reason?: string;
}

export interface WorkspaceError extends Error, Omit<ErrorDetails, "cause"> {
  readonly kind: ErrorKind;
}

/** Registered, not local: two copies of this package in one process still know each other's errors. */
const brand = Symbol.for("pulumi-huaweicloud-workspace/error");

/**
 * The only way errors are made here. Message, causes, reasons and everything the service said are redacted, so the error may be
 * printed, logged, inspected and thrown on as it is.
 */
export function workspaceError(kind: ErrorKind, message: string, details: ErrorDetails = {}): WorkspaceError {
  const { cause, failedDesktops, jobDesktops, ...said } = details;
  const error = new Error(redact(message), cause === undefined ? {} : { cause: cleanCause(cause) });
  error.name = "WorkspaceError";
  const failed = failedDesktops === undefined ? {} : { failedDesktops: failedDesktops.map(cleaned) };
  const reached = jobDesktops === undefined ? {} : { jobDesktops: jobDesktops.map(redact) };
  Object.defineProperty(error, brand, { value: true });
  return Object.assign(error, { kind, ...cleaned(said), ...failed, ...reached });
}

export function isWorkspaceError(error: unknown, ...kinds: readonly ErrorKind[]): error is WorkspaceError {
  if (!(error instanceof Error) || !(brand in error) || !("kind" in error)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}

/** The `place` of a list that goes on where the service takes no larger offset. */
export const beyondPaging = "after the last page";

/** It is as long at the next try: whoever can do with less of it asks for less. */
export function isTooLong(error: unknown): boolean {
  return isWorkspaceError(error, "bad_answer") && error.place === beyondPaging;
}

/** A 404 that is bare, or has somebody else's code, may be a proxy's or another service's. WKS.0001 is documented as "the request is empty" and seen as "the pool does not exist". */
export function mayBeMissing(error: unknown): boolean {
  if (isWorkspaceError(error, "not_found")) return true;
  return isWorkspaceError(error, "bad_request") && error.serviceCode === "WKS.0001";
}

/** A chain of causes that is longer, or goes in a circle, ends here. */
const mostCauses = 8;

/**
 * Errors of libraries carry the request with its headers, the address with its password, the file with its keys. What stays of
 * a stranger's error is its name, its code, its text, where it was thrown, and the same of its own causes.
 */
function cleanCause(cause: unknown, depth = 1): Error {
  if (isWorkspaceError(cause)) return cause;
  if (!(cause instanceof Error)) return new Error(redact(textOf(cause)));
  const code =
    "code" in cause && typeof cause.code === "string" && !cause.message.includes(cause.code) ? ` (${cause.code})` : "";
  const inner = depth >= mostCauses || cause.cause === undefined ? {} : { cause: cleanCause(cause.cause, depth + 1) };
  const message = redact(`${cause.message}${code}`);
  const clean =
    cause instanceof AggregateError
      ? new AggregateError(
          depth >= mostCauses ? [] : cause.errors.map((one) => cleanCause(one, depth + 1)),
          message,
          inner,
        )
      : new Error(message, inner);
  clean.name = redact(cause.name);
  clean.stack = redact(cause.stack ?? `${clean.name}: ${message}`);
  return clean;
}

/** Of what was thrown without being an error, only text tells something that may be shown. */
const textOf = (thrown: unknown): string =>
  typeof thrown === "object" && thrown !== null ? `${thrown.constructor?.name ?? "object"} was thrown` : String(thrown);

/** Codes, ids and reasons are the service's words too. */
function cleaned<T extends object>(said: T): T {
  const entries = Object.entries(said).map(([name, value]) => [
    name,
    typeof value === "string" ? redact(value) : value,
  ]);
  return { ...said, ...Object.fromEntries(entries) };
}
