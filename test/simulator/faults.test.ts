import { expect, test } from "@jest/globals";
import type { FaultAsked, FaultEffect } from "../../simulator/index.ts";
import { type Bench, bench, disks, effectsOf, office, officeBody, spoiltHeader } from "./client.ts";

const route = "AddDesktopPoolVolumes";

async function prepared(effect: FaultEffect, over: Partial<FaultAsked> = {}) {
  const at = await bench();
  const { poolId } = await office(at);
  at.simulator.fault({ route, ...over, effect });
  const add = () => at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(50) });
  return { at, poolId, add };
}

async function jobAfter(at: Bench, { body }: { body: { job_id: string } }, seconds = 2) {
  at.pass(seconds);
  return (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
}

/** Looks again and again at something that happens in another connection; bounded by jest's own time limit. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setImmediate(resolve));
}

test("a dropped connection before the effect leaves nothing behind", async () => {
  const { at, add } = await prepared({ dropBefore: true });
  await expect(add()).rejects.toThrow();
  expect(effectsOf(at, "disk-added")).toEqual([]);
  expect(at.simulator.ledger().calls.at(-1)).toMatchObject({ operation: route, status: 0, fault: "dropBefore" });
  expect((await add()).status).toBe(200);
});

test("a dropped connection after the effect leaves the disk and no answer", async () => {
  const { at, add } = await prepared({ dropAfter: true });
  await expect(add()).rejects.toThrow();
  expect(effectsOf(at, "disk-added")).toHaveLength(1);
  expect(at.simulator.ledger().calls.at(-1)).toMatchObject({ status: 0, fault: "dropAfter" });
  expect((await add()).status).toBe(409);
});

test("an answer given instead: nothing happens, and status, body and headers are as asked", async () => {
  const body = { error_code: "APIGW.0308", error_msg: "throttled" };
  const { at, add } = await prepared({ status: 429, body, headers: { "retry-after": "5" } }, { times: 2 });
  for (const _ of [1, 2]) {
    const reply = await add();
    expect([reply.status, reply.body, reply.headers.get("retry-after")]).toEqual([429, body, "5"]);
  }
  expect(effectsOf(at, "disk-added")).toEqual([]);
  expect((await add()).status).toBe(200);
  const statuses = at.simulator.ledger().calls.filter(({ operation }) => operation === route);
  expect(statuses.map(({ status, errorCode }) => [status, errorCode])).toEqual([
    [429, "APIGW.0308"],
    [429, "APIGW.0308"],
    [200, undefined],
  ]);
});

test("an answer given on top: it happens, and a 500 is told", async () => {
  const body = { error_code: "WKS.0500", error_msg: "internal" };
  const { at, add } = await prepared({ status: 500, body, after: true });
  expect((await add()).status).toBe(500);
  expect(effectsOf(at, "disk-added")).toHaveLength(1);
});

test("a 200 with an error code, a 200 with an empty status, and HTML can be answered", async () => {
  const at = await bench();
  const marked = { [spoiltHeader]: "yes" };
  const body = { error_code: "WKS.00010110", error_msg: "no address" };
  at.simulator.fault({ route: "CreateDesktopPool", effect: { status: 200, body, headers: marked } });
  expect((await at.send("POST", "/desktop-pools", officeBody)).body).toEqual(body);
  at.simulator.fault({ route: "ShowJob", effect: { status: 200, body: { id: "j", status: "" }, headers: marked } });
  expect((await at.send("GET", "/workspace-jobs/j")).body.status).toBe("");
  at.simulator.fault({ effect: { status: 502, body: "<html>bad gateway</html>", headers: marked } });
  const html = await at.send("GET", "/desktop-pools");
  expect([html.status, html.headers.get("content-type")]).toEqual([502, expect.stringContaining("text/html")]);
});

test("a job can fail whole, with the asked code and reason", async () => {
  const { at, add } = await prepared({ job: { outcome: "fail", code: "WKS.9999", reason: "no space" } });
  const job = await jobAfter(at, await add());
  expect(job).toMatchObject({ status: "FAIL", job_error_code: "WKS.9999", fail_reason: "no space", sub_jobs_total: 3 });
  for (const subJob of job.sub_jobs) {
    expect(subJob).toMatchObject({ status: "FAILED", error_code: "WKS.9999", fail_reason: "no space" });
  }
  expect(effectsOf(at, "job-ended").at(-1)?.detail).toBe("fail");
  expect(effectsOf(at, "desktop-disk-added")).toEqual([]);
});

test("a job can fail for some desktops: they lack the disk, the others have it", async () => {
  const { at, poolId, add } = await prepared({ job: { outcome: "partial", failDesktops: 2 } });
  const job = await jobAfter(at, await add());
  expect(job.sub_jobs.map(({ status }: { status: string }) => status)).toEqual(["SUCCESS", "FAILED", "FAILED"]);
  const failed = job.sub_jobs[2].entities.desktop_id;
  const desktops = at.simulator.state().pools[0]?.desktops ?? [];
  expect(desktops.map(({ disks: own }) => own.length)).toEqual([1, 0, 0]);
  expect(desktops[2]?.id).toBe(failed);
  expect((await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`)).body.disk_num).toBe(2);
  expect(effectsOf(at, "job-ended").at(-1)?.detail).toBe("partial");
});

test("a job can stick at 99 per cent until somebody ends it", async () => {
  const { at, poolId, add } = await prepared({ job: { outcome: "stuck" } });
  const started = await add();
  const job = await jobAfter(at, started, 3600);
  expect([job.status, job.sub_jobs[2].process]).toEqual(["RUNNING", 99]);
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.status).toBe("TEMPORARY");
  at.simulator.act({ do: "endJob", job: started.body.job_id, outcome: "fail" });
  expect((await jobAfter(at, started)).status).toBe("FAIL");
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.status).toBe("STEADY");
});

test("a failed deletion of desktops leaves them as deleteFailed, and they can be deleted again", async () => {
  const at = await bench();
  await office(at, { size: 1 });
  const id = at.simulator.state().pools[0]?.desktops[0]?.id;
  at.simulator.fault({ route: "BatchDeleteDesktops", effect: { job: { outcome: "fail" } } });
  const remove = () => at.send("POST", "/desktops/batch-delete", { desktop_ids: [id] });
  await jobAfter(at, await remove());
  expect(at.simulator.state().pools[0]?.desktops[0]?.taskStatus).toBe("deleteFailed");
  await jobAfter(at, await remove());
  expect(at.simulator.state().pools[0]?.desktops).toEqual([]);
});

test("an accepted call can be answered without its job id", async () => {
  const at = await bench();
  at.simulator.fault({ route: "CreateDesktopPool", effect: { missingJobId: true } });
  const response = await fetch(`${at.simulator.url}${at.base}/desktop-pools`, {
    method: "POST",
    body: JSON.stringify(officeBody),
  });
  expect([response.status, await response.json()]).toEqual([200, {}]);
  expect(effectsOf(at, "pool-created")).toHaveLength(1);
});

test("a held call has happened and is not answered until faults are cleared", async () => {
  const { at, add } = await prepared({ hold: true });
  const answer = add();
  await at.simulator.whenHeld(1);
  expect(effectsOf(at, "disk-added")).toHaveLength(1);
  expect(at.simulator.ledger().calls.at(-1)).toMatchObject({ status: 0, fault: "hold" });
  expect((await at.send("DELETE", "/_sim/faults")).status).toBe(204);
  expect((await answer).status).toBe(200);
});

test("a call held before its effect happens when released, and never when the caller has gone", async () => {
  const { at, poolId, add } = await prepared({ holdBefore: true }, { times: 2 });
  const hangUp = new AbortController();
  const url = `${at.simulator.url}${at.base}/desktop-pools/${poolId}/volumes/batch-add`;
  const body = JSON.stringify({ volumes: disks(10) });
  const gone = fetch(url, { method: "POST", body, signal: hangUp.signal }).catch((error: Error) => error.name);
  await at.simulator.whenHeld(1);
  hangUp.abort();
  expect(await gone).toBe("AbortError");
  await at.simulator.whenHeld(0);
  const answer = add();
  await at.simulator.whenHeld(1);
  expect(effectsOf(at, "disk-added")).toEqual([]);
  at.simulator.clearFaults();
  expect((await answer).status).toBe(200);
  expect(effectsOf(at, "disk-added").map(({ size }) => size)).toEqual([50]);
});

test("a delay only delays", async () => {
  const { at, add } = await prepared({ delayMs: 60_000 });
  const order: string[] = [];
  const answer = add().finally(() => order.push("delayed"));
  await until(() => at.simulator.faults()[0]?.played === 1);
  await at.send("GET", "/_sim/health").finally(() => order.push("later"));
  expect([order, effectsOf(at, "disk-added")]).toEqual([["later"], []]);
  // Its own end is waited for in covering.test.ts.
  at.simulator.clearFaults();
  expect((await answer).status).toBe(200);
  expect(order).toEqual(["later", "delayed"]);
  expect(effectsOf(at, "disk-added")).toHaveLength(1);
});

test("another person can act just before a call", async () => {
  const { at, poolId, add } = await prepared({ act: { do: "setPool", pool: "office", chargingMode: "0" } });
  expect((await add()).status).toBe(400);
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.charging_mode).toBe("0");
});

test("a fault is matched by method, route, path, pool and the n-th call, and used up", async () => {
  const at = await bench();
  const { poolId } = await office(at, { size: 0 });
  await office(at, { name: "lab", size: 0 });
  const status = 503;
  const body = { error_code: "WKS.0500", error_msg: "busy" };
  const show = async (id = poolId) => (await at.send("GET", `/desktop-pools/${id}`)).status;
  const matching: Omit<FaultAsked, "effect">[] = [
    { route: "ShowDesktopPoolDetail" },
    { route: `*/desktop-pools/${poolId}` },
    { route: "/v2/*/desktop-pools/*" },
    { pool: "office" },
    { pool: poolId },
    { method: "GET" },
    {},
  ];
  for (const match of matching) {
    at.simulator.fault({ ...match, effect: { status, body } });
    expect([match, await show(), await show()]).toEqual([match, 503, 200]);
  }
  for (const match of [{ method: "PUT" }, { pool: "lab" }, { route: "ShowJob" }, { route: "*/users" }] as const) {
    at.simulator.fault({ ...match, effect: { status, body } });
    expect([match, await show()]).toEqual([match, 200]);
    at.simulator.clearFaults();
  }
  at.simulator.fault({ route: "ShowDesktopPoolDetail", nth: 2, times: 2, effect: { status, body } });
  expect([await show(), await show(), await show(), await show()]).toEqual([200, 503, 503, 200]);
  const { body: list } = await at.send("GET", "/_sim/faults");
  expect(list.faults.at(-1)).toMatchObject({ met: 4, played: 2, nth: 2 });
});

test("faults that make no sense are refused with the field and what is allowed", async () => {
  const at = await bench();
  const cases: [unknown, RegExp][] = [
    [{}, /effect/],
    [{ effect: {} }, /effect: has to be one of delayMs, hold/],
    [{ effect: { dropBefore: true, hold: true } }, /effect: has to be one of/],
    [{ effect: { dropBefore: false } }, /dropBefore/],
    [{ effect: { status: 99 } }, /status/],
    [{ effect: { status: 500, extra: 1 } }, /extra|additional/],
    [{ effect: { job: { outcome: "bad" } } }, /job\.outcome.*fail, partial, stuck/],
    [{ effect: { hold: true }, nht: 2 }, /nht|additional/],
    [{ effect: { hold: true }, nth: 0 }, /nth/],
    [{ effect: { hold: true }, route: "AddVolume" }, /route: "AddVolume" is neither.*AddDesktopPoolVolumes/],
    [{ effect: { act: { do: "explode" } } }, /do/],
    ["{", /JSON/],
  ];
  for (const [fault, message] of cases) {
    const reply = await at.send("POST", "/_sim/faults", fault);
    expect([fault, reply.status, reply.body.error_msg]).toEqual([fault, 400, expect.stringMatching(message)]);
  }
  expect((await at.send("GET", "/_sim/faults")).body).toEqual({ faults: [], held: 0 });
  expect((await at.send("POST", "/_sim/faults", { effect: { delayMs: 1 } })).status).toBe(201);
});

test("an effect that no call could show is refused, and calls that it does not fit leave it for the next", async () => {
  const at = await bench();
  for (const fault of [
    { route: "ShowJob", effect: { job: { outcome: "fail" } } },
    { method: "GET", effect: { job: { outcome: "fail" } } },
    { route: "CreateDesktopPool", effect: { stale: { effects: 1 } } },
  ]) {
    const { status, body } = await at.send("POST", "/_sim/faults", fault);
    expect([status, body.error_msg]).toEqual([400, expect.stringMatching(/^effect: it shows only on /)]);
  }
  await at.send("POST", "/_sim/faults", { effect: { job: { outcome: "fail" } } });
  await at.send("GET", "/desktop-pools");
  const { body } = await at.send("POST", "/desktop-pools", officeBody);
  at.pass(2);
  expect((await at.send("GET", `/workspace-jobs/${body.job_id}`)).body.status).toBe("FAIL");
  const [listed] = at.simulator.ledger().calls;
  expect([listed?.operation, listed?.fault]).toEqual(["ListDesktopPools", undefined]);
});
