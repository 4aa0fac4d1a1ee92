/** DesktopVolumeSet: what a program writes to have data disks on one desktop, beside those of its pool. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, type NotifyUsersArgs, prepared } from "./common.ts";
import type { DesktopPool } from "./desktop-pool.ts";
import { withPlaceOf } from "./place-of-pool.ts";
import type { ObservedVolume } from "./pool-volume-set.ts";

/** One data disk of one desktop. */
export interface DesktopVolumeArgs {
  /** Disk type, such as `"SAS"` (high I/O), `"SSD"` (ultra-high I/O) or `"GPSSD2"`. A change would lose the data: refused. */
  type: pulumi.Input<string>;
  /**
   * GB, a multiple of 10 from 10 to 32,760 (AddVolumes). Growing expands the disk in place (ExpandVolumes) and loses nothing.
   * Shrinking would lose the data: refused.
   */
  size: pulumi.Input<number>;
  /**
   * I/O operations per second, for types that take it. Changed in place (BatchModifyQosVolumes), which loses nothing; the service
   * sets it together with `throughput`, and one that is left out stays as the service reports it.
   */
  iops?: pulumi.Input<number>;
  /** MiB/s, for types that take it. Changed in place, together with `iops`. */
  throughput?: pulumi.Input<number>;
  /** Key that encrypts the disk. Fixed when the disk is made. */
  kmsId?: pulumi.Input<string>;
  /**
   * Take over the disk of the desktop with this EVS volume id (also in the output `undeclaredVolumes`). No call is made.
   * Afterwards the line is a remark; it may stay or go. A disk that the pool gave the desktop cannot be taken over.
   */
  id?: pulumi.Input<string>;
  /** `false`: add a new disk even if an equal one, in no key, is on the desktop. Afterwards a remark. */
  adopt?: pulumi.Input<false>;
  /** `true`: the disk cannot be removed, and neither can the set. Only `false`, in an `up` of its own, ends it. */
  deletionProtection?: pulumi.Input<boolean>;
}

/** Arguments of a {@link DesktopVolumeSet}. */
export interface DesktopVolumeSetArgs extends CommonArgs {
  /** Id of the desktop. One set for each desktop. Another id is another set: refused, needs the two steps. */
  desktopId: pulumi.Input<string>;
  /**
   * The pool that the desktop is in, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold for the set too,
   * and the set is deleted before it.
   */
  pool?: DesktopPool;
  /**
   * Id of the pool that the desktop is in. Needed where the region's list of desktops does not say it; another than the service's
   * is refused. Changing it makes no call.
   */
  poolId?: pulumi.Input<string>;
  /**
   * The disks, each under a name of your own. The key is the disk's identity for life; order means nothing. Adding a key adds an
   * empty disk to this desktop, which has to be running. **Removing a key deletes that disk with its data.** A desktop has at most
   * ten data disks, those of its pool among them (AddDesktopVolumes).
   */
  volumes: pulumi.Input<Record<string, pulumi.Input<DesktopVolumeArgs>>>;
  /**
   * Consent to lose the data of a key, with any text: `{ scratch: "OPS-7" }`. Needed to remove the last key, more than half
   * of three or more at once, an adopted or recovered disk, a key whose disk could mean a rename, or to replace a disk. Counts once.
   */
  allowDataLoss?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Keys that have a new name, old to new: `{ data: "files" }`. The disk goes on under the new key, and no call is made.
   * Counts while the old key has a disk and is left out and the new one has none; afterwards a remark.
   */
  renamed?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * What becomes of a change while disks are on the desktop that stand in no key and are not its pool's: `"report"` (default)
   * tells them, in the output `undeclaredVolumes`; `"fail"` stops before any call. They are never touched.
   */
  onUndeclared?: pulumi.Input<"report" | "fail">;
  /**
   * Tells who is at the desktop before disks with their data go, also when the set is deleted: by what the state holds then.
   * Changing it makes no call.
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
  /**
   * Consent to delete the whole set with all data, which has to stand in the state one `up` before. Default `false`:
   * `pulumi destroy` is refused. Changing it makes no call.
   */
  forceDestroy?: pulumi.Input<boolean>;
}

const outputs = [
  "volumeIds",
  "origins",
  "observed",
  "undeclaredVolumes",
  "vanished",
  "lastAddJob",
  "desktopName",
  "pool",
  "volumesOfPool",
  "place",
  "schema",
  "unfinished",
];

const provider = shim("DesktopVolumeSet");

/**
 * The extra data disks of one desktop, by name. Disks that the desktop has from its pool are another owner's: they are neither
 * touched nor reported here.
 *
 * @example
 * new DesktopVolumeSet("archive", { desktopId: "2ef9…", pool, volumes: { archive: { type: "SAS", size: 100 } } });
 */
export class DesktopVolumeSet extends pulumi.dynamic.Resource {
  /** Key to EVS volume id. */
  declare readonly volumeIds: pulumi.Output<Record<string, string>>;
  /** Key to how the disk came to it: `added`, `adopted` or `recovered`. */
  declare readonly origins: pulumi.Output<Record<string, "added" | "adopted" | "recovered">>;
  /** Key to what the service reports of the disk. */
  declare readonly observed: pulumi.Output<Record<string, ObservedVolume>>;
  /** Disks of the desktop that are in no key and are not its pool's. They are never touched. */
  declare readonly undeclaredVolumes: pulumi.Output<ObservedVolume[]>;
  /** Keys whose disk is gone from the desktop, with the id it had. */
  declare readonly vanished: pulumi.Output<Record<string, string>>;
  /** Name of the desktop on the service. */
  declare readonly desktopName: pulumi.Output<string>;
  /** The pool that the desktop was last seen in. */
  declare readonly pool: pulumi.Output<{ id: string; name: string }>;
  /** How many disks the desktop has from its pool: they count for its room. */
  declare readonly volumesOfPool: pulumi.Output<number>;
  /** Where the desktop is. */
  declare readonly place: pulumi.Output<{ region: string; projectId: string }>;

  constructor(name: string, args: DesktopVolumeSetArgs, opts?: pulumi.CustomResourceOptions) {
    const { props, opts: ready } = prepared({
      type: "DesktopVolumeSet",
      name,
      args: ofPool(name, args),
      outputs,
      opts,
    });
    super(provider, name, props, ready, moduleName, "DesktopVolumeSet");
  }
}

/** The arguments with the pool's id and place in them: so the set is made after the pool, and deleted before it. */
function ofPool(name: string, { pool, ...args }: DesktopVolumeSetArgs): Omit<DesktopVolumeSetArgs, "pool"> {
  if (pool === undefined) return args;
  if (args.poolId !== undefined) throw new Error(`${name}: pool and poolId are both given: keep one of them`);
  return { ...withPlaceOf(name, pool, args), poolId: pool.id };
}
