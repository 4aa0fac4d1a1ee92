/** Pools and their desktops, made and removed. */
import { creatingPool, deletingDesktops, expandingPool, sendOnce } from "../../provider/workspace/lost-answers.ts";
import { anothersCall, type Office, someOf } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

function creating(office: Office): Prepared {
  const { service, until, chance, simulator, clock } = office;
  const size = chance.int(0, 3);
  const tags = { "pulumi-identity": `identity-${chance.int(1, 9)}` };
  const asked = {
    name: "new-office",
    type: "DYNAMIC",
    size,
    productId: "product-2",
    imageType: "private",
    imageId: "image-2",
    rootVolume: { type: "SAS", size: 80 },
    subnetIds: ["subnet-1"],
    tags,
  };
  // The filter by name is fuzzy.
  if (chance.happens(0.5)) simulator.act({ do: "createPool", pool: "new-office-2", desktops: 1 });
  const body = {
    product_id: "product-3",
    image_id: "image-3",
    image_type: "private",
    root_volume: { type: "SAS", size: 80 },
  };
  const named = (name: string) => simulator.state().pools.filter((pool) => pool.name === name);
  return {
    send: () => sendOnce(service, creatingPool(service, asked), until),
    isDone: () => clock.now() > 0 && named("new-office").length === 1,
    another: anothersCall(
      "CreateDesktopPool",
      {},
      { name: "other-office", type: "DYNAMIC", size: 1, subnet_ids: ["s"], ...body },
    ),
  };
}

function expanding(office: Office): Prepared {
  const { service, poolId, until, chance, desktops } = office;
  const add = chance.int(1, 3);
  return {
    send: () => sendOnce(service, expandingPool(service, poolId, { add }), until),
    // Another's four may have been added as well.
    isDone: () => [add, add + 4].includes((office.now()?.desktops.length ?? 0) - desktops.length),
    another: anothersCall("ExpandDesktopPool", { pool: poolId }, { size: 4 }),
  };
}

function removing(office: Office): Prepared {
  const { service, poolId, until, desktops, chance } = office;
  const gone = someOf(office, desktops);
  const other = desktops.find((desktop) => !gone.includes(desktop));
  const desktopIds = gone.map(({ id }) => id);
  const how = { deleteUsers: chance.happens(0.5), emailNotification: chance.happens(0.5), forceDelete: false };
  return {
    send: () => sendOnce(service, deletingDesktops(service, poolId, { desktopIds, ...how }), until),
    isDone: () => !(office.now()?.desktops ?? []).some(({ id }) => desktopIds.includes(id)),
    ...(other === undefined ? {} : { another: anothersCall("BatchDeleteDesktops", {}, { desktop_ids: [other.id] }) }),
  };
}

export const desktopPosts: readonly Post[] = [
  { operation: "CreateDesktopPool", job: "createDesktopPool", prepare: creating },
  { operation: "ExpandDesktopPool", job: "expandDesktopPool", prepare: expanding },
  { operation: "BatchDeleteDesktops", job: "deleteDesktops", prepare: removing },
];
