/** What a preview says of what an earlier run left open: the same words in the preview, the warning and the error. */
import { describe, expect, test } from "@jest/globals";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import {
  failedWords,
  isLetGo,
  unfinishedWords,
} from "../../../provider/lifecycle/pool-volume-set/words/unfinished-words.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";

type State = Parameters<typeof unfinishedWords>[0];

const nothing: State = { pending: [], failed: [], replacing: {}, volumeIds: {} };
const wordsOf = (state: Partial<State>, desired: Record<string, { id?: string }> = {}, scope: Scope = wholePool) =>
  unfinishedWords({ ...nothing, ...state }, desired, scope);

const looks = "`pulumi up` looks at what became of it and does only what is missing";
const begun = (operation: Pending["operation"], more: Partial<Pending> = {}): Pending => ({
  operation,
  disks: [{ key: "data", id: "x", type: "SAS", size: 100 }],
  before: [],
  ...more,
});

describe("a call whose end nobody has seen", () => {
  test("is told with its job, or as an answer that was lost", () => {
    const kept = { data: {}, log: {} };
    const two = [
      { key: "data", type: "SAS", size: 100 },
      { key: "log", type: "SAS", size: 50 },
    ];
    expect(wordsOf({ pending: [begun("expand", { jobId: "j-1" }), begun("add", { disks: two })] }, kept)).toEqual([
      `UNFINISHED: expand of "data" (job j-1): ${looks}`,
      `UNFINISHED: add of "data", "log" (its answer was lost): ${looks}`,
    ]);
  });

  test("of an add for a key that left, says how to have the disk and how to be rid of it", () => {
    expect(wordsOf({ pending: [begun("add", { jobId: "j-1" })] })).toEqual([
      `UNFINISHED: add of "data" (job j-1): ${looks}. The program has no key "data" any more: what was added for it stays on the pool, in no key. To keep it, put the key back before \`pulumi up\`; to delete it, put the key back, and remove it in the \`pulumi up\` after that`,
    ]);
    expect(wordsOf({ pending: [begun("expand", { jobId: "j-1" })] })).toEqual([
      `UNFINISHED: expand of "data" (job j-1): ${looks}`,
    ]);
  });

  test("of a deletion that the program takes back, says first that the data may be gone", () => {
    const back =
      "a deletion that the program has taken back may be done already; what it left on desktops is named by `pulumi up`, and not deleted. UNFINISHED: delete of";
    const pending = [begun("delete", { jobId: "j-1" })];
    expect(wordsOf({ pending }, { data: {} }).join()).toContain(back);
    expect(wordsOf({ pending }).join()).toMatch(/^UNFINISHED: delete/);
    const replacing = { data: { old: "x", consent: "A-1", declared: sas() } };
    expect(wordsOf({ pending, replacing }, { data: {} })[1]).toMatch(/^UNFINISHED: delete/);
    expect(wordsOf({ pending: [begun("expand")] }, { data: {} }).join()).toMatch(/^UNFINISHED: expand/);
    const two = [...begun("delete").disks, { key: "log", id: "y", type: "SAS", size: 50 }];
    expect(wordsOf({ pending: [begun("delete", { jobId: "j-1", disks: two })] }, { log: {} }).join()).toContain(back);
  });

  test.each<[string, Pending["operation"], Pending["scope"], Scope, boolean]>([
    ["for all, where only later desktops follow now", "delete", undefined, { handleType: "ONLY_FOR_EXPAND" }, true],
    ["for none, as now", "delete", { handleType: "ONLY_FOR_EXPAND" }, { handleType: "ONLY_FOR_EXPAND" }, false],
    ["for all, where some are named now", "delete", undefined, { ...wholePool, desktopIds: ["d1"] }, true],
    ["for the same", "delete", { ...wholePool, desktopIds: ["d1"] }, { ...wholePool, desktopIds: ["d1"] }, false],
    ["for some, where all follow now", "delete", { ...wholePool, desktopIds: ["d1"] }, wholePool, false],
    ["of another kind", "expand", undefined, { ...wholePool, desktopIds: ["d1"] }, false],
  ])("that was sent %s", (_name, operation, asked, scope, isTold) => {
    const pending = [begun(operation, { jobId: "j-1", ...(asked === undefined ? {} : { scope: asked }) })];
    const told =
      "; it was sent for more desktops than the program reaches now, and their data may be DELETED already: what it has left there is named by `pulumi up`, and not deleted";
    expect(wordsOf({ pending }, operation === "delete" ? {} : { data: {} }, scope)).toEqual([
      `UNFINISHED: ${operation} of "data" (job j-1): ${looks}${isTold ? told : ""}`,
    ]);
  });
});

describe("a replacement under way", () => {
  const replacing = (by?: string) => ({
    data: { old: "x", ...(by === undefined ? {} : { new: by }), consent: "A-1", declared: sas(50) },
  });

  test.each<[string, string | undefined, Record<string, { id?: string }>, string]>([
    [
      "waits for its EMPTY disk",
      undefined,
      { data: {} },
      'disk "data" (x) is being replaced by an EMPTY disk: `pulumi up` finishes it under consent "A-1", which has to stay in the program until then',
    ],
    [
      "has its EMPTY disk",
      "y",
      { data: { id: "x" } },
      'disk "data" (x) is being replaced by the EMPTY disk y: `pulumi up` finishes it under consent "A-1", which has to stay in the program until then',
    ],
    [
      "ends with its key",
      "y",
      {},
      'disk "data" (x) was being replaced, and the program has no key "data" any more: the replacement ends with it',
    ],
    [
      "is given up for another disk",
      undefined,
      { data: { id: "q" } },
      'the replacement of disk "data" is given up for disk q, which the program names: x stays on the pool, in no key, and nothing deletes it; give each a key with its `id` to have it, or delete it in the console',
    ],
    [
      "is given up with two disks for another one",
      "y",
      { data: { id: "q" } },
      'the replacement of disk "data" is given up for disk q, which the program names: x and y stay on the pool, in no key, and nothing deletes them; give each a key with its `id` to have it, or delete it in the console',
    ],
    [
      "is given up for its own new disk",
      "y",
      { data: { id: "y" } },
      'the replacement of disk "data" is given up for disk y, which the program names: x stays on the pool, in no key, and nothing deletes it; give each a key with its `id` to have it, or delete it in the console',
    ],
  ])("%s", (_name, by, desired, words) => {
    expect(wordsOf({ replacing: replacing(by) }, desired)).toEqual([`UNFINISHED: ${words}`]);
  });
});

const on = (desktopId: string, more: object = {}) => ({ desktopId, ...more });
const fault = (operation: Failed["operation"], more: Partial<Failed> = {}): Failed => ({
  operation,
  key: "data",
  id: "x",
  desktops: [on("d1", { name: "pc-1", reason: "WKS.1 broken", volumeIds: ["v1"] }), on("d2")],
  ...more,
});
const hand =
  'The service has no call that puts one desktop right without risk to the others: repair it in the console, or remove it, and the next `pulumi up` sees that nothing is missing. This line on the DesktopPool removes it, with everything on it: `scaleDown: { reason: "broken", which: { desktopIds: ["d1","d2"] } }`, with `size` lowered by 2';
const both = "on 2 desktops: pc-1 (d1), disks v1: WKS.1 broken; d2";

describe("what failed on some desktops", () => {
  test.each<[string, Failed, string]>([
    ["an add", fault("add"), `disk "data" (x) is missing ${both}. ${hand}`],
    [
      "an expansion",
      fault("expand"),
      `disk "data" (x) has its old size ${both}. Where the pool still has the old size, \`pulumi up\` expands it again. If it has the new size already: ${hand}`,
    ],
    [
      "an expansion of copies that can be named",
      fault("expand", { desktops: [on("d1", { volumeIds: ["v1", "v2"] })] }),
      'disk "data" (x) has its old size on 1 desktop: d1, disks v1, v2. `pulumi up` expands the disk again where the pool still has its old size, and otherwise only these copies; no data is lost',
    ],
    [
      "a deletion",
      fault("delete"),
      `disk "data" (x) was not deleted ${both}. \`pulumi up\` deletes the disk again where the pool still has it; otherwise delete the copy in the console: this region does not say which of a desktop's disks it is`,
    ],
    [
      "a deletion of copies that can be named",
      fault("delete", { desktops: [on("d1", { volumeIds: ["v1"] })] }),
      'disk "data" (x) was not deleted on 1 desktop: d1, disks v1. `pulumi up` deletes exactly these copies',
    ],
    [
      "nobody has looked",
      fault("expand", { desktops: [] }),
      'the expand of disk "data" (x) has not been seen on every desktop yet: `pulumi up` looks',
    ],
    [
      "an add that left disks without a record",
      { operation: "add", key: "data", desktops: [on("d1", { volumeIds: ["v1"] }), on("d2", { volumeIds: [] })] },
      'the add of disk "data" left disks without a pool record on 2 desktops: d1, disks v1; d2. Nothing else is changed before they are gone; this removes them: POST /v2/{project_id}/desktops/d1/volumes/batch-delete {"volume_ids": ["v1"]}; POST /v2/{project_id}/desktops/d2/volumes/batch-delete {"volume_ids": []}',
    ],
  ])("%s", (_name, failed, words) => {
    expect(failedWords(failed)).toBe(words);
    expect(wordsOf({ failed: [failed] })).toEqual([`UNFINISHED: ${words}`]);
  });

  test("names ten desktops and counts the rest", () => {
    const many = Array.from({ length: 12 }, (_, i) => on(`d${i}`));
    const words = failedWords(fault("add", { desktops: many }));
    expect(words).toContain("on 12 desktops: d0; d1; d2; d3; d4; d5; d6; d7; d8; d9; and 2 more. The service");
    expect(words).toContain('["d0","d1","d2","d3","d4","d5","d6","d7","d8","d9"] } }`, with `size` lowered by 10');
    expect(failedWords(fault("add", { desktops: many.slice(0, 10) }))).not.toContain("more.");
    const stray = failedWords({ operation: "add", key: "data", desktops: many });
    expect(stray.match(/POST/g)).toHaveLength(10);
    expect(stray).toContain('d9/volumes/batch-delete {"volume_ids": []}');
  });

  test("of a deletion that the program has taken back, asks who has lost the disk", () => {
    const failed = [fault("delete")];
    expect(wordsOf({ failed, volumeIds: { data: "x" } }, { data: {} })).toEqual([
      'UNFINISHED: a deletion of disk "data" (x) was begun and failed, and the program has the disk again: `pulumi up` names the desktops that have lost it',
    ]);
    for (const others of [
      wordsOf({ failed, volumeIds: { data: "x" } }),
      wordsOf({ failed, volumeIds: { data: "y" } }, { data: {} }),
      wordsOf({ failed: [fault("expand")], volumeIds: { data: "x" } }, { data: {} }),
    ])
      expect(others.join()).not.toContain("has the disk again");
  });

  test("of a deletion, is nobody's task on desktops that the program leaves alone now", () => {
    const failed = [fault("delete")];
    const alone = "what is there stays with its data, in no key, and `pulumi up` does not delete it";
    expect(wordsOf({ failed }, {}, { ...wholePool, desktopIds: ["d1"] })).toEqual([
      'UNFINISHED: disk "data" (x) was not deleted on 1 desktop: pc-1 (d1), disks v1: WKS.1 broken. `pulumi up` deletes exactly these copies',
      `UNFINISHED: disk "data" (x) was not deleted on 1 desktop: d2. The program leaves this desktop alone now: ${alone}`,
    ]);
    expect(wordsOf({ failed }, {}, { handleType: "ONLY_FOR_EXPAND" })).toEqual([
      `UNFINISHED: disk "data" (x) was not deleted ${both}. The program leaves these desktops alone now: ${alone}`,
    ]);
    expect(wordsOf({ failed }, {}, { ...wholePool, desktopIds: [] }).join()).not.toContain("alone now");
    expect(wordsOf({ failed: [fault("add")] }, {}, { handleType: "ONLY_FOR_EXPAND" }).join()).not.toContain(
      "alone now",
    );
  });
});

test("a failure is let go where its key has another disk by now, and never for a deletion", () => {
  const takes = { kind: "takeOver", key: "data", id: "q" } as const;
  const keeps = { kind: "keep", key: "data", volume: disk("x") } as const;
  const grows = { kind: "expand", key: "data", volume: disk("z"), size: 200 } as const;
  const other = { kind: "takeOver", key: "log", id: "q" } as const;
  const gone = { kind: "forget", key: "data", id: "x" } as const;
  expect(isLetGo(fault("add"), [takes])).toBe(true);
  expect(isLetGo(fault("expand"), [keeps, grows])).toBe(true);
  expect(isLetGo(fault("expand"), [{ ...keeps, volume: disk("z") }])).toBe(true);
  for (const steps of [[], [keeps], [other], [gone]]) expect(isLetGo(fault("add"), steps)).toBe(false);
  expect(isLetGo(fault("delete"), [takes])).toBe(false);
  expect(isLetGo({ operation: "add", key: "data", desktops: [] }, [takes])).toBe(false);
});
