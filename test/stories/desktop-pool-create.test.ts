import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  said,
  story,
  tagsOf,
  thePool,
} from "../world/desktop-pools.ts";

test("a pool is made by one call that carries our identity as a tag, and its state names the place and the desktops", async () => {
  const at = await story({ program: pool({ tags: { team: "it" }, description: "front office" }) });
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  const identity = at.stack.outs("office").identity;
  expect(tagsOf(at)).toEqual({ team: "it", "pulumi-identity": identity });
  expect(at.stack.state.get("office")?.id).toBe(thePool(at).id);
  expect(at.stack.outs("office")).toMatchObject({
    poolName: "office",
    desktopCount: 3,
    size: 3,
    brokenDesktops: {},
    unfinished: {},
    place: { region: "ap-southeast-1", projectId: "0123456789abcdef0123456789abcdef" },
  });
  await expectSettled(at, pool({ tags: { team: "it" }, description: "front office" }));
  expect(changes(at)).toHaveLength(1);
});

test("the maintenance mode, which the creation cannot carry, is set right after it", async () => {
  const at = await story({ program: pool({ inMaintenanceMode: true }) });
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "UpdateDesktopPool 200"]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ in_maintenance_mode: true }]);
  await expectSettled(at, pool({ inMaintenanceMode: true }));
});

test("the words of a creation name the pool and, for whoever renamed the resource, `aliases`", async () => {
  const at = await story();
  expect(said(await at.stack.preview(pool()), "note")).toMatch(
    /creates desktop pool office with 3 desktops; .*add `aliases` instead/,
  );
  expect(at.world.simulator.ledger().calls).toEqual([]);
});

test("a pool without desktops is made, stays empty and is deleted without consent", async () => {
  const at = await story({ program: pool({ size: 0 }) });
  expect(thePool(at).desktops).toEqual([]);
  await expectSettled(at, pool({ size: 0 }));
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "DeleteDesktopPool 204"]);
});

test("of 1,250 desktops the creation makes a hundred and the rest comes in two expansions, each a difference", async () => {
  const at = await story({ program: pool({ size: 1250 }) });
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "ExpandDesktopPool 200", "ExpandDesktopPool 200"]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1000 }, { size: 150 }]);
  expect(thePool(at).desktops).toHaveLength(1250);
});

test("a pool of a stranger with the same name is refused, with the ways out, and nothing is changed", async () => {
  const at = await story();
  at.world.simulator.act({ do: "createPool", pool: "office", desktops: 2 });
  const up = await at.stack.up(pool());
  expect(up.errors.join()).toMatch(
    /there is a desktop pool named office already.*add `aliases` instead.*Nothing was changed/,
  );
  expect(changes(at)).toEqual([]);
  expect(at.stack.state.size).toBe(0);
});

test("pools whose names only resemble ours do not matter: longer, shorter, other case", async () => {
  const at = await story();
  for (const name of ["office-2", "the-office", "OFFICE", "Office"])
    at.world.simulator.act({ do: "createPool", pool: name });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(effects(at, "pool-created").at(-1)).toMatchObject({ poolName: "office" });
  expect(at.stack.state.get("office")?.id).toBe(thePool(at, "office").id);
  await expectSettled(at, pool());
});

test("where the region returns no tags, a pool of our name is refused, because it cannot be told whose it is", async () => {
  const dialects = { "tags-returned": "no" };
  const at = await story({ dialects, program: pool() });
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  at.stack.state.clear();
  expect((await at.stack.up(pool())).errors.join()).toContain("there is a desktop pool named office already");
  expect(changes(at)).toHaveLength(1);
});

test("where the region returns no tags, subnets or unit, nothing of what the creation carried is sent again", async () => {
  const program = pool({ tags: { team: "it" }, vpcId: "vpc-1", ouName: "unit" });
  const at = await story({ dialects: { "tags-returned": "no" }, program });
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, program);
});

test("the pool is waited for when the list does not show it at once", async () => {
  const at = await story();
  at.world.simulator.fault({
    route: "ListDesktopPools",
    nth: 2,
    times: 4,
    effect: { status: 200, body: { total_count: 0, desktop_pools: [] } },
  });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  await expectSettled(at, pool());
});

const lost = [
  { name: "the connection breaks after the effect", effect: { dropAfter: true } },
  { name: "a 500 hides the effect", effect: { status: 500, after: true } },
  { name: "the answer lacks the job", effect: { missingJobId: true } },
] as const;

test.each(lost)("the creation is not repeated when $name", async ({ effect }) => {
  const at = await story();
  at.world.simulator.fault({ route: "CreateDesktopPool", effect });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(effects(at, "pool-created")).toHaveLength(1);
  expect(effects(at, "desktop-created")).toHaveLength(3);
  await expectSettled(at, pool());
});

test.each([{ dialects: {} }, { dialects: { "gone-status": "400-WKS.0001" } }] as const)(
  "a new pool that is listed and not shown yet is waited for, in a region with $dialects",
  async ({ dialects }) => {
    for (const effect of [undefined, { dropAfter: true }] as const) {
      const at = await story({ dialects });
      if (effect !== undefined) at.world.simulator.fault({ route: "CreateDesktopPool", effect });
      const asOfBefore = { stale: { effects: 9 } };
      at.world.simulator.fault({ route: "ShowDesktopPoolDetail", times: 2, effect: asOfBefore });
      expect((await at.stack.up(pool())).errors).toEqual([]);
      expect(effects(at, "pool-created")).toHaveLength(1);
      expect(changes(at)).toHaveLength(1);
      await expectSettled(at, pool());
    }
  },
);

test("a pool of another name that is listed and not shown yet does not keep this one from being made", async () => {
  const at = await story({ dialects: { "gone-status": "400-WKS.0001" } });
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  at.world.simulator.fault({ route: "ShowDesktopPoolDetail", pool: "lab", effect: { stale: { effects: 99 } } });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(3);
});

test("the creation is repeated after a minute without a trace when the connection broke before the effect", async () => {
  const at = await story();
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: { dropBefore: true } });
  const before = at.world.clock.now();
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 0", "CreateDesktopPool 200"]);
  expect(at.world.clock.now() - before).toBeGreaterThan(60_000);
  expect(effects(at, "desktop-created")).toHaveLength(3);
});

test("a pool that shows only after more than a minute is found when the repeated call is refused for its name", async () => {
  const at = await story();
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: { dropAfter: true } });
  at.world.simulator.fault({
    route: "ListDesktopPools",
    nth: 2,
    times: 7,
    effect: { status: 200, body: { total_count: 0, desktop_pools: [] } },
  });
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(changes(at).slice(0, 2)).toEqual(["CreateDesktopPool 0", "CreateDesktopPool 400"]);
  expect(effects(at, "pool-created")).toHaveLength(1);
  await expectSettled(at, pool());
});

test("a stranger who takes the name while our call is lost keeps the pool, and we stop at once", async () => {
  const at = await story();
  at.world.simulator.fault({ route: "CreateDesktopPool", effect: { dropBefore: true } });
  at.world.simulator.fault({
    route: "ListDesktopPools",
    nth: 3,
    effect: { act: { do: "createPool", pool: "office", desktops: 1 } },
  });
  const up = await at.stack.up(pool());
  expect(up.errors.join()).toContain("somebody else was faster");
  expect(at.stack.state.size).toBe(0);
  expect(effects(at, "pool-created").map((e) => e.actor)).toEqual(["another-person"]);
  expect(thePool(at).desktops).toHaveLength(1);
});
