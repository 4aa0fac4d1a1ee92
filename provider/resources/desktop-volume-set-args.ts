/** What a program writes of a DesktopVolumeSet. */
import type * as pulumi from "@pulumi/pulumi";
import type { DesktopPool } from "./desktop-pool.ts";
import type { DesktopVolumeArgs } from "./desktop-volume-args.ts";
import type { VolumeSetArgs } from "./volume-set-args.ts";

/**
 * Arguments of a {@link DesktopVolumeSet}.
 *
 * @source Workspace API Reference, AddVolumes, ExpandVolumes, BatchModifyQosVolumes, DeleteDesktopVolumes
 */
export interface DesktopVolumeSetArgs extends VolumeSetArgs {
  /**
   * Id of the desktop. One desktop has one set.
   *
   * @range the id of a desktop, 1 character or more
   * @change Another desktop is another set: refused, or with `allowReplace` and `forceDestroy` a replacement, **without the data**.
   */
  desktopId: pulumi.Input<string>;
  /**
   * The pool that the desktop is in, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold for the set too, and
   * the set is deleted before it.
   *
   * @defaultValue none: which pool the desktop is in is looked up
   * @change No call. The desktop: none; a pool that the desktop is not in is refused.
   */
  pool?: DesktopPool;
  /**
   * Id of the pool that the desktop is in. Needed where the region's list of desktops does not say it.
   *
   * @range the id of a pool, 1 character or more
   * @defaultValue none: it is looked up
   * @change No call. The desktop: none; a pool that the desktop is not in is refused.
   */
  poolId?: pulumi.Input<string>;
  /**
   * The disks, each under a name of your own. The key is the disk's identity for life; order means nothing. A desktop has at most ten
   * data disks, those of its pool among them.
   *
   * @range 0 to 10 entries, keys of 1 character or more
   * @change A new key: AddVolumes. The desktop: an empty disk; it has to be running. A key that goes: DeleteDesktopVolumes. The desktop: **loses the disk with its data**.
   */
  volumes: pulumi.Input<Record<string, pulumi.Input<DesktopVolumeArgs>>>;
}

/**
 * The pool that a desktop is in.
 *
 * @source Workspace API Reference, ListDesktopsDetail and ShowDesktopPoolDetail
 */
export interface PoolOfDesktop {
  /** Id of the pool. */
  id: string;
  /** Name of the pool on the service. */
  name: string;
}
