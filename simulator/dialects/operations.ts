// What is done to pools as a whole: resizing, rebuilding, starting and stopping, orders, autoscale; and who is refused it.

import type { Dialect } from "./dialect.ts";

export const operationDialects = {
  "resize-running": {
    values: ["refuse", "stop"],
    source: "ResizeDesktopPool (silent)",
    meaning: "a resize without mode that reaches running desktops: refused, or they are stopped all the same",
  },
  "after-resize": {
    values: ["started", "stopped"],
    source: "ResizeDesktopPool (silent)",
    meaning: "a desktop that was stopped to be resized: started again, or left SHUTOFF",
  },
  "resize-jobs": {
    values: ["own", "same", "absent"],
    source: "ResizeDesktopPool",
    meaning: "the jobs in a resize's answer: an id for each desktop, the id of the whole job for each, or none",
  },
  "resize-job-type": {
    values: ["resizeDesktopPool", "operateDesktops"],
    source: "ListItaSubJobs (names none)",
    meaning: "the job_type of a pool's resize",
  },
  "failed-rebuild": {
    values: ["as-before", "ERROR"],
    source: "ResizeDesktopPool (silent)",
    meaning: "a desktop whose rebuild failed: as it was before, or in ERROR",
  },
  "action-wrong-state": {
    values: ["skip", "refuse", "fail"],
    source: "the tables of error codes WKS.00010032, ExecuteDesktopPoolAction (silent)",
    meaning: "desktops whose state an action does not fit: left out, the whole call refused, or their part fails",
  },
  "frozen-refuses": {
    values: ["reached", "all", "nothing"],
    source: "ShowDesktopPoolDetail (silent)",
    meaning: "changes of a pool with frozen desktops: refused if they reach one, all but deletions, none",
  },
  "error-pool": {
    values: ["goes-on", "refuses"],
    source: "contradiction 21, an open point",
    meaning: "changes of a pool in ERROR or UNKNOWN, but deletions: carried out, or refused",
  },
  "prepaid-refuses": {
    values: ["disks-and-resize", "disks", "all"],
    source: "CreateDesktopPoolChangeOrder, trap 23",
    meaning: "what a yearly/monthly pool wants an order for: disk calls, resize, also expand and rebuild",
  },
  "order-result": {
    values: ["SUCCESS", "FAIL", "unpaid"],
    source: "CreateDesktopPoolChangeOrder, contradiction 2",
    meaning: "the answer to an order: carried out by a job, refused in a 200, or waiting to be paid with nothing done",
  },
  "quota-status": {
    values: ["400", "403"],
    source: "the tables of error codes, the disk calls of desktops (silent)",
    meaning: "the status of a call that would go over a quota",
  },
  "autoscale-busy": {
    values: ["yes", "no"],
    source: "CreateDesktopPool, trap 8 (silent)",
    meaning: "whether a pool is busy while autoscale makes or removes desktops",
  },
  "autoscale-in-busy-pool": {
    values: ["acts", "waits"],
    source: "DeleteDesktopPool, trap 8 (silent)",
    meaning: "autoscale while the pool is busy with another job: in the midst of it, or after it",
  },
  "autoscale-max": {
    values: ["own", "whole-pool"],
    source: "CreateDesktopPool (silent)",
    meaning: "what max_auto_created limits: the desktops autoscale made, or all of the pool",
  },
  "autoscale-removes": {
    values: ["any", "own"],
    source: "CreateDesktopPool (silent)",
    meaning: "which desktops go after idle_retention_duration: any idle one, or those autoscale made",
  },
  "autoscale-limits": {
    values: ["new", "old"],
    source: "contradiction 10",
    meaning: "max_auto_created and min_idle: 1..5000 and 0..5000, or 1..1000 for both",
  },
  "cleared-policy": {
    values: ["absent", "once-auto-created"],
    source: "trap 15",
    meaning: "autoscale_policy in the answer when the pool has none",
  },
} as const satisfies Record<string, Dialect>;
