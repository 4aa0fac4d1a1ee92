import { expect, test } from "@jest/globals";
import { bench, disks, effectsOf, office } from "./client.ts";

const path = "/desktop-pool/periodic/change/order";

async function prepaid() {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50) });
  at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  const order = (type: string, param: object) =>
    at.send("POST", path, { type, [`${type.toLowerCase()}_param`]: { desktop_pool_id: poolId, ...param } });
  const pool = () => at.simulator.state().pools[0];
  const done = async (reply: { body: { orders: { job_id: string }[] } }) => {
    at.pass(2);
    return (await at.send("GET", `/workspace-jobs/${reply.body.orders[0]?.job_id}`)).body;
  };
  return { at, poolId, diskId: diskIds[0] ?? "", order, pool, done };
}

test("an ordered disk is added by a job, to the pool and its desktops", async () => {
  const { order, pool, done, at } = await prepaid();
  const reply = await order("ADD_VOLUME", { volume_type: "SSD", volume_size: 20, handle_type: "FOR_EXPAND_AND_ALL" });
  expect([reply.status, Object.keys(reply.body)]).toEqual([200, ["orders"]]);
  expect(reply.body.orders).toMatchObject([{ result: "SUCCESS", order_status: 3 }]);
  expect(await done(reply)).toMatchObject({ status: "SUCCESS", job_type: "addDesktopPoolVolumes", sub_jobs_total: 2 });
  expect(pool()?.disks).toMatchObject([{ size: 50 }, { type: "SSD", size: 20 }]);
  expect(pool()?.desktops.map((desktop) => desktop.disks.length)).toEqual([2, 2]);
  const { order_id } = reply.body.orders[0];
  expect(effectsOf(at, "order-placed").map(({ detail }) => detail)).toEqual([`ADD_VOLUME ${order_id}`]);
});

test("with desktop_pool_disk_id an order repairs the desktops that lack the disk", async () => {
  const { at, order, pool, diskId, done } = await prepaid();
  const [first] = pool()?.desktops ?? [];
  at.simulator.act({ do: "deleteDesktopDisk", pool: "office", desktop: first?.id ?? "", volume: diskId });
  const repair = (over: object) =>
    order("ADD_VOLUME", {
      desktop_ids: [first?.id],
      desktop_pool_disk_id: diskId,
      volume_type: "SAS",
      volume_size: 50,
      ...over,
    });
  const other = await repair({ volume_size: 60 });
  expect([other.status, other.body.error_msg]).toEqual([400, expect.stringMatching(/desktop_pool_disk_id: .* 50 GB/)]);
  expect((await repair({ desktop_pool_disk_id: "none" })).status).toBe(400);
  expect(await done(await repair({}))).toMatchObject({ status: "SUCCESS", sub_jobs_total: 1 });
  expect(pool()?.disks).toHaveLength(1);
  expect(pool()?.desktops.map((desktop) => desktop.disks.map(({ poolDiskId }) => poolDiskId))).toEqual([
    [diskId],
    [diskId],
  ]);
});

test("an order enlarges a disk of the whole pool beyond its size, and of single desktops up to it", async () => {
  const { at, order, pool, diskId, done } = await prepaid();
  const extend = (new_size: number, over: object = {}) =>
    order("EXTEND_VOLUME", { desktop_pool_disk_id: diskId, new_size, ...over });
  expect((await extend(50)).body.error_msg).toMatch(/^extend_volume_param\.new_size: 50 is not more/);
  const idle = { handle_type: "ONLY_FOR_EXPAND" };
  expect(await done(await extend(80, idle))).toMatchObject({ status: "SUCCESS" });
  expect(pool()?.desktops.map((desktop) => desktop.disks[0]?.size)).toEqual([50, 50]);
  const desktop_ids = [pool()?.desktops[1]?.id];
  expect(await done(await extend(80, { desktop_ids }))).toMatchObject({ status: "SUCCESS", sub_jobs_total: 1 });
  expect([pool()?.disks[0]?.size, pool()?.desktops.map((desktop) => desktop.disks[0]?.size)]).toEqual([80, [50, 80]]);
  expect((await extend(80, { desktop_ids })).status).toBe(400);
  expect(effectsOf(at, "desktop-disk-expanded")).toHaveLength(1);
});

test("a product and an image are ordered too", async () => {
  const { order, pool, done } = await prepaid();
  expect(await done(await order("RESIZE", { product_id: "bigger", mode: "STOP_DESKTOP" }))).toMatchObject({
    status: "SUCCESS",
    job_type: "resizeDesktopPool",
  });
  const image = await order("CHANGE_IMAGE", { image_spec_code: "image-2", image_type: "gold" });
  expect(await done(image)).toMatchObject({ status: "SUCCESS", job_type: "rebuildDesktopPool" });
  expect(pool()?.attributes).toMatchObject({ product_id: "bigger", image_id: "image-2" });
  expect(pool()?.desktops.map(({ productId, imageId }) => [productId, imageId])).toEqual(
    Array(2).fill(["bigger", "image-2"]),
  );
});

test("orders that make no sense are refused with the place, and nothing is done", async () => {
  const { at, order, poolId, diskId } = await prepaid();
  const volume = { volume_type: "SAS", volume_size: 10 };
  const cases: [string, object, number, RegExp][] = [
    ["ADD_VOLUME", { volume_type: "SAS" }, 400, /add_volume_param\.volume_size/],
    ["ADD_VOLUME", { ...volume, volume_size: 9 }, 400, /volume_size/],
    ["ADD_VOLUME", { ...volume, volume_size: 8201 }, 400, /volume_size/],
    ["ADD_VOLUME", { ...volume, desktop_pool_id: null }, 400, /desktop_pool_id: it or desktop_ids/],
    ["ADD_VOLUME", { ...volume, desktop_pool_id: "none" }, 404, /none/],
    ["ADD_VOLUME", { ...volume, desktop_ids: ["none"] }, 404, /none/],
    ["ADD_VOLUME", { ...volume, handle_type: "ALL" }, 400, /handle_type/],
    ["EXTEND_VOLUME", { desktop_pool_disk_id: "none", new_size: 80 }, 404, /none/],
    ["EXTEND_VOLUME", { desktop_pool_disk_id: diskId }, 400, /new_size/],
    ["RESIZE", {}, 400, /product_id/],
    ["RESIZE", { product_id: "bigger" }, 409, /STOP_DESKTOP/],
    ["CHANGE_IMAGE", {}, 400, /image_id: must be given/],
    ["DELETE_VOLUME", {}, 400, /type: .*ADD_VOLUME/],
  ];
  const before = at.simulator.ledger().effects;
  for (const [type, param, status, message] of cases) {
    const reply = await order(type, param);
    expect([type, param, reply.status, reply.body.error_msg]).toEqual([
      type,
      param,
      status,
      expect.stringMatching(message),
    ]);
  }
  const lab = at.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const two = { desktop_ids: [at.simulator.state().pools[0]?.desktops[0]?.id, ...(lab.desktops as string[])] };
  expect((await order("ADD_VOLUME", { ...volume, ...two })).body.error_msg).toMatch(/desktop_ids: .* of 2 pools/);
  at.simulator.act({ do: "deletePool", pool: "lab" });
  expect((await at.send("POST", path, { type: "RESIZE" })).body.error_msg).toMatch(/^resize_param: must be given/);
  expect((await order("ADD_SUB_RESOURCES", { sub_resource_sku: "x" })).status).toBe(501);
  at.simulator.act({ do: "setPool", pool: poolId, chargingMode: "1" });
  const paidByUse = await order("ADD_VOLUME", volume);
  expect([paidByUse.status, paidByUse.body.error_msg]).toEqual([400, expect.stringMatching(/is paid by use/)]);
  const done = at.simulator.ledger({ pool: "office" }).effects.filter(({ seq }) => seq > (before.at(-1)?.seq ?? 0));
  expect(done.map(({ kind }) => kind)).toEqual(["pool-updated"]);
});

test("a prepaid pool that is busy refuses an order with 409, and its desktops are told as prepaid", async () => {
  const { at, order, poolId } = await prepaid();
  const volume = { volume_type: "SAS", volume_size: 10 };
  await order("ADD_VOLUME", volume);
  const second = await order("ADD_VOLUME", volume);
  expect([second.status, second.body.error_code]).toEqual([409, "WKS.00010032"]);
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/desktops`);
  expect([body.on_demand_desktops_num, body.period_desktops_num]).toEqual([0, 2]);
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body).toMatchObject({
    charging_mode: "0",
    on_demand_desktop_num: 0,
  });
});
