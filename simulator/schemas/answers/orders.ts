// What orders answer, and a resize, which tells of a job for each desktop.

import * as Type from "../type.ts";
import { Answer, JobId, sometimes, Text } from "./shared.ts";

const Order = Answer(
  "ChangeOrder",
  sometimes({
    order_id: Text,
    order_status: Type.Integer({ minimum: 0, maximum: 14, description: "3: going on, 5: done, 6: waits to be paid" }),
    job_id: Text,
    result: Type.Enum(["SUCCESS", "FAIL"]),
    result_code: Text,
    result_msg: Text,
  }),
);

export const ChangeOrders = Answer("ChangeOrders", { orders: Type.Array(Order, { minItems: 1 }) });

const DesktopJob = Answer("DesktopJob", { desktop_id: Text, job_id: Text });

export const ResizeStarted = Answer("ResizeStarted", {
  ...JobId.properties,
  ...sometimes({ jobs: Type.Array(DesktopJob) }),
});
