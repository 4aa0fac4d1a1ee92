/** What a lifecycle needs to know of jobs: the wait for one, and whether any is under way. */
export { hasEnded, type JobReport } from "./jobs/job-status.ts";
export { listJobsUnderWay, type QuietPoolWait, type QuietProgress, waitForQuietPool } from "./jobs/quiet-pool.ts";
export { type JobProgress, type JobWait, waitForJob } from "./jobs/wait-for-job.ts";
