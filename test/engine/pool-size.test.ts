// The number of desktops and their product, with the real CLI: growing, another product, fewer, a consent that is left behind,
// autoscale switched off. Every other turn stands in test/stories/desktop-pool-size.test.ts, -scale-down*.test.ts and -resize.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

let story: PoolStory;

const productId = "workspace.c4.large";
const imageId = "image-2";
const base = { productId, imageId, forceDestroy: true };
const notice = { message: "Your desktop goes away, save your files", graceMinutes: 0 };
const fewer = { ...base, size: 2, scaleDown: { reason: "OPS-1" }, notifyUsers: notice };

beforeAll(async () => {
  story = await openPoolStory("size", poolProgram({ forceDestroy: true }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const addDesktops = (count: number) => story.simulator.act({ do: "addDesktop", pool: "office", count });

test("more desktops are one call by the difference, and no other desktop is touched", async () => {
  story.write(poolProgram({ forceDestroy: true, size: 4 }));
  expect((await story.does("up")).under("office")).toContain(
    "makes desktops until pool office has 4 (it had 2 when last read); no other desktop is touched",
  );
  expect([story.did(), story.bodies("ExpandDesktopPool")]).toEqual([["ExpandDesktopPool"], [{ size: 2 }]]);
  expect(story.names()).toHaveLength(4);
});

test("another product is a counted warning with how many running desktops stop, and the `up` names them before its call; another image with `rebuild` of its name makes their system disks anew", async () => {
  story.write(poolProgram({ ...base, size: 4, rebuild: imageId }));
  const words =
    /STOPS DESKTOPS: pool office gets product workspace\.c4\.large .* \(4 of 4 when last read\) are stopped/;
  const up = await story.does("up");
  expect(up.under("office")).toMatch(new RegExp(`warning: ${words.source}`));
  expect(up.under("office")).toContain(`running and stopped for it: ${story.names().join(", ")}`);
  expect(up.under("office")).toMatch(/DELETES DATA: .*system disk/);
  expect(story.did()).toEqual(["ResizeDesktopPool", "RebuildDesktopPool"]);
  expect(story.pool().desktops.map((d) => d.productId)).toEqual(Array(4).fill(productId));
});

test("fewer desktops: refused without consent; with it the `up` names who goes, and they are told, once, before they go", async () => {
  const before = story.names();
  story.write(poolProgram({ ...base, size: 2 }));
  expect((await story.fails("preview")).under("office")).toContain(
    "size changes from 4 to 2, which removes 2 desktops: set it back to 4",
  );
  story.write(poolProgram(fewer));
  const [going, ids] = [
    before.slice(2),
    story
      .pool()
      .desktops.slice(2)
      .map((d) => d.id),
  ];
  const up = await story.does("up");
  expect(up.under("office")).toMatch(/users of running desktops are told first/);
  expect(up.under("office")).toMatch(
    /DELETES DATA: 2 desktops of pool office, .* only desktops that are unassigned, never one in use/,
  );
  for (const name of going) expect(up.under("office")).toContain(name);
  // Looked at again after the message, but told once.
  expect(up.under("office").match(/deletes 2 desktops of pool office, with everything on them/g)).toHaveLength(1);
  expect(story.did()).toEqual(["SendNotifications", "BatchDeleteDesktops"]);
  expect([story.bodies("SendNotifications").length, story.hit("desktop-deleted").sort()]).toEqual([1, going]);
  expect(Object.values(story.bodies("SendNotifications")[0] ?? {})).toContainEqual(expect.arrayContaining(ids));
  expect(story.names()).toEqual(before.slice(0, 2));
});

test("a `scaleDown` that is left in the program deletes nothing more, though others add desktops, and counts for no second lowering", async () => {
  addDesktops(2);
  story.write(poolProgram({ ...fewer, description: "for all" }));
  expect((await story.does("up", "--refresh")).under("office")).toMatch(
    /pool office has 4 desktops, 2 more than `size`; none is deleted: set `size: 4` to keep them/,
  );
  story.write(poolProgram({ ...fewer, description: "for all", size: 4 }));
  await story.does("up");
  story.write(poolProgram({ ...fewer, description: "for all", size: 3 }));
  expect((await story.fails("preview")).under("office")).toContain('consent "OPS-1" was spent; write another reason');
  expect([story.did(), story.hit("desktop-deleted")]).toEqual([["UpdateDesktopPool"], []]);
});

test("autoscale that is switched off with more desktops than `size` deletes none, and says both ways out before and after", async () => {
  const on = { enableAutoscale: true, autoscalePolicy: { minIdle: 0 } };
  story.write(poolProgram({ ...base, size: 3, ...on }));
  await story.does("up");
  addDesktops(2);
  story.write(poolProgram({ ...base, size: 3 }));
  const words = /pool office has 6 desktops, 3 more than `size`; none is deleted: set `size: 6` to keep them, or/;
  const up = (await story.does("up", "--refresh")).under("office");
  expect(up).toMatch(new RegExp(`autoscale is switched off: when last read, ${words.source}`));
  expect(up.split("\n").filter((line) => words.test(line)).length).toBeGreaterThan(1);
  expect([story.did(), story.hit("desktop-deleted")]).toEqual([["UpdateDesktopPool", "UpdateDesktopPool"], []]);
  await story.expectSettled();
});

test("a `destroy` takes the desktops that nobody declared too, and nothing is left", async () => {
  await story.does("destroy");
  expect(story.did()).toEqual(["BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(story.simulator.state()).toMatchObject({ pools: [], jobs: [] });
});
