/** What a program writes of one disk of one desktop. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * One data disk of one desktop.
 *
 * @source Workspace API Reference, AddVolumes, ExpandVolumes, BatchModifyQosVolumes, DeleteDesktopVolumes
 */
export interface DesktopVolumeArgs {
  /**
   * Disk type, such as `"SAS"` (high I/O), `"SSD"` (ultra-high I/O) or `"GPSSD2"`. A word that this version does not know is a warning,
   * and is sent as it stands.
   *
   * @range 1 character or more; which types there are the region decides
   * @change Refused, because the data would be lost. With `allowDataLoss`: AddVolumes, then DeleteDesktopVolumes. The desktop: an EMPTY disk takes the place of the old one, **whose data is lost**.
   */
  type: pulumi.Input<string>;
  /**
   * Size of the disk.
   *
   * @unit GB
   * @range 10 to 32,760, a multiple of 10
   * @change Larger: ExpandVolumes. The desktop: the disk grows in place, nothing is lost. Smaller: refused; with `allowDataLoss` an EMPTY disk takes its place, and the **data is lost**.
   */
  size: pulumi.Input<number>;
  /**
   * Speed of the disk, for types that take it. The service sets it together with `throughput`.
   *
   * @unit I/O operations per second
   * @range 0 to 16,380,000
   * @defaultValue the type's
   * @change BatchModifyQosVolumes, with `throughput`. The desktop: the speed changes in place, no data is lost. Left out: stays.
   */
  iops?: pulumi.Input<number>;
  /**
   * Throughput of the disk, for types that take it. The service sets it together with `iops`.
   *
   * @unit MiB/s
   * @range 0 to 4,095,000
   * @defaultValue the type's
   * @change BatchModifyQosVolumes, with `iops`. The desktop: the speed changes in place, no data is lost. Left out: stays.
   */
  throughput?: pulumi.Input<number>;
  /**
   * Key of the service KMS that encrypts the disk.
   *
   * @range 1 character or more
   * @defaultValue none: the disk is not encrypted with a key of yours
   * @change Refused, because the data would be lost. With `allowDataLoss`, as another `type`. Left out: stays.
   */
  kmsId?: pulumi.Input<string>;
  /**
   * Takes over the disk of the desktop with this EVS volume id (also in the output `undeclaredVolumes`). Afterwards the line is a
   * remark; it may stay or go. A disk that the pool gave the desktop cannot be taken over.
   *
   * @range the EVS volume id of a disk of the desktop, 1 character or more
   * @defaultValue none: a disk is added
   * @change No call. The desktop: none. A disk that the key had before stays on the desktop, in no key.
   * @source ShowDesktopDetail (`data_volumes[].volume_id`)
   */
  id?: pulumi.Input<string>;
  /**
   * `false`: add a new disk even if an equal one, in no key, is on the desktop. Afterwards a remark.
   *
   * @defaultValue none: where there is an equal one, the run stops and asks which is meant
   * @change No call. The desktop: none.
   * @source this package
   */
  adopt?: pulumi.Input<false>;
  /**
   * `true`: the disk cannot be removed or replaced, and the set cannot be destroyed. Leaving the line out does not end it; only `false`
   * does, in an `up` of its own.
   *
   * @defaultValue `false`
   * @change No call. The desktop: none.
   * @source this package
   */
  deletionProtection?: pulumi.Input<boolean>;
}
