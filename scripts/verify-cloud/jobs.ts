// Follows one job to its end and judges its words.

import { at, listAt, textAt } from "./json.ts";
import { type Visit, waitFor } from "./visit.ts";

const ends = /^(SUCCESS|COMPLETE|COMPLETED|FAIL|FAILED|ERROR)$/;

export const jobLines = [
  "job-success-word",
  "sub-job-success-word",
  "job-sub-jobs-total",
  "sub-jobs-by-job-id",
  "job-times-zone",
] as const;

/** Waits until the job has ended well. */
export async function follow(visit: Visit, jobId: string, jobType?: { id: string; word: string }): Promise<void> {
  const { cloud, verdicts } = visit;
  const job = await waitFor(visit, `job ${jobId} ends`, async () => {
    const { body } = await cloud.send({ method: "GET", path: `/workspace-jobs/${jobId}` });
    return ends.test(textAt(body, "status")) ? body : undefined;
  });
  const status = textAt(job, "status");
  if (!/^(SUCCESS|COMPLETE|COMPLETED)$/.test(status) || textAt(job, "job_error_code") !== "") {
    throw new Error(`job ${jobId} ended as ${JSON.stringify(job).slice(0, 500)}`);
  }
  verdicts.judge("job-success-word", status === "SUCCESS", status);
  if (jobType) verdicts.judge(jobType.id, textAt(job, "job_type") === jobType.word, textAt(job, "job_type"));
  judgeParts(visit, job);
  judgeTimes(visit, job);
  await judgeList(visit, jobId);
}

function judgeParts({ verdicts }: Visit, job: unknown): void {
  const parts = listAt(job, "sub_jobs");
  const words = parts.map((part) => textAt(part, "status"));
  if (parts.length > 0)
    verdicts.judge(
      "sub-job-success-word",
      words.every((word) => word === "SUCCESS"),
      words.join(),
    );
  const total = at(job, "sub_jobs_total");
  verdicts.judge("job-sub-jobs-total", total === parts.length, `${String(total)}, and ${parts.length} parts`);
}

const halfHourMs = 30 * 60_000;

/** The zone is told by the hour: what began minutes ago began minutes ago in the right zone only. */
function judgeTimes({ verdicts, settings }: Visit, job: unknown): void {
  const began = textAt(job, "begin_time");
  const instant = Date.parse(`${began.replace(" ", "T")}Z`);
  const near = Math.abs(Date.now() - instant) < halfHourMs + settings.maxMinutes * 60_000;
  verdicts.judge("job-times-zone", /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(began) && near, began);
}

async function judgeList({ cloud, verdicts }: Visit, jobId: string): Promise<void> {
  const query = { job_id: jobId, limit: 100 };
  const { status, body } = await cloud.send({ method: "GET", path: "/workspace-sub-jobs", query });
  const mine = listAt(body, "jobs").every((part) => textAt(part, "job_id") === jobId);
  const total = at(body, "total_count");
  const agreed = status === 200 && mine && total === listAt(body, "jobs").length;
  verdicts.judge("sub-jobs-by-job-id", agreed, `${status}, total_count ${String(total)}`);
}
