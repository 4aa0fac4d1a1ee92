/** Lives of estates that once went wrong, shrunk, each under the sentence that it broke. A random suite that fails prints the next line of this list. */
import type { History } from "./history.ts";

/** A life that once went wrong: the sentence that it broke, and what has to be so to play it again. */
export interface Found {
  readonly name: string;
  readonly history: History;
  readonly dialects?: Readonly<Record<string, string>>;
}

export const found: readonly Found[] = [
  {
    name: "the error of a job that failed says how to go on",
    history: [
      { do: "up" },
      { do: "size", size: 4 },
      { do: "up", trouble: { on: "ExpandDesktopPool", nth: 1, effect: { job: { outcome: "fail" } } } },
    ],
  },
  {
    name: "a creation that failed on all desktops says what to put right first",
    history: [
      { do: "up", trouble: { on: "CreateDesktopPool", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "up" },
    ],
  },
  {
    name: "a scale-down by order tries a deletion again that the service could not finish",
    history: [
      { do: "up" },
      { do: "size", size: 0, lets: "unassigned" },
      { do: "up", trouble: { on: "BatchDeleteDesktops", nth: 1, effect: { job: { outcome: "partial" } } } },
      { do: "up" },
    ],
  },
  {
    name: "a disk that waits for a broken desktop says that waiting does not help",
    dialects: { "failed-desktop": "error", "failed-pool-status": "STEADY" },
    history: [
      { do: "up", trouble: { on: "CreateDesktopPool", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "up" },
      { do: "size", size: 1, lets: "unassigned" },
    ],
  },
  {
    name: "with autoscale `size` is a floor, and a desktop that others took away is no difference after a refresh",
    history: [
      { do: "autoscale", on: true },
      { do: "up" },
      { do: "stranger deletes a desktop", nth: 0 },
      { do: "describe", text: "east" },
      { do: "up --refresh" },
    ],
  },
  {
    name: "a broken desktop that goes in this very `up` does not stand in the way of another product",
    dialects: { "failed-desktop": "error", "failed-pool-status": "STEADY" },
    history: [
      { do: "up", trouble: { on: "CreateDesktopPool", nth: 1, effect: { job: { outcome: "fail" } } } },
      { do: "product", productId: "workspace.c2.xlarge" },
      { do: "size", size: 0, lets: "named" },
      { do: "up" },
    ],
  },
  {
    name: "disks of one desktop, where the region does not tell which are the pool's, can be left out of the program again",
    dialects: { "job-time-zone": "utc", "sub-job-form": "old", "desktop-fields": "old" },
    history: [
      { do: "up", trouble: { on: "CreateDesktopPool", nth: 1, effect: { job: { outcome: "stuck" } } } },
      { do: "up" },
      { do: "size", size: 0, lets: "unassigned" },
      { do: "desk", nth: 0 },
      { do: "up" },
      { do: "somebody gets", nth: 0 },
      { do: "size", size: 1, lets: "idle" },
      { do: "up" },
    ],
  },
  {
    name: "a new pool that is listed and not shown yet is waited for",
    dialects: {
      "failed-status": "ERROR",
      "failed-sub-job-status": "FAIL",
      "success-status": "COMPLETED",
      "waiting-status": "absent",
      "job-time-zone": "local8",
      "sub-job-form": "old",
      "gone-status": "400-WKS.0001",
      "put-status": "204",
      "volume-order": "shuffled",
      "busy-add-code": "WKS.0407",
      "disk-id-after-expand": "same",
      "expand-body": "new",
      "desktop-fields": "seen",
      "failed-desktop": "error",
      "failed-pool-status": "STEADY",
      "new-desktop-status": "SHUTOFF",
    },
    history: [
      { do: "up", trouble: { on: "ShowDesktopPoolDetail", nth: 2, effect: { stale: { effects: 2 } } } },
      { do: "up" },
      { do: "retire", nth: 0, evenInUse: false },
      { do: "up", trouble: { on: "BatchDeleteDesktops", act: { do: "stranger takes a desktop's disk", nth: 0 } } },
      { do: "wait", minutes: 1 },
      { do: "up" },
    ],
  },
];
