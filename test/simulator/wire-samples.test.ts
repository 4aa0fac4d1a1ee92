// Each sample of the wire that the reference gives, and each case that it says a fake must offer: played by a plain
// client and answered in that form.

import { expect, test } from "@jest/globals";
import { retryAfterForms } from "../../simulator/faults/retryAfter.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { type Bench, bench, disks, effectsOf, office, officeBody, spoiltHeader } from "./client.ts";

const handle_type = "FOR_EXPAND_AND_ALL";
const marked = { [spoiltHeader]: "yes" };
const jobIdOnly = { job_id: expect.stringMatching(/^[0-9a-f-]{36}$/) };

type Change = "add" | "expand" | "delete";

const disksOf = (at: Bench, poolId: string, change: Change, body: object) =>
  at.send("POST", `/desktop-pools/${poolId}/volumes/batch-${change}`, body);

const showPool = async (at: Bench, poolId: string) => (await at.send("GET", `/desktop-pools/${poolId}`)).body;

async function endOf(at: Bench, { body }: { readonly body: { readonly job_id: string } }) {
  at.pass(2);
  return (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
}

/** A pool of two desktops and one disk, with a fault on the next call of that name. */
async function faulty(route: string, effect: FaultEffect, dialects: Record<string, string> = {}) {
  const at = await bench({ dialects });
  const pool = await office(at, { size: 2, data_volumes: disks(50) });
  at.simulator.fault({ route, effect });
  return { at, ...pool, add: () => disksOf(at, pool.poolId, "add", { handle_type, volumes: disks(50) }) };
}

test("sample add: handle_type and a disk of type and size, answered 200 with a job id and nothing else", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 2 });
  const { status, body } = await disksOf(at, poolId, "add", { handle_type, volumes: [{ type: "SAS", size: 50 }] });
  expect([status, body]).toEqual([200, jobIdOnly]);
});

test("sample expand: handle_type and a disk of id and new size, answered 200 with a job id and nothing else", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50) });
  const volumes = [{ id: diskIds[0], size: 80 }];
  const { status, body } = await disksOf(at, poolId, "expand", { handle_type, volumes });
  expect([status, body]).toEqual([200, jobIdOnly]);
});

test("sample delete: handle_type and a disk of id, type and size, answered 200 with a job id and nothing else", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(80) });
  const volumes = [{ id: diskIds[0], type: "SAS", size: 80 }];
  const { status, body } = await disksOf(at, poolId, "delete", { handle_type, volumes });
  expect([status, body]).toEqual([200, jobIdOnly]);
});

test("sample job-fail: a failed job of two desktops, one sub-job well and one not, each in its own words", async () => {
  const { at, add } = await faulty("AddDesktopPoolVolumes", {
    job: { outcome: "partial", code: "WKS.9999", reason: "no space" },
  });
  const started = await add();
  const job_id = started.body.job_id;
  const [first, second] = at.simulator.state().pools[0]?.desktops ?? [];
  expect(await endOf(at, started)).toMatchObject({
    id: job_id,
    job_type: "addDesktopPoolVolumes",
    status: "FAIL",
    job_error_code: "WKS.9999",
    fail_reason: "no space",
    sub_jobs_total: 2,
    sub_jobs: [
      { job_id, status: "SUCCESS", entities: { desktop_id: first?.id } },
      {
        job_id,
        status: "FAILED",
        error_code: "WKS.9999",
        fail_reason: "no space",
        entities: { desktop_id: second?.id },
      },
    ],
  });
});

test("sample pool-detail: state, kind of payment, counts, and disks with their ids", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 2, data_volumes: disks(50), enable_autoscale: false });
  const desktop = at.simulator.state().pools[0]?.desktops[0]?.id ?? "";
  at.simulator.act({ do: "setDesktop", pool: "office", desktop, user: "ann" });
  expect(await showPool(at, poolId)).toMatchObject({
    id: poolId,
    status: "STEADY",
    charging_mode: "1",
    desktop_count: 2,
    desktop_used: 1,
    enable_autoscale: false,
    root_volume: { id: expect.any(String), type: "SAS", size: 80 },
    data_volumes: [{ id: diskIds[0], type: "SAS", size: 50 }],
  });
});

test("sample inconsistent-statics: four counts, and one desktop that lacks a disk", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 2 });
  const [first] = at.simulator.state().pools[0]?.desktops ?? [];
  at.simulator.act({ do: "addDisk", pool: "office", size: 50, desktops: [first?.id ?? ""] });
  const { status, body } = await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`);
  expect([status, body]).toEqual([200, { product_id: 0, image_id: 0, disk_num: 1, disk_size: 0 }]);
});

test("sample pool-delete: 409 WKS.00010032 while it has a desktop, 204 without a body when it has none", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 1 });
  const remove = () => at.send("DELETE", `/desktop-pools/${poolId}`);
  const refused = await remove();
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { error_code: "WKS.00010032", error_msg: expect.any(String) },
  ]);
  at.simulator.act({
    do: "deleteDesktop",
    pool: "office",
    desktop: at.simulator.state().pools[0]?.desktops[0]?.id ?? "",
  });
  const { status, body } = await remove();
  expect([status, body]).toEqual([204, null]);
});

test.each([
  { word: "FAIL", subWord: "FAILED" },
  { word: "FAILED", subWord: "FAIL" },
])("case: a failed job says $word, and its parts say $subWord", async ({ word, subWord }) => {
  const dialects = { "failed-status": word, "failed-sub-job-status": subWord };
  const { at, add } = await faulty("AddDesktopPoolVolumes", { job: { outcome: "fail" } }, dialects);
  const job = await endOf(at, await add());
  expect([job.status, job.sub_jobs[0].status]).toEqual([word, subWord]);
});

test("case: a job says SUCCESS at its top while one of its parts failed", async () => {
  const dialects = { "partial-status": "success" };
  const { at, add } = await faulty("AddDesktopPoolVolumes", { job: { outcome: "partial" } }, dialects);
  const job = await endOf(at, await add());
  expect([job.status, job.job_error_code, job.sub_jobs[1].status]).toEqual(["SUCCESS", undefined, "FAILED"]);
});

test("case: a job's status is an empty text", async () => {
  const effect = { status: 200, body: { id: "j", job_type: "addDesktopPoolVolumes", status: "" }, headers: marked };
  const { at, add } = await faulty("ShowJob", effect);
  expect((await endOf(at, await add())).status).toBe("");
});

test("case: a 200 carries an error code, and nothing has happened", async () => {
  const body = { error_code: "WKS.00010110", error_msg: "no address is left" };
  const { at, add } = await faulty("AddDesktopPoolVolumes", { status: 200, body, headers: marked });
  const before = effectsOf(at).length;
  const reply = await add();
  expect([reply.status, reply.body]).toEqual([200, body]);
  expect(effectsOf(at)).toHaveLength(before);
});

test("case: a 200 lacks the job's id, though the change was accepted", async () => {
  const at = await bench();
  at.simulator.fault({ route: "CreateDesktopPool", effect: { missingJobId: true } });
  const url = `${at.simulator.url}${at.base}/desktop-pools`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(officeBody) });
  expect([response.status, await response.json()]).toEqual([200, {}]);
  expect(effectsOf(at, "pool-created")).toHaveLength(1);
});

test("case: 409 WKS.00010032 while the pool changes, then 200", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const add = () => disksOf(at, poolId, "add", { handle_type, volumes: disks(50) });
  await add();
  const refused = await add();
  expect([refused.status, refused.body.error_code]).toEqual([409, "WKS.00010032"]);
  at.pass(2);
  expect((await add()).status).toBe(200);
});

test("case: 400 WKS.0407 while disks are being added", async () => {
  const at = await bench({ dialects: { "busy-add-code": "WKS.0407" } });
  const { poolId } = await office(at);
  const add = () => disksOf(at, poolId, "add", { handle_type, volumes: disks(50) });
  await add();
  const refused = await add();
  expect([refused.status, refused.body.error_code]).toEqual([400, "WKS.0407"]);
  at.pass(2);
  expect((await add()).status).toBe(200);
});

test("case: 429 APIGW.0308 with every form of Retry-After, and nothing happens", async () => {
  const { at, add } = await faulty("AddDesktopPoolVolumes", { throttle: { retryAfter: "absent" } });
  const before = effectsOf(at).length;
  const plain = await add();
  expect([plain.status, plain.body.error_code, plain.headers.get("retry-after")]).toEqual([429, "APIGW.0308", null]);
  for (const retryAfter of retryAfterForms.filter((form) => form !== "absent")) {
    at.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { throttle: { retryAfter, seconds: 5 } } });
    const { status, headers } = await add();
    expect([retryAfter, status, headers.has("retry-after")]).toEqual([retryAfter, 429, true]);
  }
  expect(effectsOf(at)).toHaveLength(before);
  expect((await add()).status).toBe(200);
});

test("case: 404 APIGW.0101 for what the gateway does not know, a plain 404 for a pool that is gone", async () => {
  const at = await bench();
  const unknown = await at.send("GET", "/desktop-pool/none");
  expect([unknown.status, unknown.body.error_code]).toEqual([404, "APIGW.0101"]);
  const gone = await at.send("GET", "/desktop-pools/none");
  expect([gone.status, gone.body.error_code]).toEqual([404, "WKS.0202"]);
});

test("case: 400 WKS.0001 for a pool that is gone, the same code as for a message that is empty", async () => {
  const at = await bench({ dialects: { "gone-status": "400-WKS.0001" } });
  const gone = await at.send("GET", "/desktop-pools/none");
  expect([gone.status, gone.body.error_code]).toEqual([400, "WKS.0001"]);
  const empty = await at.send("POST", "/desktop-pools");
  expect([empty.status, empty.body.error_code]).toEqual([400, "WKS.0001"]);
});

test("case: the connection is dropped after the change was accepted", async () => {
  const { at, add } = await faulty("AddDesktopPoolVolumes", { dropAfter: true });
  const before = effectsOf(at, "disk-added").length;
  await expect(add()).rejects.toThrow();
  expect(effectsOf(at, "disk-added")).toHaveLength(before + 1);
});

test("case: two equal disks have two ids, and the one that is named goes", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 1, data_volumes: disks(50, 50) });
  expect(new Set(diskIds).size).toBe(2);
  await disksOf(at, poolId, "delete", { handle_type, volumes: [{ id: diskIds[0], type: "SAS", size: 50 }] });
  at.pass(2);
  expect((await showPool(at, poolId)).data_volumes).toMatchObject([{ id: diskIds[1], type: "SAS", size: 50 }]);
});

test("case: data_volumes come in another order than they were asked for", async () => {
  const at = await bench({ dialects: { "volume-order": "shuffled" } });
  const asked = [10, 20, 30, 40, 50, 60];
  const { poolId } = await office(at, { size: 0, data_volumes: disks(...asked) });
  const sizes = (await showPool(at, poolId)).data_volumes.map(({ size }: { size: number }) => size);
  expect([...sizes].sort((a, b) => a - b)).toEqual(asked);
  expect(sizes).not.toEqual(asked);
});

test("case: users and desktops of a pool come ten to a page, pools and desktops of all pools a thousand", async () => {
  const at = await bench();
  const objects = Array.from({ length: 11 }, (_, i) => ({
    object_id: `u${i}`,
    object_type: "USER",
    object_name: `user-${i}`,
    user_group: "users",
  }));
  const { poolId } = await office(at, { size: 11, authorized_objects: objects });
  for (let i = 1; i < 11; i++) at.simulator.act({ do: "createPool", pool: `pool-${i}` });
  const counted = async (path: string, field: string) => {
    const { body } = await at.send("GET", path);
    return [body[field].length, body.total_count];
  };
  expect(await counted(`/desktop-pools/${poolId}/desktops`, "pool_desktops")).toEqual([10, 11]);
  expect(await counted(`/desktop-pools/${poolId}/users`, "objects")).toEqual([10, 11]);
  expect(await counted("/desktop-pools", "desktop_pools")).toEqual([11, 11]);
  expect(await counted("/desktops", "desktops")).toEqual([11, 11]);
});

test("case: a desktop is SHUTOFF when a disk is to be added, and the add is refused until it runs", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  const desktop = at.simulator.state().pools[0]?.desktops[0]?.id ?? "";
  at.simulator.act({ do: "setDesktop", pool: "office", desktop, status: "SHUTOFF" });
  const add = () => disksOf(at, poolId, "add", { handle_type, volumes: disks(50) });
  const refused = await add();
  expect([refused.status, refused.body.error_code]).toEqual([409, "WKS.00010032"]);
  at.simulator.act({ do: "setDesktop", pool: "office", desktop, status: "ACTIVE" });
  expect((await add()).status).toBe(200);
});

test("case: autoscale makes a desktop while the pool is being emptied, and the pool cannot be deleted", async () => {
  const at = await bench({ jobSeconds: 200 });
  const autoscale_policy = { autoscale_type: "AUTO_CREATED", min_idle: 1 };
  const { poolId } = await office(at, { size: 1, enable_autoscale: true, autoscale_policy });
  at.pass(400);
  const made = at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
  expect((await at.send("POST", "/desktops/batch-delete", { desktop_ids: made })).status).toBe(202);
  at.pass(600);
  const left = at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
  expect(left).toHaveLength(1);
  expect(made).not.toContain(left[0]);
  expect((await at.send("DELETE", `/desktop-pools/${poolId}`)).status).toBe(409);
});

test("case: a yearly/monthly pool says charging_mode 0 and refuses the pay-per-use disk calls", async () => {
  const at = await bench();
  const { poolId } = await office(at);
  at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  expect((await showPool(at, poolId)).charging_mode).toBe("0");
  expect((await disksOf(at, poolId, "add", { handle_type, volumes: disks(50) })).status).toBe(400);
});
