/** DesktopPool: what a program writes to have a pool of desktops. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { moduleName, prepared } from "./common.ts";
import type { Place } from "./common-args.ts";
import type { DesktopPoolArgs } from "./desktop-pool-args.ts";

/**
 * Desktops by how a `scaleDown` takes them. It is what was last read; the update looks again before its call.
 *
 * @source this package, from ListPoolDesktopsDetail
 */
export interface RemovableDesktops {
  /**
   * The day, as `2026-11-21`, on which it was last otherwise.
   *
   * @unit days, UTC by the service's clock
   */
  readonly asOf: string;
  /**
   * How many there are of each kind; `others` go only by their ids.
   *
   * @unit desktops
   */
  readonly counts: Readonly<Record<"unassigned" | "maintenance" | "stopped" | "idle" | "others", number>>;
  /** Kind and name of the first to go, at most 20. */
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
 * A pool of desktops. Its data disks belong to a {@link PoolVolumeSet}. Its `id` is the service's id of the pool.
 *
 * An `up` sends only what the program changed, as far as the pool differs too. If anything is refused, nothing at all is changed:
 * every refusal is listed, before the first call. A creation that was interrupted is finished by the next `up`.
 *
 * @throws an error in the program where the Node version is too old, where the option `deletedWith` or `deleteBeforeReplace: false` is
 * given, where both `timeouts` and `customTimeouts` are, or where a secret setting stands in the stack's configuration in clear.
 * @throws `refused` in the preview or the `up`, before any change: an argument is outside its range, a consent is missing, the pool to
 * adopt differs.
 * @throws `job_failed`, `job_timeout` or `unknown_result` in the `up`: what was done is in the state, and the next `up` goes on with what
 * is left.
 *
 * @example
 * ```ts
 * import { DesktopPool } from "pulumi-huaweicloud-workspace";
 *
 * const pool = new DesktopPool("office", {
 *   type: "DYNAMIC",
 *   size: 3,
 *   productId: "workspace.c2.large.windows",
 *   imageId: "4fe8a6ab-0000-4000-8000-000000000001",
 *   rootVolume: { type: "SAS", size: 80 },
 *   subnetIds: ["5d0e9f7a-0000-4000-8000-000000000002"],
 * });
 * export const desktops = pool.desktopCount;
 * ```
 *
 * @source Workspace API Reference, CreateDesktopPool, ShowDesktopPoolDetail, UpdateDesktopPool, ExpandDesktopPool, ResizeDesktopPool,
 * RebuildDesktopPool, DeleteDesktopPool
 */
export class DesktopPool extends pulumi.dynamic.Resource {
  /** Name of the pool on the service. */
  declare readonly poolName: pulumi.Output<string>;
  /** Region and project: every later command works there. */
  declare readonly place: pulumi.Output<Place>;
  /**
   * Desktops that the pool has, wanted or not, broken ones too; those that are being deleted do not count.
   *
   * @unit desktops
   */
  declare readonly desktopCount: pulumi.Output<number>;
  /**
   * How many of them are in each status, in the service's words: `ACTIVE`, `SHUTOFF`, `HIBERNATED`, `ERROR`, …
   *
   * @unit desktops
   */
  declare readonly desktopsByStatus: pulumi.Output<Record<string, number>>;
  /** Keys of tags that others have put on the pool, where the program has tags and the region returns them. */
  declare readonly undeclaredTags: pulumi.Output<string[] | undefined>;
  /** Ids of users and groups beside those of the program, where it has `authorizedObjects`. */
  declare readonly undeclaredAuthorizedObjects: pulumi.Output<string[] | undefined>;
  /** Desktops in status `ERROR`, at most 100: id to name. */
  declare readonly brokenDesktops: pulumi.Output<Record<string, string>>;
  /** What a `scaleDown` could take, as last read: how many of each kind, and the first to go. */
  declare readonly removable: pulumi.Output<RemovableDesktops>;
  /** The service's word for the pool: `STEADY` when nothing is under way. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Declares a pool. Nothing is sent here: Pulumi does it in the `up`.
   *
   * @param name - of the resource in the program; without `name` in the arguments the pool's name is made of it
   * @param args - the pool
   * @param opts - Pulumi's own options, without `deletedWith` and `deleteBeforeReplace: false`
   */
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
