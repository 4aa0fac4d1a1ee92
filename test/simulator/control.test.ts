import { expect, test } from "@jest/globals";
import { startSimulator } from "../../simulator/index.ts";
import { bench, disks, effectsOf, office, officeBody, send } from "./client.ts";

test("health, state and reset need no credentials and are no calls of the ledger", async () => {
  const at = await bench({ auth: "strict" });
  expect((await at.send("GET", "/_sim/health")).body).toEqual({ status: "ok" });
  at.simulator.act({ do: "createPool", pool: "lab", desktops: 1, volumes: [{ size: 30 }] });
  const { body } = await at.send("GET", "/_sim/state");
  expect(body).toMatchObject({
    now: "2026-03-01T08:00:00.000Z",
    jobs: [],
    pools: [
      { name: "lab", status: "STEADY", disks: [{ size: 30 }], desktops: [{ disks: [{ size: 30, dataGb: 30 }] }] },
    ],
  });
  at.simulator.fault({ effect: { delayMs: 1 } });
  expect((await at.send("POST", "/_sim/reset")).status).toBe(204);
  expect((await at.send("GET", "/_sim/state")).body.pools).toEqual([]);
  expect((await at.send("GET", "/_sim/faults")).body.faults).toEqual([]);
  expect(at.simulator.ledger()).toEqual({ effects: [], calls: [] });
  expect((await at.send("GET", "/_sim/nothing")).body.error_code).toBe("SIM.0404");
});

test("after a reset the same calls have the same ids again", async () => {
  const at = await bench();
  const first = await office(at, { data_volumes: disks(50) });
  at.simulator.reset();
  expect(await office(at, { data_volumes: disks(50) })).toEqual(first);
  const other = await bench({ seed: "other" });
  expect(await office(other, { data_volumes: disks(50) })).not.toEqual(first);
});

test("running jobs show in the state, desktop by desktop", async () => {
  const at = await bench();
  await at.send("POST", "/desktop-pools", officeBody);
  at.pass(1.1);
  const [job] = at.simulator.state().jobs;
  expect(job).toMatchObject({ kind: "createDesktopPool", state: "running" });
  expect(job?.subJobs.map(({ state }) => state)).toEqual(["success", "running", "running"]);
});

test("the answers are dated by the clock that was passed", async () => {
  const at = await bench();
  expect((await at.send("GET", "/desktop-pools")).headers.get("date")).toBe("Sun, 01 Mar 2026 08:00:00 GMT");
  at.pass(61);
  expect((await at.send("GET", "/_sim/health")).headers.get("date")).toBe("Sun, 01 Mar 2026 08:01:01 GMT");
});

test("a manual clock is moved over HTTP, forwards only, and work gets done by it", async () => {
  const simulator = await startSimulator({ time: "manual", auth: "off", jobSeconds: 1000 });
  const path = `/v2/${simulator.tenant.projectId}/desktop-pools`;
  await send(simulator.url, "POST", path, officeBody);
  const advance = (body: unknown) => send(simulator.url, "POST", "/_sim/clock", body);
  const before = Date.parse((await send(simulator.url, "GET", "/_sim/clock")).body.now);
  const moved = await advance({ advanceSeconds: 1000 });
  expect(Date.parse(moved.body.now) - before).toBe(1_000_000);
  expect((await send(simulator.url, "GET", path)).body.desktop_pools[0]).toMatchObject({
    status: "STEADY",
    desktop_count: 3,
  });
  for (const body of [{}, { advanceSeconds: -1 }, { advanceSeconds: "1" }, { advanceSeconds: 1, by: 2 }]) {
    expect((await advance(body)).status).toBe(400);
  }
  await simulator.close();
});

test("a clock that is not manual cannot be moved", async () => {
  const at = await bench();
  const reply = await at.send("POST", "/_sim/clock", { advanceSeconds: 1 });
  expect([reply.status, reply.body.error_msg]).toEqual([409, expect.stringMatching(/--time manual/)]);
  expect((await at.send("GET", "/_sim/clock")).body).toEqual({
    now: "2026-03-01T08:00:00.000Z",
    time: "caller",
    jobSeconds: 2,
  });
});

test("x10000 lets ten minutes of jobs pass while a client looks a few times", async () => {
  const simulator = await startSimulator({ time: "x10000", auth: "off", jobSeconds: 600 });
  const project = `/v2/${simulator.tenant.projectId}`;
  const look = async (path: string) => (await send(simulator.url, "GET", path)).body;
  const clock = await look("/_sim/clock");
  const made = (await send(simulator.url, "POST", `${project}/desktop-pools`, officeBody)).body;
  const job = () => look(`${project}/workspace-jobs/${made.job_id}`);
  while ((await job()).end_time === undefined);
  expect((await job()).status).toBe("SUCCESS");
  expect((await look(`${project}/desktop-pools`)).desktop_pools[0]).toMatchObject({ status: "STEADY" });
  const later = await look("/_sim/clock");
  expect([clock.time, later.time]).toEqual(["x10000", "x10000"]);
  expect(Date.parse(later.now) - Date.parse(clock.now)).toBeGreaterThanOrEqual(600_000);
  await simulator.close();
});

test("with jobs of no length everything is done by the next call", async () => {
  const at = await bench({ jobSeconds: 0 });
  const { body } = await at.send("POST", "/desktop-pools", officeBody);
  expect((await at.send("GET", `/workspace-jobs/${body.job_id}`)).body.status).toBe("SUCCESS");
});

test("closing ends held calls and open connections", async () => {
  const simulator = await startSimulator({ auth: "off" });
  simulator.fault({ effect: { hold: true } });
  const held = fetch(`${simulator.url}/v2/${simulator.tenant.projectId}/desktop-pools`).catch(() => "cut");
  await simulator.whenHeld(1);
  await simulator.close();
  await held;
  await expect(fetch(`${simulator.url}/_sim/health`)).rejects.toThrow();
});

test("every effect on a disk or desktop is written once", async () => {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id: diskIds[0] }] });
  at.pass(10);
  const deeds = effectsOf(at).filter(({ kind }) => kind !== "desktop-state");
  const lines = deeds.map(({ kind, disk, desktop }) => [kind, disk, desktop].join());
  expect(new Set(lines).size).toBe(lines.filter((line) => !line.startsWith("job-")).length + 2);
});
