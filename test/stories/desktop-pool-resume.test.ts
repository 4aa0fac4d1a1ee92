import { expect, test } from "@jest/globals";
import {
  changes,
  diesIn,
  dying,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  tagsOf,
  thePool,
} from "../world/desktop-pools.ts";
import { office } from "../world/programs.ts";
import type { Program } from "../world/stack.ts";

/** A run that dies when the pool is made and before it knows it: nothing stands in the state. */
async function interrupted(at: Story, program: Program = pool()): Promise<void> {
  const meddle = dying({ nth: 1, when: "after", of: "createDesktopPool" });
  expect(await diesIn(() => at.stack.up(program, { meddle }))).toBe(true);
  expect(at.stack.state.size).toBe(0);
}

test("after whichever call a creation dies, the next `up` finishes the same pool: one pool, three desktops, never more", async () => {
  const program = pool({ inMaintenanceMode: true });
  let deaths = 0;
  for (let nth = 1, died = true; died; nth += 1) {
    const at = await story({ jobSeconds: 5 });
    died = await diesIn(() => at.stack.up(program, { meddle: dying({ nth, when: "after", but: "listItaSubJobs" }) }));
    if (died) deaths += 1;
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(effects(at, "pool-created")).toHaveLength(1);
    expect(effects(at, "desktop-created")).toHaveLength(3);
    expect(thePool(at).attributes.in_maintenance_mode).toBe(true);
    await expectSettled(at, program);
  }
  expect(deaths).toBeGreaterThan(7);
});

test("a pool of 130 desktops that dies between the expansion and its answer is not expanded twice", async () => {
  const at = await story();
  const meddle = dying({ nth: 1, when: "after", of: "expandDesktopPool" });
  expect(await diesIn(() => at.stack.up(pool({ size: 130 }), { meddle }))).toBe(true);
  expect((await at.stack.up(pool({ size: 130 }))).errors).toEqual([]);
  expect(thePool(at).desktops).toHaveLength(130);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "ExpandDesktopPool 200"]);
});

test("what an interrupted run has made is not taken any more when `recoverWithin` is over", async () => {
  const at = await story();
  await interrupted(at);
  at.world.clock.advance(2 * 3_600_000 + 60_000);
  const up = await at.stack.up(pool());
  expect(up.errors.join()).toMatch(/longer ago than `recoverWithin`.*Nothing was changed/);
  expect(at.stack.state.size).toBe(0);
  expect((await at.stack.up(pool({ recoverWithin: "3h" }))).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a pool whose fixed fields differ from the program is not resumed, and the differences are listed", async () => {
  const at = await story();
  await interrupted(at);
  const up = await at.stack.up(pool({ imageId: "image-2", rootVolume: { type: "SSD", size: 80 } }));
  expect(up.errors.join()).toMatch(/imageId is "image-1", the program says "image-2"; rootVolume.type is "SAS"/);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("what may be changed in place is brought to the present program when a pool is resumed", async () => {
  const at = await story();
  await interrupted(at, pool({ description: "old", tags: { team: "it" } }));
  const program = pool({ description: "new", tags: { team: "hr" }, size: 4 });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "UpdateDesktopPool 200", "ExpandDesktopPool 200"]);
  expect(thePool(at).attributes.description).toBe("new");
  expect(tagsOf(at)).toMatchObject({ team: "hr" });
  await expectSettled(at, program);
});

test("a resumed pool whose desktops fail again does not claim fields that were never applied", async () => {
  const at = await story();
  await interrupted(at, pool({ description: "old" }));
  at.world.simulator.fault({
    route: "UpdateDesktopPool",
    effect: { status: 403, body: { error_code: "WKS.403", error_msg: "no" } },
  });
  const failed = await at.stack.up(pool({ description: "new" }));
  expect(failed.ok).toBe(false);
  expect(at.stack.outs("office").description).toBeUndefined();
  expect((await at.stack.up(pool({ description: "new" }))).errors).toEqual([]);
  expect(thePool(at).attributes.description).toBe("new");
});

test("a fresh pool that another resource of this run holds under an alias is not resumed by the new resource of its old name", async () => {
  const at = await story({ program: pool() });
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  at.stack.state.delete("office");
  at.stack.state.set("bureau", stored);
  const up = await at.stack.up({ bureau: { kind: "DesktopPool", args: { ...office } }, ...pool() });
  expect(up.errors.join()).toMatch(/named office already .*, and another resource of this run has it/);
  expect([...at.stack.state.keys()]).toEqual(["bureau"]);
  expect(changes(at)).toEqual(["CreateDesktopPool 200"]);
});

test("a creation that is interrupted, and whose program is then given up, leaves nothing that a `destroy` would hit", async () => {
  const at = await story();
  await interrupted(at);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(effects(at, "pool-deleted")).toEqual([]);
  expect(said(await at.stack.preview(pool()), "note")).toContain("creates desktop pool office");
});
