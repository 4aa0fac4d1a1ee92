// Disks that give their place to EMPTY ones, and deletions that fail half-way, with the real CLI.
// Every other turn of a replacement stands in test/stories/pool-volume-set-replace.test.ts, of a failed deletion in -delete-fails.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const scratch = { type: "SSD", size: 50 };
const smaller = { type: "SSD", size: 20 };
const allowed = (text: string) => ({ set: { allowDataLoss: { scratch: text } } });
const bothCalls = ["AddDesktopPoolVolumes", "DeleteDesktopPoolVolumes"];

beforeAll(async () => {
  story = await openStory("replaced", officeWith({ data, scratch }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

const deleted = () => story.simulator.ledger({ kind: "disk-deleted" }).effects.map(({ disk }) => disk);
const added = () => story.simulator.ledger({ kind: "disk-added" }).effects.length;

test("with consent the `up` says whose data goes, adds before it deletes, and the same commit is quiet afterwards", async () => {
  const { "SSD 50": old, "SAS 100": other } = story.disks();
  story.write(officeWith({ data, scratch: smaller }, allowed("OPS-7")));
  const up = await story.does("up");
  expect(up.under("disks")).toMatch(
    /DELETES DATA: disk "scratch" \(SSD, 50 GB, .*\) on every desktop of pool office \(2 desktops .*; an EMPTY one \(SSD, 20 GB\)/,
  );
  expect([story.did(), deleted()]).toEqual([bothCalls, [old]]);
  expect(story.disks()).toEqual({ "SAS 100": other, "SSD 20": expect.any(String) });
  await story.expectQuiet();
});

test("a spent consent does not count again, and a replacement that is killed after its add goes on with that disk: one new disk", async () => {
  const other = { type: "SSD", size: 10 };
  story.write(officeWith({ data, scratch: other }, allowed("OPS-7")));
  expect((await story.fails("preview")).under("disks")).toContain('consent "OPS-7" was spent; write another text');

  const { "SSD 20": old } = story.disks();
  const before = added();
  story.write(officeWith({ data, scratch: other }, allowed("OPS-8")));
  await story.killedAt("AddDesktopPoolVolumes");
  await story.does("up");
  expect([story.did(), added() - before, deleted().at(-1)]).toEqual([bothCalls, 1, old]);
  expect(Object.keys(story.disks())).toEqual(["SAS 100", "SSD 10"]);
});

test("a deletion that fails on one desktop is remembered through a refresh, and the next `up` finishes it", async () => {
  const desktop = story.simulator.state().pools[0]?.desktops.at(-1)?.name ?? "";
  story.simulator.fault({
    route: "DeleteDesktopPoolVolumes",
    effect: { job: { outcome: "partial", code: "EVS.0042", reason: "disk is in use" } },
  });
  // It was found again after the kill, so it needs a consent of its own to go (test/stories/pool-volume-set-killed.test.ts).
  story.write(officeWith({ data }, allowed("OPS-9")));
  const up = await story.fails("up");
  expect(up.under("disks")).toMatch(new RegExp(`disk "scratch" .* was not deleted on 1 desktop: ${desktop}`));
  await story.does("refresh");
  expect((await story.does("up")).under("disks")).toMatch(new RegExp(`UNFINISHED: .*${desktop}`));
  expect(story.did()).toEqual(["DeleteDesktopPoolVolumes", "DeleteDesktopPoolVolumes"]);
  expect(story.simulator.state().pools[0]?.desktops.map(({ disks }) => disks.length)).toEqual([1, 1]);
  await story.expectSettled();
});
