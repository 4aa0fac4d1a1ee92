/** What a program says of the way in which a pool changes: whom a change reaches, who may go, which pool is taken over. */
import type * as pulumi from "@pulumi/pulumi";

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
