// Jobs, and their parts across jobs.

import type { Job, SubJob } from "../jobs/types.ts";
import { badParameter, notFound } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import { JobDetail, SubJobList } from "../schemas/answers/jobs.ts";
import { ListSubJobsQuery } from "../schemas/desktops.ts";
import { page, valuesOf } from "../schemas/query.ts";
import { jobAnswer, jobType, subJobAnswer } from "./jobWire.ts";
import { defineRoute, ok, type Route } from "./route.ts";

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
      if (!query.job_id && !query.job_type) throw badParameter("job_id: job_id or job_type must be given");
      const found = [...world.jobs.values()]
        .filter((job) => isAsked(world, job, query))
        .flatMap((job) => visibleSubJobs(world, job).map((subJob) => ({ job, subJob })))
        .filter(({ subJob }) => hasStatus(subJob, valuesOf(query.status)));
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
      const job = world.jobs.get(params.jobId ?? "");
      if (!job) throw notFound(`job ${params.jobId} does not exist`);
      return ok(jobAnswer(world, job, visibleSubJobs(world, job)));
    },
  }),
];

function isAsked(world: World, job: Job, query: ListSubJobsQuery): boolean {
  return (
    (!query.job_id || job.id === query.job_id) &&
    (!query.job_type || jobType(world, job) === query.job_type) &&
    (!query.desktop_pool_id || job.pools.includes(query.desktop_pool_id))
  );
}

function visibleSubJobs(world: World, job: Job): readonly SubJob[] {
  return job.state === "waiting" && world.dialects("sub-jobs-visible") === "when-running" ? [] : job.subJobs;
}

/** Both words for a failure are taken, whichever of them the answers use. */
function hasStatus({ state }: SubJob, asked: readonly string[] | undefined): boolean {
  if (!asked) return true;
  return asked.includes(state.toUpperCase()) || (state === "failed" && asked.includes("FAIL"));
}
