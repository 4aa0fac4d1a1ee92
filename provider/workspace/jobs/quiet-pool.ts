/** What has to be true before any change: the pool is STEADY and no job that changes it is under way. */
import { isWorkspaceError, workspaceError } from "../errors.ts";
import type { Until, WorkspaceService } from "../service.ts";
import type { Pool, SubJob } from "../types.ts";
import { minutes } from "./job-errors.ts";
import { hasEnded } from "./job-status.ts";
import { type Polling, poll, withChance } from "./polling.ts";

/** Words for the row while a pool is waited for. */
export interface QuietProgress {
  /** Why: the pool's status, or the types of the jobs under way. */
  readonly reason: string;
  readonly elapsedMs: number;
}

export interface QuietPoolWait extends Polling {
  readonly onProgress?: (progress: QuietProgress) => void | Promise<void>;
}

/**
 * Jobs that change disks or desktops of a pool. The list wants one `job_type` a call, and a set of them is documented nowhere,
 * so it is one call for each type; the limiter's burst has room for them. `expandDesktopPoolVolumes` is on no list: batch-expand has no documented type.
 */
export const changingJobTypes = [
  "addDesktopPoolVolumes",
  "deleteDesktopPoolVolumes",
  "expandDesktopPoolVolumes",
  "expandVolumes",
  "createDesktopPool",
  "expandDesktopPool",
  "createDesktops",
  "deleteDesktops",
  "addVolumes",
  "deleteVolumes",
] as const;

/** The sub-jobs of this pool that wait or run and change its disks or desktops. */
export async function listJobsUnderWay(
  service: WorkspaceService,
  poolId: string,
  until: Until,
): Promise<readonly SubJob[]> {
  const ofType = async (jobType: string): Promise<readonly SubJob[]> => {
    const query = { jobType, desktopPoolId: poolId, statuses: ["WAITING", "RUNNING"] };
    try {
      return await service.listItaSubJobs(query, until);
    } catch (error) {
      // A service that does not know the type has no jobs of it.
      if (isWorkspaceError(error, "bad_request")) return [];
      throw error;
    }
  };
  const lists = await Promise.all(changingJobTypes.map(ofType));
  // The filter is the service's; what has ended by its own word is not under way, whatever the filter let through.
  return lists.flat().filter((subJob) => !hasEnded(subJob));
}

/** In these two, waiting is of no use: the caller decides. */
const handedOver = ["EXIST_FROZEN", "ERROR"];

/** The pool when nothing is under way on it, or at once when it is frozen or broken; `undefined` when it is gone. */
export async function waitForQuietPool(
  service: WorkspaceService,
  poolId: string,
  wait: QuietPoolWait,
): Promise<Pool | undefined> {
  const { clock } = service;
  const startedAt = clock.now();
  let reason = "";

  const quiet = async (): Promise<{ readonly pool: Pool | undefined } | undefined> => {
    const found = await lookAtPool(service, poolId, { deadline: wait.deadline, poll: true });
    if (!("reason" in found)) return found;
    reason = found.reason;
    await wait.onProgress?.({ reason, elapsedMs: clock.now() - startedAt });
    return undefined;
  };
  const late = (cause: unknown) => {
    const seen = reason === "" ? "it could not be read" : reason;
    const message = `Waited ${minutes(clock.now() - startedAt)} for pool ${poolId} to be quiet, in vain: ${seen}. Nothing was changed. Run \`pulumi up\` again when it is done, or raise the timeout.`;
    return workspaceError("timeout", message, { cause });
  };
  return (await poll(clock, withChance(service, wait), { look: quiet, late })).pool;
}

/** The pool is read again after its jobs: what a job changed between the two must be in what is handed on. */
async function lookAtPool(service: WorkspaceService, poolId: string, until: Until) {
  const before = await service.showDesktopPoolDetail(poolId, until);
  if (before === undefined || handedOver.includes(before.status)) return { pool: before };
  if (before.status !== "STEADY") return { reason: `its status is ${before.status || "empty"}` };
  const jobs = await listJobsUnderWay(service, poolId, until);
  const types = [...new Set(jobs.map((job) => job.jobType ?? "a job without a type"))];
  if (jobs.length > 0) return { reason: `under way: ${types.join(", ")}` };
  const pool = await service.showDesktopPoolDetail(poolId, until);
  const settled = pool === undefined || pool.status === "STEADY" || handedOver.includes(pool.status);
  return settled ? { pool } : { reason: `its status is ${pool.status || "empty"}` };
}
