/** `waitForJob` is the only wait for a job: over its own words and those of all its sub-jobs, until it ends or the deadline. */
import type { WorkspaceService } from "../service.ts";
import { jobFailed, jobTimeout, lostJob, withJobId } from "./job-errors.ts";
import type { JobReport, JobState } from "./job-status.ts";
import { type Polling, poll, withChance } from "./polling.ts";
import { askJobFirst, askSubJobsFirst, type Look } from "./witnesses.ts";

export interface JobProgress {
  /** Desktops that the job is done with, well or not. */
  readonly done: number;
  readonly total: number;
  /** 0 to 100. It never goes back, and 100 is the end. */
  readonly percent: number;
  readonly elapsedMs: number;
}

export interface JobWait extends Polling {
  readonly jobId: string;
  readonly poolId?: string;
  /** What the job does, for messages: `adding 2 disks to pool P`. */
  readonly what: string;
  /** Where the job is told: by itself, or only by its sub-jobs (create pool, desktops batch-delete). */
  readonly via: "job" | "sub-jobs";
  /** How many sub-jobs there will be, where the caller knows it. */
  readonly expectSubJobs?: number;
  readonly onProgress?: (progress: JobProgress) => void | Promise<void>;
}

/** A job need not be visible at once, and details may lag behind a job's own word, but not for longer than this. */
const graceMs = 60_000;

/** Resolves when the job has succeeded as a whole; throws `job_failed`, `job_timeout`, or `unknown_result` for a lost job. */
export async function waitForJob(service: WorkspaceService, wait: JobWait): Promise<JobReport> {
  const { jobId } = wait;
  const state = await withJobId(jobId, () => lastStateOf(service, wait));
  if (state.failed) throw jobFailed(wait, state);
  return state.report;
}

async function lastStateOf(service: WorkspaceService, wait: JobWait): Promise<JobState> {
  const { clock, log } = service;
  const startedAt = clock.now();
  const record = createRecord(wait);
  const look = lookOf(service, wait);
  const ended = async (): Promise<JobState | undefined> => {
    const state = await look().catch((error: unknown) => {
      record.failedToLook();
      throw error;
    });
    const elapsedMs = clock.now() - startedAt;
    const last = record.weigh(state, clock.now());
    if (state !== undefined) await wait.onProgress?.({ ...record.progress(), elapsedMs });
    return last;
  };
  const late = (cause: unknown) => jobTimeout(wait, { ...record.seen(), elapsedMs: clock.now() - startedAt, cause });
  log?.info("job", { job: wait.jobId, state: "waited for" });
  const state = await poll(clock, withChance(service, wait), { look: ended, late });
  const outcome = state.failed ? "failed" : "succeeded";
  log?.info("job", { job: wait.jobId, state: outcome, status: state.word, ms: clock.now() - startedAt });
  return state;
}

function lookOf(service: WorkspaceService, wait: JobWait): Look {
  const { deadline, poolId } = wait;
  const until = { deadline, poll: true, ...(poolId === undefined ? {} : { poolId }) } as const;
  return (wait.via === "job" ? askJobFirst : askSubJobsFirst)(service, wait, until);
}

/** What the looks have shown so far. */
function createRecord(wait: JobWait) {
  const words = new Set<string>();
  let state: JobState | undefined;
  let percent = 0;
  let missingSince: number | undefined;
  let settled: { readonly since: number; readonly as: string } | undefined;

  return {
    seen: () => ({ words, state }),
    progress: () => ({ done: state?.report.done ?? 0, total: state?.report.total ?? 0, percent }),
    /** A look that failed has not seen that the job is missing: the minute begins anew. */
    failedToLook(): void {
      missingSince = undefined;
    },
    /** The state that is the last; throws when the job is lost from sight. */
    weigh(look: JobState | undefined, now: number): JobState | undefined {
      missingSince = look === undefined ? (missingSince ?? now) : undefined;
      if (missingSince !== undefined && now - missingSince >= graceMs) throw lostJob(wait, state);
      if (look === undefined) return undefined;
      state = look;
      for (const word of look.words) words.add(word);
      percent = Math.max(percent, look.percent);
      if (look.phase === "ended") return look;
      // Details that still change are no standstill.
      const as = `${look.report.done}/${look.report.total}`;
      if (look.phase === "running") settled = undefined;
      else if (settled?.as !== as) settled = { since: now, as };
      return settled !== undefined && now - settled.since >= graceMs ? look : undefined;
    },
  };
}
