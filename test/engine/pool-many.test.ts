// A pool of 250 desktops, with the real CLI: made in several calls, and deleted in several, also when the deletion ends twice in between.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

let story: PoolStory;
let ids: string[] = [];

beforeAll(async () => {
  story = await openPoolStory("many", poolProgram({ size: 250, forceDestroy: true }));
}, firstStartMs);
afterAll(() => story?.close());

/** The desktops that each deleting call of this life named, from the one with this number on. */
const batches = (from = 0): string[][] =>
  story
    .bodies("BatchDeleteDesktops")
    .slice(from)
    .map(({ desktop_ids }) => (Array.isArray(desktop_ids) ? desktop_ids.map(String) : []));

function expectNothingLeft() {
  expect(story.simulator.state()).toMatchObject({ pools: [], jobs: [] });
  expect(story.simulator.ledger({ kind: "users-emailed" }).effects).toEqual([]);
}

test("250 desktops are made by one `up`, within the limits of each call", async () => {
  await story.does("up");
  expect(story.did()).toEqual(["CreateDesktopPool", "ExpandDesktopPool"]);
  ids = story.pool().desktops.map((d) => d.id);
  expect(ids).toHaveLength(250);
});

test("a `destroy` says what goes, and deletes them a hundred at a time, each once", async () => {
  const { text } = await story.does("destroy");
  expect(text).toContain("deletes pool office with its 250 desktops and everything on them; no e-mail is sent");
  expect(text).toMatch(/deleting 50 desktops \(201 to 250 of 250\): \d+ % \(\d+\/50 desktops\) \d\d:\d\d/);
  expect([batches().map((some) => some.length), batches().flat().sort()]).toEqual([[100, 100, 50], ids.sort()]);
  expect(story.did().at(-1)).toBe("DeleteDesktopPool");
  expectNothingLeft();
});

test("made anew, as many are there, and a refresh finds nothing else", async () => {
  await story.does("up");
  ids = story.pool().desktops.map((d) => d.id);
  expect(ids).toHaveLength(250);
  await story.expectSettled();
});

test("a `destroy` that is interrupted in its first call and killed in its second is finished by a third: none is asked for twice", async () => {
  await story.destroyStopped("BatchDeleteDesktops", "Ctrl-C twice");
  await story.destroyStopped("BatchDeleteDesktops", "killed");
  await story.does("destroy");
  expect([batches(3).map((some) => some.length), batches(3).flat().sort()]).toEqual([[100, 100, 50], ids.sort()]);
  expectNothingLeft();
  // The state has forgotten it too.
  expect((await story.does("preview")).text).toContain("DesktopPool office create");
});
