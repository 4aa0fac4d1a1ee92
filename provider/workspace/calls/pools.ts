/** The calls on pools themselves. */
import type { WorkspaceService } from "../service.ts";
import type { PoolChange, PoolToCreate } from "../types.ts";
import { resizeAnswer } from "../wire/accepted.ts";
import { poolAnswer, pools } from "../wire/pools.ts";
import type { Sending } from "./sending.ts";
import { unlessGone } from "./whether-gone.ts";
import { checkLimits, pathId } from "./within-limits.ts";
import { counted } from "./words.ts";

type PoolCalls = Pick<
  WorkspaceService,
  | "createDesktopPool"
  | "showDesktopPoolDetail"
  | "listDesktopPools"
  | "updateDesktopPool"
  | "deleteDesktopPool"
  | "expandDesktopPool"
  | "resizeDesktopPool"
  | "rebuildDesktopPool"
  | "executeDesktopPoolAction"
>;

export const poolPath = ({ base }: Pick<Sending, "base">, poolId: string): string =>
  `${base}/desktop-pools/${pathId(poolId)}`;

export function poolCalls(sending: Sending): PoolCalls {
  const { base, read, list, change, start, startAs } = sending;
  const path = (poolId: string) => poolPath(sending, poolId);
  const calls: PoolCalls = {
    /** POST /v2/{project_id}/desktop-pools */
    createDesktopPool: async (pool, until) => {
      const call = { what: `create pool "${pool.name}"`, path: `${base}/desktop-pools`, body: poolBody(pool) };
      const iamAction = "workspace:desktopPools:create";
      return start({ operation: "createDesktopPool", ...call, iamAction }, until);
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id} */
    showDesktopPoolDetail: async (poolId, until) => {
      const call = { what: `read pool ${poolId}`, path: path(poolId), iamAction: "workspace:desktopPools:get", poolId };
      const isListed = async () => (await calls.listDesktopPools({}, until)).some((pool) => pool.id === poolId);
      return unlessGone(() => read(call, thePool(poolId), until), isListed);
    },

    /** GET /v2/{project_id}/desktop-pools */
    listDesktopPools: async ({ name }, until) => {
      const call = { what: "list the pools", path: `${base}/desktop-pools`, iamAction: "workspace:desktopPools:list" };
      checkLimits("listDesktopPools", call.what, { name });
      const query = name === undefined ? [] : [["name", name] as const];
      return list({ ...call, query }, pools, until);
    },

    /** PUT /v2/{project_id}/desktop-pools/{pool_id} */
    updateDesktopPool: async (poolId, poolChange, until) => {
      const what = `change ${Object.keys(poolChange).join(", ") || "nothing"} of pool ${poolId}`;
      const call = { operation: "updateDesktopPool", what, method: "PUT", path: path(poolId) } as const;
      const iamAction = "workspace:desktopPools:update";
      return change({ ...call, body: poolBody(poolChange), iamAction, poolId }, until);
    },

    /** DELETE /v2/{project_id}/desktop-pools/{pool_id} */
    deleteDesktopPool: async (poolId, until) => {
      const iamAction = "workspace:desktopPools:delete";
      const call = { what: `delete pool ${poolId}`, path: path(poolId), iamAction, poolId };
      const isListed = async () => (await calls.listDesktopPools({}, until)).some((pool) => pool.id === poolId);
      await unlessGone(() => sending.delete(call, until), isListed);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/expand. The body's `size` is how many to add. */
    expandDesktopPool: async (poolId, { add }, until) => {
      const what = `add ${counted(add, "desktop")} to pool ${poolId}`;
      const call = {
        operation: "expandDesktopPool",
        what,
        path: `${path(poolId)}/expand`,
        body: { size: add },
      } as const;
      return start({ ...call, iamAction: "workspace:desktopPools:expand", poolId }, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/resize */
    resizeDesktopPool: async ({ poolId, ...body }, until) => {
      const what = `resize the desktops of pool ${poolId} to product ${body.productId}`;
      const without = "Until it has, set `productId` back: everything else of the pool can be changed.";
      const call = { operation: "resizeDesktopPool", what, path: `${path(poolId)}/resize`, body, without } as const;
      return startAs({ ...call, iamAction: "workspace:desktopPools:resize", poolId }, resizeAnswer, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/rebuild */
    rebuildDesktopPool: async ({ poolId, ...body }, until) => {
      const what = `rebuild the desktops of pool ${poolId} with image ${body.imageId}`;
      const without = "Until it has, set `imageId` back: everything else of the pool can be changed.";
      const call = { operation: "rebuildDesktopPool", what, path: `${path(poolId)}/rebuild`, body, without } as const;
      return start({ ...call, iamAction: "workspace:desktopPools:rebuild", poolId }, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/action */
    executeDesktopPoolAction: async ({ poolId, ...body }, until) => {
      const what = `${body.opType} the desktops of pool ${poolId}`;
      const call = { operation: "executeDesktopPoolAction", what, path: `${path(poolId)}/action`, body } as const;
      return start({ ...call, iamAction: "workspace:desktopPools:operate", poolId }, until);
    },
  };
  return calls;
}

/** Another pool's disks under this pool's name would go into the state, and the next run would act on them. */
const thePool = (poolId: string) =>
  poolAnswer.refine(({ id }) => id === poolId, { path: ["id"], error: "is of another pool" });

/** Tags and security groups are lists on the wire. */
function poolBody({ tags, securityGroupIds, ...rest }: PoolToCreate | PoolChange): object {
  return {
    ...rest,
    ...(tags === undefined ? {} : { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }),
    ...(securityGroupIds === undefined ? {} : { securityGroups: securityGroupIds.map((id) => ({ id })) }),
  };
}
