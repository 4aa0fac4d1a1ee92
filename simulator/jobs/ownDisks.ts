// The disks of single desktops: given to them, enlarged, made faster. One part of the job for each desktop.

import { changeDesktopDisk, type DiskOf, growDesktopDisk, putDesktopDisk, setState } from "../model/effects.ts";
import { makeDesktopDisk, placeOfNextDisk } from "../model/newDisks.ts";
import type { Desktop, DiskSpec } from "../model/types.ts";
import { atWorkOn, type Trade, type Work } from "./trade.ts";
import type { SubJob } from "./types.ts";

export interface GiftOrder {
  readonly gifts: readonly { readonly desktop: string; readonly disks: readonly DiskSpec[] }[];
}

export const addOwnDisks: Trade<GiftOrder> = {
  parts: ({ gifts }) => gifts.map(({ desktop }) => desktop),
  begin: (work, subJob) => setTask(work, subJob, "block_device_mapping"),
  succeed(work, subJob) {
    setTask(work, subJob, "");
    const at = atWorkOn(work, subJob);
    if (!at) return;
    const { desktop, pool } = at;
    const gifts = work.order.gifts.filter((gift) => gift.desktop === desktop.id);
    for (const spec of gifts.flatMap(({ disks }) => disks)) {
      const disk = makeDesktopDisk(work.world, spec, placeOfNextDisk(desktop));
      putDesktopDisk(work.world, work.cause, pool, { desktop, disk });
    }
  },
  fail: (work, subJob) => setTask(work, subJob, ""),
};

function setTask(work: Work<unknown>, subJob: SubJob, taskStatus: string): void {
  const at = atWorkOn(work, subJob);
  if (at) setState(work.world, work.cause, at.pool, at.desktop, { taskStatus });
}

interface Place {
  readonly desktop: string;
  /** An EVS volume id. */
  readonly volume: string;
}

const desktopsOf = (places: readonly Place[]) => [...new Set(places.map(({ desktop }) => desktop))];

/** Another person may have taken the disk away meanwhile. */
function disksAt(desktop: Desktop, places: readonly Place[]): DiskOf[] {
  return [desktop.rootDisk, ...desktop.disks]
    .filter((disk) => places.some(({ volume }) => volume === disk.volumeId))
    .map((disk) => ({ desktop, disk }));
}

export interface OwnGrowthOrder {
  readonly growths: readonly (Place & { readonly size: number })[];
}

export const expandOwnDisks: Trade<OwnGrowthOrder> = {
  parts: ({ growths }) => desktopsOf(growths),
  succeed({ world, cause, order }, subJob) {
    const at = atWorkOn({ world, cause, order }, subJob);
    for (const own of at ? disksAt(at.desktop, order.growths) : []) {
      const size = order.growths.find(({ volume }) => volume === own.disk.volumeId)?.size ?? 0;
      if (at && size > own.disk.size) growDesktopDisk(world, cause, at.pool, own, size);
    }
  },
};

export interface QosOrder {
  readonly volumes: readonly Place[];
  readonly iops: number;
  readonly throughput: number;
}

export const modifyOwnQos: Trade<QosOrder> = {
  parts: ({ volumes }) => desktopsOf(volumes),
  succeed({ world, cause, order }, subJob) {
    const at = atWorkOn({ world, cause, order }, subJob);
    const { iops, throughput, volumes } = order;
    for (const own of at ? disksAt(at.desktop, volumes) : []) {
      if (at) changeDesktopDisk(world, cause, at.pool, own, { iops, throughput });
    }
  },
};
