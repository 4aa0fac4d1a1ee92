/** What an interrupted creation, or a deletion that fails on one desktop, leaves behind is told, and nothing else stays for it. */
import { expect, test } from "@jest/globals";
import {
  bodies,
  changes,
  desktopIds,
  diesIn,
  dying,
  expectSettled,
  pool,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { failing } from "../world/faults.ts";

test("a pool that a killed creation has left under another name is named by the next one, and is not touched", async () => {
  const at = await story();
  const meddle = dying({ nth: 1, when: "after", of: "createDesktopPool" });
  expect(await diesIn(() => at.stack.up(pool({ name: "old-name" }), { meddle }))).toBe(true);
  at.world.simulator.act({ do: "createPool", pool: "lab", desktops: 1 });
  const up = await at.stack.up(pool());
  expect(up.errors).toEqual([]);
  const { id } = thePool(at, "old-name");
  expect(said(up)).toMatch(
    new RegExp(`^desktop pool old-name \\(${id}\\), made by this resource at .*interrupted run of another`),
  );
  expect(said(up)).not.toContain("lab");
  expect(changes(at)).toEqual(["CreateDesktopPool 200", "CreateDesktopPool 200"]);
  expect(at.stack.state.get("office")?.id).toBe(thePool(at).id);
});

test("one desktop that cannot be deleted is named, and keeps none of those of the calls after it", async () => {
  const at = await story({ program: pool({ size: 120, forceDestroy: true }), jobSeconds: 5 });
  const [, ...others] = desktopIds(at);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", times: 1, effect: failing(1) });
  const { errors } = await at.stack.destroy();
  expect(errors.join()).toContain("no room on the host");
  expect(changes(at).filter((call) => call.startsWith("BatchDelete"))).toHaveLength(2);
  const left = desktopIds(at);
  expect(left).toHaveLength(1);
  expect(others).toContain(left[0]);
  expect((await at.stack.destroy()).errors).toEqual([]);
  expect(at.world.simulator.state().pools).toEqual([]);
});

const noMore = { route: "ExpandDesktopPool", effect: { refusal: { status: 400, code: "WKS.00010001" } } } as const;

test("desktops that others have added are not taken for the program's own by an update that fails half-way", async () => {
  const at = await story({ program: pool({ size: 3 }) });
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  at.world.simulator.fault(noMore);
  expect((await at.stack.up(pool({ size: 6, description: "more" }))).ok).toBe(false);
  expect(at.stack.outs("office")).toMatchObject({ size: 3, desktopCount: 5, unfinished: { missing: 1 } });
  const back = await at.stack.up(pool({ size: 3 }));
  expect(back.errors).toEqual([]);
  expect(said(back)).toContain("pool office has 5 desktops, 2 more than `size`; none is deleted");
  expect(desktopIds(at)).toHaveLength(5);
});

test("the state of a pool with hundreds of users is short enough for the engine when its update fails half-way, and nobody keeps access by it", async () => {
  const user = (i: number) => [
    `user-${String(i).padStart(30, "0")}`,
    { objectType: "USER", objectName: `n${i}`, userGroup: "users" },
  ];
  const users = Object.fromEntries(Array.from({ length: 490 }, (_, i) => user(i)));
  const at = await story({ program: pool({ authorizedObjects: users }) });
  at.world.simulator.fault(noMore);
  const more = { size: 4, description: "more" };
  expect((await at.stack.up(pool({ authorizedObjects: users, ...more }))).ok).toBe(false);
  expect(JSON.stringify(at.stack.outs("office")).length).toBeLessThan(30_000);
  const [[gone = ""] = [], ...others] = Object.entries(users);
  const fewer = pool({ authorizedObjects: Object.fromEntries(others), ...more });
  expect((await at.stack.up(fewer)).errors).toEqual([]);
  expect(bodies(at, "CreateDesktopPoolAuthorizedObjects")).toMatchObject([
    { action: "REMOVE", objects: [{ object_id: gone }] },
  ]);
  await expectSettled(at, fewer);
});
