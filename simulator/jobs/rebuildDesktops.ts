// Giving a pool and those of its desktops that follow another image. Root disks are made anew, data disks survive.

import { type Cause, changePool, changePoolDisk, noteDesktop, rebuildDesktop, setState } from "../model/effects.ts";
import { isInUse, type Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { changesPool } from "./resizeDesktops.ts";
import { atWorkOn, type Trade } from "./trade.ts";

export interface RebuildOrder {
  readonly pool: string;
  /** Ids of the desktops that follow. */
  readonly followers: readonly string[];
  readonly imageId: string;
  readonly imageType?: string;
  /** The key of the new root disks: null for none, nothing for the one that they have. */
  readonly kmsId?: string | null;
  /** Shown at the call to those who sit at the desktops. */
  readonly message?: string;
  readonly template: boolean;
}

export const rebuildDesktops: Trade<RebuildOrder> = {
  parts: ({ followers }) => followers,
  start({ world, cause, order: { followers, message } }) {
    for (const id of message ? followers : []) warn(world, cause, id, message ?? "");
  },
  begin(work, subJob) {
    const at = atWorkOn(work, subJob);
    const state = { taskStatus: "rebuilding", loginStatus: "UNREGISTER" };
    if (at) setState(work.world, work.cause, at.pool, at.desktop, state);
  },
  succeed(work, subJob) {
    const { world, cause, order } = work;
    const at = atWorkOn(work, subJob);
    if (!at) return;
    const kmsId = order.kmsId === undefined ? at.desktop.rootDisk.kmsId : (order.kmsId ?? undefined);
    rebuildDesktop(world, cause, at.pool, at.desktop, { imageId: order.imageId, kmsId });
    const { status } = at.desktop;
    setState(world, cause, at.pool, at.desktop, settled(status === "ERROR" ? "ACTIVE" : status));
  },
  fail(work, subJob) {
    const at = atWorkOn(work, subJob);
    if (!at) return;
    const status = work.world.dialects("failed-rebuild") === "ERROR" ? "ERROR" : at.desktop.status;
    setState(work.world, work.cause, at.pool, at.desktop, settled(status));
  },
  end({ world, cause, order }, { failed }) {
    const pool = order.template && changesPool(world, failed) ? world.pools.get(order.pool) : undefined;
    if (pool) changeTemplate(world, cause, pool, order);
  },
};

const settled = (status: string) => ({
  status,
  taskStatus: "",
  loginStatus: status === "ACTIVE" ? "REGISTERED" : "UNREGISTER",
});

function warn(world: World, cause: Cause, desktopId: string, message: string): void {
  const desktop = world.desktops.get(desktopId);
  const pool = desktop && world.pools.get(desktop.poolId);
  if (!desktop || !pool || !isInUse(desktop)) return;
  noteDesktop(world, cause, pool, desktop, { kind: "users-notified", detail: message });
}

function changeTemplate(world: World, cause: Cause, pool: Pool, { imageId, imageType, kmsId }: RebuildOrder): void {
  const set = { image_id: imageId, ...(imageType === undefined ? {} : { image_type: imageType }) };
  changePool(world, cause, pool, { attributes: { ...pool.attributes, ...set } }, Object.keys(set).join(", "));
  if (kmsId !== undefined) changePoolDisk(world, cause, pool, pool.rootDisk, { kmsId: kmsId ?? undefined });
}
