// Jobs: their words, their times, and when they are seen.

import type { Dialect } from "./dialect.ts";

export const jobDialects = {
  "failed-status": {
    values: ["FAIL", "FAILED"],
    source: "C2, §5.2",
    meaning: "the word for a failed job in ShowJob",
  },
  "failed-sub-job-status": {
    values: ["FAILED", "FAIL"],
    source: "C2, §5.1",
    meaning: "the word for a failed sub-job",
  },
  "success-status": {
    values: ["SUCCESS", "COMPLETE"],
    source: "§5.2",
    meaning: "the word for a job that ended well in ShowJob",
  },
  "partial-status": {
    values: ["fail", "success"],
    source: "§5.3, §8",
    meaning: "how a job with some failed sub-jobs is reported at its top",
  },
  "expand-job-type": {
    values: ["expandDesktopPoolVolumes", "expandVolumes"],
    source: "§3.3, §5.1",
    meaning: "the job_type of a pool disk expansion",
  },
  "job-time-zone": {
    values: ["utc", "local8"],
    source: "§5.1",
    meaning: "what the zoneless begin_time and end_time of jobs mean: UTC or UTC+8",
  },
  "sub-jobs-visible": {
    values: ["at-once", "when-running"],
    source: "§5.3",
    meaning: "whether a job's sub-jobs are listed before it runs",
  },
} as const satisfies Record<string, Dialect>;
