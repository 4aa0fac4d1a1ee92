// What may not go without a word, with the real CLI: a pool, the disks of one desktop, what is protected; and what stays on the service
// (`retainOnDelete`), is taken over again, and is to be replaced. Of a set on a pool guarded.test.ts and consent.test.ts tell, of a pool
// of another person adopt.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { type Four, type FourStory, openFour } from "./four.ts";
import { urnOf } from "./office.ts";

let story: FourStory;
const poolUrn = urnOf("guarded-pool", "DesktopPool", "office");
const urn = (kind: string, name: string) => poolUrn.replace("DesktopPool", kind).replace("office", name);
const kept = "protect: true, retainOnDelete: true";
const everywhere: Four<string> = { office: kept, disks: kept, archive: kept, broken: kept };
const all = { allowReplace: true, forceDestroy: true };

beforeAll(async () => {
  story = await openFour("guarded-pool");
  story.declare();
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const pools = () => story.simulator.state().pools;
const ids = () => pools().map(({ id, disks, desktops }) => [id, disks.map((d) => d.id), desktops.map((d) => d.id)]);

/** The program that takes everything over again: the pool by its name, the disks by their ids. */
let taken: Four<Record<string, unknown>>;

test("without consent neither `state taint` nor `up --replace` of a pool deletes anything, and the lines to add are told", async () => {
  const [state, cloud] = [await story.stored(), ids()];
  await story.types("state", "taint", poolUrn, "--yes");
  expect((await story.fails("up")).text).toMatch(/nothing was deleted: .*`forceDestroy: true` on the resource first/);
  await story.types("state", "untaint", poolUrn, "--yes");
  expect((await story.fails("up", "--replace", poolUrn)).text).toContain("nothing was deleted");
  expect([story.did(), await story.stored(), ids()]).toEqual([[], state, cloud]);
});

test("nor of the disks of one desktop; desktops that were retired are gone already, so there it makes no call", async () => {
  const [state, cloud] = [await story.stored(), ids()];
  const replaced = await story.fails("up", "--replace", urn("DesktopVolumeSet", "archive"));
  expect(replaced.under("archive")).toMatch(/nothing was deleted: this would delete disk "old" .* on desktop office-/);
  expect(await story.stored()).toEqual(state);
  // The options of the next stories come along.
  story.declare({}, everywhere);
  await story.does("up", "--replace", urn("RetiredDesktops", "broken"));
  expect([story.did(), await story.stored(), ids()]).toEqual([[], state, cloud]);
});

test("Pulumi's own `protect` on a pool and on the sets stops `destroy` before any call", async () => {
  const calls = story.calls();
  expect((await story.fails("destroy")).text).toContain("protect");
  expect([story.calls(), story.did()]).toEqual([calls, []]);
});

test("with `retainOnDelete` a `destroy` needs no consent and makes no call: pool, desktops and disks stay as they are", async () => {
  const before = ids();
  const stored = await story.stored();
  const idsOf = (name: string) => Object(stored.find((one) => one.urn.endsWith(`::${name}`))?.outputs.volumeIds);
  taken = {
    office: { adopt: { name: "office" }, ...all },
    disks: { volumes: { data: { type: "SAS", size: 100, id: idsOf("disks").data } }, ...all },
    archive: { volumes: { old: { type: "SAS", size: 50, id: idsOf("archive").old } }, ...all },
    broken: {},
  };
  await story.types("state", "unprotect", "--all", "--yes");
  const destroyed = await story.does("destroy");
  expect(destroyed.text).toContain("[retain]");
  expect([story.did(), await story.stored(), ids()]).toEqual([[], [], before]);
});

test("`adopt` and `id` lines take all of it back without a call, and what was retired is not retired again", async () => {
  const before = ids();
  story.declare(taken);
  await story.does("up");
  expect([story.did(), ids()]).toEqual([[], before]);
  await story.expectSettled();
});

test("`state delete` forgets a set and touches no disk, and the `id` lines take the disks back without a call", async () => {
  const before = ids();
  await story.types("state", "delete", urn("PoolVolumeSet", "disks"), "--yes");
  expect((await story.does("up")).text).toContain("PoolVolumeSet disks created");
  expect([story.did(), ids()]).toEqual([[], before]);
});

test("a replacement while `adopt` is still in the program is refused before the first deletion, with every consent in the state", async () => {
  const before = ids();
  const replaced = await story.fails("up", "--replace", poolUrn);
  expect(replaced.text).toMatch(
    /nothing was deleted: pool office \(.*\) is to be replaced, but `adopt` .*remove `adopt` and `takeFrom`, and give the new pool a `name`/,
  );
  expect([story.did(), ids()]).toEqual([[], before]);
});

test("with the consents a `state taint` of the pool deletes everything first and makes it anew, EMPTY, and `destroy --refresh` leaves nothing", async () => {
  const before = ids().flat(2);
  // The desktop that had the set, and the ones that were retired, belong to the old pool.
  story.declare({ office: all, disks: all }, {}, { without: ["archive", "broken"] });
  await story.types("state", "taint", poolUrn, "--yes");
  await story.does("up");
  const calls = story.did();
  expect(calls.slice(-3)).toEqual(["DeleteDesktopPool", "CreateDesktopPool", "AddDesktopPoolVolumes"]);
  // The two sets go at the same time, so one of them may be told to wait and ask again.
  expect([...new Set(calls.slice(0, -3))].sort()).toEqual([
    "BatchDeleteDesktops",
    "DeleteDesktopPoolVolumes",
    "DeleteDesktopVolumes",
  ]);
  expect(ids()).toEqual([[expect.any(String), [expect.any(String)], [expect.any(String), expect.any(String)]]]);
  expect(
    ids()
      .flat(2)
      .filter((id) => before.includes(id)),
  ).toEqual([]);
  await story.expectSettled();
  await story.does("destroy", "--refresh");
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  story.expectNothingLeft();
});
