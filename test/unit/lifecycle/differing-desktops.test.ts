/** Desktops that differ from their pool: which are asked, what keeps a copy from growing, and what a state remembers of it. */
import { describe, expect, test } from "@jest/globals";
import {
  announcedGrowth,
  mismatchesNow,
  needsGrowth,
  noMismatches,
  stillSo,
  unknownTo,
  whyUnfit,
  withoutGrowth,
} from "../../../provider/lifecycle/pool-volume-set/desktops/mismatches.ts";
import { tellMismatches } from "../../../provider/lifecycle/pool-volume-set/words/mismatch-words.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";
import type { Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";

const copy = (of: string, size = 100) => ({ desktopPoolDiskId: of, volumeId: `v-${of}`, type: "SAS", size });
const desktop = (desktopId: string, dataVolumes: PoolDesktop["dataVolumes"], more: Partial<PoolDesktop> = {}) => ({
  desktopId,
  dataVolumes,
  ...more,
});
const pool: Pool = {
  id: "p",
  name: "finance",
  status: "STEADY",
  desktopCount: 2,
  dataVolumes: [{ id: "x", type: "SAS", size: 100 }],
};
const claims = { volumeIds: { data: "x" }, replacing: {}, failed: [] };
const small = desktop("d1", [copy("x", 90)]);
const two: Scope = { ...wholePool, desktopIds: ["d1"] };
const idle: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };

describe("how desktops differ", () => {
  const found = (one: PoolDesktop, more: object = {}, scope = wholePool) =>
    mismatchesNow({ ...claims, ...more }, scope, { pool, desktops: [one] });
  const smaller = { data: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 90 }] } } };

  test("is told of desktops at rest, and of keys that are settled", () => {
    expect(found(small).inconsistentDesktops).toEqual(smaller);
    expect(found({ ...small, taskStatus: "deleteFailed", inMaintenanceMode: false }).inconsistentDesktops).toEqual(
      smaller,
    );
    for (const at of [{ status: "BUILD" }, { taskStatus: "expanding" }, { inMaintenanceMode: true }])
      expect(found({ ...small, ...at })).toEqual(noMismatches);
    expect(found(small, { replacing: { data: { old: "x", consent: "A", declared: sas() } } })).toEqual(noMismatches);
    expect(found(small, { failed: [{ operation: "add", key: "data", desktops: [] }] })).toEqual(noMismatches);
    expect(found(small, {}, { ...wholePool, desktopIds: ["d9"] })).toEqual(noMismatches);
  });

  test("is not told where a copy cannot be told from another, nor of what a failure names already", () => {
    expect(found(desktop("d1", [{ volumeId: "v", type: "SAS", size: 90 }]))).toEqual(noMismatches);
    const lost = desktop("d1", [copy("x"), copy("lost")], { computerName: "pc-1" });
    expect(found(lost).copiesWithoutRecord).toEqual({
      lost: { count: 1, desktops: [{ desktopId: "d1", name: "pc-1", size: 100 }] },
    });
    const failed = [
      { operation: "delete", key: "log", id: "lost", desktops: [{ desktopId: "d1", volumeIds: ["v-lost"] }] },
    ];
    expect(found(lost, { failed })).toEqual(noMismatches);
  });

  test.each<[Partial<PoolDesktop>, Partial<Pool>, string | undefined]>([
    [{}, {}, undefined],
    [{ status: "ACTIVE" }, {}, undefined],
    [{ status: "SHUTOFF", isFreeze: false, taskStatus: "deleteFailed" }, {}, undefined],
    [{ status: "ERROR" }, {}, "in status ERROR: repair or wake it"],
    [{ isFreeze: true }, {}, "frozen: unfreeze it"],
    [{ taskStatus: "rebuilding" }, {}, "busy (rebuilding): wait until it is done"],
    [{}, { status: "ERROR" }, "of a pool in status ERROR: repair it in the console"],
    [{}, { status: "EXIST_FROZEN" }, "of a pool with frozen desktops: unfreeze them"],
    [{}, { chargingMode: "0" }, "of a pool that is paid by the year or month: order it in the console"],
    [{}, { chargingMode: "1" }, undefined],
  ])("a copy on %j of %j", (at, of, why) => {
    expect(whyUnfit({ ...small, ...at }, { ...pool, ...of })).toBe(why);
  });
});

describe("copies that a preview has named", () => {
  const grow = (more: object = {}) => [
    {
      key: "data",
      volume: disk("x"),
      size: 100,
      mismatch: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 90 }] } },
      ...more,
    },
  ];
  const on = (desktops: readonly PoolDesktop[], more: object = {}, scope = wholePool) =>
    announcedGrowth(grow(more), scope, { pool, desktops }).map((t) => [...(t.on ?? [])]);

  test("are expanded where they are still too small and can be, and no others", () => {
    const others = desktop("d2", [copy("x", 80)]);
    expect(announcedGrowth(grow(), wholePool, { pool, desktops: [small, others] })).toEqual([
      { operation: "expand", key: "data", id: "x", size: 100, said: [], isToRepair: true, on: new Set(["d1"]) },
    ]);
    const cut = { mismatch: { smaller: { count: 2, desktops: [{ desktopId: "d1", size: 90 }] } } };
    expect(on([small, others], cut)).toEqual([["d1", "d2"]]);
    for (const at of [
      desktop("d1", [copy("x", 100)]),
      desktop("d1", []),
      { ...small, isFreeze: true },
      { ...small, status: "BUILD" },
    ])
      expect(on([at])).toEqual([]);
    expect([on([small], {}, two), on([small], {}, idle)]).toEqual([[["d1"]], []]);
  });
});

describe("what a state remembers", () => {
  const some = { count: 1, desktops: [{ desktopId: "d1", size: 90 }] };
  const known = { inconsistentDesktops: { data: { smaller: some } }, copiesWithoutRecord: { lost: some } };

  test("is what was known and is still so; the rest is new", () => {
    const now = {
      inconsistentDesktops: { data: { smaller: some, missing: some }, log: { larger: some } },
      copiesWithoutRecord: { lost: some, other: some },
    };
    expect(stillSo(known, now)).toEqual(known);
    expect(unknownTo(known, now)).toEqual(['"data"', '"log"', "other"]);
    expect(unknownTo(now, known)).toEqual([]);
    expect(stillSo(known, noMismatches)).toEqual(noMismatches);
  });

  test("is nothing that the next `up` would expand, when this one did not", () => {
    const observed = { data: disk("x") };
    const both = { ...known, inconsistentDesktops: { data: { smaller: some, larger: some } } };
    expect(needsGrowth({ ...both, observed }, { data: sas() })).toBe(true);
    expect(withoutGrowth(both, observed, { data: sas() })).toEqual({
      ...both,
      inconsistentDesktops: { data: { larger: some } },
    });
    expect(withoutGrowth(known, observed, { data: sas() }).inconsistentDesktops).toEqual({});
    for (const [seen, desired] of [
      [{}, { data: sas() }],
      [observed, {}],
      [observed, { data: sas(90) }],
    ] as const) {
      expect(needsGrowth({ ...both, observed: seen }, desired)).toBe(false);
      expect(withoutGrowth(both, seen, desired)).toEqual(both);
    }
    const missing = { ...known, inconsistentDesktops: { data: { missing: some } } };
    expect(withoutGrowth(missing, observed, { data: sas() })).toStrictEqual(missing);
  });

  test("is told once: a line where it changes, none where it stays", async () => {
    const lines: string[] = [];
    const say = (as: string) => async (line: string) => void lines.push(`${as} ${line}`);
    const report = { warn: say("warn"), note: say("note"), progress: say("progress"), done: say("done") };
    const before = { ...noMismatches, observed: {}, vanished: {} };
    const now = { ...known, observed: { data: disk("x") }, vanished: { log: "lost" }, desktopsUnseen: "no list" };
    await tellMismatches(report, before, now);
    expect(lines).toEqual([
      expect.stringMatching(/^warn disk "data" \(SAS, 100 GB, x\) is smaller on 1 desktop/),
      expect.stringMatching(/^warn disk "log" \(lost\) is not on the pool any more/),
      "note whether every desktop has its disks as the pool has them was not seen: no list",
    ]);
    lines.length = 0;
    await tellMismatches(report, now, { ...now, vanished: {} });
    await tellMismatches(report, now, { ...now, observed: {}, desktopsUnseen: undefined });
    await tellMismatches(report, before, { ...known, ...noMismatches, observed: {}, vanished: {} });
    expect(lines).toEqual([]);
    await tellMismatches(report, before, { ...now, vanished: { log: "another" }, inconsistentDesktops: {} });
    expect(lines[0]).toMatch(/^warn disk lost is not on the pool/);
  });
});
