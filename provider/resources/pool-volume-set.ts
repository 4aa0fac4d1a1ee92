/** PoolVolumeSet: what a program writes to have data disks on a pool. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, type NotifyUsersArgs, prepared } from "./common.ts";
import type { DesktopPool } from "./desktop-pool.ts";
import { withPlaceOf } from "./place-of-pool.ts";

/** Which desktops follow a change of the pool, besides those that are made later. */
export type HandleType = "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";

/** One data disk of the pool: the same on every desktop. */
export interface VolumeArgs {
  /** Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O). A change would lose the data: refused. */
  type: pulumi.Input<string>;
  /**
   * GB, a multiple of 10 from 10 to 8,200. Growing expands the disk in place on every desktop that `handleType` reaches, and loses nothing.
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
   * Adding a key adds an empty disk to every desktop. **Removing a key deletes that disk with its data on every desktop.** With another
   * `handleType`, or with `desktopIds`, to and on those that these words reach.
   */
  volumes: pulumi.Input<Record<string, pulumi.Input<VolumeArgs>>>;
  /**
   * Which desktops follow a change, besides those that are made later, which always have the disks of the pool
   * (`handle_type` of AddDesktopPoolVolumes, ExpandDesktopPoolVolumes, DeleteDesktopPoolVolumes, 2026-01):
   * - `FOR_EXPAND_AND_ALL`, the default: every one that exists.
   * - `FOR_EXPAND_AND_IDLE`: those that nobody uses at the time of the call. The service decides who that is, and it may be all.
   *   Desktops in use get no new disk, keep their size, and keep their copy, with its data, of a disk that is deleted.
   * - `ONLY_FOR_EXPAND`: none. Nothing is lost by a deletion then: every desktop keeps its copy.
   *
   * It counts for each later add, expansion and deletion, and for the deletion of the set, by what the state holds then. Changing
   * it makes no call: nothing is made up for on desktops that an earlier scope left out. Copies that a deletion leaves are in no
   * key: this set never touches them again. Anything but the default refuses a consented replacement, and any change in a region
   * that does not say which disk of the pool a desktop's disk is.
   */
  handleType?: pulumi.Input<HandleType>;
  /**
   * Only these desktops, by id, 1 to 100 (`desktop_ids` of the same calls): each later call of the set reaches no other that exists.
   * Default: all of the pool. Not with `ONLY_FOR_EXPAND`. The order means nothing, and changing it makes no call. Ids that are not in
   * the pool are refused, with those that are. No page says whether such a call changes the pool's own record of a disk. Where it
   * does not, no key can hold the disk: the `up` stops, says what stands on which desktops, and sends nothing a second time.
   */
  desktopIds?: pulumi.Input<pulumi.Input<string>[]>;
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
   * Tells the users before disks with their data go, also when the set is deleted: by what the state holds then. With `desktopIds`
   * only the users of these; with `ONLY_FOR_EXPAND` nobody, because every desktop keeps its copy. Changing it makes no call.
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
  /**
   * Consent to delete the whole set with all data, which has to stand in the state one `up` before. Default `false`:
   * `pulumi destroy` is refused. Changing it makes no call.
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/** What the service reports of a disk. */
export interface ObservedVolume {
  /** The service's id: of the pool's disk in a PoolVolumeSet, of the EVS volume in a DesktopVolumeSet. */
  id: string;
  /** Disk type, such as `"SAS"`. */
  type: string;
  /** GB. */
  size: number;
  /** I/O operations per second, where the service tells. */
  iops?: number;
  /** MiB/s, where the service tells. */
  throughput?: number;
}

/** Desktops that do not have a disk as the pool has it: how many, and the first of them. */
export interface MismatchedDesktops {
  /** How many there are. */
  count: number;
  /** The first of them. */
  desktops: {
    desktopId: string;
    /** Of the desktop, in the network. */
    name?: string;
    /** GB of its copy. */
    size?: number;
    /** Why its copy is not expanded now. */
    because?: string;
  }[];
}

/** How desktops differ from the pool in one disk. */
export interface DesktopMismatch {
  /** Desktops without a copy of the disk. */
  missing?: MismatchedDesktops;
  /** Desktops whose copy is smaller than the disk: the next `pulumi up` expands it. */
  smaller?: MismatchedDesktops;
  /** Desktops whose copy is larger than the disk. It is only told. */
  larger?: MismatchedDesktops;
}

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
