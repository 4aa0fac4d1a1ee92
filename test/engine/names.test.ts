// Names that change, with the real CLI: a key, and a resource that moves into a component. No disk follows a name.
// A pool that is renamed in place stands in names-pool.test.ts and consent.test.ts; every other turn of `renamed` in test/stories/pool-volume-set-rename.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { imports, officeWith, poolArgs } from "./office.ts";
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

/** Both resources in a component; options as a program writes them. */
const inComponent = (pool: string, set: string): string => `${imports}
class Office extends pulumi.ComponentResource {
  constructor(name) {
    super("example:Office", name);
    const pool = new DesktopPool("office", ${JSON.stringify(poolArgs)}, { ${pool} });
    new PoolVolumeSet("disks", { pool, volumes: ${JSON.stringify({ files: data, logs })} }, { ${set} });
  }
}
new Office("floor");
`;

const moved = "parent: this, aliases: [{ parent: pulumi.rootStackResource }]";

test("a pool and a set that move into a component with an alias change nothing, also when the line `renamed` goes with it: no call is made", async () => {
  const before = story.disks();
  story.write(inComponent(moved, moved));
  const up = await story.does("up");
  expect(up.text).toContain("example:Office floor creating");
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("a set that moves out again without an alias loses no disk: the new one takes them, and the old one lets them go and says so", async () => {
  const before = story.disks();
  story.write(inComponent(moved, ""));
  const up = await story.does("up");
  expect(up.text).toContain("another resource of this run holds them");
  expect(up.text).toMatch(/takes disk .* \(SAS, 100 GB\), which an interrupted run added, as key "files"/);
  expect([story.did(), story.disks()]).toEqual([[], before]);
  await story.expectSettled();
});
