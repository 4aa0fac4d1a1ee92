/** What a program writes of RetiredDesktops. */
import type * as pulumi from "@pulumi/pulumi";
import type { CommonArgs, NotifyUsersArgs } from "./common-args.ts";
import type { DesktopPool } from "./desktop-pool.ts";

/**
 * Arguments of {@link RetiredDesktops}: `pool`, or `poolId` for a pool that this program does not own.
 *
 * @source Workspace API Reference, BatchDeleteDesktops
 */
export interface RetiredDesktopsArgs extends CommonArgs {
  /**
   * The pool, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold here too. It keeps its `size`: as many new,
   * EMPTY desktops are made as have gone, so retiring is replacing. To make the pool smaller, lower its `size` with `scaleDown`.
   *
   * @defaultValue none: `poolId` says which
   * @change No call by itself. Desktops that exist: none; what is gone stays gone, and new lines are of the other pool.
   */
  pool?: DesktopPool;
  /**
   * Id of a pool that this program does not own. No new desktops are made by this resource; its autoscale or its owner may.
   *
   * @range the id of a pool, 1 to 255 characters
   * @defaultValue none: `pool` says which
   * @change No call by itself. Desktops that exist: none; what is gone stays gone, and new lines are of the other pool.
   */
  poolId?: pulumi.Input<string>;
  /**
   * The desktops that have to go, name to id: `{ "office-0007": "2ef9…" }`. Name and id have to be of one desktop of the pool, or nothing
   * is deleted: a slip in one of them hits nobody. A line counts once: it may stay for ever or be removed. One that is gone already is
   * done. A desktop of another pool is refused, and so is one in use without `allowInUse`.
   *
   * @range names and ids of 1 to 255 characters
   * @change A new line: BatchDeleteDesktops, 100 a call, and where the program owns the pool ExpandDesktopPool. Desktops that exist: **this one is deleted with everything on it**, no other is touched. A line that goes: no call.
   */
  desktops: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Consent to delete desktops although somebody uses them, by name with any text: `{ "office-0007": "OPS-7" }`. In use is one with a
   * session, also a disconnected one, and every one in a region that does not tell. It counts in the `up` that gives it; a text that
   * stands in the state is spent.
   *
   * @range names and texts of 1 character or more
   * @defaultValue none: a desktop in use is refused, and all the others with it
   * @change No call by itself; with a new line in `desktops` it is the consent. Desktops that exist: none without a new line.
   * @source this package
   */
  allowInUse?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Whether users without another desktop are deleted with the desktops.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none; it counts for lines that are new.
   * @source BatchDeleteDesktops (`delete_users`)
   */
  deleteUsers?: pulumi.Input<boolean>;
  /**
   * Whether users get an e-mail.
   *
   * @defaultValue `false`; the service's own is `true`
   * @change No call. Desktops that exist: none; it counts for lines that are new.
   * @source BatchDeleteDesktops (`email_notification`)
   */
  emailNotification?: pulumi.Input<boolean>;
  /**
   * Whether desktops are deleted by force.
   *
   * @defaultValue `false`
   * @change No call. Desktops that exist: none; it counts for lines that are new.
   * @source BatchDeleteDesktops (`is_force_delete`)
   */
  forceDelete?: pulumi.Input<boolean>;
  /**
   * Tells the users of just these desktops before they go.
   *
   * @defaultValue none: nobody is told
   * @change No call. Desktops that exist: none.
   * @source SendDesktopPoolNotifications and SendNotifications
   */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
}
