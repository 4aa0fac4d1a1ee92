// A pool that leaves a program and stays on the service (`retainOnDelete`), is taken over again, and is to be replaced, with the real CLI.
// The disks of a set with `retainOnDelete` stand in leaving.test.ts, a pool of another person in adopt.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { consents, type Four, type FourStory, openFour } from "./four.ts";
import { urnOf } from "./office.ts";

let story: FourStory;
const poolUrn = urnOf("retained", "DesktopPool", "office");
const retain = "retainOnDelete: true";
const everywhere: Four<string> = { office: retain, disks: retain, archive: retain, broken: retain };

beforeAll(async () => {
  story = await openFour("retained");
  story.declare({}, everywhere);
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const pools = () => story.simulator.state().pools;
const ids = () => pools().map(({ id, disks, desktops }) => [id, disks.map((d) => d.id), desktops.map((d) => d.id)]);

/** The program that takes everything over again: the pool by its name, the disks by their ids. */
let taken: Partial<Four<Record<string, unknown>>> = {};

test("with `retainOnDelete` a `destroy` needs no consent and makes no call: pool, desktops and disks stay as they are", async () => {
  const before = ids();
  const stored = await story.stored();
  const idsOf = (name: string) => Object(stored.find(({ urn }) => urn.endsWith(`::${name}`))?.outputs.volumeIds);
  taken = {
    office: { adopt: { name: "office" } },
    disks: { volumes: { data: { type: "SAS", size: 100, id: idsOf("disks").data } } },
    archive: { volumes: { old: { type: "SAS", size: 50, id: idsOf("archive").old } } },
  };
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

test("a replacement while `adopt` is still in the program is refused before the first deletion, with every consent in the state", async () => {
  const before = ids();
  const all = { allowReplace: true, forceDestroy: true };
  const { office, disks, archive } = taken;
  story.declare({ office: { ...office, ...all }, disks: { ...disks, ...all }, archive: { ...archive, ...all } });
  await story.does("up");
  const replaced = await story.fails("up", "--replace", poolUrn);
  expect(replaced.text).toMatch(
    /nothing was deleted: pool office \(.*\) is to be replaced, but `adopt` .*remove `adopt` and `takeFrom`, and give the new pool a `name`/,
  );
  await story.types("state", "taint", poolUrn, "--yes");
  expect((await story.fails("up")).text).toContain("is to be replaced, but `adopt`");
  expect([story.did(), ids()]).toEqual([[], before]);
});

test("without `adopt` and the `id` lines it is replaced, and `destroy` leaves nothing", async () => {
  const all = { allowReplace: true, forceDestroy: true };
  const [[old] = []] = ids();
  // The desktop that had the set, and the ones that were retired, belong to the old pool.
  story.declare({ office: all, disks: { ...consents.disks, ...all } }, {}, { without: ["archive", "broken"] });
  await story.does("up");
  expect(story.did().filter((call) => /Create|Add/.test(call))).toEqual(["CreateDesktopPool", "AddDesktopPoolVolumes"]);
  expect(ids()).toEqual([[expect.any(String), [expect.any(String)], [expect.any(String), expect.any(String)]]]);
  expect(ids()[0]?.[0]).not.toBe(old);
  await story.expectSettled();
  await story.does("destroy");
  story.expectNothingLeft();
});
