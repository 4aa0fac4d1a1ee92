// What may not go, with the real CLI: protected disks, a pool under its set, a set under Pulumi's own `protect`.
// A `destroy` under Pulumi's `protect` stands in guarded-pool.test.ts, every other turn of `deletionProtection` stands in test/stories/pool-volume-set-remove.test.ts and -rename.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const logs = { type: "SSD", size: 30 };
const consents = { pool: { forceDestroy: true, allowReplace: true }, set: { forceDestroy: true, allowReplace: true } };
const temp = { type: "SAS", size: 10 };
const kept = { data: { ...data, deletionProtection: true }, logs, temp };

beforeAll(async () => {
  story = await openStory("guarded", officeWith(kept, consents));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

test("a protection line that is left out is no change, and the key that goes in the next commit is still refused", async () => {
  const [before, calls] = [story.disks(), story.calls()];
  story.write(officeWith({ data, logs, temp }, consents));
  await story.does("up");
  story.write(officeWith({ logs, temp }, consents));
  const preview = await story.fails("preview");
  expect(preview.under("disks")).toMatch(/disk "data" .* is protected and cannot be removed: put the key back/);
  expect(story.calls()).toBe(calls);
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("a `destroy` with one protected disk deletes nothing: not the other disk, and not the pool", async () => {
  const before = story.disks();
  const destroyed = await story.fails("destroy");
  expect(destroyed.text).toMatch(/nothing was deleted: disk "data" .* set `deletionProtection: false` under "data"/);
  expect([story.did(), story.disks()]).toEqual([[], before]);
  expect(story.simulator.state().pools).toHaveLength(1);
});

test("a pool whose replacement is consented to stays with everything on it while one disk of its set is protected", async () => {
  const before = story.disks();
  const another = { ...consents, pool: { ...consents.pool, rootVolume: { type: "SSD", size: 80 } } };
  story.write(officeWith({ data, logs, temp }, another));
  const up = await story.fails("up");
  expect(up.text).toMatch(/nothing was deleted: disk "data" .* is protected/);
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("Pulumi's own `protect` says nothing about a key that goes, and `deletionProtection: false` makes no call", async () => {
  const free = { data: { ...data, deletionProtection: false }, logs };
  story.write(officeWith({ ...free, temp }, { ...consents, options: "protect: true" }));
  await story.does("up");
  expect(story.did()).toEqual([]);
  story.write(officeWith(free, { ...consents, options: "protect: true" }));
  await story.does("up");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes"]);
  expect(Object.keys(story.disks())).toEqual(["SAS 100", "SSD 30"]);
});

test("after `deletionProtection: false` the key may go in the next `up`, which says whose data goes", async () => {
  story.write(officeWith({ logs }, consents));
  const up = await story.does("up");
  expect(up.under("disks")).toContain('DELETES DATA: disk "data" (SAS, 100 GB');
  expect([story.did(), Object.keys(story.disks())]).toEqual([["DeleteDesktopPoolVolumes"], ["SSD 30"]]);
  await story.expectSettled();
});
