// Where a desktop differs from its pool. Told per desktop and counted per pool, from the same comparison.

import type { Desktop, DesktopDisk, Pool } from "./types.ts";

export interface Differences {
  readonly product: boolean;
  readonly image: boolean;
  readonly diskNumber: boolean;
  readonly diskSize: boolean;
}

export function differencesOf(pool: Pool, desktop: Desktop): Differences {
  const pairs = [pool.rootDisk, ...pool.disks].map((disk) => ({ disk, own: ownOf(desktop, disk.id) }));
  const joined = pairs.filter(({ own }) => own !== undefined).length;
  return {
    product: desktop.productId !== (pool.attributes.product_id ?? ""),
    image: desktop.imageId !== (pool.attributes.image_id ?? ""),
    diskNumber: joined !== pairs.length || desktop.disks.length + 1 !== joined,
    diskSize: pairs.some(({ disk, own }) => own !== undefined && own.size !== disk.size),
  };
}

function ownOf(desktop: Desktop, poolDiskId: string): DesktopDisk | undefined {
  return [desktop.rootDisk, ...desktop.disks].find((disk) => disk.poolDiskId === poolDiskId);
}

export function countDifferences(pool: Pool): Record<keyof Differences, number> {
  const all = [...pool.desktops.values()].map((desktop) => differencesOf(pool, desktop));
  const count = (name: keyof Differences) => all.filter((differences) => differences[name]).length;
  return {
    product: count("product"),
    image: count("image"),
    diskNumber: count("diskNumber"),
    diskSize: count("diskSize"),
  };
}
