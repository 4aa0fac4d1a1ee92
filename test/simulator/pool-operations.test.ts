import { expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { nothing, replay } from "../../simulator/ledger/replay.ts";
import { bench, disks, effectsOf, office } from "./client.ts";

async function prepared(over: object = {}, options: SimulatorOptions = {}) {
  const at = await bench(options);
  const { poolId, diskIds } = await office(at, { size: 3, data_volumes: disks(50), ...over });
  const post = (path: string, body: object) => at.send("POST", `/desktop-pools/${poolId}${path}`, body);
  const job = async (reply: { body: { job_id: string } }) =>
    (await at.send("GET", `/workspace-jobs/${reply.body.job_id}`)).body;
  const desktops = () => at.simulator.state().pools[0]?.desktops ?? [];
  const set = (index: number, states: object) =>
    at.simulator.act({ do: "setDesktop", pool: "office", desktop: desktops()[index]?.id ?? "", ...states });
  const statics = async () => (await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`)).body;
  const show = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  return { at, poolId, diskId: diskIds[0] ?? "", post, job, desktops, set, statics, show };
}

const refusal = ({ status, body }: { status: number; body: { error_code: string; error_msg: string } }) =>
  `${status} ${body.error_code} ${body.error_msg}`;

test("a resize stops the desktops, gives them and the pool the product, and starts them again", async () => {
  const { at, post, job, desktops, show, statics } = await prepared();
  const reply = await post("/resize", { product_id: "bigger", flavor_id: "s6.xlarge.2", mode: "STOP_DESKTOP" });
  expect(reply.body.jobs.map(({ desktop_id }: { desktop_id: string }) => desktop_id)).toEqual(
    desktops().map(({ id }) => id),
  );
  expect((await show()).status).toBe("TEMPORARY");
  at.pass(1);
  expect(desktops()).toMatchObject([
    { productId: "bigger", status: "ACTIVE", taskStatus: "" },
    { status: "SHUTOFF", taskStatus: "resize_migrating", loginStatus: "UNREGISTER" },
    { status: "SHUTOFF", taskStatus: "resize_migrating" },
  ]);
  at.pass(1);
  expect((await show()).product).toMatchObject({ product_id: "bigger", flavor_id: "s6.xlarge.2" });
  expect(await job(reply)).toMatchObject({ job_type: "resizeDesktopPool", status: "SUCCESS", sub_jobs_total: 3 });
  expect(desktops().map(({ productId, status }) => [productId, status])).toEqual(Array(3).fill(["bigger", "ACTIVE"]));
  expect(await statics()).toEqual({ product_id: 0, image_id: 0, disk_num: 0, disk_size: 0 });
});

test("each desktop of a resize has a job of its own, which tells of that desktop alone", async () => {
  const { at, post, desktops } = await prepared({ size: 2 });
  at.simulator.fault({ route: "ResizeDesktopPool", effect: { job: { outcome: "partial" } } });
  const { body } = await post("/resize", { product_id: "bigger", mode: "STOP_DESKTOP" });
  at.pass(2);
  const seen = [];
  for (const { job_id } of body.jobs) seen.push((await at.send("GET", `/workspace-jobs/${job_id}`)).body);
  expect(seen.map(({ status, sub_jobs_total }) => [status, sub_jobs_total])).toEqual([
    ["SUCCESS", 1],
    ["FAIL", 1],
  ]);
  expect(seen[1].sub_jobs[0].entities.desktop_id).toBe(desktops()[1]?.id);
  // What failed runs again, as it was, and so does the pool's own product.
  expect(desktops().map(({ productId, status }) => [productId === "bigger", status])).toEqual([
    [true, "ACTIVE"],
    [false, "ACTIVE"],
  ]);
});

test("desktops that are in use and those not named keep their product, and are counted as different", async () => {
  const { at, post, set, statics, desktops } = await prepared();
  set(0, { user: "ann" });
  await post("/resize", { product_id: "bigger", mode: "STOP_DESKTOP", handle_type: "FOR_EXPAND_AND_IDLE" });
  at.pass(2);
  expect(desktops().map(({ productId }) => productId === "bigger")).toEqual([false, true, true]);
  expect((await statics()).product_id).toBe(1);
  const stranger = await post("/resize", { product_id: "bigger", mode: "STOP_DESKTOP", desktop_ids: ["none"] });
  expect(refusal(stranger)).toMatch(/^400 WKS.0002 desktop_ids: none/);
  const again = { product_id: "bigger", mode: "STOP_DESKTOP", desktop_ids: [desktops()[0]?.id] };
  expect((await post("/resize", again)).body.jobs).toHaveLength(1);
  at.pass(2);
  expect((await statics()).product_id).toBe(0);
  expect(refusal(await post("/resize", again))).toMatch(/^400 WKS.0002 product_id: .*already/);
});

test("ONLY_FOR_EXPAND gives the new product only to desktops made later", async () => {
  const { at, post, statics, desktops } = await prepared({ size: 1 });
  expect((await post("/resize", { product_id: "bigger", handle_type: "ONLY_FOR_EXPAND" })).status).toBe(200);
  at.pass(2);
  await post("/expand", { size: 1 });
  at.pass(2);
  expect(desktops().map(({ productId }) => productId === "bigger")).toEqual([false, true]);
  expect((await statics()).product_id).toBe(1);
});

test("a resize is refused while the pool is busy, and for desktops whose state does not allow it", async () => {
  const { at, post, set, desktops } = await prepared();
  const resize = () => post("/resize", { product_id: "bigger", mode: "STOP_DESKTOP" });
  for (const states of [{ status: "ERROR" }, { status: "HIBERNATED" }, { taskStatus: "rebooting" }, { frozen: true }]) {
    set(1, { status: "ACTIVE", taskStatus: "", frozen: false, ...states });
    expect(refusal(await resize())).toMatch(new RegExp(`^409 WKS.00010032 .*${desktops()[1]?.name}`));
  }
  set(1, { frozen: false });
  expect(refusal(await post("/resize", { product_id: "bigger" }))).toMatch(/^409 WKS.00010032 .*STOP_DESKTOP/);
  expect(refusal(await post("/resize", { product_id: "bigger", mode: "GO_ON" }))).toMatch(/^400 WKS.0002 mode/);
  expect((await resize()).status).toBe(200);
  expect((await resize()).status).toBe(409);
  expect(effectsOf(at, "job-started").filter(({ detail }) => detail === "resizeDesktopPool")).toHaveLength(1);
});

test("a rebuild makes root disks anew from the image, keeps data disks, and warns those who sit there", async () => {
  const { at, post, job, desktops, set, statics, show } = await prepared({ size: 2 });
  set(0, { user: "ann", loginStatus: "CONNECTED" });
  const before = desktops();
  const body = { image_id: "image-2", image_type: "gold", message: "save your work", delay_time: 1 };
  const reply = await post("/rebuild", body);
  at.pass(60);
  expect(desktops().map(({ taskStatus }) => taskStatus)).toEqual(["", ""]);
  at.pass(0.5);
  expect(desktops()[0]?.taskStatus).toBe("rebuilding");
  at.pass(2);
  expect(await job(reply)).toMatchObject({ job_type: "rebuildDesktopPool", status: "SUCCESS" });
  expect(await show()).toMatchObject({ image_id: "image-2" });
  for (const [index, { imageId, rootDisk, disks: own, status }] of desktops().entries()) {
    expect([imageId, status, own]).toEqual(["image-2", "ACTIVE", before[index]?.disks]);
    expect(rootDisk).toMatchObject({ poolDiskId: before[index]?.rootDisk.poolDiskId, size: 80 });
    expect(rootDisk.volumeId).not.toBe(before[index]?.rootDisk.volumeId);
  }
  expect(await statics()).toMatchObject({ image_id: 0, disk_num: 0 });
  const lines = effectsOf(at, "users-notified", "desktop-rebuilt");
  expect(lines.map(({ kind, detail }) => [kind, detail])).toEqual([
    ["users-notified", "save your work"],
    ["desktop-rebuilt", "root disk made anew from image-2, data disks kept: 1"],
    ["desktop-rebuilt", "root disk made anew from image-2, data disks kept: 1"],
  ]);
  expect(lines.every(({ dataLostGb }) => dataLostGb === undefined)).toBe(true);
  const [pool] = replay(at.simulator.ledger().effects, nothing()).pools.values();
  expect([...(pool?.desktops.values() ?? [])].map(({ rootDisk }) => rootDisk.volumeId)).toEqual(
    desktops().map(({ rootDisk }) => rootDisk.volumeId),
  );
});

test("a fix rebuilds only desktops whose image is not the pool's", async () => {
  const { at, post, job, statics } = await prepared();
  at.simulator.fault({ route: "RebuildDesktopPool", effect: { job: { outcome: "partial" } } });
  await post("/rebuild", { image_id: "image-2" });
  at.pass(2);
  expect((await statics()).image_id).toBe(2);
  const other = await post("/rebuild", { image_id: "image-2", is_fix: true });
  expect(refusal(other)).toMatch(/^400 WKS.0002 image_id: a fix takes the image of the pool/);
  const fix = await post("/rebuild", { image_id: "image-1", is_fix: true });
  at.pass(2);
  expect(await job(fix)).toMatchObject({ status: "SUCCESS", sub_jobs_total: 2 });
  expect((await statics()).image_id).toBe(0);
});

test("a rebuild mends a desktop in ERROR, leaves a stopped one stopped, and does not reach a sleeping one", async () => {
  const { at, post, set, desktops } = await prepared();
  set(0, { status: "ERROR" });
  set(1, { status: "SHUTOFF" });
  set(2, { status: "HIBERNATED" });
  const refused = await post("/rebuild", { image_id: "image-2" });
  expect(refusal(refused)).toMatch(new RegExp(`^409 WKS.00010032 .*${desktops()[2]?.name} is HIBERNATED`));
  set(2, { status: "ACTIVE", taskStatus: "rebooting" });
  expect((await post("/rebuild", { image_id: "image-2" })).status).toBe(409);
  set(2, { taskStatus: "" });
  await post("/rebuild", { image_id: "image-2" });
  at.pass(2);
  expect(desktops().map(({ status }) => status)).toEqual(["ACTIVE", "SHUTOFF", "ACTIVE"]);
});

test("where desktop_ids leave the pool alone, a resize and a rebuild of some desktops do so too", async () => {
  const { at, post, desktops, show } = await prepared({}, { dialects: { "desktop-ids-template": "no" } });
  const before = await show();
  const desktop_ids = [desktops()[0]?.id];
  await post("/resize", { product_id: "bigger", mode: "STOP_DESKTOP", desktop_ids });
  at.pass(2);
  await post("/rebuild", { image_id: "image-2", desktop_ids });
  at.pass(2);
  expect(await show()).toEqual(before);
  expect(desktops().map(({ productId, imageId }) => [productId === "bigger", imageId])).toEqual([
    [true, "image-2"],
    [false, "image-1"],
    [false, "image-1"],
  ]);
});

test("a rebuild can encrypt root disks, and asks for the key", async () => {
  const { at, post, show, desktops } = await prepared({ size: 1 });
  const lacking = await post("/rebuild", { image_id: "image-2", encrypt_type: "ENCRYPTED" });
  expect(refusal(lacking)).toMatch(/^400 WKS.0002 kms_id: must be given/);
  await post("/rebuild", { image_id: "image-2", encrypt_type: "ENCRYPTED", kms_id: "key-1" });
  at.pass(2);
  expect((await show()).root_volume).toMatchObject({ size: 80, kms_id: "key-1" });
  expect(desktops()[0]?.rootDisk.kmsId).toBe("key-1");
  await post("/rebuild", { image_id: "image-2", encrypt_type: "UNENCRYPTED" });
  at.pass(2);
  expect(desktops()[0]?.rootDisk.kmsId).toBeUndefined();
});

test("an action takes desktops from state to state, with the word for what goes on meanwhile", async () => {
  const { at, post, job, desktops } = await prepared({ size: 1 });
  const seen = [];
  for (const [op_type, type] of [
    ["os-stop", "SOFT"],
    ["os-start", undefined],
    ["reboot", "SOFT"],
    ["reboot", "HARD"],
    ["hibernate", "SOFT"],
    ["os-start", "HARD"],
  ]) {
    const reply = await post("/action", { op_type, type });
    at.pass(1);
    const task = desktops()[0]?.taskStatus;
    at.pass(1);
    seen.push([op_type, task, desktops()[0]?.status, (await job(reply)).job_type]);
  }
  expect(seen).toEqual([
    ["os-stop", "powering-off", "SHUTOFF", "executeDesktopsAction"],
    ["os-start", "powering-on", "ACTIVE", "executeDesktopsAction"],
    ["reboot", "rebooting", "ACTIVE", "executeDesktopsAction"],
    ["reboot", "rebooting_hard", "ACTIVE", "executeDesktopsAction"],
    ["hibernate", "powering-off", "HIBERNATED", "executeDesktopsAction"],
    ["os-start", "powering-on", "ACTIVE", "executeDesktopsAction"],
  ]);
  expect(refusal(await post("/action", { op_type: "explode" }))).toMatch(/^400 WKS.0002 op_type: .*os-start/);
  expect(refusal(await post("/action", {}))).toMatch(/^400 WKS.0002 op_type/);
  expect(refusal(await post("/action", { op_type: "reboot", type: "GENTLE" }))).toMatch(/^400 WKS.0002 type: .*SOFT/);
});

test("starting a pool brings the stopped desktops to ACTIVE, after which disks can be added", async () => {
  const { at, post, set, desktops } = await prepared();
  set(1, { status: "SHUTOFF" });
  set(2, { status: "HIBERNATED" });
  const add = () => post("/volumes/batch-add", { volumes: disks(10), handle_type: "FOR_EXPAND_AND_ALL" });
  expect((await add()).status).toBe(409);
  await post("/action", { op_type: "os-start" });
  expect((await post("/action", { op_type: "os-start" })).status).toBe(409);
  at.pass(2);
  expect(desktops().map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
  expect((await add()).status).toBe(200);
});

test("an action does not reach a desktop to which something else is done", async () => {
  const { post, set, desktops } = await prepared();
  set(1, { taskStatus: "migrating" });
  const refused = await post("/action", { op_type: "reboot" });
  expect(refusal(refused)).toMatch(new RegExp(`^409 WKS.00010032 desktop ${desktops()[1]?.name} is ACTIVE, migrating`));
});

test("only a hard stop reaches a desktop in ERROR", async () => {
  const { at, post, set, desktops } = await prepared({ size: 1 });
  set(0, { status: "ERROR" });
  await post("/action", { op_type: "os-stop", type: "SOFT" });
  at.pass(2);
  expect(desktops()[0]?.status).toBe("ERROR");
  await post("/action", { op_type: "os-stop", type: "HARD" });
  at.pass(2);
  expect(desktops()[0]?.status).toBe("SHUTOFF");
});

test("a message reaches those who sit at running desktops, and keeps no pool busy", async () => {
  const { at, post, set, show, desktops } = await prepared();
  set(0, { user: "ann" });
  set(1, { user: "bob", status: "SHUTOFF" });
  const reply = await post("/notifications", { notifications: "disks go at noon" });
  expect(Object.keys(reply.body)).toEqual(["job_id"]);
  expect((await show()).status).toBe("STEADY");
  const [replayed] = replay(at.simulator.ledger().effects, nothing()).pools.values();
  expect(replayed?.runningJobs.size).toBe(0);
  const there = await bench();
  there.pass((at.now() - there.now()) / 1000);
  await there.send("POST", "/_sim/load", JSON.stringify((await at.send("GET", "/_sim/save")).body));
  expect(there.simulator.state()).toMatchObject({
    pools: [{ status: "STEADY" }],
    jobs: [{ kind: "sendNotifications" }],
  });
  at.pass(2);
  const told = effectsOf(at, "users-notified");
  expect(told.map(({ desktop, detail }) => [desktop, detail])).toEqual([[desktops()[0]?.id, "disks go at noon"]]);
  const all = { desktop_ids: desktops().map(({ id }) => id), notifications: "good evening" };
  expect((await at.send("POST", "/desktops/notifications", all)).status).toBe(200);
  at.pass(2);
  expect(effectsOf(at, "users-notified")).toHaveLength(2);
  expect((await at.send("POST", "/desktops/notifications", { ...all, desktop_ids: ["none"] })).status).toBe(404);
  expect(refusal(await post("/notifications", {}))).toMatch(/^400 WKS.0002 notifications/);
});

test("statistics, scripts and prices are 501", async () => {
  const { at, poolId } = await prepared({ size: 0 });
  const inquiries = ["add-volume", "extend-volume", "resize", "change-image"];
  for (const [method, path] of [
    ["GET", "/desktop-pools/statistics/by-users"],
    ["GET", `/desktop-pools/${poolId}/script-execution-tasks`],
    ["POST", `/desktop-pools/${poolId}/script-executions`],
    ...inquiries.map((what) => ["POST", `/desktop-pool/periodic/inquiry/${what}`]),
  ] as const) {
    const reply = await at.send(method ?? "", path ?? "", method === "POST" ? {} : undefined);
    expect([path, reply.status, reply.body.error_code]).toEqual([path, 501, "SIM.0501"]);
  }
});
