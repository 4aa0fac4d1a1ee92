// The things the service has: pools with a template of disks, desktops with disks of their own.

import type { CreateDesktopPoolBody, UpdateDesktopPoolBody } from "../schemas/pools.ts";
import type { AuthorizedObject } from "../schemas/shared.ts";

export interface DiskSpec {
  readonly type: string;
  readonly size: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
  readonly kmsId?: string | undefined;
}

/** A disk of the pool's template. Its id is the one that the pool's disk calls want. */
export interface PoolDisk {
  readonly id: string;
  type: string;
  size: number;
  iops?: number | undefined;
  throughput?: number | undefined;
  kmsId?: string | undefined;
}

/** A disk of one desktop: a record id, an EVS volume id, and the pool disk it was made from. */
export interface DesktopDisk {
  readonly id: string;
  readonly volumeId: string;
  readonly poolDiskId: string | undefined;
  readonly type: string;
  size: number;
  iops?: number | undefined;
  throughput?: number | undefined;
  readonly kmsId?: string | undefined;
  readonly device: string;
  readonly createdAt: number;
  /** What is written on it: a desktop fills its disk when it gets it, and enlarging writes nothing. */
  readonly dataGb: number;
}

export type DesktopStatus = "ACTIVE" | "SHUTOFF" | "ERROR" | "HIBERNATED" | "BUILD";

export interface Desktop {
  readonly id: string;
  name: string;
  readonly poolId: string;
  ipAddress: string;
  readonly createdAt: number;
  productId: string;
  imageId: string;
  status: string;
  taskStatus: string;
  loginStatus: string;
  userName: string | undefined;
  readonly rootDisk: DesktopDisk;
  disks: DesktopDisk[];
}

/** What the wire sent about a pool besides its name, kind and disks, kept in the wire's words. */
export type PoolAttributes = Omit<UpdateDesktopPoolBody, "name" | "root_volume" | "data_volumes"> &
  Partial<Pick<CreateDesktopPoolBody, "product_id" | "image_id" | "image_type" | "flavor_id" | "domain">>;

export interface AuthorizedUser {
  readonly object: AuthorizedObject;
  readonly addedAt: number;
}

export interface Pool {
  readonly id: string;
  name: string;
  readonly type: "DYNAMIC" | "STATIC";
  readonly createdAt: number;
  /** What it says when nothing is going on; while jobs run it says TEMPORARY. */
  restingStatus: string;
  chargingMode: "0" | "1";
  attributes: PoolAttributes;
  readonly rootDisk: PoolDisk;
  disks: PoolDisk[];
  users: AuthorizedUser[];
  readonly desktops: Map<string, Desktop>;
  readonly runningJobs: Set<string>;
  lastAddAt: number | undefined;
}

/** In use means that somebody's work would be disturbed: a person is attached, or a session is open. */
export function isInUse(desktop: Desktop): boolean {
  return desktop.userName !== undefined || desktop.loginStatus === "CONNECTED";
}

export function isBusy(pool: Pool): boolean {
  return pool.runningJobs.size > 0;
}

export function poolStatus(pool: Pool): string {
  return isBusy(pool) ? "TEMPORARY" : pool.restingStatus;
}
