/** DesktopVolumeSet: what a program writes to have data disks on one desktop, beside those of its pool. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { moduleName, prepared } from "./common.ts";
import type { Place } from "./common-args.ts";
import type { DesktopVolumeSetArgs, PoolOfDesktop } from "./desktop-volume-set-args.ts";
import { withPlaceOf } from "./place-of-pool.ts";
import type { ObservedVolume } from "./pool-volume-set-args.ts";

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
 * The extra data disks of one desktop, by name. Disks that the desktop has from its pool are another owner's: they are neither touched
 * nor reported here. Its `id` is the resource's identity, a hash of its URN.
 *
 * @throws an error in the program where both of `pool` and `poolId` are given, where a place argument is not the pool's, and as for a
 * {@link DesktopPool}.
 * @throws `refused` in the preview or the `up`, before any change: data would be lost without a consent, an argument is outside its
 * range, the desktop is stopped, a disk may be somebody else's.
 * @throws `job_failed`, `job_timeout` or `unknown_result` in the `up`: what was done is in the state, and the next `up` goes on with what
 * is left.
 *
 * @example
 * ```ts
 * import { type DesktopPool, DesktopVolumeSet } from "pulumi-huaweicloud-workspace";
 *
 * declare const pool: DesktopPool;
 * new DesktopVolumeSet("archive", {
 *   desktopId: "2ef9a3c1-0000-4000-8000-000000000007",
 *   pool,
 *   volumes: { archive: { type: "SAS", size: 100 } },
 * });
 * ```
 *
 * @source Workspace API Reference, AddVolumes, ExpandVolumes, BatchModifyQosVolumes, DeleteDesktopVolumes
 */
export class DesktopVolumeSet extends pulumi.dynamic.Resource {
  /** Key to EVS volume id. */
  declare readonly volumeIds: pulumi.Output<Record<string, string>>;
  /** Key to how the disk came to it: by this program, by `id`, or found after an interrupted run. */
  declare readonly origins: pulumi.Output<Record<string, "added" | "adopted" | "recovered">>;
  /** Key to what the service reports of the disk. */
  declare readonly observed: pulumi.Output<Record<string, ObservedVolume>>;
  /** Disks of the desktop that are in no key and are not its pool's. They are never touched. */
  declare readonly undeclaredVolumes: pulumi.Output<ObservedVolume[]>;
  /** Keys whose disk is gone from the desktop, with the id it had. After a refresh the next `up` adds an EMPTY one. */
  declare readonly vanished: pulumi.Output<Record<string, string>>;
  /** Name of the desktop on the service. */
  declare readonly desktopName: pulumi.Output<string>;
  /** The pool that the desktop was last seen in. */
  declare readonly pool: pulumi.Output<PoolOfDesktop>;
  /**
   * How many disks the desktop has from its pool: they count for its room.
   *
   * @unit disks
   */
  declare readonly volumesOfPool: pulumi.Output<number>;
  /** Region and project of the desktop: every later command works there. */
  declare readonly place: pulumi.Output<Place>;

  /**
   * Declares the disks of a desktop. Nothing is sent here: Pulumi does it in the `up`.
   *
   * @param name - of the resource in the program
   * @param args - the desktop and its disks
   * @param opts - Pulumi's own options, without `deletedWith` and `deleteBeforeReplace: false`
   */
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
