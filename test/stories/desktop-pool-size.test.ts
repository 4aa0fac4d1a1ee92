import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  diesIn,
  dying,
  effects,
  expectSettled,
  pool,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";

test("growing sends the difference, waits for the desktops and touches no other", async () => {
  const at = await story({ program: pool() });
  const before = desktopIds(at);
  expect(said(await at.stack.preview(pool({ size: 5 })), "note")).toMatch(/until pool office has 5 \(it had 3/);
  expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  expect(desktopIds(at).slice(0, 3)).toEqual(before);
  expect(thePool(at).desktops.map((d) => d.status)).toEqual(Array(5).fill("ACTIVE"));
  await expectSettled(at, pool({ size: 5 }));
});

const lost = [
  { name: "dropped after the effect", effect: { dropAfter: true }, calls: 1 },
  { name: "dropped before the effect", effect: { dropBefore: true }, calls: 2 },
  { name: "a 500 after the effect", effect: { status: 500, after: true }, calls: 1 },
  { name: "a 500 without effect", effect: { status: 500 }, calls: 2 },
  { name: "without a job", effect: { missingJobId: true }, calls: 1 },
] as const;

test.each(lost)("an expansion whose answer is $name makes two desktops, never four", async ({ effect, calls }) => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect });
  expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toHaveLength(calls);
  expect(effects(at, "desktop-created")).toHaveLength(5);
  await expectSettled(at, pool({ size: 5 }));
});

test("after whichever call a growth dies, there are five desktops in the end, never more", async () => {
  const program = pool({ size: 5, description: "grown" });
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await story({ jobSeconds: 5, program: pool() });
    died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(effects(at, "desktop-created")).toHaveLength(5);
    expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
    await expectSettled(at, program);
  }
  expect(deaths).toBeGreaterThan(7);
});

test("a lost expansion of which a desktop failed is followed by one of just that desktop", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "partial", failDesktops: 1 } } });
  const meddle = dying({ nth: 1, when: "after", of: "expandDesktopPool" });
  expect(await diesIn(() => at.stack.up(pool({ size: 6 }), { meddle }))).toBe(true);
  expect((await at.stack.up(pool({ size: 6 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 3 }, { size: 1 }]);
  expect(desktopIds(at)).toHaveLength(6);
});

test("a desktop that is being made counts, and one that is being deleted does not", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office", status: "BUILD" });
  const [first] = desktopIds(at);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: String(first), taskStatus: "deleting" });
  expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
});

test("while another job makes desktops the growth waits and then adds only what is missing", async () => {
  const at = await story({ program: pool() });
  const other = at.world.process();
  const service = await other.connect({});
  await service.expandDesktopPool(thePool(at).id, { add: 1 }, { deadline: at.world.clock.now() + 60_000 });
  expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }, { size: 1 }]);
  expect(desktopIds(at)).toHaveLength(5);
});

test("more desktops than `size` are a warning with both ways, never a deletion, and no difference after a refresh", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  const up = await at.stack.up(pool({ description: "x" }));
  expect(up.errors).toEqual([]);
  expect(said(up)).toMatch(/has 5 desktops, 2 more than `size`; none is deleted: set `size: 5`/);
  await expectSettled(at, pool({ description: "x" }));
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 5 });
  expect(effects(at, "desktop-deleted")).toEqual([]);
  expect((await at.stack.up(pool({ description: "x", size: 5 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([]);
  await expectSettled(at, pool({ description: "x", size: 5 }));
});

test("desktops that somebody added are not asked to be removed after an update that failed half-way", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail" } } });
  const program = pool({ size: 6 });
  expect((await at.stack.up(program)).ok).toBe(false);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 5 });
  const back = await at.stack.up(pool({ size: 6 }));
  expect(back.errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(6);
});

test("an update of something else that fails half-way leaves `size` as it was, whatever others did to the desktops", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  at.world.simulator.fault({ route: "UpdateDesktopPool", times: 9, effect: { status: 500 } });
  expect((await at.stack.up(pool({ description: "x" }))).ok).toBe(false);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 5, unfinished: {} });
  at.world.simulator.clearFaults();
  expect((await at.stack.up(pool({ description: "x" }))).errors).toEqual([]);
  await expectSettled(at, pool({ description: "x" }));
});

test("fewer desktops than `size` are shown after a refresh and made again; without a refresh they are only reported", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[0]) });
  const update = await at.stack.up(pool({ description: "x" }));
  expect(said(update, "note")).toMatch(/1 fewer than `size`: `pulumi refresh` shows it/);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([]);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 2 });
  await at.stack.refresh();
  expect(at.stack.outs("office").size).toBe(2);
  expect((await at.stack.preview(pool({ description: "x" }))).did).toEqual(["office: update"]);
  expect((await at.stack.up(pool({ description: "x" }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }]);
  await expectSettled(at, pool({ description: "x" }));
});

test("with autoscale `size` is a floor: what autoscale adds or takes is no drift, and lowering the floor removes nobody", async () => {
  const auto = { enableAutoscale: true, autoscalePolicy: { autoscaleType: "ACCESS_CREATED", minIdle: 1 } };
  const at = await story({ program: pool(auto) });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 4 });
  await expectSettled(at, pool(auto));
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[0]) });
  await expectSettled(at, pool(auto));
  const lower = await at.stack.up(pool({ ...auto, size: 1 }));
  expect([...lower.errors, said(lower)].join("")).toBe("");
  expect(effects(at, "desktop-deleted")).toHaveLength(1);
  expect((await at.stack.up(pool({ ...auto, size: 8 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  await expectSettled(at, pool({ ...auto, size: 8 }));
});

test("with autoscale fewer desktops than `size` are told and are no drift: autoscale may take them again, and none is made before `size` changes", async () => {
  const auto = { enableAutoscale: true };
  const at = await story({ program: pool(auto) });
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: String(desktopIds(at)[0]) });
  await expectSettled(at, pool(auto));
  const update = await at.stack.up(pool({ ...auto, description: "x" }));
  expect(said(update, "note")).toMatch(/has 2 desktops, 1 fewer than `size`: with autoscale that is no drift/);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([]);
  expect((await at.stack.up(pool({ ...auto, description: "x", size: 4 }))).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  await expectSettled(at, pool({ ...auto, description: "x", size: 4 }));
});

test("autoscale that is switched off leaves its desktops where they are, with a warning", async () => {
  const at = await story({ program: pool({ enableAutoscale: true }) });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  const up = await at.stack.up(pool());
  expect(up.errors).toEqual([]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ enable_autoscale: false }]);
  expect(said(up)).toContain("2 more than `size`; none is deleted");
  await expectSettled(at, pool());
});

test("a pool with frozen desktops is not grown, and says why", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.act({ do: "setPool", pool: "office", status: "EXIST_FROZEN" });
  const up = await at.stack.up(pool({ size: 4, description: "x" }));
  expect(up.errors.join()).toMatch(
    /refused before any change: pool office is in status EXIST_FROZEN; it has frozen desktops/,
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});
