/** What a service answers of jobs, and a wait for the job J, for the tests of waiting. */

import type { JobWait } from "../../../provider/workspace/jobs/wait-for-job.ts";
import { waitForJob } from "../../../provider/workspace/jobs.ts";
import type { Asked, Played, Reply } from "./server.ts";

/** A sub-job on the wire; its desktop is named after it. */
export const sub = (id: string, status: string, more: object = {}) => ({
  id,
  job_id: "J",
  status,
  entities: { desktop_id: `d-${id}` },
  ...more,
});

/** ShowJob's answer. */
export const job = (status: string, subJobs: readonly object[] = [], more: object = {}): Reply => ({
  json: {
    id: "J",
    status,
    begin_time: "2026-01-01 00:00:00",
    sub_jobs_total: subJobs.length,
    sub_jobs: subJobs,
    ...more,
  },
});

/** ListItaSubJobs' answer. */
export const list = (...jobs: readonly object[]): Reply => ({ json: { total_count: jobs.length, jobs } });

export const unknownJob: Reply = { status: 404, json: { error_code: "WKS.0404" } };

export const asksList = ({ path }: Asked): boolean => path.endsWith("/workspace-sub-jobs");

/** The answers one after the other, and the last of them for ever. */
export const inTurn =
  (...replies: readonly Reply[]) =>
  (_asked: Asked, count: number): Reply =>
    replies[Math.min(count, replies.length) - 1] ?? {};

export function wait(played: Played, more: Partial<JobWait> & { readonly minutes?: number } = {}) {
  const { minutes = 60, ...rest } = more;
  const until = played.until(minutes);
  return waitForJob(played.service, {
    jobId: "J",
    what: "adding 1 disk",
    via: "job",
    random: () => 0.5,
    ...until,
    ...rest,
  });
}

/** Since the start, of the service's clock. */
export const seconds = ({ clock, startedAt }: Played): number => (clock.now() - startedAt) / 1000;
