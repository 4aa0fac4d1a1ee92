/** How a wait for a job ends badly: failed, too late, lost from sight. Each says what is true now and what to do. */
import {
  type ErrorDetails,
  type FailedDesktop,
  isWorkspaceError,
  type WorkspaceError,
  workspaceError,
} from "../errors.ts";
import type { JobState } from "./job-status.ts";
import { meaningOf } from "./status-words.ts";

interface Waited {
  readonly jobId: string;
  readonly what: string;
}

export function jobFailed({ jobId, what }: Waited, state: JobState): WorkspaceError {
  const { failedDesktops, reason, word } = state;
  const ended = word === "" ? "failed" : `ended ${word}`;
  const isToldBelow = failedDesktops.length > 0 && failedDesktops.every((desktop) => reasonOf(desktop) === reason);
  const because = reason === undefined || isToldBelow ? "" : ` (${reason})`;
  const named = failedDesktops.length === 0 ? "" : ` Failed desktops: ${byReason(failedDesktops).join("; ")}.`;
  const message = `${what}: job ${jobId} ${ended}${because}.${named}${othersOf(state)}`;
  const jobDesktops = state.report.subJobs.flatMap(({ desktopId }) => desktopId ?? []);
  return workspaceError("job_failed", message, { jobId, failedDesktops, jobDesktops, ...beginOf(state) });
}

function othersOf({ failedDesktops, report: { done, total } }: JobState): string {
  const fine = done - failedDesktops.length;
  const silent = total - done;
  const went = fine > 0 && failedDesktops.length > 0 ? ` The other ${fine} of ${total} went through.` : "";
  return silent > 0 ? `${went} Of ${silent} it is not told how they ended.` : went;
}

/** What went wrong on a hundred desktops is mostly one thing: each is named, and the reason is told once. */
function byReason(failed: readonly FailedDesktop[]): string[] {
  const reasons = [...new Set(failed.map(reasonOf))];
  return reasons.map((reason) => {
    const desktops = failed.filter((desktop) => reasonOf(desktop) === reason);
    return `${namesOf(desktops).join(", ")}: ${reason}`;
  });
}

/** A desktop whose making failed may have no id. */
function namesOf(desktops: readonly FailedDesktop[]): string[] {
  const named = desktops.filter(({ desktopId }) => desktopId !== "");
  const others = desktops.length - named.length;
  const names = named.map(({ desktopId, name }) => (name === undefined ? desktopId : `${name} (${desktopId})`));
  return others === 0 ? names : [...names, `${others} without an id`];
}

function reasonOf({ code, reason }: FailedDesktop): string {
  return [code, reason].filter((part) => part !== undefined).join(" ") || "no reason given";
}

interface LateFacts {
  /** Every status word that was seen. */
  readonly words: ReadonlySet<string>;
  readonly elapsedMs: number;
  /** The last state that was seen. */
  readonly state: JobState | undefined;
  /** The last look's error, when it failed. */
  readonly cause: unknown;
}

export function jobTimeout({ jobId, what }: Waited, { words, elapsedMs, state, cause }: LateFacts): WorkspaceError {
  const strange = [...words].filter((word) => meaningOf(word) === "unknown");
  const unknown = strange.length === 0 ? "" : ` This release does not know ${quoted(strange)}.`;
  const said = words.size === 0 ? "it was never seen" : `its status words were ${quoted([...words])}`;
  const message = `${what}: job ${jobId} has not ended after ${minutes(elapsedMs)}; ${said}.${unknown} It goes on at the service; the next \`pulumi up\` waits for it and starts nothing anew.`;
  return workspaceError("job_timeout", message, { jobId, cause, ...beginOf(state) });
}

/** `state` is the last that was seen of it, if it was ever seen. */
export function lostJob({ jobId, what }: Waited, state: JobState | undefined): WorkspaceError {
  const knows = state === undefined ? "does not know" : "no longer knows";
  const last = state === undefined ? "" : ` It was last seen at ${state.percent} %, ${quoted(state.words)}.`;
  const message = `${what}: the service ${knows} job ${jobId}.${last} Whether it was done is not known.`;
  return workspaceError("unknown_result", message, { jobId, ...beginOf(state) });
}

function beginOf(state: JobState | undefined): Pick<ErrorDetails, "jobBegin"> {
  const beginTime = state?.report.beginTime;
  return beginTime === undefined ? {} : { jobBegin: beginTime };
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(", ");
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
