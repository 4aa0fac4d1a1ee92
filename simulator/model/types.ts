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
  /** The id that the pool's disk calls want. */
  readonly id: string;
  /** Disk type, such as `SAS`. */
  type: string;
  /** GB. */
  size: number;
  /** I/O operations per second. */
  iops?: number | undefined;
  /** MiB/s. */
  throughput?: number | undefined;
  /** Key that encrypts it. */
  kmsId?: string | undefined;
}

/** A disk of one desktop: a record id, an EVS volume id, and the pool disk it was made from. */
export interface DesktopDisk {
  /** Id of the record. */
  readonly id: string;
  /** Id of the EVS volume: the one that the calls for a desktop's disks want. */
  readonly volumeId: string;
  /** The pool's disk that it is a copy of; absent for a disk of the desktop's own. */
  readonly poolDiskId: string | undefined;
  /** Disk type, such as `SAS`. */
  readonly type: string;
  /** GB. */
  size: number;
  /** I/O operations per second. */
  iops?: number | undefined;
  /** MiB/s. */
  throughput?: number | undefined;
  /** Key that encrypts it. */
  readonly kmsId?: string | undefined;
  /** Where the desktop has it, such as `/dev/vdb`. */
  readonly device: string;
  /** When it was made, in milliseconds since 1970 of the simulator's time. */
  readonly createdAt: number;
  /** What is written on it: a desktop fills its disk when it gets it, and enlarging writes nothing. */
  readonly dataGb: number;
  /** Which writing it holds: every disk gets one of its own when it is made, so what is lost can be told one by one. */
  readonly content: string;
}

/** The most that a pool may hold, however they come. */
export const mostDesktops = 5000;

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
  /** A step on the way of attaching or detaching. Undefined when the user alone tells. */
  attachState: string | undefined;
  /** Taken out of use because something is wrong with it. */
  isolated: boolean;
  /** In maintenance by itself, whatever its pool is. */
  inMaintenance: boolean;
  /** Not to be used until a bill is paid. */
  frozen: boolean;
  /** Made by autoscale and not by a call. */
  readonly byAutoscale?: boolean;
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
  return isAttached(desktop) || isConnected(desktop);
}

export const isAttached = ({ userName }: Desktop): boolean => userName !== undefined;
export const isConnected = ({ loginStatus }: Desktop): boolean => loginStatus === "CONNECTED";

export function attachStateOf({ attachState, userName }: Desktop): string {
  return attachState ?? (userName === undefined ? "UNATTACH" : "ATTACHED");
}

export function isBusy(pool: Pool): boolean {
  return pool.runningJobs.size > 0;
}

/** A pool that is said to have frozen desktops, without a word on which, has no other ones. */
export function isFrozen(pool: Pool, { frozen }: Desktop): boolean {
  return frozen || (pool.restingStatus === "EXIST_FROZEN" && !hasFrozen(pool));
}

export function poolStatus(pool: Pool): string {
  if (isBusy(pool)) return "TEMPORARY";
  return pool.restingStatus === "STEADY" && hasFrozen(pool) ? "EXIST_FROZEN" : pool.restingStatus;
}

function hasFrozen({ desktops }: Pool): boolean {
  for (const { frozen } of desktops.values()) if (frozen) return true;
  return false;
}
