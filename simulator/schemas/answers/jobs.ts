// What calls on jobs answer.

import Type from "typebox";
import { Count, Percent, Text, ZonelessTime } from "./shared.ts";

const SubJob = Type.Object({
  id: Text,
  job_id: Text,
  job_type: Text,
  status: Type.Enum(["SUCCESS", "RUNNING", "WAITING", "FAILED", "FAIL"]),
  begin_time: ZonelessTime,
  end_time: Type.Optional(ZonelessTime),
  process: Percent,
  entities: Type.Object({ desktop_id: Type.Optional(Text) }),
});

export const SubJobList = Type.Object({ total_count: Count, jobs: Type.Array(SubJob) });

export const JobDetail = Type.Object({
  id: Text,
  job_type: Text,
  status: Type.Enum(["WAITING", "RUNNING", "SUCCESS", "COMPLETE", "FAIL", "FAILED"]),
  begin_time: ZonelessTime,
  end_time: Type.Optional(ZonelessTime),
  sub_jobs_total: Count,
  sub_jobs: Type.Array(SubJob),
});
