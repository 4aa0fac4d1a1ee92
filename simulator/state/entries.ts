// Pools, desktops and disks from the entries of a document, with everything filled in that the document leaves out.

import { freshDesktop } from "../model/newDesktop.ts";
import { deviceAt } from "../model/newDisks.ts";
import { badParameter } from "../model/refusal.ts";
import type { Desktop, DesktopDisk, Pool, PoolAttributes, PoolDisk } from "../model/types.ts";
import type { DesktopDiskEntry, DesktopEntry, PoolDiskEntry, PoolEntry } from "./document.ts";

/** Where times and ids come from. */
export interface Maker {
  readonly time: number;
  id(kind: string): string;
  serial(kind: string): number;
}

export function poolsOf(entries: readonly PoolEntry[], make: Maker): Pool[] {
  return entries.map((entry, index) => poolOf(entry, `pools.${index}`, make));
}

function poolOf(entry: PoolEntry, place: string, make: Maker): Pool {
  const { id = make.id("pool"), name, type = "DYNAMIC", status = "STEADY", chargingMode = "1" } = entry;
  const pool: Pool = {
    id,
    name,
    type,
    createdAt: instant(entry.createdAt, make),
    restingStatus: status,
    chargingMode,
    attributes: withDefaults(entry.attributes ?? {}),
    rootDisk: poolDiskOf(entry.rootDisk ?? { size: 80 }, make),
    disks: (entry.disks ?? []).map((disk) => poolDiskOf(disk, make)),
    users: (entry.users ?? []).map(({ object, addedAt }) => ({ object, addedAt: instant(addedAt, make) })),
    desktops: new Map(),
    runningJobs: new Set(),
    lastAddAt: undefined,
  };
  for (const [index, desktop] of listed(entry).entries()) {
    const made = desktopOf(desktop, { pool, place: `${place}.desktops.${index}` }, make);
    pool.desktops.set(made.id, made);
  }
  return pool;
}

const defaults: PoolAttributes = {
  product_id: "workspace.x86.ultimate.large2",
  image_type: "gold",
  image_id: "image-1",
  subnet_ids: ["subnet-1"],
};

/** The file's fields stay in its order, so that what was saved is loaded as it was. */
function withDefaults(given: PoolAttributes): PoolAttributes {
  return { ...given, ...Object.fromEntries(Object.entries(defaults).filter(([name]) => !(name in given))) };
}

const listed = ({ desktops = 0 }: PoolEntry): readonly DesktopEntry[] =>
  Array.isArray(desktops) ? desktops : Array.from({ length: desktops }, () => ({}));

const instant = (text: string | undefined, { time }: Maker) => (text === undefined ? time : Date.parse(text));

function poolDiskOf({ id, type = "SAS", size, ...quality }: PoolDiskEntry, make: Maker): PoolDisk {
  return { id: id ?? make.id("pool-disk"), type, size, ...quality };
}

interface Place {
  readonly pool: Pool;
  readonly place: string;
}

function desktopOf(entry: DesktopEntry, at: Place, make: Maker): Desktop {
  const { pool } = at;
  const number = make.serial("desktop-number");
  const { user, createdAt, rootDisk, disks = pool.disks.map(({ id }) => ({ poolDiskId: id })), ...given } = entry;
  return {
    id: given.id ?? make.id("desktop"),
    createdAt: instant(createdAt, make),
    ...freshDesktop({ pool, number, status: given.status ?? "ACTIVE" }),
    ...given,
    userName: user,
    rootDisk: desktopDiskOf({ poolDiskId: pool.rootDisk.id, dataGb: 0, ...rootDisk }, { ...at, number: 0 }, make),
    disks: disks.map((disk, index) => desktopDiskOf(disk, { ...at, number: index + 1 }, make)),
  };
}

function desktopDiskOf(entry: DesktopDiskEntry, at: Place & { readonly number: number }, make: Maker): DesktopDisk {
  const { poolDiskId, createdAt, ...given } = entry;
  const from = [at.pool.rootDisk, ...at.pool.disks].find(({ id }) => id === poolDiskId);
  const size = given.size ?? from?.size;
  if (size === undefined) {
    throw badParameter(`${at.place}.disks: give the size of a disk that is no copy of one of the pool's disks`);
  }
  return {
    id: make.id("desktop-disk"),
    volumeId: make.id("volume"),
    poolDiskId,
    type: from?.type ?? "SAS",
    device: deviceAt(at.number),
    createdAt: instant(createdAt, make),
    dataGb: size,
    content: `#${make.serial("content")}`,
    ...given,
    size,
  };
}
