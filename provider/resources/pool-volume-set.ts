/** PoolVolumeSet: what a program writes to have data disks on a pool. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, prepared } from "./common.ts";
import { type DesktopPool, placeArgsOf } from "./desktop-pool.ts";

/** One data disk of the pool: the same on every desktop. */
export interface VolumeArgs {
  /** Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O). A change would lose the data: refused. */
  type: pulumi.Input<string>;
  /**
   * GB, a multiple of 10 from 10 to 8,200. Growing expands the disk in place on every desktop and loses nothing.
   * Shrinking would lose the data: refused.
   */
  size: pulumi.Input<number>;
  /** I/O operations per second, for types that take it. Fixed when the disk is made. */
  iops?: pulumi.Input<number>;
  /** MiB/s, for types that take it. Fixed when the disk is made. */
  throughput?: pulumi.Input<number>;
  /** Key that encrypts the disk. Fixed when the disk is made. */
  kmsId?: pulumi.Input<string>;
  /**
   * Take over the disk of the pool with this id (`data_volumes[].id` of the pool, also in the output `undeclaredVolumes`).
   * No call is made. Afterwards the line is a remark; it may stay or go.
   */
  id?: pulumi.Input<string>;
  /** `false`: add a new disk even if an equal one, in no key, is on the pool. Afterwards a remark. */
  adopt?: pulumi.Input<false>;
  /** `true`: the disk cannot be removed, and neither can the set or the pool. Only `false`, in an `up` of its own, ends it. */
  deletionProtection?: pulumi.Input<boolean>;
}

/** Arguments of a {@link PoolVolumeSet}: `pool`, or `poolId` for a pool that this program does not own. */
export interface PoolVolumeSetArgs extends CommonArgs {
  /** The pool, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold for the set too. One set for each pool. */
  pool?: DesktopPool;
  /** Id of a pool that this program does not own. Another id is another set: refused, needs the two steps. */
  poolId?: pulumi.Input<string>;
  /**
   * The disks, each under a name of your own, at most 10. The key is the disk's identity for life; order means nothing.
   * Adding a key adds an empty disk to every desktop. **Removing a key deletes that disk with its data on every desktop.**
   */
  volumes: pulumi.Input<Record<string, pulumi.Input<VolumeArgs>>>;
  /** Which desktops follow: `FOR_EXPAND_AND_ALL`, every one, existing and future. The only one in this version. */
  handleType?: pulumi.Input<"FOR_EXPAND_AND_ALL">;
  /**
   * Consent to lose the data of a key, with any text: `{ scratch: "OPS-7" }`. Needed to remove the last key, more than half
   * of three or more at once, an adopted or recovered disk, or a key whose disk could mean a rename. Counts once.
   */
  allowDataLoss?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Keys that have a new name, old to new: `{ data: "files" }`. The disk goes on under the new key, and no call is made.
   * Counts while the old key has a disk and is left out and the new one has none; afterwards a remark.
   */
  renamed?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * What becomes of a change while disks are on the pool that stand in no key: `"report"` (default) tells them, in the
   * output `undeclaredVolumes`; `"fail"` stops before any call. They are never touched.
   */
  onUndeclared?: pulumi.Input<"report" | "fail">;
  /**
   * Consent to delete the whole set with all data, which has to stand in the state one `up` before. Default `false`:
   * `pulumi destroy` is refused. Changing it makes no call.
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/** What the service reports of a disk. */
export interface ObservedVolume {
  id: string;
  type: string;
  /** GB. */
  size: number;
  iops?: number;
  throughput?: number;
}

const outputs = [
  "volumeIds",
  "origins",
  "observed",
  "undeclaredVolumes",
  "vanished",
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
 * The data disks of one pool, by name.
 *
 * @example
 * new PoolVolumeSet("disks", { pool, volumes: { data: { type: "SAS", size: 100 } } });
 */
export class PoolVolumeSet extends pulumi.dynamic.Resource {
  /** Key to disk id. */
  declare readonly volumeIds: pulumi.Output<Record<string, string>>;
  /** Key to how the disk came to it: `added`, `adopted` or `recovered`. */
  declare readonly origins: pulumi.Output<Record<string, "added" | "adopted" | "recovered">>;
  /** Key to what the service reports of the disk. */
  declare readonly observed: pulumi.Output<Record<string, ObservedVolume>>;
  /** Disks of the pool that are in no key. They are never touched. */
  declare readonly undeclaredVolumes: pulumi.Output<ObservedVolume[]>;
  /** Keys whose disk is gone from the pool, with the id it had. */
  declare readonly vanished: pulumi.Output<Record<string, string>>;
  /** Name of the pool on the service. */
  declare readonly poolName: pulumi.Output<string>;
  /** Where the pool is. */
  declare readonly place: pulumi.Output<{ region: string; projectId: string }>;

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

function withPlaceOf(name: string, pool: DesktopPool, args: PoolVolumeSetArgs): PoolVolumeSetArgs {
  const place = placeArgsOf(pool);
  for (const field of ["region", "projectId", "endpoint", "profile"] as const) {
    if (args[field] === undefined || args[field] === place[field]) continue;
    throw new Error(`${name}: ${field} is not the one of its pool: leave it out, the set is where its pool is`);
  }
  return { ...args, ...place };
}
