// Jobs: their words, their times, and when they are seen.

import type { Dialect } from "./dialect.ts";

export const jobDialects = {
  "failed-status": {
    values: ["FAIL", "FAILED", "ERROR"],
    source: "contradiction 2, contradiction 24, ShowJob",
    meaning: "the word for a failed job in ShowJob",
  },
  "failed-sub-job-status": {
    values: ["FAILED", "FAIL"],
    source: "contradiction 2, ListItaSubJobs",
    meaning: "the word for a failed sub-job",
  },
  "success-status": {
    values: ["SUCCESS", "COMPLETE", "COMPLETED"],
    source: "contradiction 24, ShowJob",
    meaning: "the word for a job that ended well in ShowJob",
  },
  "waiting-status": {
    values: ["WAITING", "INIT", "PENDING", "empty", "absent"],
    source: "contradiction 24, ShowJob, how clients wait for jobs",
    meaning: "what ShowJob says of a job that has not begun: a word, an empty status, or none",
  },
  "partial-status": {
    values: ["fail", "success"],
    source: "how clients wait for jobs, the samples",
    meaning: "how a job with some failed sub-jobs is reported at its top",
  },
  "expand-job-type": {
    values: ["expandDesktopPoolVolumes", "expandVolumes"],
    source: "ExpandDesktopPoolVolumes, ListItaSubJobs",
    meaning: "the job_type of a pool disk expansion",
  },
  "job-time-zone": {
    values: ["utc", "local8"],
    source: "ListItaSubJobs",
    meaning: "what the zoneless begin_time and end_time of jobs mean: UTC or UTC+8",
  },
  "sub-jobs-visible": {
    values: ["at-once", "when-running"],
    source: "how clients wait for jobs",
    meaning: "whether a job's sub-jobs are listed before it runs",
  },
  "sub-job-form": {
    values: ["new", "old"],
    source: "contradiction 27, ListItaSubJobs",
    meaning:
      "a sub-job's fields: the desktop's name and address in entities; old: beside them, with message and mac_address",
  },
  "sub-jobs-filter": {
    values: ["required", "advised"],
    source: "ListItaSubJobs",
    meaning: "a list of sub-jobs without job_id and job_type: refused, or those of all jobs",
  },
  "unknown-job": {
    values: ["404", "empty"],
    source: "ShowJob (the page's example is {})",
    meaning: "what ShowJob says of a job it does not know, or has forgotten: 404, or 200 and an empty object",
  },
} as const satisfies Record<string, Dialect>;
