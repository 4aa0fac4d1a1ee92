/** What a program writes of a DesktopPool. What a change does stands in the table of the lifecycle too; a test compares them. */
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, NotifyUsersArgs } from "./common-args.ts";
import type { AdoptPoolArgs, RebuildPolicyArgs, ResizePolicyArgs, ScaleDownArgs } from "./desktop-pool-changes.ts";
import type {
  AuthorizedObjectArgs,
  AutoscalePolicyArgs,
  RootVolumeArgs,
  SecurityGroupArgs,
  UserResetPolicyArgs,
} from "./desktop-pool-parts.ts";

/**
 * Arguments of a {@link DesktopPool}. All fields of UpdateDesktopPool that change in one `up` go in one call, and only those that the
 * program changed and that differ on the service.
 *
 * @source Workspace API Reference, CreateDesktopPool and UpdateDesktopPool
 */
export interface DesktopPoolArgs extends CommonArgs {
  /**
   * Name of the pool, unique in the project: letters, digits, Chinese characters, hyphens. Some regions take 15 characters. One that a
   * pool of somebody else has is refused before anything is made.
   *
   * @range 1 to 64 characters
   * @defaultValue the resource's name, cut to fit, and 6 characters more: made once, and then kept. With `adopt`, the pool's own
   * @change UpdateDesktopPool. Desktops that exist: none. Left out: stays, with a word.
   */
  name?: pulumi.Input<string>;
  /**
   * `"DYNAMIC"`: users get any desktop; `"STATIC"`: each user keeps one.
   *
   * @change No call. Desktops that exist: cannot be changed: another value is another pool. Refused, needs the two steps of a replacement.
   */
  type: pulumi.Input<"DYNAMIC" | "STATIC">;
  /**
   * Number of desktops. Lowering needs `scaleDown`. More desktops than `size` for any other reason are warned of, never deleted. With
   * `enableAutoscale` it is a floor, and lowering it removes nobody.
   *
   * @unit desktops
   * @range 0 to 5,000
   * @change ExpandDesktopPool, BatchDeleteDesktops. Desktops that exist: growing touches none; a lower value deletes those that `scaleDown` allows.
   * @source CreateDesktopPool (100 at once) and ExpandDesktopPool, which makes the others
   */
  size: pulumi.Input<number>;
  /**
   * Product (flavour) of the desktops. All disks stay when it changes. A pool that is paid by the year or month refuses another one.
   *
   * @range 1 to 255 characters
   * @change ResizeDesktopPool. Desktops that exist: running desktops are **stopped**; `resizePolicy` says which desktops follow.
   * @source CreateDesktopPool and ResizeDesktopPool
   */
  productId: pulumi.Input<string>;
  /**
   * Flavour, only where the availability zone is an edge one.
   *
   * @range 1 to 255 characters
   * @defaultValue none
   * @change ResizeDesktopPool. Desktops that exist: as `productId`, and only together with it.
   * @source CreateDesktopPool and ResizeDesktopPool
   */
  flavorId?: pulumi.Input<string>;
  /**
   * How a change of `productId` is made.
   *
   * @defaultValue running desktops are stopped, every desktop follows
   * @change No call. Desktops that exist: none; it counts for the next change of `productId`.
   * @source ResizeDesktopPool
   */
  resizePolicy?: pulumi.Input<ResizePolicyArgs>;
  /**
   * Kind of the image. The service never tells it, so a difference is not noticed.
   *
   * @defaultValue `"private"`
   * @change RebuildDesktopPool. Desktops that exist: as `imageId`, and only together with it.
   * @source CreateDesktopPool and RebuildDesktopPool
   */
  imageType?: pulumi.Input<"private" | "gold">;
  /**
   * Image of the desktops. Another one is refused unless `rebuild` names the same image in the same `up`.
   *
   * @range 1 to 255 characters
   * @change RebuildDesktopPool. Desktops that exist: their system disks are **made anew, what is on them is lost**; only with `rebuild`; data disks stay.
   * @source CreateDesktopPool and RebuildDesktopPool
   */
  imageId: pulumi.Input<string>;
  /**
   * Consent to another image: its id. It counts once, while it is not in the state, and may stay in the program afterwards. Given
   * for the first time without a change of `imageId` it is an error.
   *
   * @range the value of `imageId`, 1 to 255 characters
   * @defaultValue none: another image is refused
   * @change No call by itself; with another `imageId` it is the consent. Desktops that exist: none without another `imageId`.
   * @source this package
   */
  rebuild?: pulumi.Input<string>;
  /**
   * Which desktops a rebuild reaches.
   *
   * @defaultValue every desktop
   * @change No call. Desktops that exist: none; it counts for the next change of `imageId`.
   * @source RebuildDesktopPool
   */
  rebuildPolicy?: pulumi.Input<RebuildPolicyArgs>;
  /**
   * System disk of each desktop. What a change of it does stands at each of its lines.
   *
   * @change No call, or UpdateDesktopPool, line by line. Desktops that exist: none.
   */
  rootVolume: pulumi.Input<RootVolumeArgs>;
  /**
   * Subnets of the desktops, by id.
   *
   * @range 1 to 100 entries
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * VPC of the subnets, by id.
   *
   * @range 1 to 255 characters
   * @defaultValue the service's
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  vpcId?: pulumi.Input<string>;
  /**
   * Security groups of the desktops.
   *
   * @range 0 to 5 entries
   * @defaultValue the service's, a group of the tenant
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  securityGroups?: pulumi.Input<pulumi.Input<SecurityGroupArgs>[]>;
  /**
   * Availability zone of the desktops.
   *
   * @range 1 to 255 characters
   * @defaultValue the service's
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: stays, with a word.
   */
  availabilityZone?: pulumi.Input<string>;
  /**
   * Free text.
   *
   * @range 0 to 255 characters
   * @defaultValue empty
   * @change UpdateDesktopPool. Desktops that exist: none. Left out: cleared.
   */
  description?: pulumi.Input<string>;
  /**
   * Organizational unit of a domain.
   *
   * @range 1 to 255 characters
   * @defaultValue none
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: cleared.
   */
  ouName?: pulumi.Input<string>;
  /**
   * Domain that the desktops join. Newer regions only.
   *
   * @range 1 to 255 characters
   * @defaultValue the service's
   * @change No call. Desktops that exist: cannot be changed: another value is another pool. Refused, needs the two steps of a replacement.
   */
  domain?: pulumi.Input<string>;
  /**
   * Who may use the pool, by the id of the user or group. Only entries that the program changes are changed; others stay, and their
   * ids stand in `undeclaredAuthorizedObjects`. Left out altogether from the start, users are not read at all: some regions have not
   * published the call.
   *
   * @range keys of 1 to 255 characters
   * @defaultValue nobody is named, and nobody is removed
   * @change CreateDesktopPoolAuthorizedObjects. Desktops that exist: none is stopped; who is removed **loses access**. Left out: those that it had are removed.
   * @source CreateDesktopPool and CreateDesktopPoolAuthorizedObjects, 500 at once
   */
  authorizedObjects?: pulumi.Input<Record<string, pulumi.Input<AuthorizedObjectArgs>>>;
  /**
   * Tags of the pool; one more, `pulumi-identity`, is ours. Keys have at most 128 characters, values 43. Tags of others stay, and their
   * keys stand in `undeclaredTags`.
   *
   * @range 0 to 19 entries
   * @defaultValue none
   * @change UpdateDesktopPool. Desktops that exist: none. Left out: cleared.
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Whether `tags` and `authorizedObjects`, as far as the program has them, are all that the pool may have. The `up` that says it first
   * removes every other entry that it finds, and names them; later only those go that a refresh has shown.
   *
   * @defaultValue `false`
   * @change UpdateDesktopPool or CreateDesktopPoolAuthorizedObjects, where others are there. Desktops that exist: none is stopped; who is removed **loses access**.
   * @source this package
   */
  exclusive?: pulumi.Input<boolean>;
  /**
   * Enterprise project, by id: letters, digits, `_` and `-`.
   *
   * @range 1 to 36 characters
   * @defaultValue `"0"`, the project that every account has
   * @change UpdateDesktopPool. Desktops that exist: none. Left out: cleared.
   */
  enterpriseProjectId?: pulumi.Input<string>;
  /**
   * After how long a disconnected desktop is taken back from its user. Only with `type: "DYNAMIC"`.
   *
   * @unit minutes
   * @range 10 to 43,200
   * @defaultValue none
   * @change UpdateDesktopPool. Desktops that exist: none is stopped; a disconnected one is taken back after this time. Left out: cleared.
   */
  disconnectedRetentionPeriod?: pulumi.Input<number>;
  /**
   * Whether the pool makes and removes desktops by itself. Switched off, its desktops stay, with a warning.
   *
   * @defaultValue `false`
   * @change UpdateDesktopPool. Desktops that exist: none at once; while it is on, the service makes and removes desktops by itself. Left out: cleared.
   */
  enableAutoscale?: pulumi.Input<boolean>;
  /**
   * How the pool makes and removes desktops by itself. Only with `enableAutoscale: true`.
   *
   * @defaultValue the service's
   * @change UpdateDesktopPool. Desktops that exist: none at once; it says when desktops are made and removed. Left out: cleared.
   */
  autoscalePolicy?: pulumi.Input<AutoscalePolicyArgs>;
  /**
   * How often users may reset their desktop. Newer regions only.
   *
   * @defaultValue the service's
   * @change UpdateDesktopPool. Desktops that exist: none. Left out: cleared.
   */
  userResetPolicy?: pulumi.Input<UserResetPolicyArgs>;
  /**
   * Policy that names new desktops, by id.
   *
   * @range 1 to 36 characters
   * @defaultValue none
   * @change UpdateDesktopPool. Desktops that exist: none; desktops made later follow. Left out: cleared.
   */
  desktopNamePolicyId?: pulumi.Input<string>;
  /**
   * Whether the pool is in maintenance. It is set after the pool is made: CreateDesktopPool does not take it.
   *
   * @defaultValue `false`
   * @change UpdateDesktopPool. Desktops that exist: none is stopped; nobody can get a desktop while it is `true`. Left out: cleared.
   */
  inMaintenanceMode?: pulumi.Input<boolean>;
  /**
   * Consent to remove desktops, together with a lower `size`. It is spent when the desktops are gone.
   *
   * @defaultValue none: a lower `size` is refused
   * @change No call by itself; with a lower `size` it is the consent. Desktops that exist: none without a lower `size`.
   * @source BatchDeleteDesktops, 100 at once
   */
  scaleDown?: pulumi.Input<ScaleDownArgs>;
  /**
   * Takes over a pool that exists instead of making one. Every field that can be read is compared first; a difference refuses, with a
   * table and the lines to write. Afterwards it says nothing and may stay or go.
   *
   * @defaultValue none: a pool is made
   * @change No call. Desktops that exist: none. Naming another pool than the resource has is refused.
   * @source this package
   */
  adopt?: pulumi.Input<AdoptPoolArgs>;
  /**
   * The identity (tag `pulumi-identity`) of another program that a pool still carries: with `adopt` it is taken over from it.
   *
   * @range the tag's value, 1 character or more
   * @defaultValue none: a pool of another program is refused
   * @change No call after the creation. Desktops that exist: none.
   * @source this package
   */
  takeFrom?: pulumi.Input<string>;
  /**
   * Consent to delete, which has to stand in the state from an `up` before: `true` speaks for the desktops of the pool, `"with-disks"`
   * also for data disks that no set has deleted, and for those that somebody has given to one desktop. A pool without desktops and disks
   * needs none.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none; it counts when the pool is deleted, with everything on its desktops.
   * @source this package
   */
  forceDestroy?: pulumi.Input<boolean | "with-disks">;
  /**
   * Whether users without another desktop are deleted with the desktops.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none; it counts for desktops that are removed, and as last stored for the pool's deletion.
   * @source BatchDeleteDesktops (`delete_users`)
   */
  deleteUsers?: pulumi.Input<boolean>;
  /**
   * Whether users get an e-mail when their desktop is deleted.
   *
   * @defaultValue `false`; the service's own is `true`
   * @change No call. Desktops that exist: none; it counts for desktops that are removed, and as last stored for the pool's deletion.
   * @source BatchDeleteDesktops (`email_notification`)
   */
  emailNotification?: pulumi.Input<boolean>;
  /**
   * Whether desktops are deleted by force.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none; it counts for desktops that are removed, and as last stored for the pool's deletion.
   * @source BatchDeleteDesktops (`is_force_delete`)
   */
  forceDelete?: pulumi.Input<boolean>;
  /**
   * Tells the users before desktops are removed (`scaleDown`), stopped (`productId`), made anew (`rebuild`) or deleted with the pool:
   * only those at the desktops that are hit. The deletion goes by what the state holds then.
   *
   * @defaultValue none: nobody is told
   * @change No call. Desktops that exist: none.
   * @source SendDesktopPoolNotifications and SendNotifications
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
}
