/** What one try of a request has to say in a log: ids and figures. Never a body, a header, or a name. */
import type { Call, Verdict } from "../requests/answers.ts";
import type { HttpAnswer } from "../requests/http.ts";
import type { LogFields } from "./log.ts";

export interface Tried {
  /** From 1. */
  readonly attempt: number;
  readonly ms: number;
  readonly answer?: HttpAnswer;
  /** What the answer was taken for. */
  readonly verdict?: Verdict;
  /** In place of an answer. */
  readonly failure?: string;
}

export function requestLine(call: Call, { attempt, ms, answer, verdict, failure }: Tried): LogFields {
  return {
    method: call.method,
    path: shownPath(call),
    status: answer?.status,
    code: verdict === undefined || verdict.verdict === "good" ? undefined : verdict.error.serviceCode,
    failure,
    ms,
    attempt,
    requestId: answer?.headers["x-request-id"],
    pool: call.poolId,
    job: jobOf(call, verdict),
    bytes: answer === undefined ? undefined : Buffer.byteLength(answer.body),
  };
}

/** Values that are ids, numbers or words of the service. All others may be names, of pools and of people. */
const shownQueries = [
  "offset",
  "limit",
  "job_id",
  "job_type",
  "status",
  "desktop_pool_id",
  "desktop_id",
  "availability_zone",
  "volume_type",
  "nocatalog",
];

function shownPath({ path, query = [] }: Call): string {
  const shown = query.map(([name, value]) => `${name}=${shownQueries.includes(name) ? value : "…"}`);
  return shown.length === 0 ? path : `${path}?${shown.join("&")}`;
}

/** The job that was asked for, or the one that was accepted. */
function jobOf({ query = [] }: Call, verdict: Verdict | undefined): string | undefined {
  const asked = query.find(([name]) => name === "job_id")?.[1];
  const json = verdict?.verdict === "good" ? verdict.answer.json : undefined;
  const accepted = typeof json === "object" && json !== null && "jobId" in json ? json.jobId : undefined;
  return asked ?? (typeof accepted === "string" ? accepted : undefined);
}
