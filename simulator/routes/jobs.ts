// Jobs, and their parts across jobs.

import { isHidden } from "../jobs/fate.ts";
import { isForgotten } from "../jobs/forgetting.ts";
import { lookAtJob } from "../jobs/looks.ts";
import type { Job, SubJob } from "../jobs/types.ts";
import { badParameter, notFound } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { JobDetail, SubJobList } from "../schemas/answers/jobs.ts";
import { ListSubJobsQuery } from "../schemas/desktops.ts";
import { page, valuesOf } from "../schemas/query.ts";
import { jobOfDesktop, wholeJobOf } from "./desktopJob.ts";
import { jobAnswer, jobType, subJobAnswer, subJobStatus } from "./jobWire.ts";
import { type Answer, defineRoute, ok, type Route } from "./route.ts";

const access = "project";

export const jobRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListItaSubJobs",
    method: "GET",
    path: "/v2/:projectId/workspace-sub-jobs",
    access,
    query: ListSubJobsQuery,
    answer: SubJobList,
    handle({ world, query }) {
      assertNarrow(world, query);
      const jobs = jobsAsked(world, query);
      for (const job of jobs) lookAtJob(world, job);
      const found = jobs
        .flatMap((job) => visibleSubJobs(world, job).map((subJob) => ({ job, subJob })))
        .filter(({ job, subJob }) => hasStatus(world, job, subJob, valuesOf(query.status)));
      return ok({
        total_count: found.length,
        jobs: page(found, query, 1000).map(({ job, subJob }) => subJobAnswer(world, job, subJob)),
      });
    },
  }),
  defineRoute({
    operation: "ShowJob",
    method: "GET",
    path: "/v2/:projectId/workspace-jobs/:jobId",
    access,
    answer: JobDetail,
    handle({ world, params }) {
      const id = params.jobId ?? "";
      const whole = world.jobs.get(id) ?? wholeJobOf(world, id);
      if (!whole || isUnknown(world, whole)) return unknownJob(world, id);
      lookAtJob(world, whole);
      const job = jobOfDesktop(whole, id);
      return ok(jobAnswer(world, job, visibleSubJobs(world, job)));
    },
  }),
];

function assertNarrow(world: World, { job_id, job_type }: ListSubJobsQuery): void {
  if (job_id || job_type || world.dialects("sub-jobs-filter") === "advised") return;
  throw badParameter("job_id: job_id or job_type must be given");
}

const isUnknown = (world: World, job: Job) => isHidden(job) || isForgotten(world, job);

function unknownJob(world: World, id: string | undefined): Answer {
  if (world.dialects("unknown-job") === "empty") return ok({});
  throw notFound(`job ${id} does not exist`);
}

function jobsAsked(world: World, query: ListSubJobsQuery): Job[] {
  const one = world.jobs.get(query.job_id ?? "");
  const jobs = query.job_id ? (one ? [one] : []) : [...world.jobs.values()];
  return jobs.filter((job) => isAsked(world, job, query));
}

function isAsked(world: World, job: Job, query: ListSubJobsQuery): boolean {
  return (
    !isUnknown(world, job) &&
    (!query.job_type || jobType(world, job) === query.job_type) &&
    (!query.desktop_pool_id || job.pools.includes(query.desktop_pool_id))
  );
}

function visibleSubJobs(world: World, job: Job): readonly SubJob[] {
  if (job.fate?.subJobs === "none") return [];
  return job.state === "waiting" && world.dialects("sub-jobs-visible") === "when-running" ? [] : job.subJobs;
}

/** Both words for a failure are taken, whichever of them the answers use. */
function hasStatus(world: World, job: Job, subJob: SubJob, asked: readonly string[] | undefined): boolean {
  if (!asked) return true;
  const word = subJobStatus(world, job, subJob);
  return (
    asked.includes(/^FAIL(ED)?$/.test(word) ? "FAILED" : word) || (subJob.state === "failed" && asked.includes("FAIL"))
  );
}
