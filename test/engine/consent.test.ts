// What only a consent in the state allows, and sets that leave the program, with the real CLI: destroy, replacement, `retainOnDelete`,
// a refresh in the same command. A pool alone stands in guarded-pool.test.ts and pool-another.test.ts, a protected disk in guarded.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { storedIn } from "./four.ts";
import { imports, officeWith, poolArgs, urnOf } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const volumes = { data: { type: "SAS", size: 100 }, logs: { type: "SSD", size: 30 } };
const setUrn = urnOf("consent", "PoolVolumeSet", "disks");
const all = { allowReplace: true, forceDestroy: true };
const consents = { pool: all, set: all };
const poolAlone = (args: object = {}, name = "office"): string =>
  `${imports}\nnew DesktopPool("${name}", ${JSON.stringify({ ...poolArgs, ...args })});\n`;

beforeAll(async () => {
  story = await openStory("consent", officeWith(volumes));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const ids = () => story.simulator.state().pools.map(({ id, disks }) => [id, ...disks.map((disk) => disk.id)]);

test("without consent neither `destroy` nor `up --replace` of the set changes cloud or state, and the lines to add are told", async () => {
  const [state, cloud] = [await storedIn(story.stack), ids()];
  const destroyed = await story.fails("destroy");
  expect(destroyed.under("disks")).toMatch(/nothing was deleted.*disk "data" .*`forceDestroy: true`/);
  const replaced = await story.fails("up", "--replace", setUrn);
  expect(replaced.under("disks")).toMatch(/nothing was deleted.*disk "data" .*`forceDestroy: true`/);
  expect([await storedIn(story.stack), ids(), story.did()]).toEqual([state, cloud, []]);
});

test("`up --refresh` with the set removed from the program deletes nothing that nobody gave up, though the refresh has just read it", async () => {
  const before = story.disks();
  story.write(poolAlone());
  const up = await story.fails("up", "--refresh");
  expect(up.under("disks")).toMatch(
    /nothing was deleted: .*`forceDestroy: true` on the resource first \(bring the resource back/,
  );
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("a pool with a `name` that is renamed in the program without an alias is refused in words that name `aliases`, and keeps everything", async () => {
  const cloud = ids();
  story.write(officeWith(volumes).replace('new DesktopPool("office"', 'new DesktopPool("bureau"'));
  const renamed = await story.fails("up");
  expect(renamed.under("bureau")).toContain("add `aliases`");
  expect([ids(), story.did()]).toEqual([cloud, []]);
});

test("with the consents in the state a replacement of the set that `state taint` asks for deletes first and then makes anew, and leaves the pool", async () => {
  story.write(officeWith(volumes, consents));
  await story.does("up");
  const [before] = ids();
  await story.types("state", "taint", setUrn, "--yes");
  await story.does("up");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "AddDesktopPoolVolumes"]);
  const [after] = ids();
  expect(after?.[0]).toBe(before?.[0]);
  for (const id of after?.slice(1) ?? []) expect(before).not.toContain(id);
});

test("with `retainOnDelete` a set that leaves the program leaves its disks, and `id` lines take them back without a call", async () => {
  const before = story.disks();
  story.write(officeWith(volumes, { ...consents, options: "retainOnDelete: true" }));
  await story.does("up");
  story.write(poolAlone(all));
  expect((await story.does("up")).text).toContain("[retain]");
  expect([story.did(), story.disks()]).toEqual([[], before]);

  const [data, logs] = [before["SAS 100"], before["SSD 30"]];
  story.write(officeWith({ data: { ...volumes.data, id: data }, logs: { ...volumes.logs, id: logs } }, consents));
  await story.does("up");
  expect((await story.stack.outputs()).outputs.volumeIds).toEqual({ data, logs });
  await story.expectSettled();
  expect([story.did(), story.disks()]).toEqual([[], before]);
});

test("with the consent in the state `up --refresh` deletes the set that the program has no more, and nothing else", async () => {
  story.write(poolAlone(all));
  await story.does("up", "--refresh");
  expect([story.did(), story.disks()]).toEqual([["DeleteDesktopPoolVolumes"], {}]);
  expect(story.simulator.state().pools).toHaveLength(1);
  await story.expectSettled();
});
