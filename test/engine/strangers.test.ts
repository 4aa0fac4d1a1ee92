// What other people do to the disks of a pool, with the real CLI: disks to take over, disks that look like ours, drift.
// Every other turn stands in test/stories/pool-volume-set-take-over.test.ts, -others.test.ts and -undeclared.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { officeWith } from "./office.ts";
import { openStory, type Story } from "./story.ts";

let story: Story;
const data = { type: "SAS", size: 100 };
const legacy = { type: "SSD", size: 50 };
const logs = { type: "SAS", size: 30 };
const temp = { type: "SSD", size: 20 };

beforeAll(async () => {
  story = await openStory("strangers", officeWith({ data }));
  await story.does("up");
  story.did();
}, firstStartMs);
afterAll(() => story?.close());

/** A colleague gives the pool a disk. */
const disk = ({ type, size }: { type: string; size: number }): string =>
  String(story.simulator.act({ do: "addDisk", pool: "office", type, size }).disk);

let seenByUp = "";

test("a disk that is there is taken over by its id: the words say so, and no call is made", async () => {
  const id = disk(legacy);
  seenByUp = disk(logs);
  story.write(officeWith({ data, legacy: { ...legacy, id } }));
  const up = await story.does("up");
  expect(up.under("disks")).toContain(`takes over disk ${id}`);
  expect(up.under("disks")).toContain("no call is made");
  expect((await story.stack.outputs()).outputs.volumeIds).toMatchObject({ legacy: id });
  expect(story.did()).toEqual([]);
});

test("colleagues' equal disks that an `up` and a refresh have seen are not taken: the `up` stops before any change and names both ways, and either way works", async () => {
  const seenByRefresh = disk(temp);
  expect((await story.does("refresh")).text).toContain(`disk ${seenByRefresh} (SSD, 20 GB); never touched`);
  story.write(officeWith({ data, legacy, logs, temp }));
  const up = await story.fails("up");
  const ways = (id: string, key: string) =>
    `write \`id: "${id}"\` under "${key}" to take it over, or \`adopt: false\` to add another`;
  for (const way of [ways(seenByUp, "logs"), ways(seenByRefresh, "temp")]) {
    expect(up.under("disks")).toMatch(new RegExp(`REFUSED: .*${way}`));
  }
  expect(story.did()).toEqual([]);

  story.write(officeWith(others(seenByRefresh)));
  await story.does("up");
  expect(story.did()).toEqual(["AddDesktopPoolVolumes"]);
  const { volumeIds } = (await story.stack.outputs()).outputs;
  expect(volumeIds).toMatchObject({ temp: seenByRefresh });
  expect(Object.values(Object(volumeIds))).not.toContain(seenByUp);
});

/** One of the two equal disks is taken over, and one is not. */
const others = (id?: string) => ({
  data,
  legacy,
  logs: { ...logs, adopt: false },
  temp: { ...temp, ...(id && { id }) },
});

test("a disk that is gone and one that somebody has enlarged: the preview of a refresh shows both in the user's keys, and each is put right as it says", async () => {
  const { "SAS 100": large = "", "SSD 50": gone = "" } = story.disks();
  story.simulator.act({ do: "deleteDisk", pool: "office", disk: gone });
  story.simulator.act({ do: "expandDisk", pool: "office", disk: large, size: 150 });
  const refresh = await story.does("refresh", "--diff");
  expect(refresh.text).toMatch(/~ data *: \{\s+~ size: 100 => 150/);
  expect(refresh.text).toContain(`(${gone})`);

  const preview = await story.fails("preview");
  expect(preview.under("disks")).toContain('disk "data" is 150 GB, the program says 100: write `size: 150` to keep it');

  story.write(officeWith({ ...others(), data: { ...data, size: 150 } }));
  const up = await story.does("up");
  expect(up.under("disks")).toContain(`disk "legacy" (${gone}) is gone from the pool; an EMPTY one will be added`);
  expect(story.did()).toEqual(["AddDesktopPoolVolumes"]);
  expect(story.disks()).toMatchObject({ "SAS 150": large, "SSD 50": expect.any(String) });
  await story.expectSettled();
});
