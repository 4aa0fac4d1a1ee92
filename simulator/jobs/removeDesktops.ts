// Removing desktops, and single disks of one desktop.

import { type Farewell, partFromUser } from "../model/desktopUsers.ts";
import { detachDisk, dropDesktop, setState } from "../model/effects.ts";
import { atWorkOn, type Trade } from "./trade.ts";

export interface RemovalOrder {
  readonly desktops: readonly string[];
  /** Left out, users are not told and stay. */
  readonly farewell?: Farewell;
}

export const removeDesktops: Trade<RemovalOrder> = {
  parts: ({ desktops }) => desktops,
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    dropDesktop(work.world, work.cause, at.pool, at.desktop);
    if (work.order.farewell) partFromUser(work.world, work.cause, at.pool, at.desktop, work.order.farewell);
  },
  fail(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (at) setState(work.world, work.cause, at.pool, at.desktop, { taskStatus: "deleteFailed" });
  },
};

export interface VolumesOrder {
  readonly desktop: string;
  /** EVS volume ids. */
  readonly volumes: readonly string[];
}

export const removeDesktopDisks: Trade<VolumesOrder> = {
  parts: ({ desktop }) => [desktop],
  succeed(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    const disks = at.desktop.disks.filter(({ volumeId }) => work.order.volumes.includes(volumeId));
    for (const disk of disks) detachDisk(work.world, work.cause, at.pool, { desktop: at.desktop, disk });
  },
};
