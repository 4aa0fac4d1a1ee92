import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { bench, disks, office, officeBody, send } from "./client.ts";

test("a capped ledger goes on where it was: reads of the past, and what was forgotten, are as before", async () => {
  const at = await bench({ ledgerCap: 5, dialects: { "acceptance-invisible-seconds": "20" } });
  at.simulator.act({ do: "createPool", pool: "office", desktops: 3, volumes: [{ size: 50 }] });
  at.pass(30);
  const saved = (await at.send("GET", "/_sim/save")).body;
  const there = await bench({ ledgerCap: 5, dialects: { "acceptance-invisible-seconds": "20" } });
  there.pass(30);
  expect((await there.send("POST", "/_sim/load", saved)).status).toBe(200);
  const poolId = saved.pools[0].id;
  for (const one of [at, there]) {
    await one.send("PUT", `/desktop-pools/${poolId}`, { description: "new" });
    expect((await one.send("GET", "/desktop-pools")).body).toMatchObject({
      total_count: 1,
      desktop_pools: [{ description: "" }],
    });
    expect(one.simulator.ledger().forgotten?.effects).toBeGreaterThan(0);
  }
  const oldest = there.simulator.ledger().effects[0]?.seq ?? 0;
  const past = async (one: typeof at) => (await one.send("GET", `/_sim/state?seq=${oldest}`)).body.pools;
  expect(await past(there)).toEqual(await past(at));
});

test.each([["manual@2026-03-01T08:00:00Z"], ["x10000"]] as const)(
  "with --time %s the clock goes on from the saved instant",
  async (time) => {
    const first = await startSimulator({ time, auth: "off" });
    if (time.startsWith("manual")) first.advance(36_000);
    await send(first.url, "POST", `/v2/${first.tenant.projectId}/desktop-pools`, officeBody);
    const saved = (await send(first.url, "GET", "/_sim/save")).body;
    await first.close();
    const second = await startSimulator({ time, auth: "off", load: saved });
    const { now } = (await send(second.url, "GET", "/_sim/clock")).body;
    expect(Date.parse(now)).toBeGreaterThanOrEqual(saved.sealed.time);
    if (time.startsWith("manual")) {
      second.advance(2);
      expect(second.state()).toMatchObject({ jobs: [], pools: [{ status: "STEADY" }] });
    }
    await second.close();
  },
);

test("what was given out before a file is loaded opens nothing afterwards", async () => {
  const at = await bench({ auth: "strict" });
  const login = async (name: string) => {
    const user = { name, password: `${name}-password`, domain: { name: "simulator" } };
    const auth = {
      identity: { methods: ["password"], password: { user } },
      scope: { project: { name: "ap-southeast-1" } },
    };
    return (await at.send("POST", "/v3/auth/tokens", { auth })).headers.get("x-subject-token") ?? "";
  };
  const before = await login("simulator-reader");
  await at.send("POST", "/_sim/load", "version: 1\n");
  const list = (token: string) => at.send("GET", "/desktop-pools", undefined, { "x-auth-token": token });
  expect((await list(before)).status).toBe(401);
  expect((await list(await login("simulator"))).status).toBe(200);
});

test("a reset forgets what a file has listed as known, and its quota", async () => {
  const at = await bench();
  await at.send("POST", "/_sim/load", "version: 1\nknown: { images: [other] }\nquota: { instances: 0 }\n");
  expect((await at.send("POST", "/desktop-pools", officeBody)).status).toBe(404);
  await at.send("POST", "/_sim/reset");
  const { poolId } = await office(at, { data_volumes: disks(50) });
  expect(poolId).toMatch(/^[0-9a-f-]{36}$/);
});

test("where time cannot be moved a state of a later time is refused", async () => {
  const at = await bench();
  at.pass(100);
  await office(at);
  const saved = (await at.send("GET", "/_sim/save")).body;
  const there = await bench();
  const { status, body } = await there.send("POST", "/_sim/load", saved);
  expect([status, body.error_msg]).toEqual([400, expect.stringMatching(/^sealed\.time: saved at 2026-03-01T08:01:4/)]);
  expect(there.simulator.state().pools).toEqual([]);
});

test("with odd times of jobs and a file in between, the same calls give the same ledger to the byte", async () => {
  const life = async (between: boolean) => {
    const at = await bench({ jitter: 0.3, jobSeconds: 1.7 });
    const { poolId } = await office(at, { data_volumes: disks(50), tags: [{ key: "a", value: "b" }] });
    at.pass(1.1);
    if (between) await at.send("POST", "/_sim/load", (await at.send("GET", "/_sim/save")).body);
    await at.send("PUT", `/desktop-pools/${poolId}`, { description: "x" });
    at.pass(0.7);
    return JSON.stringify((await at.send("GET", "/_sim/ledger")).body);
  };
  expect(await life(true)).toBe(await life(false));
});
