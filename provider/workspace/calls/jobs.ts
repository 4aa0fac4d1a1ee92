/** The calls on jobs. */
import { isWorkspaceError } from "../errors.ts";
import type { SubJobsQuery, WorkspaceService } from "../service.ts";
import { jobAnswer, subJobs } from "../wire/jobs.ts";
import { filters } from "./filters.ts";
import type { Sending } from "./sending.ts";
import { checkLimits, pathId } from "./within-limits.ts";

export function jobCalls({ base, read, list }: Sending): Pick<WorkspaceService, "listItaSubJobs" | "showJob"> {
  return {
    /** GET /v2/{project_id}/workspace-sub-jobs */
    listItaSubJobs: async (query, until) => {
      const { jobId, jobType, desktopPoolId: poolId, statuses } = query;
      const what = subJobsWhat(query);
      checkLimits("listItaSubJobs", what, query);
      const call = { what, path: `${base}/workspace-sub-jobs`, iamAction: "workspace:jobs:listSubJobs" };
      const asked = filters({ job_id: jobId, job_type: jobType, desktop_pool_id: poolId, status: statuses });
      return list({ ...call, query: asked, ...(poolId === undefined ? {} : { poolId }) }, subJobs, until);
    },

    /** GET /v2/{project_id}/workspace-jobs/{job_id}. An unknown job is a 404, in some regions an empty object. */
    showJob: async (jobId, until) => {
      const path = `${base}/workspace-jobs/${pathId(jobId)}`;
      try {
        return await read({ what: `read job ${jobId}`, path, iamAction: "workspace:jobs:get" }, jobAnswer, until);
      } catch (error) {
        if (isWorkspaceError(error, "not_found")) return undefined;
        throw error;
      }
    },
  };
}

function subJobsWhat({ jobId, jobType, desktopPoolId }: SubJobsQuery): string {
  const of = jobId === undefined ? `of type ${jobType ?? "none"}` : `of job ${jobId}`;
  return `list the sub-jobs ${of}${desktopPoolId === undefined ? "" : ` for pool ${desktopPoolId}`}`;
}
