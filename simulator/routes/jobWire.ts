// How a job looks on the wire.

import type { Job, SubJob } from "../jobs/types.ts";
import type { World } from "../model/world.ts";
import { zonelessTime } from "./zonelessTime.ts";

export function jobAnswer(world: World, job: Job, visible: readonly SubJob[]): Record<string, unknown> {
  return {
    id: job.id,
    job_type: jobType(world, job),
    // The schema calls begin_time the time the task was made, so it is there from the start.
    begin_time: zonelessTime(world, job.createdAt),
    ...(job.endedAt === undefined ? {} : { end_time: zonelessTime(world, job.endedAt) }),
    status: jobStatus(world, job),
    ...jobFailure(world, job),
    sub_jobs_total: visible.length,
    sub_jobs: visible.map((subJob) => subJobAnswer(world, job, subJob)),
  };
}

export function jobType(world: World, { kind }: Job): string {
  return kind === "expandDesktopPoolVolumes" ? world.dialects("expand-job-type") : kind;
}

function jobStatus(world: World, job: Job): string {
  if (job.state === "success") return world.dialects("success-status");
  if (job.state !== "failed") return job.state.toUpperCase();
  return looksWell(world, job) ? world.dialects("success-status") : world.dialects("failed-status");
}

/** In one dialect a job that went well for some desktops says nothing at its top of the others. */
function looksWell(world: World, job: Job): boolean {
  return world.dialects("partial-status") === "success" && job.subJobs.some(({ state }) => state === "success");
}

function jobFailure(world: World, job: Job): Record<string, unknown> {
  if (!job.failure || job.state !== "failed" || looksWell(world, job)) return {};
  return { job_error_code: job.failure.code, fail_reason: job.failure.reason };
}

export function subJobAnswer(world: World, job: Job, subJob: SubJob): Record<string, unknown> {
  const { state, failure } = subJob;
  const ended = state === "success" || state === "failed";
  return {
    id: subJob.id,
    job_id: job.id,
    job_type: jobType(world, job),
    status: state === "failed" ? world.dialects("failed-sub-job-status") : state.toUpperCase(),
    begin_time: zonelessTime(world, job.createdAt),
    ...(ended ? { end_time: zonelessTime(world, subJob.endAt) } : {}),
    process: processOf(world, subJob),
    ...(failure ? { error_code: failure.code, fail_reason: failure.reason } : {}),
    entities: entitiesOf(subJob),
  };
}

/** Per cent of its own time; it never says 100 before it has ended. */
export function processOf(world: World, { state, beginAt, endAt }: SubJob): number {
  if (state === "success") return 100;
  if (state === "waiting" || state === "failed") return 0;
  const share = (world.timeline.time() - beginAt) / Math.max(1, endAt - beginAt);
  return Math.min(99, Math.max(0, Math.floor(share * 100)));
}

function entitiesOf({ entity }: SubJob): Record<string, unknown> {
  if (!entity) return {};
  return {
    desktop_id: entity.id,
    desktop_name: entity.name,
    ip_address: entity.ipAddress,
    product_id: entity.productId,
    ...(entity.userName === undefined ? {} : { user_name: entity.userName }),
  };
}
