// The disks and the end of single desktops, with the real CLI: DesktopVolumeSet and RetiredDesktops beside their pool.
// Every other turn stands in test/stories/desktop-volume-set-*.test.ts and retired-desktops.test.ts.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { firstStartMs } from "./engine.ts";
import { openPoolStory, type PoolStory, poolProgram } from "./pools.ts";

let story: PoolStory;
let [owner, broken] = [
  { id: "", name: "" },
  { id: "", name: "" },
];

const args = { size: 3, forceDestroy: true };
const archive = { type: "SAS", size: 100 };
const notes = { type: "SSD", size: 20 };
const setOf = (volumes: object, more: object = {}) =>
  `new DesktopVolumeSet("desk", { desktopId: "${owner.id}", pool, volumes: ${JSON.stringify(volumes)}, ...${JSON.stringify({ forceDestroy: true, ...more })} });`;
const retire = () => `new RetiredDesktops("old", { pool, desktops: { "${broken.name}": "${broken.id}" } });`;

beforeAll(async () => {
  story = await openPoolStory("single", poolProgram(args));
  await story.does("up");
  story.did();
  const [first = owner, , third = broken] = story.pool().desktops;
  [owner, broken] = [first, third];
}, firstStartMs);
afterAll(() => story?.close());

const disks = () => story.pool().desktops.map((d) => d.disks.map(({ type, size }) => `${type} ${size}`).sort());

test("two disks come to one desktop, in one call, and to no other", async () => {
  story.write(poolProgram(args, setOf({ archive, notes })));
  const up = await story.does("up");
  expect(up.text).toMatch(new RegExp(`DesktopVolumeSet desk .*adding 2 disks to desktop ${owner.name}: \\d+ %`));
  expect([story.did(), disks()]).toEqual([["AddVolumes"], [["SAS 100", "SSD 20"], [], []]]);
});

test("one grows in place and the other goes, after its user was told; the words are in the desktop's name", async () => {
  story.simulator.act({ do: "attachUser", pool: "office", desktop: owner.id, user: "ann" });
  story.simulator.act({ do: "logIn", pool: "office", desktop: owner.id });
  const notifyUsers = { message: "Disk N: goes now", graceMinutes: 0 };
  story.write(poolProgram(args, setOf({ archive: { ...archive, size: 200 } }, { notifyUsers })));
  const up = await story.does("up");
  expect(up.under("desk")).toMatch(
    new RegExp(`to 200 GB in place on desktop ${owner.name}; no data is lost.*\n.*told first`, "s"),
  );
  expect(up.under("desk")).toMatch(new RegExp(`warning: DELETES DATA: disk "notes" .* on desktop ${owner.name}`));
  expect([story.did(), disks()]).toEqual([
    ["ExpandVolumes", "SendNotifications", "DeleteDesktopVolumes"],
    [["SAS 200"], [], []],
  ]);
  expect(story.hit("users-notified")).toEqual([owner.name]);
});

test("a desktop that has to go is named in a warning with what comes after it, goes, and the pool is filled up once", async () => {
  const program = poolProgram(args, setOf({ archive: { ...archive, size: 200 } }) + retire());
  story.write(program);
  const preview = await story.does("preview");
  expect(preview.text).toMatch(new RegExp(`old +create +(1 )?warning.*DELETES DATA: desktop ${broken.name}`));
  expect(preview.under("old")).toContain("REPLACED: the pool keeps its `size` of 3, so a new, EMPTY one is made");
  await story.does("up");
  expect(story.did()).toEqual(["BatchDeleteDesktops", "ExpandDesktopPool"]);
  expect([story.hit("desktop-deleted"), story.names().length]).toEqual([[broken.name], 3]);
  await story.expectSettled();
  expect(disks()[0]).toEqual(["SAS 200"]);
});

test("a `destroy` deletes the set before its pool, makes no desktop again, and leaves nothing", async () => {
  await story.does("destroy");
  expect(story.did()).toEqual(["DeleteDesktopVolumes", "BatchDeleteDesktops", "DeleteDesktopPool"]);
  expect(story.simulator.state()).toMatchObject({ pools: [], jobs: [] });
  expect(story.simulator.ledger({ kind: "users-emailed" }).effects).toEqual([]);
});
