// What another person does to disks.

import {
  attachDisk,
  detachDisk,
  dropPoolDisk,
  growDesktopDisk,
  growPoolDisk,
  putDesktopDisk,
  putPoolDisk,
} from "../../model/effects.ts";
import { makeDesktopDisk, makePoolDisk, placeOfNextDisk } from "../../model/newDisks.ts";
import { badParameter, notFound } from "../../model/refusal.ts";
import { copiesOf, diskOf, listed, type Performers, placeOf, poolOf } from "./performer.ts";

export const diskActs: Performers<"addDisk" | "expandDisk" | "deleteDisk" | "addDesktopDisk" | "deleteDesktopDisk"> = {
  addDisk({ world, cause }, { pool: name, type = "SAS", size, desktops }) {
    const pool = poolOf(world, name);
    const followers = listed(pool, desktops);
    const disk = makePoolDisk(world, { type, size });
    putPoolDisk(world, cause, pool, disk);
    for (const desktop of followers) attachDisk(world, cause, pool, desktop, disk);
    return { pool: pool.id, disk: disk.id };
  },
  expandDisk({ world, cause }, { pool: name, disk: diskId, size, desktops }) {
    const pool = poolOf(world, name);
    const disk = diskOf(pool, diskId);
    const copies = copiesOf(pool, disk, desktops).filter((copy) => copy.disk.size < size);
    // A disk that has the size already may still have copies that lag behind.
    if (size < disk.size || (size === disk.size && copies.length === 0))
      throw badParameter(`size: ${size} is not more than the ${disk.size} GB of the disk`);
    if (size > disk.size) growPoolDisk(world, cause, pool, disk, size);
    for (const copy of copies) growDesktopDisk(world, cause, pool, copy, size);
    return { pool: pool.id, disk: disk.id };
  },
  deleteDisk({ world, cause }, { pool: name, disk: diskId, desktops }) {
    const pool = poolOf(world, name);
    const disk = diskOf(pool, diskId);
    for (const copy of copiesOf(pool, disk, desktops)) detachDisk(world, cause, pool, copy);
    dropPoolDisk(world, cause, pool, disk);
    return { pool: pool.id, disk: disk.id };
  },
  addDesktopDisk({ world, cause }, { type = "SAS", size, ...place }) {
    const { pool, desktop } = placeOf(world, place);
    const disk = makeDesktopDisk(world, { type, size }, placeOfNextDisk(desktop));
    putDesktopDisk(world, cause, pool, { desktop, disk });
    return { desktop: desktop.id, volume: disk.volumeId };
  },
  deleteDesktopDisk({ world, cause }, { volume, ...place }) {
    const { pool, desktop } = placeOf(world, place);
    const disk = desktop.disks.find(({ volumeId, poolDiskId }) => volumeId === volume || poolDiskId === volume);
    if (!disk) throw notFound(`volume: ${volume} is not a data disk of desktop ${place.desktop}`);
    detachDisk(world, cause, pool, { desktop, disk });
    return { desktop: desktop.id, volume: disk.volumeId };
  },
};
