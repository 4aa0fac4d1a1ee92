// The whole present state as one readable document: what is in it. Nothing here is the service's own answer.

import type { JobState } from "../jobs/types.ts";
import type { Desktop, DesktopDisk, Pool, PoolAttributes, PoolDisk } from "../model/types.ts";

/** All that there is: what `GET /_sim/state` answers. */
export interface State {
  /** The simulator's time, as `2026-03-01T08:00:00.000Z`. */
  readonly now: string;
  /** The pools, in the order in which they were made. */
  readonly pools: PoolState[];
  /** The jobs that go on. */
  readonly jobs: RunningJob[];
}

/** A pool, and everything in it. */
export interface PoolState {
  /** Its id. */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  /** `DYNAMIC` or `STATIC`. */
  readonly type: Pool["type"];
  /** What the service says of it: `STEADY`, or `TEMPORARY` while something goes on. */
  readonly status: string;
  /** `"0"`: paid by the year or month; `"1"`: by use. */
  readonly chargingMode: Pool["chargingMode"];
  /** Its other fields, in the words of the API. */
  readonly attributes: PoolAttributes;
  /** The system disk of its desktops. */
  readonly rootDisk: PoolDisk;
  /** Its data disks: those that a new desktop gets a copy of. */
  readonly disks: PoolDisk[];
  /** Who may use it. */
  readonly users: AuthorizedState[];
  /** Its desktops. */
  readonly desktops: DesktopState[];
}

/** Somebody who may use a pool, in the words of the API. */
export interface AuthorizedState {
  /** Id of the user or group. */
  readonly object_id: string;
  /** Which of both it is. */
  readonly object_type: "USER" | "USER_GROUP";
  /** Name of the user or group. */
  readonly object_name: string;
  /** Rights on the desktop. */
  readonly user_group: string;
  /** Domain of the user. */
  readonly domain?: string | null | undefined;
}

/** A desktop of a pool. */
export interface DesktopState {
  /** Its id. */
  readonly id: string;
  /** Its name in the network. */
  readonly name: string;
  /** Its address. */
  readonly ipAddress: string;
  /** Product that it has. */
  readonly productId: string;
  /** Image that its system disk was made from. */
  readonly imageId: string;
  /** `ACTIVE`, `SHUTOFF`, `HIBERNATED`, `ERROR`, or another word. */
  readonly status: string;
  /** What is being done to it; empty: nothing. */
  readonly taskStatus: string;
  /** Whether somebody works on it. */
  readonly loginStatus: string;
  /** Whose it is. */
  readonly user: string | null;
  /** A step on the way of attaching or detaching; absent where the user alone tells. */
  readonly attachState: Desktop["attachState"];
  /** Taken out of use because something is wrong with it. */
  readonly isolated: boolean;
  /** In maintenance by itself, whatever its pool is. */
  readonly inMaintenance: boolean;
  /** Not to be used until a bill is paid. */
  readonly frozen: boolean;
  /** Made by autoscale and not by a call. */
  readonly byAutoscale?: boolean;
  /** Its system disk. */
  readonly rootDisk: DesktopDisk;
  /** Its data disks, copies of the pool's and its own. */
  readonly disks: DesktopDisk[];
}

/** A job that goes on. */
export interface RunningJob {
  /** Its id. */
  readonly id: string;
  /** What it does, such as `addDesktopPoolVolumes`. */
  readonly kind: string;
  /** How far it is. */
  readonly state: JobState;
  /** Ids of the pools that are busy with it. */
  readonly pools: readonly string[];
  /** Its part for each desktop. */
  readonly subJobs: RunningPart[];
}

/** The part of a job for one desktop. */
export interface RunningPart {
  /** Id of the desktop; null while there is none yet. */
  readonly desktop: string | null;
  /** How far it is. */
  readonly state: JobState;
  /** How far it is, in per cent. */
  readonly process: number;
}
