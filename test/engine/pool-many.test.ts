// A pool of 250 desktops, with the real CLI: made in several calls, and deleted in several, though the deletion ends twice in between.
// A deletion that nothing interrupts stands in test/stories/desktop-pool-delete.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { storedIn } from "./four.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

let story: PoolStory;
let ids: string[] = [];

beforeAll(async () => {
  story = await openPoolStory("many", poolProgram({ size: 250, forceDestroy: true }));
}, firstStartMs);
afterAll(() => story?.close());

test("250 desktops are made by one `up`, within the limits of each call, and a refresh finds nothing else", async () => {
  await story.does("up");
  expect(story.did()).toEqual(["CreateDesktopPool", "ExpandDesktopPool"]);
  ids = story.pool().desktops.map((d) => d.id);
  expect(ids).toHaveLength(250);
  await story.expectSettled();
});

test("a `destroy` says what goes; interrupted in its first call and killed in its second, it is finished by a third: none is asked for twice", async () => {
  const first = await story.destroyStopped("BatchDeleteDesktops", "Ctrl-C twice");
  expect(first).toContain("deletes pool office with its 250 desktops and everything on them; no e-mail is sent");
  await story.destroyStopped("BatchDeleteDesktops", "killed");
  const { text } = await story.does("destroy");
  expect(text).toMatch(/deleting 50 desktops.*: \d+ % \(\d+\/50 desktops\) \d\d:\d\d/);
  const batches = story
    .bodies("BatchDeleteDesktops")
    .map(({ desktop_ids }) => (Array.isArray(desktop_ids) ? desktop_ids.map(String) : []));
  expect([batches.map((some) => some.length), batches.flat().sort()]).toEqual([[100, 100, 50], ids.sort()]);
  expect(story.did().at(-1)).toBe("DeleteDesktopPool");
  expect(story.simulator.state()).toMatchObject({ pools: [], jobs: [] });
  expect(story.simulator.ledger({ kind: "users-emailed" }).effects).toEqual([]);
  // The state has forgotten it too.
  expect(await storedIn(story.stack)).toEqual([]);
});
