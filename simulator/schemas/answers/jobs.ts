// What calls on jobs answer.

import * as Type from "../type.ts";
import { Answer, Count, Percent, sometimes, Text, ZonelessTime } from "./shared.ts";

const ErrorCode = Type.String({ minLength: 1, maxLength: 55 });
const Reason = Type.String({ minLength: 1, maxLength: 255 });

const SubJob = Answer("SubJob", {
  id: Text,
  job_id: Text,
  job_type: Text,
  status: Type.Enum(["SUCCESS", "RUNNING", "WAITING", "FAILED", "FAIL"]),
  begin_time: ZonelessTime,
  process: Percent,
  entities: Answer(
    "SubJobEntities",
    sometimes({ desktop_id: Text, desktop_name: Text, ip_address: Text, product_id: Text, user_name: Text }),
  ),
  ...sometimes({ end_time: ZonelessTime, error_code: ErrorCode, fail_reason: Reason }),
  ...sometimes({ project_id: Text, attach_user: Text, entity: Text, ip_address: Text }),
  ...sometimes({ message: Reason, desktop_name: Text, mac_address: Text }),
});

export const SubJobList = Answer("SubJobList", {
  total_count: Count,
  jobs: Type.Array(SubJob, { maxItems: 1000 }),
});

const jobWords = ["WAITING", "INIT", "PENDING", "", "RUNNING", "SUCCESS", "COMPLETE", "COMPLETED", "FAIL", "FAILED"];

const KnownJob = Answer("JobDetail", {
  id: Text,
  job_type: Text,
  begin_time: ZonelessTime,
  sub_jobs_total: Count,
  sub_jobs: Type.Array(SubJob),
  ...sometimes({ status: Type.Enum([...jobWords, "ERROR"]) }),
  ...sometimes({ end_time: ZonelessTime, job_error_code: ErrorCode, fail_reason: Reason }),
});

/** In one dialect a job that is not known is an empty object. */
export const JobDetail = Type.Union([KnownJob, Answer("NoJob", {})]);
