// Orders of changes to yearly and monthly pools.

import { type PlacedOrder, placeOrder } from "../model/orders.ts";
import { ChangeOrders } from "../schemas/answers/orders.ts";
import { ChangeOrderBody } from "../schemas/orders.ts";
import { defineRoute, ok, type Route } from "./route.ts";

export const orderRoutes: readonly Route[] = [
  defineRoute({
    operation: "CreateDesktopPoolChangeOrder",
    method: "POST",
    // One pool: the only path that says so.
    path: "/v2/:projectId/desktop-pool/periodic/change/order",
    access: "project",
    body: ChangeOrderBody,
    answer: ChangeOrders,
    handle: ({ world, author, fate, body }) => ok({ orders: [orderAnswer(placeOrder(world, { author, fate }, body))] }),
  }),
];

const inProgress = 3;
const toBePaid = 6;

function orderAnswer({ id, job, refusal }: PlacedOrder): Record<string, unknown> {
  if (refusal) return { result: "FAIL", result_code: refusal.code, result_msg: refusal.message };
  if (!job) return { order_id: id, order_status: toBePaid };
  return { order_id: id, order_status: inProgress, job_id: job.id, result: "SUCCESS" };
}
