/** One shape for every error, with a `kind` to branch on; the message is for people and is no contract. */
import { redact } from "./errors/redaction.ts";

export const errorKinds = [
  /** Our own refusal, before anything was changed. */
  "refused",
  /** Settings or credentials are missing or contradict each other; nothing was sent. */
  "configuration",
  "unauthenticated",
  "forbidden",
  /** The API is not published in the region (404 APIGW.0101): never "gone". */
  "not_published",
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
  readonly requestId?: string;
  readonly jobId?: string;
  /** When the job began, as the service wrote it. */
  readonly jobBegin?: string;
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

/** The only way errors are made here. Message, reasons and cause are redacted. */
export function workspaceError(kind: ErrorKind, message: string, details: ErrorDetails = {}): WorkspaceError {
  const { cause, failedDesktops, ...rest } = details;
  const error = new Error(redact(message), cause === undefined ? {} : { cause: cleanCause(cause) });
  error.name = "WorkspaceError";
  const failed = failedDesktops === undefined ? {} : { failedDesktops: failedDesktops.map(cleanDesktop) };
  Object.defineProperty(error, brand, { value: true });
  return Object.assign(error, { kind, ...rest, ...failed });
}

export function isWorkspaceError(error: unknown, ...kinds: readonly ErrorKind[]): error is WorkspaceError {
  if (!(error instanceof Error) || !(brand in error) || !("kind" in error)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}

/** Got's errors carry the request with its headers; what stays of a stranger's error is its name, its code and its text. */
function cleanCause(cause: unknown): Error {
  if (isWorkspaceError(cause)) return cause;
  if (!(cause instanceof Error)) return new Error(redact(String(cause)));
  const code = "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
  const clean = new Error(redact(`${cause.message}${code}`));
  clean.name = cause.name;
  return clean;
}

function cleanDesktop(desktop: FailedDesktop): FailedDesktop {
  return desktop.reason === undefined ? desktop : { ...desktop, reason: redact(desktop.reason) };
}
