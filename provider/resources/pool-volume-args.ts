/** What a program writes of one disk of a pool. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * One data disk of the pool: the same on every desktop, each with a copy of its own.
 *
 * @source Workspace API Reference, AddDesktopPoolVolumes, ExpandDesktopPoolVolumes, DeleteDesktopPoolVolumes
 */
export interface VolumeArgs {
  /**
   * Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O). A word that this version does not know is a warning, and is
   * sent as it stands.
   *
   * @range 1 character or more; which types there are the region decides
   * @change Refused, because the data would be lost. With `allowDataLoss`: AddDesktopPoolVolumes, then DeleteDesktopPoolVolumes. Desktops that exist: an EMPTY disk takes the place of the old one, **whose data is lost**.
   */
  type: pulumi.Input<string>;
  /**
   * Size of the disk, on every desktop.
   *
   * @unit GB
   * @range 10 to 8,200, a multiple of 10
   * @change Larger: ExpandDesktopPoolVolumes. Desktops that exist: the disk grows in place on those that `handleType` reaches, nothing is lost. Smaller: refused; with `allowDataLoss` an EMPTY disk takes its place, and the **data is lost**.
   */
  size: pulumi.Input<number>;
  /**
   * Speed of the disk, for types that take it.
   *
   * @unit I/O operations per second
   * @range 0 to 16,380,000
   * @defaultValue the type's
   * @change Refused: fixed when the disk is made, a different disk needs a key of its own. Desktops that exist: none. Left out: stays.
   */
  iops?: pulumi.Input<number>;
  /**
   * Throughput of the disk, for types that take it.
   *
   * @unit MiB/s
   * @range 0 to 4,095,000
   * @defaultValue the type's
   * @change Refused: fixed when the disk is made, a different disk needs a key of its own. Desktops that exist: none. Left out: stays.
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
   * Takes over the disk of the pool with this id (also in the output `undeclaredVolumes`). Type and size have to be what the disk is; a
   * larger size expands it. Afterwards the line is a remark; it may stay or go.
   *
   * @range the id of a disk of the pool, 1 character or more
   * @defaultValue none: a disk is added
   * @change No call. Desktops that exist: none. A disk that the key had before stays on the pool, in no key.
   * @source ShowDesktopPoolDetail (`data_volumes[].id`)
   */
  id?: pulumi.Input<string>;
  /**
   * `false`: add a new disk even if an equal one, in no key, is on the pool. Afterwards a remark.
   *
   * @defaultValue none: where there is an equal one, the run stops and asks which is meant
   * @change No call. Desktops that exist: none.
   * @source this package
   */
  adopt?: pulumi.Input<false>;
  /**
   * `true`: the disk cannot be removed or replaced, and neither the set nor the pool can be destroyed. Leaving the line out does not end
   * it; only `false` does, in an `up` of its own.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none.
   * @source this package
   */
  deletionProtection?: pulumi.Input<boolean>;
}
