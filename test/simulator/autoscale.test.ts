import { expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { type Bench, bench, disks, effectsOf, office } from "./client.ts";

const auto = (policy: object) => ({
  enable_autoscale: true,
  autoscale_policy: { autoscale_type: "AUTO_CREATED" as const, ...policy },
});

const pool = (at: Bench) => at.simulator.state().pools[0];
const desktops = (at: Bench) => pool(at)?.desktops ?? [];
const count = (at: Bench) => desktops(at).length;

async function pooled(over: object, options: SimulatorOptions = {}) {
  const at = await bench(options);
  const { poolId } = await office(at, { size: 2, data_volumes: disks(50), ...over });
  // The first look begins the wait.
  count(at);
  const set = (index: number, states: object) =>
    at.simulator.act({ do: "setDesktop", pool: "office", desktop: desktops(at)[index]?.id ?? "", ...states });
  const put = (body: object) => at.send("PUT", `/desktop-pools/${poolId}`, body);
  return { at, poolId, set, put };
}

test("a pool short of idle desktops gets them from autoscale, after a while and by a job of its own", async () => {
  const { at, set } = await pooled(auto({ min_idle: 2 }));
  at.pass(3600);
  expect(count(at)).toBe(2);
  set(0, { user: "ann" });
  count(at);
  at.pass(59);
  expect(count(at)).toBe(2);
  at.pass(2);
  expect(pool(at)?.status).toBe("TEMPORARY");
  at.pass(2);
  expect(desktops(at)).toMatchObject([{ user: "ann" }, { user: null }, { user: null, status: "ACTIVE" }]);
  expect(desktops(at)[2]?.disks).toHaveLength(1);
  const jobs = effectsOf(at, "job-started").map(({ actor, detail }) => [actor, detail]);
  expect(jobs).toEqual([
    ["anonymous", "createDesktopPool"],
    ["autoscale", "expandDesktopPool"],
  ]);
});

test("autoscale makes no more than max_auto_created, and so many at once as the old policy says", async () => {
  const { at } = await pooled({ size: 0, ...auto({ min_idle: 9, max_auto_created: 5, once_auto_created: 2 }) });
  const seen = [];
  for (let times = 0; times < 5; times++) {
    at.pass(63);
    seen.push(count(at));
  }
  expect(seen).toEqual([2, 4, 5, 5, 5]);
});

test("autoscale makes a desktop in the midst of a delete, and none once it is off", async () => {
  const { at, put } = await pooled(auto({ min_idle: 2 }), { jobSeconds: 200 });
  at.pass(400);
  const ids = desktops(at).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const removed = await at.send("POST", "/desktops/batch-delete", { desktop_ids: ids });
  at.pass(300);
  const left = desktops(at).map(({ id }) => id);
  expect([left.length > 0, left.some((id) => ids.includes(id))]).toEqual([true, false]);
  const { body } = await at.send("GET", `/workspace-jobs/${removed.body.job_id}`);
  expect(body.status).toBe("SUCCESS");
  await put({ enable_autoscale: false });
  at.pass(400);
  await at.send("POST", "/desktops/batch-delete", { desktop_ids: desktops(at).map(({ id }) => id) });
  at.pass(3600);
  expect(count(at)).toBe(0);
});

test("idle desktops go after their time, down to min_retention, with what was on them", async () => {
  const { at, set } = await pooled({ size: 4, ...auto({ min_retention: 2, idle_retention_duration: 30 }) });
  set(0, { user: "ann" });
  at.pass(29 * 60);
  expect(count(at)).toBe(4);
  // Whoever is used in between begins anew.
  set(1, { user: "bob" });
  set(1, { user: null });
  count(at);
  at.pass(2 * 60);
  expect(desktops(at).map(({ user }) => user)).toEqual(["ann", null]);
  const lost = effectsOf(at, "desktop-disk-deleted").map(({ actor, dataLostGb }) => [actor, dataLostGb]);
  expect(lost).toEqual([
    ["autoscale", 50],
    ["autoscale", 50],
  ]);
  at.pass(24 * 3600);
  expect(count(at)).toBe(2);
});

test("what min_idle wants is not taken away again", async () => {
  const { at } = await pooled({ size: 0, ...auto({ min_idle: 3, idle_retention_duration: 1 }) });
  at.pass(7 * 24 * 3600);
  expect(count(at)).toBe(3);
  expect(effectsOf(at, "desktop-deleted")).toEqual([]);
});

test("ACCESS_CREATED makes a desktop for who comes and finds none free", async () => {
  const { at } = await pooled({ ...auto({ autoscale_type: "ACCESS_CREATED", max_auto_created: 1 }), size: 1 });
  const access = (user: string) => at.simulator.act({ do: "access", pool: "office", user });
  const [first] = desktops(at);
  expect(access("ann")).toEqual({ desktop: first?.id });
  expect(access("ann")).toEqual({ desktop: first?.id });
  const { job } = access("bob");
  at.pass(2);
  expect(desktops(at)).toMatchObject([{ user: "ann" }, { user: "bob", loginStatus: "CONNECTED", status: "ACTIVE" }]);
  expect((await at.send("GET", `/workspace-jobs/${job}`)).body).toMatchObject({
    job_type: "expandDesktopPool",
    status: "SUCCESS",
  });
  expect(() => access("carl")).toThrow(/no desktop of desktop pool office is free for carl/);
});

test("a session that stays broken loses its desktop in a DYNAMIC pool, which then is idle", async () => {
  const { at, set } = await pooled({ disconnected_retention_period: 10 });
  set(0, { user: "ann", loginStatus: "CONNECTED" });
  set(1, { user: "bob", loginStatus: "DISCONNECTED" });
  count(at);
  at.pass(599);
  expect(desktops(at).map(({ user }) => user)).toEqual(["ann", "bob"]);
  at.pass(1);
  expect(desktops(at).map(({ user }) => user)).toEqual(["ann", null]);
  expect(effectsOf(at, "desktop-updated").at(-1)).toMatchObject({ actor: "service", detail: "user, loginStatus" });
});

test("each broken session has its own time; one that is taken up again keeps its desktop", async () => {
  const { at, set } = await pooled({ size: 3, disconnected_retention_period: 10 });
  const users = () => desktops(at).map(({ user }) => user);
  for (const [index, user] of ["ann", "bob", "carl"].entries()) {
    set(index, { user, loginStatus: "DISCONNECTED" });
    users();
    at.pass(200);
  }
  expect(users()).toEqual([null, "bob", "carl"]);
  set(1, { loginStatus: "CONNECTED" });
  users();
  at.pass(3600);
  expect(users()).toEqual([null, "bob", null]);
});

test("in a STATIC pool a desktop stays whose it is, with autoscale too", async () => {
  const { at, set } = await pooled({ type: "STATIC", ...auto({}) });
  at.simulator.act({ do: "setPool", pool: "office", attributes: { disconnected_retention_period: 10 } });
  set(0, { user: "ann", loginStatus: "DISCONNECTED" });
  count(at);
  at.pass(24 * 3600);
  expect(desktops(at)[0]?.user).toBe("ann");
});

test("a policy without enable_autoscale does nothing, in a pool that is watched for something else", async () => {
  const { at } = await pooled({ ...auto({ min_idle: 9 }), enable_autoscale: false, disconnected_retention_period: 10 });
  at.pass(24 * 3600);
  expect(count(at)).toBe(2);
});

test("autoscale is bound by the quota", async () => {
  const { at } = await pooled({ size: 0, enable_autoscale: false });
  at.simulator.act({ do: "setQuota", instances: 2 });
  at.simulator.act({ do: "setPool", pool: "office", attributes: auto({ min_idle: 9 }) });
  count(at);
  at.pass(24 * 3600);
  expect(count(at)).toBe(2);
  expect(effectsOf(at, "job-started").filter(({ actor }) => actor === "autoscale")).toHaveLength(1);
});

test("after a job that failed autoscale waits twice as long, and after one that went well as long as at first", async () => {
  const { at, set } = await pooled(auto({ min_idle: 2 }));
  const startedJobs = () => effectsOf(at, "job-started").filter(({ actor }) => actor === "autoscale");
  set(0, { user: "ann" });
  count(at);
  at.pass(60);
  at.simulator.act({ do: "endJob", job: startedJobs()[0]?.jobId ?? "", outcome: "fail" });
  count(at);
  at.pass(119);
  expect(startedJobs()).toHaveLength(1);
  at.pass(3);
  expect(startedJobs()).toHaveLength(2);
  at.pass(2);
  set(1, { user: "bob" });
  count(at);
  at.pass(60);
  expect(startedJobs()).toHaveLength(3);
});

test("a year with autoscale on is lived in a moment, with no more events than there was work", async () => {
  const { at } = await pooled({ size: 1, ...auto({ min_idle: 3, min_retention: 1, idle_retention_duration: 43_200 }) });
  for (let month = 0; month < 12; month++) {
    at.pass(30 * 24 * 3600);
    count(at);
  }
  expect(effectsOf(at).length).toBeLessThan(40);
});

test("two lives with the same seed have the same ledger, autoscale's lines too", async () => {
  const lives = [];
  for (let life = 0; life < 2; life++) {
    const { at, set } = await pooled(auto({ min_idle: 2, idle_retention_duration: 60 }), { seed: "same" });
    set(0, { user: "ann" });
    count(at);
    at.pass(100);
    set(0, { user: null });
    count(at);
    at.pass(7200);
    lives.push(JSON.stringify(at.simulator.ledger()));
  }
  expect(lives[0]).toBe(lives[1]);
});

test("what autoscale has in mind is saved, and goes on elsewhere at the same instant", async () => {
  const { at, set } = await pooled({
    size: 3,
    ...auto({ min_idle: 3, min_retention: 1, idle_retention_duration: 10 }),
  });
  set(0, { user: "ann" });
  count(at);
  at.pass(30);
  const saved = (await at.send("GET", "/_sim/save")).body;
  const there = await bench();
  there.pass(32);
  expect((await there.send("POST", "/_sim/load", JSON.stringify(saved))).status).toBe(200);
  for (const seconds of [29, 3, 3600]) {
    for (const one of [at, there]) one.pass(seconds);
    const [here, elsewhere] = [at, there].map(({ simulator }) => ({ ...simulator.state(), ...simulator.ledger() }));
    expect(elsewhere).toEqual(here);
  }
  expect(count(there)).toBe(4);
});
