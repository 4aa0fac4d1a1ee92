// How a job looks on the wire.

import { failureOf, shownProcess, wordOf } from "../jobs/fate.ts";
import { jobTime } from "../jobs/looks.ts";
import type { Entity, Failure, Job, SubJob } from "../jobs/types.ts";
import type { World } from "../model/world.ts";
import { zonelessTime } from "./zonelessTime.ts";

export function jobAnswer(world: World, job: Job, visible: readonly SubJob[]): Record<string, unknown> {
  return {
    id: job.id,
    job_type: jobType(world, job),
    // The schema calls begin_time the time the task was made, so it is there from the start.
    begin_time: zonelessTime(world, job.createdAt),
    ...(job.endedAt === undefined ? {} : { end_time: zonelessTime(world, job.endedAt) }),
    ...statusOf(world, job),
    ...jobFailure(world, job),
    sub_jobs_total: visible.length,
    sub_jobs: visible.map((subJob) => subJobAnswer(world, job, subJob)),
  };
}

export function jobType(world: World, { kind }: Job): string {
  if (kind === "resizeDesktopPool") return world.dialects("resize-job-type");
  return kind === "expandDesktopPoolVolumes" ? world.dialects("expand-job-type") : kind;
}

function statusOf(world: World, job: Job): { readonly status?: string } {
  const asked = wordOf(job, "status", job.endedAt !== undefined);
  if (asked !== undefined) return { status: asked };
  const waiting = world.dialects("waiting-status");
  if (job.state !== "waiting") return { status: jobStatus(world, job) };
  return waiting === "absent" ? {} : { status: waiting === "empty" ? "" : waiting };
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
  if (job.fate?.outcome === "warning" && job.endedAt !== undefined) return failureOnWire(failureOf(job.fate));
  if (!job.failure || job.state !== "failed" || looksWell(world, job)) return {};
  return failureOnWire(job.failure);
}

function failureOnWire({ code, reason }: Failure): Record<string, unknown> {
  return { job_error_code: code, fail_reason: reason };
}

export function subJobAnswer(world: World, job: Job, subJob: SubJob): Record<string, unknown> {
  const { state, failure } = subJob;
  const ended = state === "success" || state === "failed";
  return {
    id: subJob.id,
    job_id: job.id,
    job_type: jobType(world, job),
    status: subJobStatus(world, job, subJob),
    begin_time: zonelessTime(world, job.createdAt),
    ...(ended ? { end_time: zonelessTime(world, subJob.endAt) } : {}),
    process: shownProcess(job, subJob, processOf(world, job, subJob)),
    ...(failure ? { error_code: failure.code, fail_reason: failure.reason } : {}),
    ...(world.dialects("sub-job-form") === "old" ? oldFields(subJob) : newFields(subJob)),
  };
}

/** As since 2025: the desktop is told of in `entities`, and some of it beside them. */
function newFields({ entity }: SubJob): Record<string, unknown> {
  if (!entity) return { entities: {} };
  const { name: desktop_name, ipAddress: ip_address, userName: attach_user } = entity;
  const flat = { entity: desktop_name, ip_address, ...(attach_user === undefined ? {} : { attach_user }) };
  return { ...flat, entities: { ...entitiesOf(entity), desktop_name, ip_address } };
}

function oldFields({ entity, failure }: SubJob): Record<string, unknown> {
  const message = failure ? { message: failure.reason } : {};
  if (!entity) return { ...message, entities: {} };
  const flat = { desktop_name: entity.name, ip_address: entity.ipAddress, mac_address: macOf(entity) };
  return { ...message, ...flat, entities: entitiesOf(entity) };
}

/** An address of the range that the cloud gives to its machines. */
function macOf({ id }: Entity): string {
  return `fa:16:3e:${id.slice(-6).match(/../g)?.join(":")}`;
}

export function subJobStatus(world: World, job: Job, { state }: SubJob): string {
  const right = state === "failed" ? world.dialects("failed-sub-job-status") : state.toUpperCase();
  return wordOf(job, "subJobStatus", state === "success" || state === "failed") ?? right;
}

/** Per cent of its own time; it never says 100 before it has ended. */
export function processOf(world: World, job: Job, { state, beginAt, endAt }: SubJob): number {
  if (state === "success") return 100;
  if (state === "waiting" || state === "failed") return 0;
  const share = (jobTime(world, job) - beginAt) / Math.max(1, endAt - beginAt);
  return Math.min(99, Math.max(0, Math.floor(share * 100)));
}

function entitiesOf({ id, productId, userName }: Entity): Record<string, unknown> {
  return { desktop_id: id, product_id: productId, ...(userName === undefined ? {} : { user_name: userName }) };
}
