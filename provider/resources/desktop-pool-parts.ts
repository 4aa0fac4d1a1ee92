/** The groups of arguments that a DesktopPool consists of: its system disk, its network, its users, its policies. */
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
