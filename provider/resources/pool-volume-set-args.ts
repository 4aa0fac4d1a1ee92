/** What a program writes of a PoolVolumeSet, and the words in which its outputs tell of disks and desktops. */
import type * as pulumi from "@pulumi/pulumi";
import type { DesktopPool } from "./desktop-pool.ts";
import type { VolumeArgs } from "./pool-volume-args.ts";
import type { VolumeSetArgs } from "./volume-set-args.ts";

/**
 * Which desktops follow a change of the pool, besides those that are made later: `"FOR_EXPAND_AND_ALL"`, every one that exists;
 * `"FOR_EXPAND_AND_IDLE"`, those that nobody uses at the time, which the service decides; `"ONLY_FOR_EXPAND"`, none.
 *
 * @source Workspace API Reference, AddDesktopPoolVolumes, ExpandDesktopPoolVolumes, DeleteDesktopPoolVolumes of 2026-01 (`handle_type`)
 */
export type HandleType = "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";

/**
 * Arguments of a {@link PoolVolumeSet}: `pool`, or `poolId` for a pool that this program does not own.
 *
 * @source Workspace API Reference, AddDesktopPoolVolumes, ExpandDesktopPoolVolumes, DeleteDesktopPoolVolumes
 */
export interface PoolVolumeSetArgs extends VolumeSetArgs {
  /**
   * The pool, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold for the set too. One pool has one set.
   *
   * @defaultValue none: `poolId` says which
   * @change Another pool is another set: refused, or with `allowReplace` and `forceDestroy` a replacement, **without the data**.
   */
  pool?: DesktopPool;
  /**
   * Id of a pool that this program does not own.
   *
   * @range the id of a pool, 1 character or more
   * @defaultValue none: `pool` says which
   * @change Another pool is another set: refused, or with `allowReplace` and `forceDestroy` a replacement, **without the data**.
   */
  poolId?: pulumi.Input<string>;
  /**
   * The disks, each under a name of your own. The key is the disk's identity for life; order means nothing. A pool has at most ten data
   * disks, and those in no key count.
   *
   * @range 0 to 10 entries, keys of 1 character or more
   * @change A new key: AddDesktopPoolVolumes. Desktops that exist: an empty disk for each that `handleType` reaches. A key that goes: DeleteDesktopPoolVolumes. Desktops that exist: **the disk is deleted with its data** on each that it reaches.
   */
  volumes: pulumi.Input<Record<string, pulumi.Input<VolumeArgs>>>;
  /**
   * Which desktops follow a change, besides those that are made later, which always have the disks of the pool. It counts for each later
   * add, expansion and deletion, and for the deletion of the set, by what the state holds then. Copies that a deletion leaves are in no
   * key: this set never touches them again. Anything but the default refuses a consented replacement, and any change in a region that
   * does not say which disk of the pool a desktop's disk is.
   *
   * @defaultValue `"FOR_EXPAND_AND_ALL"`
   * @change No call. Desktops that exist: none; nothing is made up for on desktops that an earlier scope left out.
   */
  handleType?: pulumi.Input<HandleType>;
  /**
   * Only these desktops, by id: each later call of the set reaches no other that exists. Not with `ONLY_FOR_EXPAND`. The order means
   * nothing. Ids that are not in the pool are refused, with those that are. No page says whether such a call changes the pool's own
   * record of a disk. Where it does not, no key can hold the disk: the `up` stops, says what stands on which desktops, and sends nothing
   * a second time.
   *
   * @range 1 to 100 entries
   * @defaultValue all desktops of the pool
   * @change No call. Desktops that exist: none; it counts for later calls.
   */
  desktopIds?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * What the service reports of a disk.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail (`data_volumes`) and ListPoolDesktopsDetail
 */
export interface ObservedVolume {
  /** The service's id: of the pool's disk in a PoolVolumeSet, of the EVS volume in a DesktopVolumeSet. */
  id: string;
  /** Disk type, such as `"SAS"`. */
  type: string;
  /**
   * Its size.
   *
   * @unit GB
   */
  size: number;
  /**
   * Its speed, where the service tells.
   *
   * @unit I/O operations per second
   */
  iops?: number;
  /**
   * Its throughput, where the service tells.
   *
   * @unit MiB/s
   */
  throughput?: number;
}

/**
 * A desktop that does not have a disk as the pool has it.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export interface MismatchedDesktop {
  /** Id of the desktop. */
  desktopId: string;
  /** Name of the desktop in the network. */
  name?: string;
  /**
   * Size of its copy.
   *
   * @unit GB
   */
  size?: number;
  /** Why its copy is not expanded now. */
  because?: string;
}

/**
 * Desktops that do not have a disk as the pool has it: how many, and the first of them.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export interface MismatchedDesktops {
  /**
   * How many there are.
   *
   * @unit desktops
   */
  count: number;
  /** The first of them. */
  desktops: MismatchedDesktop[];
}

/**
 * How desktops differ from the pool in one disk.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export interface DesktopMismatch {
  /** Desktops without a copy of the disk. */
  missing?: MismatchedDesktops;
  /** Desktops whose copy is smaller than the disk: the next `pulumi up` expands it. */
  smaller?: MismatchedDesktops;
  /** Desktops whose copy is larger than the disk. It is only told. */
  larger?: MismatchedDesktops;
}
