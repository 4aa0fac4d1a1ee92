// Disks before anybody has them: those of a pool's template, and the copies and own disks of desktops.

import type { Desktop, DesktopDisk, DiskSpec, PoolDisk } from "./types.ts";
import type { World } from "./world.ts";

export function makePoolDisk(world: World, spec: DiskSpec): PoolDisk {
  const { type, size, iops, throughput, kmsId } = spec;
  return { id: world.ids.uuid("pool-disk"), type, size, iops, throughput, kmsId };
}

/** A copy of a pool's disk for one desktop, or, without an id to follow, a disk of its own. */
export function makeDesktopDisk(world: World, from: DiskSpec & { readonly id?: string }, place: number): DesktopDisk {
  return {
    id: world.ids.uuid("desktop-disk"),
    volumeId: world.ids.uuid("volume"),
    poolDiskId: from.id,
    type: from.type,
    size: from.size,
    iops: from.iops,
    throughput: from.throughput,
    kmsId: from.kmsId,
    device: deviceAt(place),
    createdAt: world.timeline.time(),
    dataGb: from.size,
    content: `#${world.ids.serial("content")}`,
  };
}

/** What is written on a root disk comes from the image: nobody's data is lost with it. */
export function makeRootDisk(world: World, from: DiskSpec & { readonly id?: string }): DesktopDisk {
  return { ...makeDesktopDisk(world, from, 0), dataGb: 0 };
}

/** The first that is free: a disk that was taken out leaves a gap. The root disk has place 0. */
export function placeOfNextDisk({ disks }: Desktop): number {
  const taken = new Set(disks.map(({ device }) => device));
  let place = 1;
  while (taken.has(deviceAt(place))) place++;
  return place;
}

export const deviceAt = (place: number) => `/dev/vd${String.fromCharCode("a".charCodeAt(0) + place)}`;
