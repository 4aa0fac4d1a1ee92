/** Another product, another image, power. */
import { actingOnPool, rebuildingPool, resizingPool, sendOnce } from "../../provider/workspace/lost-answers.ts";
import { anothersCall, type Office, someOf } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

const handleType = "FOR_EXPAND_AND_ALL";

function resizing(office: Office): Prepared {
  const { service, poolId, until, chance, desktops, met } = office;
  const named = chance.happens(0.3) ? someOf(office, desktops).map(({ id }) => id) : undefined;
  if (named !== undefined) met("named desktops");
  const change = {
    poolId,
    handleType,
    productId: "product-9",
    mode: "STOP_DESKTOP",
    ...(named === undefined ? {} : { desktopIds: named }),
  } as const;
  const reached = named ?? desktops.map(({ id }) => id);
  return {
    send: () => sendOnce(service, resizingPool(service, change), until),
    isDone: () =>
      (office.now()?.desktops ?? []).filter((d) => reached.includes(d.id)).every((d) => d.productId === "product-9"),
    ...(named === undefined || named.length === desktops.length
      ? {}
      : {
          another: anothersCall(
            "ResizeDesktopPool",
            { pool: poolId },
            {
              product_id: "product-8",
              mode: "STOP_DESKTOP",
              desktop_ids: desktops.map(({ id }) => id).filter((id) => !named.includes(id)),
            },
          ),
        }),
  };
}

function rebuilding(office: Office): Prepared {
  const { service, poolId, until, chance, met, desktops } = office;
  const isSame = chance.happens(0.4);
  const imageId = isSame ? String(office.now()?.attributes.image_id) : "image-9";
  if (isSame) met("a rebuild with the image that it has");
  const change = { poolId, handleType, imageId, imageType: "gold" } as const;
  const rebuilt = () => office.simulator.ledger({ kind: "desktop-rebuilt" }).effects;
  return {
    send: () => sendOnce(service, rebuildingPool(service, change), until),
    isDone: () => desktops.every(({ id }) => rebuilt().filter((effect) => effect.desktop === id).length === 1),
  };
}

function acting(office: Office): Prepared {
  const { service, poolId, until, chance } = office;
  const opType = chance.of(["os-stop", "reboot", "hibernate"]);
  const status = { "os-stop": "SHUTOFF", reboot: "ACTIVE", hibernate: "HIBERNATED" }[opType];
  return {
    send: () => sendOnce(service, actingOnPool(service, { poolId, opType, type: "SOFT" }), until),
    isDone: () => (office.now()?.desktops ?? []).every((desktop) => desktop.status === status),
    rival: anothersCall("ExecuteDesktopPoolAction", { pool: poolId }, { op_type: "reboot", type: "SOFT" }),
  };
}

export const poolWorkPosts: readonly Post[] = [
  { operation: "ResizeDesktopPool", job: "resizeDesktopPool", prepare: resizing },
  { operation: "RebuildDesktopPool", job: "rebuildDesktopPool", prepare: rebuilding },
  { operation: "ExecuteDesktopPoolAction", job: "executeDesktopsAction", prepare: acting },
];
