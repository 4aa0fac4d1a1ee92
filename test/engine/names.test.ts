// Names that change, with the real CLI: a key, and a set. No disk follows a name. All four resources move into a component in four.test.ts.
// A pool that is renamed in place stands in names-pool.test.ts and consent.test.ts; every other turn of `renamed` in test/stories/pool-volume-set-rename.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 30 };

beforeAll(async () => {
  story = await openStory("names", officeWith({ data, logs }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

test("a key that is renamed and grows in one commit is refused in the preview, which names the line that keeps the data", async () => {
  const calls = story.calls();
  story.write(officeWith({ files: { ...data, size: 120 }, logs }));
  const preview = await story.fails("preview");
  expect(preview.under("disks")).toContain('write `renamed: { data: "files" }`');
  expect(story.calls()).toBe(calls);
});

test("with `renamed` the disk goes on under the new key, and no call is made", async () => {
  const before = story.disks();
  story.write(officeWith({ files: data, logs }, { set: { renamed: { data: "files" } } }));
  const up = await story.does("up");
  expect(up.under("disks")).toMatch(/rename, no disk is touched: "data" is "files" now \(SAS, 100 GB, .*\)/);
  expect((await story.stack.outputs()).outputs.volumeIds).toEqual({
    files: before["SAS 100"],
    logs: before["SSD 30"],
  });
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

/** The same set under another name in the program, without the line `renamed`. */
const named = (name: string, options = ""): string =>
  officeWith({ files: data, logs }, { options }).replace('new PoolVolumeSet("disks"', `new PoolVolumeSet("${name}"`);

test("a set that gets another name with an alias changes nothing, also when the line `renamed` goes with it: no call is made", async () => {
  const before = story.disks();
  story.write(named("volumes", 'aliases: [{ name: "disks" }]'));
  await story.does("up");
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("a set that gets another name without an alias loses no disk: the new one takes them, and the old one lets them go and says so", async () => {
  const before = story.disks();
  story.write(named("disks"));
  const up = await story.does("up");
  expect(up.text).toContain("another resource of this run holds them");
  expect(up.text).toMatch(/takes disk .* \(SAS, 100 GB\), which an interrupted run added, as key "files"/);
  expect([story.did(), story.disks()]).toEqual([[], before]);
  await story.expectSettled();
});
