// The demo judges a ledger and shortens the output of Pulumi. Both have to be right before what it says is worth anything:
// a story that goes wrong in one point fails the check that names the point.

import { expect, test } from "@jest/globals";
import { judge } from "../../scripts/demo/checks.ts";
import { createExcerpt } from "../../scripts/demo/excerpt.ts";
import { type Call, type Chapter, type Effect, ledgerTable } from "../../scripts/demo/ledger.ts";
import { wrapped } from "../../scripts/demo/screen.ts";

interface Disk {
  readonly disk: string;
  readonly type: string;
  readonly size: number;
  readonly fromSize?: number;
}

const data = { disk: "d1", type: "SAS", size: 100 };
const grownData = { ...data, size: 120, fromSize: 100 };
const scratch = { disk: "d2", type: "SSD", size: 50 };
const logs = { disk: "d3", type: "SAS", size: 30 };

/** A call with what it did, on the disks and on the three desktops. */
function asked(operation: string, kind = "", disks: readonly Disk[] = []): Chapter {
  const requestId = `${operation} ${disks.map(({ disk }) => disk).join()}`;
  const call: Call = { seq: 1, requestId, operation, change: true, status: 200 };
  const onDesktops = disks.flatMap((disk) => [1, 2, 3].map(() => ({ ...disk, kind: `desktop-${kind}` })));
  const effects = [...disks.map((disk) => ({ ...disk, kind })), ...onDesktops];
  return { name: "", calls: [call], effects: effects.map((effect) => ({ seq: 1, requestId, ...effect })) };
}

const made = (kind: string, count: number): Effect[] =>
  Array.from({ length: count }, () => ({ seq: 1, requestId: "r", kind }));
const withEffects = (chapter: Chapter, more: readonly Effect[]): Chapter => ({
  ...chapter,
  effects: [...chapter.effects, ...more.map((effect) => ({ ...effect, requestId: chapter.calls[0]?.requestId ?? "" }))],
});

function chapter(name: string, ...parts: readonly Chapter[]): Chapter {
  return { name, calls: parts.flatMap(({ calls }) => calls), effects: parts.flatMap(({ effects }) => effects) };
}

const pool = withEffects(asked("CreateDesktopPool"), [...made("pool-created", 1), ...made("desktop-created", 3)]);
const expand = asked("ExpandDesktopPoolVolumes", "disk-expanded", [grownData]);
const add = asked("AddDesktopPoolVolumes", "disk-added", [logs]);
const remove = asked("DeleteDesktopPoolVolumes", "disk-deleted", [scratch]);
const parts = {
  up: [pool, asked("AddDesktopPoolVolumes", "disk-added", [data, scratch])],
  preview: [],
  change: [expand, add, remove],
  "empty preview": [],
  "refused shrink": [],
  destroy: [
    asked("DeleteDesktopPoolVolumes", "disk-deleted", [grownData, logs]),
    withEffects(asked("BatchDeleteDesktops"), made("desktop-deleted", 3)),
    withEffects(asked("DeleteDesktopPool"), made("pool-deleted", 1)),
  ],
};

const storyOf = (changed: Partial<Record<keyof typeof parts, readonly Chapter[]>> = {}) =>
  Object.entries({ ...parts, ...changed }).map(([name, of]) => chapter(name, ...of));
const failing = (chapters: readonly Chapter[], poolsLeft = 0) =>
  judge({ chapters, poolsLeft }).flatMap(({ words, holds }) => (holds ? [] : [words]));

test("a story as it should be passes every check", () => {
  expect(failing(storyOf())).toEqual([]);
});

const wrong: readonly (readonly [what: string, chapters: readonly Chapter[], words: string])[] = [
  ["a second pool", storyOf({ up: [pool, ...parts.up] }), "one pool was made"],
  [
    "two disks in two calls",
    storyOf({
      up: [pool, asked("AddDesktopPoolVolumes", "disk-added", [data]), asked("Add", "disk-added", [scratch])],
    }),
    "added in one call",
  ],
  [
    "an expansion of another disk",
    storyOf({
      change: [asked("ExpandDesktopPoolVolumes", "disk-expanded", [{ ...grownData, disk: "d9" }]), add, remove],
    }),
    "expanded in place",
  ],
  [
    "a deletion of another disk",
    storyOf({ change: [expand, add, asked("DeleteDesktopPoolVolumes", "disk-deleted", [data])] }),
    "`scratch` was deleted",
  ],
  ["a disk that was not added", storyOf({ change: [expand, remove] }), "`logs` was added"],
  ["a disk that was expanded twice", storyOf({ change: [expand, expand, add, remove] }), "touched twice"],
  ["a preview that asked", storyOf({ preview: [asked("ShowDesktopPoolDetail")] }), "first preview made no call"],
  ["an empty preview that asked", storyOf({ "empty preview": [asked("Show")] }), "second preview was empty"],
  ["a refusal that came too late", storyOf({ "refused shrink": [asked("Show")] }), "refused shrink made no call"],
  [
    "a change that nobody wanted",
    storyOf({ destroy: [asked("UpdateDesktopPool"), ...parts.destroy] }),
    "no other change",
  ],
  ["a disk that was left behind", storyOf({ destroy: parts.destroy.slice(1) }), "everything is gone"],
];

test.each(wrong)("%s fails the demo", (_what, chapters, words) => {
  expect(failing(chapters).join("; ")).toContain(words);
});

test("a pool that is still there fails the demo, and so does a step that never ran", () => {
  expect(failing(storyOf(), 1)).toEqual(["everything is gone: pool, desktops and disks"]);
  expect(failing(storyOf().filter(({ name }) => name !== "empty preview"))).toHaveLength(1);
});

test("the table is narrower than 80 columns and has a line for each disk, and for each step without a call", () => {
  const lines = ledgerTable(storyOf()).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  const table = lines.join("\n");
  for (const text of ["SAS expanded", "100→120", "2. preview: no call", "5. refused shrink: no call"]) {
    expect(table).toContain(text);
  }
  expect(table.match(/SAS added/g)).toHaveLength(2);
});

test("of an update the exact plan, the progress and the result are shown, of repetitions and addresses nothing", () => {
  const type = "pulumi-nodejs:dynamic/workspace:PoolVolumeSet";
  const excerpt = createExcerpt();
  const shown = [
    "Updating (demo):",
    "@ updating....",
    ` ~  ${type} disks updating (0s) [diff: ~volumes]; adds disk "a" (3 desktops when last read, 2026-11-21)`,
    ` ~  ${type} disks updating (1s) [diff: ~volumes]; adds disk "a" (SAS, 10 GB)`,
    ` ~  ${type} disks updating (2s) [diff: ~volumes]; adding 1 disk: 7 % (0/3 desktops) 00:00`,
    ` ~  ${type} disks updated (3s) [diff: ~volumes]; disks are as the program says, after 00:03`,
    "Diagnostics:",
    "    disks are as the program says, after 00:03",
    "    error: something went wrong",
    "Resources:",
    "    ~ 1 updated",
  ].flatMap((line) => excerpt(line) ?? []);
  expect(shown).toEqual([
    { as: "line", text: ` ~  PoolVolumeSet disks updating (1s) adds disk "a" (SAS, 10 GB)` },
    {
      as: "live",
      task: "PoolVolumeSet disks adding 1 disk",
      text: " ~  PoolVolumeSet disks updating (2s) adding 1 disk: 7 % (0/3 desktops) 00:00",
    },
    { as: "line", text: " ~  PoolVolumeSet disks updated (3s) disks are as the program says, after 00:03" },
    { as: "bad", text: "    error: something went wrong" },
    { as: "line", text: "Resources:" },
    { as: "line", text: "    ~ 1 updated" },
  ]);
});

test("a long line is cut between words, and a long word stays whole", () => {
  expect(wrapped("  ~  one two three", 12)).toEqual(["  ~  one two", "      three"]);
  expect(wrapped("  a-word-that-is-long", 10)).toEqual(["  a-word-that-is-long"]);
  expect(wrapped("", 10)).toEqual([""]);
});
