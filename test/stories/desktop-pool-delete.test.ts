import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import {
  bodies,
  changes,
  desktopIds,
  diesIn,
  dying,
  effects,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";

const consented = (args: Plain = {}) => pool({ forceDestroy: true, ...args });
const isEmpty = (at: Story) => expect(at.world.simulator.state().pools).toEqual([]);

test("a pool with desktops is not deleted without consent: they are listed, with the lines to add", async () => {
  const at = await story({ program: pool() });
  const names = thePool(at).desktops.map((d) => d.name);
  const refused = (await at.stack.destroy()).errors.join();
  expect(refused).toContain(`has 3 desktops: ${names.join(", ")}`);
  expect(refused).toMatch(/nothing was deleted.*forceDestroy: true.*aliases.*pulumi state delete.*retainOnDelete/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect(at.stack.state.has("office")).toBe(true);
});

test("a consent counts only when an earlier `up` has set it", async () => {
  const at = await story({ program: pool() });
  expect((await at.stack.up(consented())).errors).toEqual([]);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "BatchDeleteDesktops 202", "DeleteDesktopPool 204"]);
  isEmpty(at);
});

test("neither mails are sent nor users deleted unless the program says so", async () => {
  const at = await story({ program: consented() });
  const ids = desktopIds(at);
  await at.stack.destroy();
  expect(bodies(at, "BatchDeleteDesktops")).toEqual([
    { desktop_ids: ids, delete_users: false, email_notification: false, is_force_delete: false },
  ]);
  const other = await story({ program: consented({ deleteUsers: true, emailNotification: true, forceDelete: true }) });
  await other.stack.destroy();
  expect(bodies(other, "BatchDeleteDesktops")).toMatchObject([
    { delete_users: true, email_notification: true, is_force_delete: true },
  ]);
});

test("data disks that nobody deleted refuse the deletion, listed, unless the consent speaks for them", async () => {
  const at = await story({ program: consented() });
  const { disk } = at.world.simulator.act({ do: "addDisk", pool: "office", size: 50 });
  const refused = (await at.stack.destroy()).errors.join();
  expect(refused).toContain(`still has data disks: ${String(disk)} (SAS, 50 GB)`);
  expect(refused).toContain('forceDestroy: "with-disks"');
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect((await at.stack.up(consented({ forceDestroy: "with-disks" }))).errors).toEqual([]);
  expect((await at.stack.destroy()).errors).toEqual([]);
  isEmpty(at);
});

test("autoscale is switched off before the first desktop goes", async () => {
  const at = await story({ program: consented({ enableAutoscale: true }) });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(changes(at).slice(1)).toEqual(["UpdateDesktopPool 200", "BatchDeleteDesktops 202", "DeleteDesktopPool 204"]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ enable_autoscale: false }]);
});

test("autoscale that was switched on by hand is switched off too", async () => {
  const at = await story({ program: consented() });
  at.world.simulator.act({ do: "setPool", pool: "office", attributes: { enable_autoscale: true } });
  expect((await at.stack.destroy()).errors).toEqual([]);
  isEmpty(at);
});

test("a desktop that somebody adds in mid-delete goes as well, and the pool is deleted after it", async () => {
  const at = await story({ program: consented() });
  at.world.simulator.fault({ route: "DeleteDesktopPool", effect: { act: { do: "addDesktop", pool: "office" } } });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops")).toHaveLength(2);
  isEmpty(at);
});

test("a desktop that appears in an empty pool in mid-delete is not deleted without consent", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  at.world.simulator.fault({ route: "DeleteDesktopPool", effect: { act: { do: "addDesktop", pool: "office" } } });
  expect((await at.stack.destroy()).errors.join()).toContain("has 1 desktop");
  expect(effects(at, "desktop-deleted")).toEqual([]);
});

test("desktops that are just being made in an empty pool are waited for, and then not deleted without consent", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  const service = await at.world.process().connect({});
  await service.expandDesktopPool(thePool(at).id, { add: 2 }, { deadline: at.world.clock.now() + 60_000 });
  expect((await at.stack.destroy()).errors.join()).toContain("has 2 desktops");
  expect(effects(at, "desktop-deleted")).toEqual([]);
  expect(thePool(at).desktops).toHaveLength(2);
});

test("a data disk that somebody adds in mid-delete keeps the pool", async () => {
  const at = await story({ program: consented() });
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    effect: { act: { do: "addDisk", pool: "office", size: 50, desktops: [] } },
  });
  const refused = (await at.stack.destroy()).errors.join();
  expect(refused).toMatch(/the pool was not deleted: .*still has data disks/);
  expect(effects(at, "disk-deleted")).toEqual([]);
  expect(effects(at, "pool-deleted")).toEqual([]);
});

test("250 desktops go in three calls of at most a hundred", async () => {
  const at = await story({ program: consented({ size: 250 }), jobSeconds: 5 });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(bodies(at, "BatchDeleteDesktops").map((body) => Reflect.get(Object(body), "desktop_ids").length)).toEqual([
    100, 100, 50,
  ]);
  isEmpty(at);
});

const lost = ["UpdateDesktopPool", "BatchDeleteDesktops", "DeleteDesktopPool"].flatMap((route) =>
  ([{ dropAfter: true }, { dropBefore: true }, { status: 500, after: true }, { status: 500 }] as const).map(
    (effect) => ({ route, effect }),
  ),
);

test.each(lost)("a deletion survives a lost answer of $route ($effect)", async ({ route, effect }) => {
  const at = await story({ program: consented({ enableAutoscale: true }), jobSeconds: 5 });
  at.world.simulator.fault({ route, effect });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(effects(at, "desktop-deleted")).toHaveLength(3);
  expect(effects(at, "pool-deleted")).toHaveLength(1);
});

test("after whichever call a deletion dies, the next one goes on where it is", async () => {
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await story({ program: consented({ enableAutoscale: true }), jobSeconds: 5 });
    died = await diesIn(() => at.stack.destroy({ meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.destroy()).errors).toEqual([]);
    expect(at.stack.state.size).toBe(0);
    expect(effects(at, "pool-deleted")).toHaveLength(1);
  }
  expect(deaths).toBeGreaterThan(7);
});

test("a desktop that cannot be deleted stops the deletion by name, and the next one tries again", async () => {
  const at = await story({ program: consented() });
  at.world.simulator.fault({
    route: "BatchDeleteDesktops",
    effect: { job: { outcome: "partial", failDesktops: 1, reason: "locked" } },
  });
  expect((await at.stack.destroy()).errors.join()).toMatch(/Failed desktops: .*office-0003.*locked/);
  expect(effects(at, "pool-deleted")).toEqual([]);
  expect((await at.stack.destroy()).errors).toEqual([]);
  isEmpty(at);
});

test("a pool that is gone already is deleted without a change", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "deletePool", pool: "office" });
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("frozen and broken pools can be deleted", async () => {
  for (const status of ["EXIST_FROZEN", "ERROR"]) {
    const at = await story({ program: consented() });
    at.world.simulator.act({ do: "setPool", pool: "office", status });
    expect((await at.stack.destroy()).errors).toEqual([]);
    isEmpty(at);
  }
});

test("a pool that another resource of this run holds is left alone, and that is said", async () => {
  const at = await story({ program: consented() });
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  at.stack.state.set("before", { ...stored, urn: stored.urn.replace("office", "before") });
  const up = await at.stack.up(consented());
  expect(up.did).toEqual(["before: delete"]);
  expect(said(up, "note")).toMatch(/stays: another resource of this run holds it/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect(thePool(at).desktops).toHaveLength(3);
});

test("a pool is deleted at the place that its state names, whatever the configuration says now", async () => {
  const at = await story({ program: consented() });
  expect((await at.stack.destroy({ config: { projectId: "f".repeat(32) } })).errors).toEqual([]);
  isEmpty(at);
});
