import { expect, test } from "@jest/globals";
import type { FaultAsked } from "../../simulator/index.ts";
import { bench, disks, office } from "./client.ts";
import { addRoute, faultBench, jsonOf, showRoute } from "./faultBench.ts";
import { headersOf, raw } from "./raw.ts";

const busy = { status: 503, body: { error_code: "WKS.0500", error_msg: "busy" } };

/** The statuses of so many calls, one after the other. */
async function statuses(call: () => Promise<{ status: number }>, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await call()).status);
  return seen;
}

test("nth, every and times say which of the matching calls a fault plays on", async () => {
  const cases: [Omit<FaultAsked, "effect">, string][] = [
    [{}, "x........."],
    [{ nth: 3 }, "..x......."],
    [{ times: 3 }, "xxx......."],
    [{ nth: 2, times: 2 }, ".xx......."],
    [{ times: "always" }, "xxxxxxxxxx"],
    [{ every: 3 }, "x..x..x..x"],
    [{ nth: 2, every: 3 }, ".x..x..x.."],
    [{ nth: 2, every: 3, times: 2 }, ".x..x....."],
  ];
  const { at, arm, show } = await faultBench();
  for (const [match, pattern] of cases) {
    arm(busy, match);
    const seen = await statuses(show, 10);
    expect([match, seen.map((status) => (status === 503 ? "x" : ".")).join("")]).toEqual([match, pattern]);
    at.simulator.clearFaults();
  }
});

test("probability plays on the same calls in every run of the same seed, and about as often as it says", async () => {
  const run = async (seed: string) => {
    const { arm, show } = await faultBench({ seed });
    arm(busy, { probability: 0.3 });
    return (await statuses(show, 100)).map((status) => (status === 503 ? "x" : ".")).join("");
  };
  const first = await run("1");
  expect(await run("1")).toBe(first);
  expect(await run("2")).not.toBe(first);
  const played = first.split("x").length - 1;
  expect(played).toBeGreaterThan(10);
  expect(played).toBeLessThan(50);
});

test("after a reset the same faults play on the same calls again", async () => {
  const { at } = await faultBench();
  const run = async () => {
    at.simulator.reset();
    at.simulator.fault({ probability: 0.5, effect: busy });
    return statuses(() => raw(at.simulator.url, "GET", `${at.base}/desktop-pools`), 20);
  };
  expect(await run()).toEqual(await run());
});

test("a fault is matched by the disk, the desktop or the job that the call names, and by the pool of each", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
  await office(at, { name: "lab", size: 1 });
  const [desktop] = at.simulator.state().pools[0]?.desktops ?? [];
  const expand = (id: string | undefined) =>
    at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, { volumes: [{ id, size: 60 }] });
  const remove = () => at.send("POST", "/desktops/batch-delete", { desktop_ids: [desktop?.id] });
  at.simulator.fault({ disk: "another", times: "always", effect: busy });
  at.simulator.fault({ disk: diskIds[0] ?? "", effect: busy });
  expect((await expand(diskIds[0])).status).toBe(503);
  at.simulator.fault({ desktop: desktop?.id ?? "", effect: busy });
  expect((await remove()).status).toBe(503);
  at.simulator.fault({ pool: "office", effect: busy });
  expect((await remove()).status).toBe(503);
  const { job_id } = (await expand(diskIds[0])).body;
  const subJobs = () => at.send("GET", `/workspace-sub-jobs?job_id=${job_id}`);
  const showJob = () => at.send("GET", `/workspace-jobs/${job_id}`);
  at.simulator.fault({ job: job_id, times: 2, effect: busy });
  expect([(await showJob()).status, (await subJobs()).status]).toEqual([503, 503]);
  at.simulator.fault({ pool: "lab", times: "always", effect: busy });
  expect([(await showJob()).status, (await subJobs()).status]).toEqual([200, 200]);
  at.simulator.clearFaults();
  at.simulator.fault({ pool: "office", effect: busy });
  expect((await showJob()).status).toBe(503);
  at.simulator.fault({ pool: "office", effect: busy });
  expect((await at.send("GET", `/desktops?pool_id=${poolId}`)).status).toBe(503);
});

test("a fault is matched by who calls, by the ledger's line, and by the end of a job", async () => {
  const { at, arm, show, add } = await faultBench();
  arm(busy, { actor: "somebody" });
  expect((await show()).status).toBe(200);
  arm(busy, { actor: "anonymous" });
  expect((await show()).status).toBe(503);
  const { seq = 0 } = at.simulator.ledger().calls.at(-1) ?? {};
  arm(busy, { afterSeq: seq + 2 });
  expect(await statuses(show, 3)).toEqual([200, 200, 503]);
  const { job_id } = jsonOf(await add());
  arm(busy, { afterJob: job_id, route: showRoute });
  expect((await show()).status).toBe(200);
  at.pass(2);
  expect((await show()).status).toBe(503);
});

test("one fault has a call for itself, in the order they were armed; those that play also play beside it", async () => {
  const { arm, add, show, lastCall } = await faultBench();
  arm({ throttle: { retryAfter: "zero" } });
  arm(busy);
  expect([(await show()).status, (await show()).status, (await show()).status]).toEqual([429, 503, 200]);
  arm({ delayMs: 1 }, { also: true });
  arm({ withHeaders: { "x-a": "1" } }, { also: true });
  arm(busy, { route: addRoute });
  arm({ setFields: { error_msg: "otherwise" } }, { also: true });
  const reply = await add();
  expect([reply.status, jsonOf(reply).error_msg, headersOf(reply, "x-a")]).toEqual([503, "otherwise", ["1"]]);
  expect(lastCall()?.fault).toBe("delayMs + withHeaders + status + setFields");
});

test("a fault that ends a call ends it for those that come after it", async () => {
  const { at, arm, add } = await faultBench();
  arm({ dropBefore: true });
  arm({ act: { do: "deletePool", pool: "office" } }, { also: true });
  await add();
  expect(at.simulator.state().pools).toHaveLength(1);
});

test("DELETE /_sim/faults/ID takes one fault away and leaves the others", async () => {
  const { at, show } = await faultBench();
  const arm = async (effect: object) => (await at.send("POST", "/_sim/faults", { times: "always", effect })).body.id;
  const [first, second] = [await arm(busy), await arm({ throttle: { retryAfter: "zero" } })];
  expect((await at.send("DELETE", `/_sim/faults/${first}`)).status).toBe(204);
  expect((await show()).status).toBe(429);
  for (const id of [first, 99, "zz", "1e400", `${second}.0`]) {
    const { status, body } = await at.send("DELETE", `/_sim/faults/${id}`);
    expect([status, body.error_msg]).toEqual([404, `fault ${id} is not armed`]);
  }
  expect((await at.send("DELETE", `/_sim/faults/${second}`)).status).toBe(204);
  expect((await at.send("GET", "/_sim/faults")).body).toEqual({ faults: [], held: 0 });
});

test("a route may be any path that some call has, and no other", async () => {
  const { at } = await faultBench();
  const arm = async (route: string, method?: string) => {
    const { status, body } = await at.send("POST", "/_sim/faults", {
      route,
      ...(method ? { method } : {}),
      effect: busy,
    });
    return status === 201 ? "armed" : body.error_msg;
  };
  const taken = [
    "*",
    "/*",
    "*/volumes/batch-add",
    "/v2/*/desktop-pools/p1",
    "/v2/p/desktop-pools/*/users",
    "*batch-*",
    "**",
    "/v3/*",
  ];
  for (const route of taken) expect([route, await arm(route)]).toEqual([route, "armed"]);
  const refused = [
    "/v2/*/nothing/at/all",
    "/v2/p/desktop-pools/a/b/c",
    "/v2/*/desktop-pools/*/volumes/batch-ad",
    "/",
    "desktop-pools*",
    "/v2//*",
  ];
  for (const route of refused) {
    expect([route, await arm(route)]).toEqual([
      route,
      expect.stringMatching(/^route: ".*" is .*AddDesktopPoolVolumes/),
    ]);
  }
  expect(await arm("AddDesktopPoolVolume")).toMatch(/^route: "AddDesktopPoolVolume" is neither a path nor a call/);
  expect(await arm("ShowDesktopPoolDetail", "POST")).toBe(
    'method: POST never comes to "ShowDesktopPoolDetail". Allowed there: GET',
  );
  expect(await arm("*/volumes/batch-add", "GET")).toMatch(/^method: GET never comes to .*POST/);
});

test("a fault that makes no sense is refused with its place, and nothing is armed", async () => {
  const { at } = await faultBench();
  const cases: [unknown, RegExp][] = [
    [null, /must be object/],
    [[], /must be object/],
    [{ effect: { hold: true }, times: "often" }, /^times: /],
    [{ effect: { hold: true }, probability: 0 }, /^probability: /],
    [{ effect: { hold: true }, probability: 1.1 }, /^probability: /],
    [{ effect: { hold: true }, every: 1.5 }, /^every: /],
    [{ effect: { explode: true } }, /^effect: has to be one of delayMs, hold/],
    [{ effect: { delayMs: { from: 5, to: 1 } } }, /^effect\.delayMs\.to: 1 is less than from, 5/],
    [{ effect: { delayMs: -1 } }, /^effect\.delayMs/],
    [{ effect: { throttle: { retryAfter: "later" } } }, /^effect\.throttle\.retryAfter: .*seconds, zero, decimal/],
    [{ effect: { refusal: { code: "WKS.9" } } }, /^effect\.refusal\.status: has to be given/],
    [{ effect: { refusal: { code: "toString" } } }, /^effect\.refusal\.status: has to be given/],
    [{ effect: { withHeaders: { "a b": "c" } } }, /^effect\.withHeaders\.a b: is no header/],
    [{ effect: { withHeaders: { a: "b\r\nc: d" } } }, /^effect\.withHeaders\.a: is no header/],
    [{ effect: { status: 500, headers: { "": "x" } } }, /^effect\.headers\./],
    [{ effect: { cutBody: { end: "bang" } } }, /^effect\.cutBody\.end: .*close, reset, silence/],
    [{ effect: { job: {} } }, /^effect\.job/],
    [{ effect: { job: { outcome: "lie", lies: true } } }, /^effect\.job/],
    [{ effect: { stale: { effects: 0 } } }, /^effect\.stale/],
    [{ effect: { redirect: 301, to: "a b" } }, /^effect\.to/],
    [{ effect: { oversizedMb: 1000 } }, /^effect\.oversizedMb.*100/],
    [{ effect: { act: {} } }, /^effect\.act\.do/],
    [{ effect: { act: { do: "addDisk", pool: "office", size: 0 } } }, /^effect\.act\.size: .*\(addDisk\)/],
    [{ effect: { actAfter: { do: "renamePool", pool: "office", naem: "x" } } }, /^effect\.actAfter\./],
  ];
  for (const [fault, message] of cases) {
    const reply = await at.send("POST", "/_sim/faults", fault === null ? "null" : fault);
    expect([fault, reply.status, reply.body.error_msg]).toEqual([fault, 400, expect.stringMatching(message)]);
  }
  expect((await at.send("GET", "/_sim/faults")).body).toEqual({ faults: [], held: 0 });
});
