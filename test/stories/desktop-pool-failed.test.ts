import { expect, test } from "@jest/globals";
import {
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";

const oneFails = { job: { outcome: "partial", failDesktops: 1, code: "WKS.0099", reason: "no address left" } } as const;

async function failed(at: Story, program = pool()): Promise<string> {
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: oneFails });
  return (await at.stack.up(program)).errors.join();
}

test("a creation of which one desktop fails fails with its reason, and the state keeps the id and what is there", async () => {
  const at = await story();
  expect(await failed(at)).toMatch(/Failed desktops: .*WKS.0099 no address left.*The other 2 of 3 went through/);
  expect(at.stack.state.get("office")?.id).toBe(thePool(at).id);
  expect(at.stack.outs("office")).toMatchObject({
    size: 2,
    desktopCount: 2,
    unfinished: { missing: 1, failed: [{ reason: "WKS.0099 no address left" }] },
  });
});

test("after a refresh the preview still says what is unfinished, and the next `up` makes just the missing desktop", async () => {
  const at = await story();
  await failed(at);
  expect((await at.stack.refresh()).errors).toEqual([]);
  expect(at.stack.outs("office").unfinished).toMatchObject({ missing: 1 });
  const preview = await at.stack.preview(pool());
  expect(preview.did).toEqual(["office: update"]);
  expect(said(preview)).toMatch(/UNFINISHED: 1 desktop is still to be made.*no address left/);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(effects(at, "desktop-created")).toHaveLength(3);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, unfinished: {} });
  await expectSettled(at, pool());
});

test("a field that the creation cannot carry is not claimed when the creation fails, and is set by the next `up`", async () => {
  const at = await story();
  await failed(at, pool({ inMaintenanceMode: true }));
  expect(at.stack.outs("office").inMaintenanceMode).toBeUndefined();
  expect((await at.stack.up(pool({ inMaintenanceMode: true }))).errors).toEqual([]);
  expect(thePool(at).attributes.in_maintenance_mode).toBe(true);
  await expectSettled(at, pool({ inMaintenanceMode: true }));
});

test("a broken desktop that a failed creation leaves counts: it is named with the line that removes it, and none is added", async () => {
  const at = await story({ dialects: { "failed-desktop": "error" } });
  await failed(at);
  const [broken] = thePool(at).desktops.filter((d) => d.status === "ERROR");
  const up = await at.stack.up(pool());
  expect(up.errors).toEqual([]);
  expect(said(up)).toContain(`desktops in status ERROR: ${broken?.name} (${broken?.id})`);
  expect(said(up)).toContain(`scaleDown: { reason: "broken", which: { desktopIds: ["${broken?.id}"] } }`);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect(at.stack.outs("office").brokenDesktops).toEqual({ [String(broken?.id)]: broken?.name });
  await expectSettled(at, pool());
});

test("the line that is named removes the broken desktop, and the old size makes a sound one", async () => {
  const at = await story({ dialects: { "failed-desktop": "error" } });
  await failed(at);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  const [id] = thePool(at).desktops.flatMap((d) => (d.status === "ERROR" ? [d.id] : []));
  const scaleDown = { reason: "broken", which: { desktopIds: [id] } };
  expect((await at.stack.up(pool({ size: 2, scaleDown }))).errors).toEqual([]);
  expect(effects(at, "desktop-deleted").map((e) => e.desktop)).toEqual([id]);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(thePool(at).desktops.map((d) => d.status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
  await expectSettled(at, pool());
});

test("a pool in status ERROR is not grown: the reason and the ways are told, before any change of its fields", async () => {
  const at = await story();
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: { job: { outcome: "fail" } } });
  expect((await at.stack.up(pool())).ok).toBe(false);
  const again = await at.stack.up(pool({ description: "x" }));
  expect(again.errors.join()).toMatch(/refused before any change: pool office is in status ERROR.*--replace/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect((await at.stack.up(pool(), { replace: ["office"] })).errors).toEqual([]);
  expect(changes(at).slice(1)).toEqual(["DeleteDesktopPool 204", "CreateDesktopPool 200"]);
  await expectSettled(at, pool());
});

test("a creation that takes longer than its time limit leaves the job in the state; the next `up` waits for it and posts nothing", async () => {
  const at = await story({ jobSeconds: 900 });
  const late = await at.stack.up(pool({ timeouts: { create: "5m" } }));
  expect(late.errors.join()).toContain("the next `pulumi up` waits for it and starts nothing anew");
  expect(at.stack.outs("office").unfinished).toMatchObject({ pending: { jobId: expect.any(String), desktops: 3 } });
  expect(said(await at.stack.preview(pool()))).toMatch(/UNFINISHED: making pool office with 3 desktops \(job /);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, pool());
});

test("a job that an earlier run began and that failed meanwhile is told, and what is missing is made at once", async () => {
  const at = await story({ jobSeconds: 900 });
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: oneFails });
  await at.stack.up(pool({ timeouts: { create: "5m" } }));
  const up = await at.stack.up(pool());
  expect(up.errors).toEqual([]);
  expect(said(up)).toContain("no address left");
  expect(desktopIds(at)).toHaveLength(3);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "ExpandDesktopPool 200"]);
  await expectSettled(at, pool());
});

test("an expansion that outlives its time limit is waited for by its own number of desktops", async () => {
  const at = await story({ jobSeconds: 900, program: pool() });
  const program = pool({ size: 5, timeouts: { update: "5m" } });
  expect((await at.stack.up(program)).ok).toBe(false);
  expect(at.stack.outs("office").unfinished).toMatchObject({
    pending: { operation: "making 2 desktops", desktops: 2 },
  });
  at.world.clock.advance(900_000);
  const before = at.world.clock.now();
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(at.world.clock.now() - before).toBeLessThan(60_000);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "ExpandDesktopPool 200"]);
  await expectSettled(at, program);
});

test("a failed expansion keeps the fields that went before it", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: oneFails });
  const program = pool({ size: 5, description: "grown", inMaintenanceMode: true });
  const up = await at.stack.up(program);
  expect(up.errors.join()).toContain("no address left");
  expect(at.stack.outs("office")).toMatchObject({
    size: 4,
    description: "grown",
    inMaintenanceMode: true,
    unfinished: { missing: 1 },
  });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(changes(at).slice(3)).toEqual(["ExpandDesktopPool 200"]);
  await expectSettled(at, program);
});

test("what is refused once this very run has made the pool is not told as if nothing had been changed", async () => {
  const at = await story();
  const frozen = { setFields: { ".status": "EXIST_FROZEN" } };
  at.world.simulator.fault({ route: "ShowDesktopPoolDetail", times: "always", effect: frozen });
  const many = pool({ size: 101 });
  const errors = (await at.stack.up(many)).errors.join();
  expect(errors).toMatch(
    /pool office is there, with 100 desktops; refused before any change of it: pool office is in status/,
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect(at.stack.outs("office")).toMatchObject({ size: 100, unfinished: { missing: 1 } });
  const again = (await at.stack.up(many)).errors.join();
  expect(again).toMatch(/: refused before any change: pool office is in status EXIST_FROZEN; it has frozen desktops/);
  at.world.simulator.clearFaults();
  expect((await at.stack.up(many)).errors).toEqual([]);
  await expectSettled(at, many);
});
