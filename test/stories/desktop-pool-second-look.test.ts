/** What was seen once is looked at again before desktops are made or removed, and everything that is wrong is told at once. */
import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  tagsOf,
  thePool,
} from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";

const gone = (at: Story) => effects(at, "desktop-deleted").map((e) => e.desktop);
const nobodys = (at: Story): string[] => {
  for (const { id } of thePool(at).desktops) at.world.simulator.act({ do: "detachUser", pool: "office", desktop: id });
  return desktopIds(at);
};

test("a list of desktops that lags behind the pool's own number has none of them made a second time", async () => {
  const at = await story({ program: pool() });
  let short = 2;
  const lagging = meddling(async (name, send) => {
    const answer = await send();
    const isNew = name === "listPoolDesktopsDetail" && Array.isArray(answer) && answer.length === 5;
    return isNew && short-- > 0 ? answer.slice(0, 4) : answer;
  });
  expect((await at.stack.up(pool({ size: 5 }), lagging)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  expect(desktopIds(at)).toHaveLength(5);
});

test("where the service goes on to tell two numbers of desktops none is made, and the next `up` looks again", async () => {
  const at = await story({ program: pool() });
  const wrong = meddling(async (name, send) => {
    const answer = await send();
    return name === "listPoolDesktopsDetail" && Array.isArray(answer) ? answer.slice(0, 2) : answer;
  });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 1 });
  const up = await at.stack.up(pool({ size: 4 }), wrong);
  expect(up.errors.join()).toContain(
    "the service lists 2 desktops of pool office and counts 4; `size` is 4, and none is made",
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
  expect((await at.stack.up(pool({ size: 4 }))).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(4);
});

test("a list that is older than the proof that desktops are gone has no other desktop deleted, and none asked for twice", async () => {
  const at = await story({ program: pool({ size: 6 }) });
  nobodys(at);
  let whole: unknown;
  let proofs = 0;
  const older = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "listPoolDesktopsDetail" || !Array.isArray(answer)) return answer;
    whole ??= answer;
    // The first list of four is the proof; the one that comes after it is of before.
    return answer.length === 4 && ++proofs === 2 ? whole : answer;
  });
  expect((await at.stack.up(pool({ size: 4, scaleDown: { reason: "OPS-1" } }), older)).errors).toEqual([]);
  expect(proofs).toBeGreaterThan(1);
  expect(bodies(at, "BatchDeleteDesktops")).toHaveLength(1);
  expect(desktopIds(at)).toHaveLength(4);
});

test("a desktop that goes in another one's place is named before its call", async () => {
  const at = await story({ program: pool({ size: 4 }) });
  const ids = nobodys(at);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", times: 1, effect: { refusal: { code: "WKS.00010032" } } });
  const taken = justBefore({ call: "batchDeleteDesktops" }, () => {
    at.world.simulator.act({ do: "logIn", pool: "office", desktop: ids[3] ?? "", user: "ann" });
  });
  const up = await at.stack.up(pool({ size: 3, scaleDown: { reason: "OPS-1" } }), taken);
  expect(up.errors).toEqual([]);
  expect(gone(at)).toEqual([ids[2]]);
  expect(said(up)).toContain(
    `deletes 1 desktop of pool office, with everything on them: office-0003 (${ids[2]}): unassigned`,
  );
});

test.each(["yes", "no"])(
  "a desktop that has data disks of its own is chosen by no order, and goes when it is named (disks told apart: %s)",
  async (told) => {
    const at = await story({ dialects: { "desktop-pool-disk-id": told }, program: pool({ size: 4 }) });
    const ids = nobodys(at);
    at.world.simulator.act({ do: "addDesktopDisk", pool: "office", desktop: ids[3] ?? "", size: 20 });
    expect((await at.stack.up(pool({ size: 3, scaleDown: { reason: "OPS-1" } }))).errors).toEqual([]);
    expect(gone(at)).toEqual([ids[2]]);
    const none = pool({ size: 0, scaleDown: { reason: "OPS-2", which: "idle" } });
    expect((await at.stack.up(none)).errors.join()).toContain("has data disks of its own, goes only by its id");
    const named = pool({ size: 2, scaleDown: { reason: "OPS-3", which: { desktopIds: [ids[3]] } } });
    expect((await at.stack.up(named)).errors).toEqual([]);
    expect(gone(at)).toEqual([ids[2], ids[3]]);
  },
);

test("everything that is refused by what is there stands in one refusal, before any change", async () => {
  const at = await story({ program: pool({ size: 5 }) });
  const tags = Array.from({ length: 19 }, (_, i) => ({ key: `other-${i}`, value: "x" }));
  at.world.simulator.act({ do: "setTags", pool: "office", tags });
  const ids = desktopIds(at);
  at.world.simulator.act({ do: "setDesktop", pool: "office", desktop: ids[4] ?? "", status: "ERROR" });
  const scaleDown = { reason: "OPS-1", which: { desktopIds: ids.slice(0, 2) } };
  const wrong = { size: 4, scaleDown, tags: { a: "1", b: "2" }, productId: "workspace.c4.large" };
  const up = await at.stack.up(pool(wrong));
  expect(up.errors.join()).toMatch(
    /refused before any change: .*name exactly 1 of[\s\S]*would have 2\d tags[\s\S]*cannot be resized/,
  );
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a name that two pools bear is taken over by neither, and both are named", async () => {
  const at = await story();
  at.world.simulator.act({ do: "createPool", pool: "office", desktops: 1 });
  at.world.simulator.act({ do: "createPool", pool: "office2", desktops: 1 });
  at.world.simulator.act({ do: "renamePool", pool: "office2", name: "office" });
  const ids = at.world.simulator.state().pools.map((p) => p.id);
  const up = await at.stack.up(pool({ adopt: { name: "office" } }));
  expect(up.errors.join()).toContain(`more than one desktop pool is named "office": ${ids.join(", ")}`);
  expect(changes(at)).toEqual([]);
});

test.each([1, 2, 3])(
  "a field that read %i of the pool shows as it was long ago is not taken for changed already",
  async (nth) => {
    const at = await story({ program: pool({ description: "first", tags: { team: "it" } }) });
    const old = { description: "first", tags: { ...tagsOf(at) } };
    expect((await at.stack.up(pool({ description: "second", tags: { team: "hr" } }))).errors).toEqual([]);
    let reads = 0;
    const lagging = meddling(async (name, send) => {
      const answer = await send();
      const isOld = name === "showDesktopPoolDetail" && ++reads === nth;
      return isOld && typeof answer === "object" ? { ...answer, ...old } : answer;
    });
    const program = pool({ description: "first", tags: { team: "it" } });
    expect((await at.stack.up(program, lagging)).errors).toEqual([]);
    expect(thePool(at).attributes.description).toBe("first");
    expect(tagsOf(at)).toMatchObject({ team: "it" });
    await expectSettled(at, program);
  },
);

test("a field that the service has taken is in the state, whatever fails after it", async () => {
  const at = await story({ program: pool() });
  let isTaken = false;
  const cut = meddling(async (name, send) => {
    if (isTaken && name === "showDesktopPoolDetail") throw new Error("the line is cut");
    const answer = await send();
    isTaken ||= name === "updateDesktopPool";
    return answer;
  });
  expect((await at.stack.up(pool({ inMaintenanceMode: true }), cut)).errors.join()).toContain("the line is cut");
  expect(at.stack.outs("office").inMaintenanceMode).toBe(true);
  expect((await at.stack.up(pool())).errors).toEqual([]);
  expect(bodies(at, "UpdateDesktopPool")).toEqual([{ in_maintenance_mode: true }, { in_maintenance_mode: false }]);
  await expectSettled(at, pool());
});

test("a read that is older than the change it follows is not what the outputs say", async () => {
  const at = await story({ program: pool({ tags: { team: "it", floor: "2" } }) });
  const old = { name: "office", tags: { ...tagsOf(at) } };
  let stale = 0;
  const lagging = meddling(async (name, send) => {
    const answer = await send();
    if (name === "updateDesktopPool") stale = 1;
    return name === "showDesktopPoolDetail" && stale-- > 0 && typeof answer === "object"
      ? { ...answer, ...old }
      : answer;
  });
  const program = pool({ name: "bureau", tags: { team: "hr" } });
  expect((await at.stack.up(program, lagging)).errors).toEqual([]);
  expect(at.stack.outs("office")).toMatchObject({ poolName: "bureau", undeclaredTags: [] });
});
