// Pulumi's own options and flags on a set, with the real CLI: what they do with disks, and what they cannot do without consent.
// docs/engine.md tells the same to users. `deletedWith` is refused in refusals.test.ts, `--replace` and `retainOnDelete` in
// consent.test.ts, `protect` in guarded.test.ts, `state taint` in guarded-pool.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith, urnOf } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const larger = { type: "SAS", size: 120 };
const logs = { type: "SSD", size: 30 };
const poolUrn = urnOf("options", "DesktopPool", "office");
const setUrn = urnOf("options", "PoolVolumeSet", "disks");

beforeAll(async () => {
  story = await openStory("options", officeWith({ data, logs }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

/** Where nobody has said that the data may go, a replacement ends at its first step. */
const refusal = /nothing was deleted: this would delete disk "data" .*`forceDestroy: true`/;

test("`ignoreChanges` on one key holds that key alone, and a removal of the key is no deletion; `replaceOnChanges` on the disks replaces nothing: the other grows in place", async () => {
  const ignored = 'ignoreChanges: ["volumes.logs"]';
  const before = story.disks();
  const both = `${ignored}, replaceOnChanges: ["volumes"]`;
  story.write(officeWith({ data: larger, logs: { ...logs, size: 60 } }, { options: both }));
  await story.does("up");
  expect(story.did()).toEqual(["ExpandDesktopPoolVolumes"]);
  expect(story.disks()).toEqual({ "SAS 120": before["SAS 100"], "SSD 30": before["SSD 30"] });
  story.write(officeWith({ data: larger }, { options: ignored }));
  await story.expectQuiet();
});

test('`replaceOnChanges: ["*"]` after a partial failure asks for a replacement, which is refused; without it the same program repairs', async () => {
  const before = story.disks();
  const grown = { data: { ...data, size: 140 }, logs: { ...logs, size: 60 } };
  story.simulator.fault({ route: "ExpandDesktopPoolVolumes", effect: { job: { outcome: "partial" } } });
  story.write(officeWith(grown));
  await story.fails("up");
  story.write(officeWith(grown, { options: 'replaceOnChanges: ["*"]' }));
  expect((await story.fails("up")).under("disks")).toMatch(refusal);
  expect(story.did()).toEqual(["ExpandDesktopPoolVolumes"]);

  // The trigger that this brings along is the first one: nothing to compare it with.
  story.write(officeWith(grown, { options: 'replacementTrigger: "once"' }));
  await story.does("up");
  expect(story.disks()).toEqual({ "SAS 140": before["SAS 120"], "SSD 60": before["SSD 30"] });
  story.did();
});

test("a new `replacementTrigger` asks for a replacement: refused without consent, and nothing is deleted", async () => {
  const [before, grown] = [story.disks(), { data: { ...data, size: 140 }, logs: { ...logs, size: 60 } }];
  story.write(officeWith(grown, { options: 'replacementTrigger: "again"' }));
  expect((await story.fails("up")).under("disks")).toMatch(refusal);
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("`--target` changes what it names and nothing else; the rest follows with the next `up`", async () => {
  const [before, grown] = [story.disks(), { data: { ...data, size: 160 }, logs: { ...logs, size: 60 } }];
  const both = { pool: { description: "for all" }, options: 'replacementTrigger: "once"' };
  story.write(officeWith(grown, both));
  await story.does("up", "--target", setUrn);
  expect(story.did()).toEqual(["ExpandDesktopPoolVolumes"]);
  story.write(officeWith({ ...grown, data: { ...data, size: 180 } }, both));
  await story.does("up", "--target", poolUrn);
  expect(story.did()).toEqual(["UpdateDesktopPool"]);
  expect(story.disks()).toEqual({ "SAS 160": before["SAS 140"], "SSD 60": before["SSD 60"] });
  await story.does("up");
  expect(story.did()).toEqual(["ExpandDesktopPoolVolumes"]);
  await story.expectSettled();
});
