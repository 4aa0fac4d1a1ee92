// What every desktop is when it appears, whoever makes it: its name, its address, and that nobody has it yet.

import type { Desktop, Pool } from "./types.ts";

export interface NewDesktop {
  readonly pool: Pool;
  /** Counts all desktops that were ever made. */
  readonly number: number;
  readonly status: string;
}

type Fresh = Omit<Desktop, "id" | "createdAt" | "rootDisk" | "disks">;

export function freshDesktop({ pool, number, status }: NewDesktop): Fresh {
  return {
    name: `${pool.name.slice(0, 10)}-${String(number).padStart(4, "0")}`,
    poolId: pool.id,
    ipAddress: `192.168.${(number >> 8) & 255}.${number & 255}`,
    productId: pool.attributes.product_id ?? "",
    imageId: pool.attributes.image_id ?? "",
    status,
    taskStatus: "",
    loginStatus: status === "ACTIVE" ? "REGISTERED" : "UNREGISTER",
    userName: undefined,
    attachState: undefined,
    isolated: false,
    inMaintenance: false,
    frozen: false,
  };
}
