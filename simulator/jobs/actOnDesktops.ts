// Starting, stopping, restarting and hibernating desktops.

import { setState } from "../model/effects.ts";
import { codes } from "../model/refusal.ts";
import type { Desktop } from "../model/types.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import type { SubJob } from "./types.ts";

export type ActionKind = "os-start" | "os-stop" | "reboot" | "hibernate";

export interface ActionOrder {
  readonly pool: string;
  readonly desktops: readonly string[];
  readonly action: ActionKind;
  readonly hard: boolean;
}

interface Way {
  /** The states it takes a desktop from; a hard action takes them from more. */
  readonly from: readonly string[];
  readonly hardFrom: readonly string[];
  readonly task: string;
  readonly hardTask: string;
  readonly to: string;
}

// The list of task words knows none for hibernating; to go off is what comes nearest.
const off = { task: "powering-off", hardTask: "powering-off" };
const on = { task: "powering-on", hardTask: "powering-on" };
const again = { task: "rebooting", hardTask: "rebooting_hard" };

const ways: { readonly [A in ActionKind]: Way } = {
  "os-start": { from: ["SHUTOFF", "HIBERNATED"], hardFrom: ["SHUTOFF", "HIBERNATED"], ...on, to: "ACTIVE" },
  "os-stop": { from: ["ACTIVE"], hardFrom: ["ACTIVE", "ERROR", "HIBERNATED"], ...off, to: "SHUTOFF" },
  reboot: { from: ["ACTIVE"], hardFrom: ["ACTIVE", "ERROR"], ...again, to: "ACTIVE" },
  hibernate: { from: ["ACTIVE"], hardFrom: ["ACTIVE"], ...off, to: "HIBERNATED" },
};

export function takesAction({ status }: Desktop, action: ActionKind, hard: boolean): boolean {
  return ways[action][hard ? "hardFrom" : "from"].includes(status);
}

export const actOnDesktops: Trade<ActionOrder> = {
  parts: ({ desktops }) => desktops,
  begin(work, subJob) {
    const { action, hard } = work.order;
    const taskStatus = ways[action][hard ? "hardTask" : "task"];
    const at = atWorkOn(work, subJob);
    if (at && takesAction(at.desktop, action, hard)) {
      setState(work.world, work.cause, at.pool, at.desktop, { taskStatus, loginStatus: "UNREGISTER" });
    }
  },
  hindrance(work, subJob) {
    const { action, hard } = work.order;
    const at = atWorkOn(work, subJob);
    if (!at || takesAction(at.desktop, action, hard)) return undefined;
    return {
      code: codes.conflict,
      reason: `desktop ${at.desktop.name} is ${at.desktop.status}: not fit for ${action}`,
    };
  },
  succeed: (work, subJob) => settle(work, subJob, ways[work.order.action].to),
  fail: (work, subJob) => settle(work, subJob),
};

function settle(work: Work<ActionOrder>, subJob: SubJob, to?: string): void {
  const at = atWorkOn(work, subJob);
  if (!at) return;
  const status = to ?? at.desktop.status;
  const loginStatus = status === "ACTIVE" ? "REGISTERED" : "UNREGISTER";
  const wasBegun = at.desktop.taskStatus !== "";
  if (to !== undefined || wasBegun) {
    setState(work.world, work.cause, at.pool, at.desktop, { status, taskStatus: "", loginStatus });
  }
}
