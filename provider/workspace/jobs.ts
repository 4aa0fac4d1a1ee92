/** What a lifecycle needs to know of jobs: the wait for one, whether any is under way, and the look for what one has done. */
export { type Effect, lookForEffect } from "./jobs/effect.ts";
export type { JobReport } from "./jobs/job-status.ts";
export { type QuietPoolWait, type QuietProgress, waitForQuietPool } from "./jobs/quiet-pool.ts";
export { hasEnded } from "./jobs/sub-jobs.ts";
export { followingJobTypes, listJobsUnderWay } from "./jobs/under-way.ts";
export { type JobProgress, type JobWait, waitForJob } from "./jobs/wait-for-job.ts";
