/** Answers about jobs and the desktops' parts in them. */
import { z } from "zod";
import type { Job, SubJob } from "../types.ts";
import { id, int, text, words } from "./fields.ts";
import { type ListOf, pageOf } from "./lists.ts";

/** `message` is in the older schema only. */
const subJob: z.ZodType<SubJob> = z
  .object({
    id: text.default(""),
    jobId: text.exactOptional(),
    jobType: text.exactOptional(),
    status: text.default(""),
    beginTime: text.exactOptional(),
    endTime: text.exactOptional(),
    process: int.exactOptional(),
    errorCode: words,
    failReason: words,
    message: words,
    desktopName: words,
    entities: z.object({ desktopId: words, desktopName: words }).default({}),
  })
  .transform(({ errorCode, failReason, message, desktopName, entities, ...job }) => {
    const name = entities.desktopName ?? desktopName;
    return {
      ...job,
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(failReason === undefined ? {} : { failReason }),
      ...(message === undefined ? {} : { message }),
      ...(entities.desktopId === undefined ? {} : { desktopId: entities.desktopId }),
      ...(name === undefined ? {} : { desktopName: name }),
    };
  });

/** Limit 0..1000, offset 0..10000: https://support.huaweicloud.com/intl/en-us/api-workspace/ListItaSubJobs.html. */
export const subJobs: ListOf<SubJob> = {
  page: pageOf("jobs", subJob),
  limit: 1000,
  lastOffset: 10_000,
  nameOf: (job) => (job.id === "" ? undefined : job.id),
};

/** Its error code is `job_error_code`, that of a sub-job `error_code`. */
const job: z.ZodType<Job> = z
  .object({
    id,
    jobType: text.exactOptional(),
    status: text.default(""),
    beginTime: text.exactOptional(),
    endTime: text.exactOptional(),
    jobErrorCode: words,
    failReason: words,
    subJobsTotal: int.exactOptional(),
    subJobs: z.array(subJob).default([]),
  })
  .transform(({ jobErrorCode, failReason, ...fields }) => ({
    ...fields,
    ...(jobErrorCode === undefined ? {} : { errorCode: jobErrorCode }),
    ...(failReason === undefined ? {} : { failReason }),
  }));

/** GET job. An object with nothing in it, the example of ShowJob's page, says that there is no such job. */
export const jobAnswer: z.ZodType<Job | undefined> = z.looseObject({}).transform((answer, context) => {
  if (Object.keys(answer).length === 0) return undefined;
  const parsed = job.safeParse(answer);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: "custom", message, path });
  return z.NEVER;
});
