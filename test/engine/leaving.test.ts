// Sets that leave the program or the cloud, with the real CLI: `retainOnDelete`, a refresh in the same command, `destroy --refresh`.
// A plain `destroy` stands in life.test.ts and consent.test.ts, one with a protected disk in guarded.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { imports, officeWith, poolArgs } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const volumes = { data: { type: "SAS", size: 100 }, logs: { type: "SSD", size: 30 } };
const consents = { pool: { forceDestroy: true }, set: { forceDestroy: true } };
const withoutSet = `${imports}
new DesktopPool("office", ${JSON.stringify({ ...poolArgs, forceDestroy: true })});
`;

beforeAll(async () => {
  story = await openStory("leaving", officeWith(volumes, { pool: consents.pool }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

test("`up --refresh` with the set removed from the program deletes nothing that nobody gave up, though the refresh has just read it", async () => {
  const before = story.disks();
  story.write(withoutSet);
  const up = await story.fails("up", "--refresh");
  expect(up.under("disks")).toMatch(
    /nothing was deleted: .*`forceDestroy: true` on the resource first \(bring the resource back/,
  );
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("with `retainOnDelete` a set that leaves the program leaves its disks, and `id` lines take them back without a call", async () => {
  const before = story.disks();
  story.write(officeWith(volumes, { ...consents, options: "retainOnDelete: true" }));
  await story.does("up");
  story.write(withoutSet);
  expect((await story.does("up")).text).toContain("[retain]");
  expect([story.did(), story.disks()]).toEqual([[], before]);

  const [data, logs] = [before["SAS 100"], before["SSD 30"]];
  story.write(officeWith({ data: { ...volumes.data, id: data }, logs: { ...volumes.logs, id: logs } }, consents));
  await story.does("up");
  expect((await story.stack.outputs()).outputs.volumeIds).toEqual({ data, logs });
  await story.expectQuiet();
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("with the consent in the state `up --refresh` deletes the set that the program has no more, and nothing else", async () => {
  story.write(withoutSet);
  await story.does("up", "--refresh");
  expect([story.did(), story.disks()]).toEqual([["DeleteDesktopPoolVolumes"], {}]);
  expect(story.simulator.state().pools).toHaveLength(1);
});

test("`destroy --refresh` deletes everything, disks before the pool", async () => {
  story.write(officeWith(volumes, consents));
  await story.does("up");
  expect(story.did()).toEqual(["AddDesktopPoolVolumes"]);
  await story.does("destroy", "--refresh");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(story.simulator.state().pools).toEqual([]);
});
