/** What a job's words mean: closed tables, and a verdict over the job and all its sub-jobs. Pure. */
import type { FailedDesktop } from "../errors.ts";
import type { Job, SubJob } from "../types.ts";

/** The API pages, the SDKs and the Terraform provider spell them differently, so all known ones stand here. */
export const succeededWords = ["SUCCESS", "COMPLETE", "COMPLETED"] as const;
export const failedWords = ["FAIL", "FAILED", "ERROR"] as const;
export const runningWords = ["WAITING", "RUNNING", "INIT", "PENDING", ""] as const;

export type WordMeaning = "succeeded" | "failed" | "running" | "unknown";

/** An unknown word is never success: it is waited out and then quoted. */
export function meaningOf(word: string): WordMeaning {
  const upper = word.toUpperCase();
  const among = (words: readonly string[]) => words.includes(upper);
  if (among(succeededWords)) return "succeeded";
  if (among(failedWords)) return "failed";
  return among(runningWords) ? "running" : "unknown";
}

export interface JobReport {
  readonly jobId: string;
  /** As the service wrote it. */
  readonly beginTime?: string;
  /** Sub-jobs that have ended, well or not. */
  readonly done: number;
  readonly total: number;
  readonly subJobs: readonly SubJob[];
}

export interface JobState {
  /** `behind`: the job says that it ended, some of its sub-jobs say that they run. */
  readonly phase: "running" | "behind" | "ended";
  readonly failed: boolean;
  readonly report: JobReport;
  /** 0 to 100. */
  readonly percent: number;
  readonly failedDesktops: readonly FailedDesktop[];
  /** The job's own last word; empty when it is told by its sub-jobs only. */
  readonly word: string;
  /** The job's own code and reason. */
  readonly reason: string | undefined;
  /** Every status word of this look. */
  readonly words: readonly string[];
}

/** For jobs that have a status of their own. */
export function stateOfJob(job: Job): JobState {
  const meaning = meaningOf(job.status);
  const complaint = hasComplaint(job);
  const going = job.subJobs.filter((subJob) => !hasEnded(subJob));
  const ended = meaning === "succeeded" || meaning === "failed" || (complaint && going.length === 0);
  const failed = meaning === "failed" || complaint || job.subJobs.some(hasFailed);
  // A word that nobody documented may mean anything, so only sub-jobs known to run can be taken for a lagging detail.
  const vague = going.some((subJob) => meaningOf(subJob.status) === "unknown");
  const phase = !ended || vague ? "running" : going.length > 0 ? "behind" : "ended";
  return stateOf(job, { phase, failed, total: job.subJobsTotal ?? 0 });
}

/** For jobs that are told only by their sub-jobs. `expected` is how many there will be, where the caller knows it. */
export function stateOfSubJobs(jobId: string, subJobs: readonly SubJob[], expected = 0): JobState {
  const allEnded = subJobs.length > 0 && subJobs.every(hasEnded);
  const phase = !allEnded ? "running" : subJobs.length < expected ? "behind" : "ended";
  return stateOf({ id: jobId, status: "", subJobs }, { phase, failed: subJobs.some(hasFailed), total: expected });
}

/** Ended by its word, or it complains without a word that says it goes on. */
export function hasEnded(subJob: SubJob): boolean {
  const meaning = meaningOf(subJob.status);
  if (meaning === "succeeded" || meaning === "failed") return true;
  return subJob.status === "" && hasComplaint(subJob);
}

function hasFailed(subJob: SubJob): boolean {
  return hasEnded(subJob) && (meaningOf(subJob.status) !== "succeeded" || hasComplaint(subJob));
}

function hasComplaint({ errorCode, failReason }: Job | SubJob): boolean {
  return errorCode !== undefined || failReason !== undefined;
}

function stateOf(job: Job, told: Pick<JobState, "phase" | "failed"> & { readonly total: number }): JobState {
  const { subJobs } = job;
  const total = Math.max(told.total, subJobs.length);
  const done = subJobs.filter(hasEnded).length;
  // A resumed job may be read through its sub-jobs only: the first of them began with it.
  const beginTime = job.beginTime ?? subJobs.flatMap((subJob) => subJob.beginTime ?? []).sort()[0];
  return {
    phase: told.phase,
    failed: told.failed,
    report: { jobId: job.id, ...(beginTime === undefined ? {} : { beginTime }), done, total, subJobs },
    percent: percentOf(subJobs, total),
    failedDesktops: subJobs.filter(hasFailed).map(failedDesktop),
    word: job.status,
    reason: [job.errorCode, job.failReason].filter((part) => part !== undefined).join(" ") || undefined,
    words: [...new Set([job.status, ...subJobs.map((subJob) => subJob.status)])],
  };
}

function percentOf(subJobs: readonly SubJob[], total: number): number {
  if (total === 0) return 0;
  const parts = subJobs.map((subJob) => (hasEnded(subJob) ? 100 : Math.min(subJob.process ?? 0, 99)));
  return Math.floor(parts.reduce((sum, part) => sum + part, 0) / total);
}

function failedDesktop(subJob: SubJob): FailedDesktop {
  return {
    desktopId: subJob.desktopId ?? "",
    ...(subJob.desktopName === undefined ? {} : { name: subJob.desktopName }),
    ...(subJob.errorCode === undefined ? {} : { code: subJob.errorCode }),
    ...(subJob.failReason === undefined ? {} : { reason: subJob.failReason }),
  };
}
