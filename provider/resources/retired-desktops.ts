/** RetiredDesktops: what a program writes to have desktops of a pool deleted, each by name and id. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { moduleName, prepared } from "./common.ts";
import type { Place } from "./common-args.ts";
import { sizeArgOf } from "./desktop-pool.ts";
import { withPlaceOf } from "./place-of-pool.ts";
import type { RetiredDesktopsArgs } from "./retired-desktops-args.ts";

const outputs = ["poolName", "place", "schema", "unfinished"];

const provider = shim("RetiredDesktops");

/**
 * Desktops of a pool that have to go, each by its name and its id. Deleting this resource makes no call: what is gone stays gone. Its
 * `id` is the resource's identity, a hash of its URN.
 *
 * @throws an error in the program where neither or both of `pool` and `poolId` are given, where a place argument is not the pool's, and
 * as for a {@link DesktopPool}.
 * @throws `refused` in the preview or the `up`, before any change: a name and an id are not of one desktop of the pool, a desktop is in
 * use without a consent.
 * @throws `job_failed`, `job_timeout` or `unknown_result` in the `up`: the desktops that are gone count, and the next `up` tries the
 * others again.
 *
 * @example
 * ```ts
 * import { type DesktopPool, RetiredDesktops } from "pulumi-huaweicloud-workspace";
 *
 * declare const pool: DesktopPool;
 * new RetiredDesktops("broken", { pool, desktops: { "office-0007": "2ef9a3c1-0000-4000-8000-000000000007" } });
 * ```
 *
 * @source Workspace API Reference, BatchDeleteDesktops and ExpandDesktopPool
 */
export class RetiredDesktops extends pulumi.dynamic.Resource {
  /** The desktops that are gone, name to id. */
  declare readonly desktops: pulumi.Output<Record<string, string>>;
  /** Name of the pool on the service; empty while nothing was retired. */
  declare readonly poolName: pulumi.Output<string>;
  /** Region and project of the pool: every later command works there. */
  declare readonly place: pulumi.Output<Place>;

  /**
   * Declares that desktops have to go. Nothing is sent here: Pulumi does it in the `up`.
   *
   * @param name - of the resource in the program
   * @param args - the pool and the desktops
   * @param opts - Pulumi's own options, without `deletedWith` and `deleteBeforeReplace: false`
   */
  constructor(name: string, args: RetiredDesktopsArgs, opts?: pulumi.CustomResourceOptions) {
    const { props, opts: ready } = prepared({ type: "RetiredDesktops", name, args: ofPool(name, args), outputs, opts });
    super(provider, name, props, ready, moduleName, "RetiredDesktops");
  }
}

type Passed = Omit<RetiredDesktopsArgs, "pool"> & { readonly poolSize?: pulumi.Input<number> };

/** The arguments with the pool's id, place and size in them: these stay known in a preview that changes the pool. */
function ofPool(name: string, { pool, ...args }: RetiredDesktopsArgs): Passed {
  if (pool === undefined) {
    if (args.poolId !== undefined) return args;
    throw new Error(
      `${name}: which pool? Write \`pool\` (a DesktopPool of this program) or \`poolId\` (any other pool)`,
    );
  }
  if (args.poolId !== undefined) throw new Error(`${name}: pool and poolId are both given: keep one of them`);
  const poolSize = sizeArgOf(pool);
  return { ...withPlaceOf(name, pool, args), poolId: pool.id, ...(poolSize === undefined ? {} : { poolSize }) };
}
