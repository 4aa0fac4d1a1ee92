/** The verdict over a job: what its own word says and what all of its sub-jobs say, weighed together. Pure. */
import type { FailedDesktop } from "../errors.ts";
import type { Job, SubJob } from "../types.ts";
import { meaningOf } from "./status-words.ts";
import { eachOnce, failedDesktop, hasComplaint, hasEnded, hasFailed } from "./sub-jobs.ts";

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
  /** `behind`: it is said to have ended, and its details do not show it yet. */
  readonly phase: "running" | "behind" | "ended";
  readonly failed: boolean;
  readonly report: JobReport;
  /** 0 to 100; 100 only at the end. */
  readonly percent: number;
  readonly failedDesktops: readonly FailedDesktop[];
  /** The job's own last word; empty when it is told by its sub-jobs only. */
  readonly word: string;
  /** The job's own code and reason. */
  readonly reason: string | undefined;
  /** Every status word of this look. */
  readonly words: readonly string[];
}

/** What one look has shown of a job. */
export interface Shown {
  readonly jobId: string;
  /** Absent when the service does not know it, or was not asked. */
  readonly job?: Job | undefined;
  /** The list of its sub-jobs, read after the job. */
  readonly listed?: readonly SubJob[] | undefined;
  /** How many sub-jobs there will be, where the caller knows it and no word of the job stands for all of them. */
  readonly expected?: number | undefined;
}

/** `undefined` when nothing of the job is seen. */
export function stateOf({ jobId, job, listed = [], expected }: Shown): JobState | undefined {
  // The filter is the service's. A sub-job that does not say whose it is answers the question that was asked.
  const ours = listed.filter((subJob) => subJob.jobId === undefined || subJob.jobId === jobId);
  const subJobs = eachOnce([...(job?.subJobs ?? []), ...ours]);
  if (job !== undefined) return stateOfJob(job, subJobs, expected);
  if (subJobs.length === 0) return undefined;
  const state = stateOfSubJobs(jobId, subJobs, expected);
  // Sub-jobs appear one after the other: of an unknown number, nobody can say that these are all.
  return expected === undefined && state.phase === "ended" ? { ...state, phase: "behind", percent: 99 } : state;
}

function stateOfJob(job: Job, subJobs: readonly SubJob[], expected = 0): JobState {
  const meaning = meaningOf(job.status);
  const going = subJobs.filter((subJob) => !hasEnded(subJob));
  const complains = hasComplaint(job);
  // A complaint alone is an end only where no word says that the job goes on.
  const gaveUp = complains && going.length === 0 && (job.status === "" || meaning === "unknown");
  const ended = meaning === "succeeded" || meaning === "failed" || gaveUp;
  const behind = going.length > 0 || subJobs.length < expected;
  const phase = !ended || isVague(going) ? "running" : behind ? "behind" : "ended";
  const failed = meaning === "failed" || complains || subJobs.some(hasFailed);
  return told(job, subJobs, { phase, failed, total: Math.max(job.subJobsTotal ?? 0, expected) });
}

/** For jobs that are told only by their sub-jobs. `expected` is how many there will be, where the caller knows it. */
export function stateOfSubJobs(jobId: string, subJobs: readonly SubJob[], expected = 0): JobState {
  const allEnded = subJobs.length > 0 && subJobs.every(hasEnded);
  const phase = !allEnded ? "running" : subJobs.length < expected ? "behind" : "ended";
  return told({ id: jobId, status: "", subJobs }, subJobs, { phase, failed: subJobs.some(hasFailed), total: expected });
}

/** A word that nobody documented may mean anything, so only sub-jobs known to run can be taken for a lagging detail. */
function isVague(going: readonly SubJob[]): boolean {
  return going.some((subJob) => meaningOf(subJob.status) === "unknown");
}

type Weighed = Pick<JobState, "phase" | "failed"> & { readonly total: number };

function told(job: Job, subJobs: readonly SubJob[], { phase, failed, total: most }: Weighed): JobState {
  const total = Math.max(most, subJobs.length);
  const done = subJobs.filter(hasEnded).length;
  // A resumed job may be read through its sub-jobs only: the first of them began with it.
  const beginTime = job.beginTime ?? subJobs.flatMap((subJob) => subJob.beginTime ?? []).sort()[0];
  return {
    phase,
    failed,
    report: { jobId: job.id, ...(beginTime === undefined ? {} : { beginTime }), done, total, subJobs },
    percent: phase === "ended" ? 100 : percentOf(subJobs, total),
    failedDesktops: subJobs.filter(hasFailed).map(failedDesktop),
    word: job.status,
    reason: [job.errorCode, job.failReason].filter((part) => part !== undefined).join(" ") || undefined,
    words: [...new Set([job.status, ...subJobs.map((subJob) => subJob.status)])],
  };
}

function percentOf(subJobs: readonly SubJob[], total: number): number {
  if (total === 0) return 0;
  const parts = subJobs.map((subJob) => (hasEnded(subJob) ? 100 : Math.min(Math.max(subJob.process ?? 0, 0), 99)));
  return Math.min(99, Math.floor(parts.reduce((sum, part) => sum + part, 0) / total));
}
