/** The groups of arguments that a DesktopPool takes: its system disk, its policies, its users, and its consents. */
import type * as pulumi from "@pulumi/pulumi";

/**
 * The system disk of each desktop. Type and size are fixed when the pool is made; the others change for desktops made later.
 *
 * @source Workspace API Reference, CreateDesktopPool and UpdateDesktopPool (`root_volume`)
 */
export interface RootVolumeArgs {
  /**
   * Disk type, such as `"SAS"` (high I/O) or `"SSD"` (ultra-high I/O).
   *
   * @range 1 to 255 characters; which types there are the region decides
   * @change No call. Desktops that exist: cannot be changed: another value is another pool. Refused, needs the two steps of a replacement.
   */
  type: pulumi.Input<string>;
  /**
   * Size of the disk. The service's constraints say 80 to 1,020; the service decides.
   *
   * @unit GB
   * @range 1 to 8,200
   * @change No call. Desktops that exist: cannot be changed: another value is another pool. Refused, needs the two steps of a replacement.
   */
  size: pulumi.Input<number>;
  /**
   * Speed of the disk, for types that take it.
   *
   * @unit I/O operations per second
   * @range 0 to 16,380,000
   * @defaultValue the type's
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  iops?: pulumi.Input<number>;
  /**
   * Throughput of the disk, for types that take it.
   *
   * @unit MiB/s
   * @range 0 to 4,095,000
   * @defaultValue the type's
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  throughput?: pulumi.Input<number>;
  /**
   * Key of the service KMS that encrypts the disk.
   *
   * @range 1 to 255 characters
   * @defaultValue none: the disk is not encrypted with a key of yours
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: cleared.
   */
  kmsId?: pulumi.Input<string>;
}

/**
 * Which desktops follow a change of the pool, besides those that are made later: `"FOR_EXPAND_AND_ALL"`, every one that exists;
 * `"FOR_EXPAND_AND_IDLE"`, those that nobody uses at the time, which the service decides; `"ONLY_FOR_EXPAND"`, none.
 *
 * @source Workspace API Reference, ResizeDesktopPool and RebuildDesktopPool (`handle_type`)
 */
export type FollowingDesktops = "FOR_EXPAND_AND_ALL" | "FOR_EXPAND_AND_IDLE" | "ONLY_FOR_EXPAND";

/**
 * How desktops get another product.
 *
 * @source Workspace API Reference, ResizeDesktopPool
 */
export interface ResizePolicyArgs {
  /**
   * What becomes of running desktops. `"STOP_DESKTOP"`: they are stopped, and what people have not saved is lost. `"REFUSE"`: the
   * update stops before any change while one that follows is running.
   *
   * @defaultValue `"STOP_DESKTOP"`
   * @change No call. Desktops that exist: none; it counts for the next change of `productId`.
   */
  mode?: pulumi.Input<"STOP_DESKTOP" | "REFUSE">;
  /**
   * Which desktops get the other product. With `"ONLY_FOR_EXPAND"` no desktop is stopped.
   *
   * @defaultValue `"FOR_EXPAND_AND_ALL"`
   * @change No call. Desktops that exist: none; it counts for the next change of `productId`.
   */
  handleType?: pulumi.Input<FollowingDesktops>;
}

/**
 * How desktops get another image.
 *
 * @source Workspace API Reference, RebuildDesktopPool
 */
export interface RebuildPolicyArgs {
  /**
   * Which desktops are made anew. With `"ONLY_FOR_EXPAND"` no system disk is touched.
   *
   * @defaultValue `"FOR_EXPAND_AND_ALL"`
   * @change No call. Desktops that exist: none; it counts for the next change of `imageId`.
   */
  handleType?: pulumi.Input<FollowingDesktops>;
}

/**
 * A security group of the desktops.
 *
 * @source Workspace API Reference, CreateDesktopPool and UpdateDesktopPool (`security_groups`)
 */
export interface SecurityGroupArgs {
  /**
   * Id of the group.
   *
   * @range 1 to 255 characters
   * @change UpdateDesktopPool, with the whole list. Desktops that exist: none; desktops made later follow.
   */
  id: pulumi.Input<string>;
}

/**
 * A person or a group that may use the pool. What is written here stands in the state in clear, unless it is a Pulumi secret.
 *
 * @source Workspace API Reference, CreateDesktopPoolAuthorizedObjects
 */
export interface AuthorizedObjectArgs {
  /**
   * Whether the id is that of a user or of a group. Where the id is found as the other one, that entry is removed and this one added.
   *
   * @change CreateDesktopPoolAuthorizedObjects. Desktops that exist: none is stopped; who is removed **loses access**.
   */
  objectType: pulumi.Input<"USER" | "USER_GROUP">;
  /**
   * Name of the user or group. The id says who it is.
   *
   * @range 1 to 100 characters
   * @change No call by itself. Desktops that exist: none.
   */
  objectName: pulumi.Input<string>;
  /**
   * Rights on the desktop: `sudo` and `default` on Linux, `administrators` and `users` on Windows.
   *
   * @change CreateDesktopPoolAuthorizedObjects, which changes the rights in place. Desktops that exist: none is stopped.
   */
  userGroup: pulumi.Input<"sudo" | "default" | "administrators" | "users">;
  /**
   * Domain of the user.
   *
   * @range 1 to 255 characters
   * @defaultValue none
   * @change No call by itself. Desktops that exist: none.
   */
  domain?: pulumi.Input<string>;
}

/**
 * How the pool makes desktops by itself. A change of any line sends the whole policy; the service's default holds for what is left
 * out of it.
 *
 * @source Workspace API Reference, CreateDesktopPool and UpdateDesktopPool (`autoscale_policy`)
 */
export interface AutoscalePolicyArgs {
  /**
   * When desktops are made: `"ACCESS_CREATED"`, when a user asks for one; `"AUTO_CREATED"`, ahead of time.
   *
   * @range `"ACCESS_CREATED"` or `"AUTO_CREATED"`
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  autoscaleType?: pulumi.Input<string>;
  /**
   * Most desktops that are made automatically. Some regions take 1 to 1,000.
   *
   * @unit desktops
   * @range 1 to 5,000
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  maxAutoCreated?: pulumi.Input<number>;
  /**
   * Below so many idle desktops new ones are made. Some regions take 1 to 1,000.
   *
   * @unit desktops
   * @range 0 to 5,000
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  minIdle?: pulumi.Input<number>;
  /**
   * Desktops that are made at once; deprecated by the service.
   *
   * @unit desktops
   * @range 1 to 100
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  onceAutoCreated?: pulumi.Input<number>;
  /**
   * Desktops that are always kept.
   *
   * @unit desktops
   * @range 0 to 5,000
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once; with a lower number the service may remove some.
   */
  minRetention?: pulumi.Input<number>;
  /**
   * After how long an idle desktop may go.
   *
   * @unit minutes
   * @range 0 to 43,200
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once; with a shorter time the service may remove some.
   */
  idleRetentionDuration?: pulumi.Input<number>;
  /**
   * Whether desktops that fail are set apart. Newer regions only.
   *
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  autoIsolationEnable?: pulumi.Input<boolean>;
  /**
   * Most desktops that are set apart. Newer regions only.
   *
   * @unit desktops
   * @range 1 or more
   * @defaultValue 1,000, the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none at once.
   */
  autoIsolationMaxNum?: pulumi.Input<number>;
}

/**
 * How often users may reset their desktop. Regions before April 2026 do not know it.
 *
 * @source Workspace API Reference, CreateDesktopPool and UpdateDesktopPool (`user_reset_policy`)
 */
export interface UserResetPolicyArgs {
  /**
   * Whether users may reset their desktop by themselves.
   *
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none.
   */
  enable?: pulumi.Input<boolean>;
  /**
   * How many resets a user has.
   *
   * @unit resets a day
   * @range 1 to 100
   * @defaultValue the service's
   * @change UpdateDesktopPool, with the whole policy. Desktops that exist: none.
   */
  resetCountPerDay?: pulumi.Input<number>;
}

/**
 * Desktops that a `scaleDown` names one by one: the only way for one in use, broken, or with data disks of its own.
 *
 * @source Workspace API Reference, BatchDeleteDesktops (`desktop_ids`)
 */
export interface NamedDesktopsArgs {
  /**
   * Ids of the desktops: as many as `size` is lowered by.
   *
   * @range 1 entry or more, each of 1 to 255 characters
   * @change With a lower `size` and another `reason`: BatchDeleteDesktops. Desktops that exist: **these are deleted with everything on them**.
   */
  desktopIds: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * Consent to remove desktops, with everything on them, for one lowering of `size`: never more than `size` was lowered by, and
 * never so many that fewer than `size` are left. It is spent when they are gone, and may stay in the program.
 *
 * @source this package
 */
export interface ScaleDownArgs {
  /**
   * Any text; another one for the next time. A text counts once.
   *
   * @range 1 character or more
   * @change No call by itself; with a lower `size` it is the consent. Desktops that exist: none without a lower `size`.
   */
  reason: pulumi.Input<string>;
  /**
   * How far down this order it may go: `"unassigned"` (nobody has the desktop), `"maintenance"`, `"stopped"`, `"idle"` (running, and
   * nobody has a session on it). In each kind the last name goes first. A desktop in use, with a session that is only disconnected,
   * hibernated, broken, with data disks of its own, or to which something is being done goes only by its id. If there are too few,
   * nothing goes, and the refusal has the list.
   *
   * @defaultValue `"unassigned"`
   * @change No call by itself. Desktops that exist: none; it counts together with a lower `size`.
   */
  which?: pulumi.Input<"unassigned" | "maintenance" | "stopped" | "idle" | NamedDesktopsArgs>;
}

/**
 * Which pool a creation takes over: exactly one of the two.
 *
 * @source this package; the pool is read by ShowDesktopPoolDetail and ListDesktopPools
 */
export interface AdoptPoolArgs {
  /**
   * Id of the pool.
   *
   * @range 1 to 255 characters
   * @defaultValue none: `name` says which
   * @change No call. Desktops that exist: none. Naming another pool than the resource has is refused, in the preview.
   */
  poolId?: pulumi.Input<string>;
  /**
   * Its exact name, in this very case.
   *
   * @range 1 to 255 characters
   * @defaultValue none: `poolId` says which
   * @change No call. Desktops that exist: none. Naming another pool than the resource has is refused, in the `up`.
   */
  name?: pulumi.Input<string>;
}
