// Resizing, rebuilding, starting and stopping the desktops of a pool, and telling their users something.

import type { Job } from "../jobs/types.ts";
import { findPool } from "../model/find.ts";
import { notifyDesktops, notifyPool } from "../model/notifications.ts";
import { actOnPool, rebuildPool, resizePool } from "../model/poolOperations.ts";
import type { World } from "../model/world.ts";
import { ResizeStarted } from "../schemas/answers/orders.ts";
import { JobId } from "../schemas/answers/shared.ts";
import {
  DesktopNotificationsBody,
  DesktopPoolActionBody,
  PoolNotificationsBody,
  RebuildDesktopPoolBody,
  ResizeDesktopPoolBody,
} from "../schemas/poolOperations.ts";
import { started } from "./poolDisks.ts";
import { defineRoute, ok, poolId, type Route } from "./route.ts";

const pool = "/v2/:projectId/desktop-pools/:poolId";
const method = "POST";
const access = "project";

export const poolOperationRoutes: readonly Route[] = [
  defineRoute({
    operation: "ResizeDesktopPool",
    method,
    path: `${pool}/resize`,
    access,
    body: ResizeDesktopPoolBody,
    answer: ResizeStarted,
    handle(call) {
      const { world, author, fate, body } = call;
      const job = resizePool(world, { author, fate }, findPool(world, poolId(call)), body);
      return ok({ job_id: job.id, ...desktopJobs(world, job) });
    },
  }),
  defineRoute({
    operation: "RebuildDesktopPool",
    method,
    path: `${pool}/rebuild`,
    access,
    body: RebuildDesktopPoolBody,
    answer: JobId,
    handle: (call) => started(call, rebuildPool),
  }),
  defineRoute({
    operation: "ExecuteDesktopPoolAction",
    method,
    path: `${pool}/action`,
    access,
    body: DesktopPoolActionBody,
    answer: JobId,
    handle: (call) => started(call, actOnPool),
  }),
  defineRoute({
    operation: "SendDesktopPoolNotifications",
    method,
    path: `${pool}/notifications`,
    access,
    body: PoolNotificationsBody,
    answer: JobId,
    handle: (call) => started(call, notifyPool),
  }),
  defineRoute({
    operation: "SendNotifications",
    method,
    path: "/v2/:projectId/desktops/notifications",
    access,
    body: DesktopNotificationsBody,
    answer: JobId,
    handle: ({ world, author, fate, body }) => ok({ job_id: notifyDesktops(world, { author, fate }, body).id }),
  }),
];

/** A job for each desktop: its part of the whole job, under an id of its own or under that of the whole. */
function desktopJobs(world: World, { id, subJobs }: Job): Record<string, unknown> {
  const rule = world.dialects("resize-jobs");
  if (rule === "absent") return {};
  const jobs = subJobs.flatMap((subJob) =>
    subJob.entity ? [{ desktop_id: subJob.entity.id, job_id: rule === "own" ? subJob.id : id }] : [],
  );
  return { jobs };
}
