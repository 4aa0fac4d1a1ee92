/** One desktop's part in a job: whether it has ended, and how. Pure. */
import type { FailedDesktop } from "../errors.ts";
import type { SubJob } from "../types.ts";
import { meaningOf } from "./status-words.ts";

/** Ended by its word, or it complains without a word that says it goes on. */
export function hasEnded(subJob: SubJob): boolean {
  const meaning = meaningOf(subJob.status);
  if (meaning === "succeeded" || meaning === "failed") return true;
  return subJob.status === "" && hasComplaint(subJob);
}

export function hasFailed(subJob: SubJob): boolean {
  return hasEnded(subJob) && (meaningOf(subJob.status) !== "succeeded" || hasComplaint(subJob));
}

/** A code or a reason for a failure, which a job may tell under a word of success too. */
export function hasComplaint({ errorCode, failReason }: Pick<SubJob, "errorCode" | "failReason">): boolean {
  return errorCode !== undefined || failReason !== undefined;
}

/**
 * Each sub-job once. A list is read page by page while it changes, so one may come twice and tell two things: what was told later
 * counts, but a failure is not taken back.
 */
export function eachOnce<T extends SubJob>(subJobs: readonly T[]): T[] {
  const byId = new Map<string, T>();
  for (const [place, subJob] of subJobs.entries()) {
    // Without an id nobody can say that two of them are one.
    const id = subJob.id === "" ? `without id ${place}` : subJob.id;
    const known = byId.get(id);
    if (known === undefined || !hasFailed(known)) byId.set(id, subJob);
  }
  return [...byId.values()];
}

/** What a failed sub-job says of its desktop. */
export function failedDesktop(subJob: SubJob): FailedDesktop {
  const reason = subJob.failReason ?? subJob.message;
  return {
    desktopId: subJob.desktopId ?? "",
    ...(subJob.desktopName === undefined ? {} : { name: subJob.desktopName }),
    ...(subJob.errorCode === undefined ? {} : { code: subJob.errorCode }),
    ...(reason === undefined ? {} : { reason }),
  };
}
