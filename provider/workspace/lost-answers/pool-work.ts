/** Another product, another image, power: what stops or empties the desktops of a pool, and must not do it twice. */
import type { Until, WorkspaceService } from "../service.ts";
import type { Pool, PoolAction, PoolRebuild, PoolResize } from "../types.ts";
import { type Effect, isBusy, onPool, poolNow, type Seen, thereWhen, unlisted } from "./on-pool.ts";

/** Some regions run them under the word for operating desktops (ListItaSubJobs names no type of a resize). */
const operating = "operateDesktops";

/** Nothing that the pool says afterwards tells of it: only its job does, and that the pool was busy. */
function workOnly(seen: Seen<Pool | undefined>, listing: { readonly isDocumented: boolean }): Effect {
  const { also } = seen.before;
  const wasBusy = also !== undefined && isBusy(also);
  return { effect: "invisible", wasBusy, ...unlisted(seen, listing) };
}

export function resizingPool(service: WorkspaceService, change: PoolResize) {
  const { poolId, productId, desktopIds } = change;
  return onPool(service, {
    what: `resizing pool ${poolId} to ${productId}`,
    poolId,
    jobTypes: ["resizeDesktopPool", operating],
    send: (until) => service.resizeDesktopPool(change, until),
    also: poolNow(service, poolId),
    effect: async (seen, until): Promise<Effect> => {
      const { before, pool } = seen;
      if (desktopIds !== undefined) return productOf(service, { poolId, productId, desktopIds }, until);
      if (before.also?.productId !== productId) return thereWhen(pool.productId === productId);
      return workOnly(seen, { isDocumented: false });
    },
  });
}

async function productOf(
  service: WorkspaceService,
  { poolId, productId, desktopIds }: { poolId: string; productId: string; desktopIds: readonly string[] },
  until: Until,
): Promise<Effect> {
  const named = (await service.listPoolDesktopsDetail(poolId, until)).filter((d) => desktopIds.includes(d.desktopId));
  return thereWhen(named.every((d) => d.productId === productId));
}

export function rebuildingPool(service: WorkspaceService, change: PoolRebuild) {
  const { poolId, imageId, desktopIds } = change;
  const tells = (before: Pool | undefined): boolean => desktopIds === undefined && before?.imageId !== imageId;
  return onPool(service, {
    what: `rebuilding pool ${poolId} with image ${imageId}`,
    poolId,
    jobTypes: ["rebuildDesktopPool"],
    send: (until) => service.rebuildDesktopPool(change, until),
    also: poolNow(service, poolId),
    effect: (seen): Effect =>
      tells(seen.before.also) ? thereWhen(seen.pool.imageId === imageId) : workOnly(seen, { isDocumented: true }),
  });
}

export function actingOnPool(service: WorkspaceService, change: PoolAction) {
  const { poolId, opType } = change;
  return onPool(service, {
    what: `${opType} of the desktops of pool ${poolId}`,
    poolId,
    jobTypes: ["executeDesktopsAction", operating],
    send: (until) => service.executeDesktopPoolAction(change, until),
    also: poolNow(service, poolId),
    // Desktops that are off may have been so before, and one that was restarted looks as it did.
    effect: (seen): Effect => workOnly(seen, { isDocumented: true }),
  });
}
