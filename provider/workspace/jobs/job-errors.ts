/** How a wait for a job ends badly: failed, too late, lost from sight. Each says what is true now and what to do. */
import {
  type ErrorDetails,
  type FailedDesktop,
  isWorkspaceError,
  type WorkspaceError,
  workspaceError,
} from "../errors.ts";
import { type JobState, meaningOf } from "./job-status.ts";

interface Waited {
  readonly jobId: string;
  readonly what: string;
}

export function jobFailed({ jobId, what }: Waited, state: JobState): WorkspaceError {
  const { failedDesktops, report, reason, word } = state;
  const ended = word === "" ? "failed" : `ended ${word}`;
  const because = reason === undefined ? "" : ` (${reason})`;
  const named = failedDesktops.length === 0 ? "" : ` Failed desktops: ${failedDesktops.map(desktopWords).join("; ")}.`;
  const fine = report.subJobs.length - failedDesktops.length;
  const others = fine > 0 && failedDesktops.length > 0 ? ` The other ${fine} of ${report.total} went through.` : "";
  const message = `${what}: job ${jobId} ${ended}${because}.${named}${others}`;
  const begin = report.beginTime === undefined ? {} : { jobBegin: report.beginTime };
  return workspaceError("job_failed", message, { jobId, failedDesktops, ...begin });
}

function desktopWords({ desktopId, name, code, reason }: FailedDesktop): string {
  const said = [code, reason].filter((part) => part !== undefined).join(" ");
  return `${desktopId || "(no id)"}${name === undefined ? "" : ` (${name})`}: ${said || "no reason given"}`;
}

interface LateFacts {
  /** Every status word that was seen. */
  readonly words: ReadonlySet<string>;
  readonly elapsedMs: number;
  /** The last look's error, when it failed. */
  readonly cause: unknown;
}

export function jobTimeout({ jobId, what }: Waited, { words, elapsedMs, cause }: LateFacts): WorkspaceError {
  const seen = [...words].map((word) => `"${word}"`).join(", ");
  const strange = [...words].filter((word) => meaningOf(word) === "unknown").map((word) => `"${word}"`);
  const unknown = strange.length === 0 ? "" : ` This release does not know ${strange.join(", ")}.`;
  const said = words.size === 0 ? "it was never seen" : `its status words were ${seen}`;
  const message = `${what}: job ${jobId} has not ended after ${minutes(elapsedMs)}; ${said}.${unknown} It goes on at the service; the next \`pulumi up\` waits for it and starts nothing anew.`;
  return workspaceError("job_timeout", message, { jobId, cause });
}

export function lostJob({ jobId, what }: Waited): WorkspaceError {
  const message = `${what}: the service does not know job ${jobId}. Whether it was done is not known.`;
  return workspaceError("unknown_result", message, { jobId });
}

/** A 403 in the middle of a wait ends the wait, not the job: the next run has to know which one. */
export async function withJobId<T>(jobId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isWorkspaceError(error) || error.jobId !== undefined) throw error;
    throw workspaceError(error.kind, `${error.message} Job ${jobId} may still be going on.`, {
      ...factsOf(error),
      jobId,
    });
  }
}

function factsOf({ status, serviceCode, requestId, cause }: WorkspaceError): ErrorDetails {
  return {
    ...(status === undefined ? {} : { status }),
    ...(serviceCode === undefined ? {} : { serviceCode }),
    ...(requestId === undefined ? {} : { requestId }),
    cause,
  };
}

/** `12 min`, or seconds below two minutes. */
export function minutes(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
