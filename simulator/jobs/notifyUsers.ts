// Showing a message to the people who sit at desktops.

import { noteDesktop } from "../model/effects.ts";
import { atWorkOn, type Trade } from "./trade.ts";

export interface NotificationOrder {
  readonly desktops: readonly string[];
  readonly message: string;
}

export const notifyUsers: Trade<NotificationOrder> = {
  parts: ({ desktops }) => desktops,
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    const detail = work.order.message;
    if (at) noteDesktop(work.world, work.cause, at.pool, at.desktop, { kind: "users-notified", detail });
  },
};
