// What may not go without a word, with the real CLI: a pool, the disks of one desktop, what is protected. Of a set on a pool
// guarded.test.ts and consent.test.ts tell; a pool that was taken over stands in options-retained.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { consents, type FourStory, openFour } from "./four.ts";
import { urnOf } from "./office.ts";

let story: FourStory;
const poolUrn = urnOf("guarded-pool", "DesktopPool", "office");
const urn = (kind: string, name: string) => poolUrn.replace("DesktopPool", kind).replace("office", name);

beforeAll(async () => {
  story = await openFour("guarded-pool");
  story.declare();
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const ids = () => story.simulator.state().pools.map(({ id, disks }) => [id, ...disks.map((disk) => disk.id)]);
const desktops = () => story.simulator.state().pools.flatMap((pool) => pool.desktops.map(({ id }) => id));

test("without consent neither `state taint` nor `up --replace` of a pool deletes anything, and the lines to add are told", async () => {
  const [state, cloud, people] = [await story.stored(), ids(), desktops()];
  await story.types("state", "taint", poolUrn, "--yes");
  expect((await story.fails("up")).text).toMatch(/nothing was deleted: .*`forceDestroy: true` on the resource first/);
  await story.types("state", "untaint", poolUrn, "--yes");
  expect((await story.fails("up", "--replace", poolUrn)).text).toContain("nothing was deleted");
  expect([story.did(), await story.stored(), ids(), desktops()]).toEqual([[], state, cloud, people]);
});

test("nor of the disks of one desktop; desktops that were retired are gone already, so there it makes no call", async () => {
  const state = await story.stored();
  const replaced = await story.fails("up", "--replace", urn("DesktopVolumeSet", "archive"));
  expect(replaced.under("archive")).toMatch(/nothing was deleted: this would delete disk "old" .* on desktop office-/);
  const people = desktops();
  await story.does("up", "--replace", urn("RetiredDesktops", "broken"));
  expect([story.did(), await story.stored(), desktops()]).toEqual([[], state, people]);
  await story.expectSettled();
});

test("Pulumi's own `protect` on a pool and on the sets stops `destroy` and `up --replace` before any call, also with every consent in the state", async () => {
  const kept = "protect: true";
  story.declare(consents, { office: kept, disks: kept, archive: kept });
  await story.does("up");
  const calls = story.calls();
  expect((await story.fails("destroy")).text).toContain("protect");
  expect((await story.fails("up", "--replace", poolUrn)).text).toContain("protect");
  expect([story.calls(), story.did()]).toEqual([calls, []]);
});

test("with the consents a `state taint` of the pool deletes everything first and makes it anew, EMPTY, and `destroy` leaves nothing", async () => {
  const [cloud] = ids();
  story.declare(consents);
  await story.does("up");
  story.declare(consents, {}, { without: ["archive", "broken"] });
  await story.does("up");
  expect(story.did()).toEqual(["DeleteDesktopVolumes"]);
  await story.types("state", "taint", poolUrn, "--yes");
  await story.does("up");
  expect(story.did()).toEqual([
    "DeleteDesktopPoolVolumes",
    "BatchDeleteDesktops",
    "DeleteDesktopPool",
    "CreateDesktopPool",
    "AddDesktopPoolVolumes",
  ]);
  expect(ids()).toEqual([[expect.any(String), expect.any(String)]]);
  expect(ids()[0]?.some((id) => cloud?.includes(id))).toBe(false);
  await story.expectSettled();
  await story.does("destroy", "--refresh");
  story.expectNothingLeft();
});
