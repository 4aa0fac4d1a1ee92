/** PoolVolumeSet: what a program writes to have data disks on a pool. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { moduleName, prepared } from "./common.ts";
import type { Place } from "./common-args.ts";
import type { DesktopPool } from "./desktop-pool.ts";
import { withPlaceOf } from "./place-of-pool.ts";
import type { DesktopMismatch, MismatchedDesktops, ObservedVolume, PoolVolumeSetArgs } from "./pool-volume-set-args.ts";

const outputs = [
  "volumeIds",
  "origins",
  "observed",
  "undeclaredVolumes",
  "vanished",
  "inconsistentDesktops",
  "copiesWithoutRecord",
  "desktopsUnseen",
  "lastAddJob",
  "poolName",
  "desktops",
  "place",
  "schema",
  "unfinished",
];

const provider = shim("PoolVolumeSet");

const poolsWithSet = new WeakSet<DesktopPool>();

/**
 * The data disks of one pool, by name. Every desktop of the pool has its own copy of each disk. Its `id` is the resource's identity, a
 * hash of its URN.
 *
 * A disk that stands in no key is never changed and never deleted. If anything is refused, nothing at all is changed: every refusal is
 * listed, before the first call.
 *
 * @throws an error in the program where neither or both of `pool` and `poolId` are given, where `pool` has a set already, where a place
 * argument is not the pool's, and as for a {@link DesktopPool}.
 * @throws `refused` in the preview or the `up`, before any change: data would be lost without a consent, an argument is outside its
 * range, a disk may be somebody else's.
 * @throws `job_failed`, `job_timeout` or `unknown_result` in the `up`: what was done is in the state, and the next `up` goes on with what
 * is left.
 *
 * @example
 * ```ts
 * import { type DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";
 *
 * declare const pool: DesktopPool;
 * new PoolVolumeSet("disks", {
 *   pool,
 *   volumes: { data: { type: "SAS", size: 100, deletionProtection: true }, scratch: { type: "SSD", size: 50 } },
 * });
 * ```
 *
 * @source Workspace API Reference, AddDesktopPoolVolumes, ExpandDesktopPoolVolumes, DeleteDesktopPoolVolumes, ShowDesktopPoolDetail
 */
export class PoolVolumeSet extends pulumi.dynamic.Resource {
  /** Key to disk id. */
  declare readonly volumeIds: pulumi.Output<Record<string, string>>;
  /** Key to how the disk came to it: by this program, by `id`, or found after an interrupted run. */
  declare readonly origins: pulumi.Output<Record<string, "added" | "adopted" | "recovered">>;
  /** Key to what the service reports of the disk. */
  declare readonly observed: pulumi.Output<Record<string, ObservedVolume>>;
  /** Disks of the pool that are in no key. They are never touched. */
  declare readonly undeclaredVolumes: pulumi.Output<ObservedVolume[]>;
  /** Keys whose disk is gone from the pool, with the id it had. After a refresh the next `up` adds an EMPTY one. */
  declare readonly vanished: pulumi.Output<Record<string, string>>;
  /**
   * Keys of which some desktops do not have the disk as the pool has it, as the last refresh found it: the copy is `missing`,
   * `smaller` or `larger`. A smaller one is expanded by the next `up`, unless it says `because`; the others are only told.
   * Desktops that need not follow (`handleType`, `desktopIds`), that are in maintenance, being made or deleted do not count.
   */
  declare readonly inconsistentDesktops: pulumi.Output<Record<string, DesktopMismatch>>;
  /** Ids of disks that are not on the pool, and the desktops that still have a copy with its data. They are never touched. */
  declare readonly copiesWithoutRecord: pulumi.Output<Record<string, MismatchedDesktops>>;
  /** Why the last refresh could not say whether desktops differ from the pool. */
  declare readonly desktopsUnseen: pulumi.Output<string | undefined>;
  /** Name of the pool on the service. */
  declare readonly poolName: pulumi.Output<string>;
  /** Region and project of the pool: every later command works there. */
  declare readonly place: pulumi.Output<Place>;

  /**
   * Declares the disks of a pool. Nothing is sent here: Pulumi does it in the `up`.
   *
   * @param name - of the resource in the program
   * @param args - the pool and its disks
   * @param opts - Pulumi's own options, without `deletedWith` and `deleteBeforeReplace: false`
   */
  constructor(name: string, args: PoolVolumeSetArgs, opts?: pulumi.CustomResourceOptions) {
    const { props, opts: ready } = prepared({ type: "PoolVolumeSet", name, args: onPool(name, args), outputs, opts });
    super(provider, name, props, ready, moduleName, "PoolVolumeSet");
  }
}

/** The arguments with the pool's id and place in them: an id stays known in a preview that changes the pool. */
function onPool(name: string, { pool, ...args }: PoolVolumeSetArgs): Omit<PoolVolumeSetArgs, "pool"> {
  if (pool === undefined) {
    if (args.poolId !== undefined) return args;
    throw new Error(
      `${name}: which pool? Write \`pool\` (a DesktopPool of this program) or \`poolId\` (any other pool)`,
    );
  }
  if (args.poolId !== undefined) throw new Error(`${name}: pool and poolId are both given: keep one of them`);
  if (poolsWithSet.has(pool))
    throw new Error(`${name}: this pool already has a PoolVolumeSet: one pool has one set; put all disks into it`);
  poolsWithSet.add(pool);
  return { ...withPlaceOf(name, pool, args), poolId: pool.id };
}
