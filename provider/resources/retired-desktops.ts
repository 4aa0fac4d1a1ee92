/** RetiredDesktops: what a program writes to have desktops of a pool deleted, each by name and id. */
import * as pulumi from "@pulumi/pulumi";
import { shim } from "../shim.js";
import { type CommonArgs, moduleName, type NotifyUsersArgs, prepared } from "./common.ts";
import { type DesktopPool, sizeArgOf } from "./desktop-pool.ts";
import { withPlaceOf } from "./place-of-pool.ts";

/** Arguments of {@link RetiredDesktops}: `pool`, or `poolId` for a pool that this program does not own. */
export interface RetiredDesktopsArgs extends CommonArgs {
  /**
   * The pool, made by this program. Its `region`, `projectId`, `endpoint` and `profile` hold here too. It keeps its `size`: as many
   * new, EMPTY desktops are made as have gone, so retiring is replacing. To make the pool smaller, lower its `size` with `scaleDown`.
   */
  pool?: DesktopPool;
  /** Id of a pool that this program does not own. No new desktops are made by this resource; its autoscale or its owner may. */
  poolId?: pulumi.Input<string>;
  /**
   * The desktops that have to go, name to id: `{ "office-0007": "2ef9…" }`. Name and id have to be of one desktop of the pool, or
   * nothing is deleted: a slip in one of them hits nobody. **Adding a line deletes that desktop with everything on it** (BatchDeleteDesktops,
   * at most 100 a call). A line counts once: it may stay for ever or be removed, and neither makes a call. One that is gone
   * already is done. A desktop of another pool is refused, and so is one in use without `allowInUse`.
   */
  desktops: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Consent to delete desktops although somebody uses them, by name with any text: `{ "office-0007": "OPS-7" }`. In use is one with a
   * session, also a disconnected one, and every one in a region that does not tell. It counts in the `up` that gives it; a text that
   * stands in the state is spent. Changing it makes no call.
   */
  allowInUse?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Whether users without another desktop are deleted with the desktops. Default `false`. Changing it makes no call. */
  deleteUsers?: pulumi.Input<boolean>;
  /** Whether users get an e-mail. Default `false`; the service's own default is `true`. Changing it makes no call. */
  emailNotification?: pulumi.Input<boolean>;
  /** Whether desktops are deleted by force. Default `false`. Changing it makes no call. */
  forceDelete?: pulumi.Input<boolean>;
  /** Tells the users of just these desktops before they go. Changing it makes no call. */
  notifyUsers?: pulumi.Input<NotifyUsersArgs>;
}

const outputs = ["poolName", "place", "schema", "unfinished"];

const provider = shim("RetiredDesktops");

/**
 * Desktops of a pool that have to go. Deleting this resource makes no call: what is gone stays gone.
 *
 * @example
 * new RetiredDesktops("broken", { pool, desktops: { "office-0007": "2ef9…" } });
 */
export class RetiredDesktops extends pulumi.dynamic.Resource {
  /** The desktops that are gone, name to id. */
  declare readonly desktops: pulumi.Output<Record<string, string>>;
  /** Name of the pool on the service; empty while nothing was retired. */
  declare readonly poolName: pulumi.Output<string>;
  /** Where the pool is. */
  declare readonly place: pulumi.Output<{ region: string; projectId: string }>;

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
