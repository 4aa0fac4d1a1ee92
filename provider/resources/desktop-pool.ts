/** DesktopPool: what a program writes to have a pool of desktops. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, type NotifyUsersArgs, prepared } from "./common.ts";

/** The system disk of each desktop. Type and size are fixed when the pool is made; the others change for desktops made later. */
export interface RootVolumeArgs {
  /** Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O). Cannot be changed: refused, needs the two steps. */
  type: pulumi.Input<string>;
  /** GB, 80 to 1,020 by the service's constraints; the service decides. Cannot be changed: refused, needs the two steps. */
  size: pulumi.Input<number>;
  /** For types that take it, 0 to 16,380,000. Changed in place, for desktops made later; cannot be cleared. */
  iops?: pulumi.Input<number>;
  /** MiB/s, for types that take it, 0 to 4,095,000. Changed in place, for desktops made later; cannot be cleared. */
  throughput?: pulumi.Input<number>;
  /** Key of the service KMS that encrypts it. Changed in place, for desktops made later; leaving it out drops the key. */
  kmsId?: pulumi.Input<string>;
}

/** Which desktops follow a change of the pool: all, those that nobody uses at the time, or only those made later. */
export type FollowingDesktops = "FOR_EXPAND_AND_ALL" | "FOR_EXPAND_AND_IDLE" | "ONLY_FOR_EXPAND";

/** How desktops get another product. Changing it alone makes no call. */
export interface ResizePolicyArgs {
  /**
   * What becomes of running desktops. `"STOP_DESKTOP"`, the default: they are stopped, and what people have not saved is lost.
   * `"REFUSE"`: the update stops before any change while one that follows is running.
   */
  mode?: pulumi.Input<"STOP_DESKTOP" | "REFUSE">;
  /** Default `"FOR_EXPAND_AND_ALL"`. With `"ONLY_FOR_EXPAND"` no desktop is stopped. */
  handleType?: pulumi.Input<FollowingDesktops>;
}

/** How desktops get another image. Changing it alone makes no call. */
export interface RebuildPolicyArgs {
  /** Default `"FOR_EXPAND_AND_ALL"`. With `"ONLY_FOR_EXPAND"` no system disk is touched. */
  handleType?: pulumi.Input<FollowingDesktops>;
}

/** A person or a group that may use the pool. What is written here stands in the state in clear, unless it is a Pulumi secret. */
export interface AuthorizedObjectArgs {
  /** Whether the id is that of a user or of a group. */
  objectType: pulumi.Input<"USER" | "USER_GROUP">;
  /** Name of the user or group, 1 to 100 characters. The id says who it is; another name alone makes no call. */
  objectName: pulumi.Input<string>;
  /** Rights on the desktop: `sudo` and `default` on Linux, `administrators` and `users` on Windows. Changed in place. */
  userGroup: pulumi.Input<"sudo" | "default" | "administrators" | "users">;
  /** Domain of the user. */
  domain?: pulumi.Input<string>;
}

/** How the pool makes desktops by itself. */
export interface AutoscalePolicyArgs {
  /** `ACCESS_CREATED`: when a user asks; `AUTO_CREATED`: ahead of time. */
  autoscaleType?: pulumi.Input<string>;
  /** Most desktops made automatically, 1 to 5,000. */
  maxAutoCreated?: pulumi.Input<number>;
  /** Below so many idle desktops new ones are made, 0 to 5,000. */
  minIdle?: pulumi.Input<number>;
  /** Desktops made at once, 1 to 100; deprecated by the service. */
  onceAutoCreated?: pulumi.Input<number>;
  /** Desktops that are always kept, 0 to 5,000. */
  minRetention?: pulumi.Input<number>;
  /** Minutes after which an idle desktop may go, 0 to 43,200. */
  idleRetentionDuration?: pulumi.Input<number>;
  /** Whether desktops that fail are set apart. */
  autoIsolationEnable?: pulumi.Input<boolean>;
  /** Most desktops set apart, 1 or more; the service's default is 1,000. */
  autoIsolationMaxNum?: pulumi.Input<number>;
}

/** How often users may reset their desktop. */
export interface UserResetPolicyArgs {
  /** Whether users may reset their desktop by themselves. */
  enable?: pulumi.Input<boolean>;
  /** Resets a day, 1 to 100. */
  resetCountPerDay?: pulumi.Input<number>;
}

/**
 * Consent to remove desktops, with everything on them, for one lowering of `size`: never more than `size` was lowered by, and
 * never so many that fewer than `size` are left. It is spent when they are gone, and may stay in the program.
 */
export interface ScaleDownArgs {
  /** Any text; write another one for the next time. */
  reason: pulumi.Input<string>;
  /**
   * How far down this order it may go: `"unassigned"` (nobody has the desktop; the default), `"maintenance"`, `"stopped"`,
   * `"idle"` (running, and nobody has a session on it). In each kind the last name goes first. A desktop in use, with a session
   * that is only disconnected, hibernated, broken, with data disks of its own, or to which something is being done goes only by its
   * id: `{ desktopIds }` names exactly as many as `size` is lowered by. Too few: refused before any change, with the list.
   */
  which?: pulumi.Input<
    "unassigned" | "maintenance" | "stopped" | "idle" | { desktopIds: pulumi.Input<pulumi.Input<string>[]> }
  >;
}

/** Which pool a creation takes over: by its id, or by its exact name. */
export interface AdoptPoolArgs {
  /** Id of the pool. Naming another one later is refused in the preview. */
  poolId?: pulumi.Input<string>;
  /** Its exact name, in this very case. */
  name?: pulumi.Input<string>;
}

/** Arguments of a {@link DesktopPool}. Fields: CreateDesktopPool and UpdateDesktopPool of the service's API reference. */
export interface DesktopPoolArgs extends CommonArgs {
  /**
   * Name of the pool, unique in the project: letters, digits, Chinese characters, hyphens, 1 to 64 (some regions take 15).
   * Default: the resource's name cut to fit and 6 characters more, made once and then kept. Changed in place.
   */
  name?: pulumi.Input<string>;
  /** `DYNAMIC` (users get any desktop) or `STATIC` (each user keeps one). Cannot be changed: refused, needs the two steps. */
  type: pulumi.Input<"DYNAMIC" | "STATIC">;
  /**
   * Number of desktops, 0 to 5,000. Growing makes desktops and touches no other. Lowering needs `scaleDown`. More desktops than
   * `size` for any other reason are warned of, never deleted. With `enableAutoscale` it is a floor.
   */
  size: pulumi.Input<number>;
  /**
   * Product (flavour) of the desktops. Changed by ResizeDesktopPool: **running desktops are stopped** for it, all disks stay.
   * `resizePolicy` says which desktops follow. A pool paid by the year or month refuses it.
   */
  productId: pulumi.Input<string>;
  /** Flavour, only where the availability zone is an edge one. Changed only together with `productId`. */
  flavorId?: pulumi.Input<string>;
  /** How a change of `productId` is made. */
  resizePolicy?: pulumi.Input<ResizePolicyArgs>;
  /** `private` (default) or `gold`. Changed only together with `imageId`. */
  imageType?: pulumi.Input<"private" | "gold">;
  /**
   * Image of the desktops. Changed by RebuildDesktopPool, which **makes their system disks anew: what is on them is lost**, data
   * disks stay. Refused unless `rebuild` names the same image in the same `up`.
   */
  imageId: pulumi.Input<string>;
  /**
   * Consent to another image: its id. It counts once, while it is not in the state, and may stay in the program afterwards. Given
   * without a change of `imageId` it is an error.
   */
  rebuild?: pulumi.Input<string>;
  /** Which desktops a rebuild reaches. */
  rebuildPolicy?: pulumi.Input<RebuildPolicyArgs>;
  /** System disk. */
  rootVolume: pulumi.Input<RootVolumeArgs>;
  /** Subnets of the desktops, 1 to 100. Changed in place, for desktops made later. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** VPC of the subnets. Changed in place, for desktops made later. */
  vpcId?: pulumi.Input<string>;
  /** Security groups, at most 5. Default: the tenant's group. Changed in place. */
  securityGroups?: pulumi.Input<pulumi.Input<{ id: pulumi.Input<string> }>[]>;
  /** Availability zone. Changed in place, for desktops made later. */
  availabilityZone?: pulumi.Input<string>;
  /** Free text, at most 255 characters. Changed in place; leaving it out clears it. */
  description?: pulumi.Input<string>;
  /** Organizational unit of a domain. Changed in place, for desktops made later; leaving it out clears it. */
  ouName?: pulumi.Input<string>;
  /** Domain. Cannot be changed: refused, needs the two steps. */
  domain?: pulumi.Input<string>;
  /**
   * Who may use the pool, by the id of the user or group. Only what the program changes is changed; others stay, and their ids stand
   * in `undeclaredAuthorizedObjects`. Whoever leaves the map loses access. Left out altogether from the start, users are not read at
   * all: some regions have not published the call.
   */
  authorizedObjects?: pulumi.Input<Record<string, pulumi.Input<AuthorizedObjectArgs>>>;
  /**
   * Tags, at most 19 (one more is ours: `pulumi-identity`). Keys to 128, values to 43 characters. Changed in place. Tags of others
   * stay, and stand in `undeclaredTags`.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether `tags` and `authorizedObjects`, as far as the program has them, are all that the pool may have. Default `false`. */
  exclusive?: pulumi.Input<boolean>;
  /** Enterprise project. Changed in place; leaving it out means the default one, `"0"`. */
  enterpriseProjectId?: pulumi.Input<string>;
  /** Minutes after which a disconnected desktop is taken back, 10 to 43,200. `DYNAMIC` only. Changed in place; leaving it out clears it. */
  disconnectedRetentionPeriod?: pulumi.Input<number>;
  /** Whether the pool makes and removes desktops by itself. Default `false`. Changed in place. */
  enableAutoscale?: pulumi.Input<boolean>;
  /** Only with `enableAutoscale`. Changed in place. */
  autoscalePolicy?: pulumi.Input<AutoscalePolicyArgs>;
  /** Changed in place; leaving it out switches it off. Newer regions only. */
  userResetPolicy?: pulumi.Input<UserResetPolicyArgs>;
  /** Policy that names new desktops. Changed in place; leaving it out clears it. */
  desktopNamePolicyId?: pulumi.Input<string>;
  /** No user can get a desktop while it is `true`. Set after the pool is made. Changed in place. */
  inMaintenanceMode?: pulumi.Input<boolean>;
  /** Consent to remove desktops, together with a lower `size`. Spent when the desktops are gone. */
  scaleDown?: pulumi.Input<ScaleDownArgs>;
  /**
   * Takes over a pool that exists instead of making one, with no changing call. Every field that can be read is compared first;
   * a difference refuses, with a table and the lines to write. Afterwards it says nothing and may stay or go; naming another
   * pool is refused. Without `name` the pool keeps its own.
   */
  adopt?: pulumi.Input<AdoptPoolArgs>;
  /** The identity (tag `pulumi-identity`) of another program that a pool still carries: with `adopt` it is taken over from it. */
  takeFrom?: pulumi.Input<string>;
  /**
   * Consent to delete, which has to stand in the state one `up` before: `true` speaks for the desktops of the pool,
   * `"with-disks"` also for data disks that no PoolVolumeSet has deleted. Default: a pool with desktops is not deleted.
   */
  forceDestroy?: pulumi.Input<boolean | "with-disks">;
  /** Whether users without another desktop are deleted with the desktops. Default `false`. */
  deleteUsers?: pulumi.Input<boolean>;
  /** Whether users get an e-mail when their desktop is deleted. Default `false`; the service's own default is `true`. */
  emailNotification?: pulumi.Input<boolean>;
  /** Whether desktops are deleted by force. Default `false`. */
  forceDelete?: pulumi.Input<boolean>;
  /**
   * Tells the users before desktops are removed (`scaleDown`), stopped (`productId`), made anew (`rebuild`) or deleted with the pool:
   * only those at the desktops that are hit. The deletion goes by what the state holds then. Changing it makes no call.
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
}

/** Desktops by how a `scaleDown` takes them; `others` go only by their ids. */
export interface RemovableDesktops {
  /** The day on which it was last otherwise. */
  readonly asOf: string;
  /** How many there are of each kind. */
  readonly counts: Readonly<Record<"unassigned" | "maintenance" | "stopped" | "idle" | "others", number>>;
  /** Kind and name of the first to go. */
  readonly next: readonly (readonly [kind: string, name: string])[];
}

/** What a set on this pool takes over from it. */
export type PoolPlaceArgs = Pick<DesktopPoolArgs, "region" | "projectId" | "endpoint" | "profile">;

const placeArgs = new WeakMap<DesktopPool, PoolPlaceArgs>();

/** The place arguments of a pool as its program wrote them: its outputs would be unknown in a preview that changes it. */
export const placeArgsOf = (pool: DesktopPool): PoolPlaceArgs => placeArgs.get(pool) ?? {};

const sizeArgs = new WeakMap<DesktopPool, DesktopPoolArgs["size"]>();

/** The `size` of a pool as its program wrote it: what desktops that are retired are replaced up to. */
export const sizeArgOf = (pool: DesktopPool): DesktopPoolArgs["size"] | undefined => sizeArgs.get(pool);

const outputs = [
  "poolName",
  "place",
  "desktopCount",
  "desktopsByStatus",
  "brokenDesktops",
  "removable",
  "undeclaredTags",
  "undeclaredAuthorizedObjects",
  "status",
  "schema",
  "unfinished",
];

const provider = shim("DesktopPool");

/**
 * A pool of desktops. Its data disks belong to a `PoolVolumeSet`.
 *
 * @example
 * const pool = new DesktopPool("office", {
 *   type: "DYNAMIC", size: 3, productId: "workspace.c2.large", imageId: "…",
 *   rootVolume: { type: "SAS", size: 80 }, subnetIds: ["…"],
 * });
 */
export class DesktopPool extends pulumi.dynamic.Resource {
  /** Name of the pool on the service. */
  declare readonly poolName: pulumi.Output<string>;
  /** Where the pool is. */
  declare readonly place: pulumi.Output<{ region: string; projectId: string }>;
  /** Desktops that the pool has, wanted or not. */
  declare readonly desktopCount: pulumi.Output<number>;
  /** How many of them are in each status: ACTIVE, SHUTOFF, HIBERNATED, ERROR, … */
  declare readonly desktopsByStatus: pulumi.Output<Record<string, number>>;
  /** Keys of tags that others have put on the pool, where the program has tags and the region returns them. */
  declare readonly undeclaredTags: pulumi.Output<string[] | undefined>;
  /** Ids of users and groups beside those of the program, where it has `authorizedObjects`. */
  declare readonly undeclaredAuthorizedObjects: pulumi.Output<string[] | undefined>;
  /** Desktops in status ERROR: id to name. */
  declare readonly brokenDesktops: pulumi.Output<Record<string, string>>;
  /** What a `scaleDown` could take as last read: how many of each kind, and the first to go. `asOf` is the day it was last otherwise. */
  declare readonly removable: pulumi.Output<RemovableDesktops>;
  /** The service's word for the pool: STEADY when nothing is under way. */
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: DesktopPoolArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared({ type: "DesktopPool", name, args, outputs, opts });
    super(provider, name, ready.props, ready.opts, moduleName, "DesktopPool");
    const { region, projectId, endpoint, profile } = args;
    sizeArgs.set(this, args.size);
    placeArgs.set(this, {
      ...(region === undefined ? {} : { region }),
      ...(projectId === undefined ? {} : { projectId }),
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(profile === undefined ? {} : { profile }),
    });
  }
}
