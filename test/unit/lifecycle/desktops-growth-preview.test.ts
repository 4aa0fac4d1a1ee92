/** Which copies a preview may promise to expand, and which of them are still meant when the `up` comes to it. */
import { describe, expect, test } from "@jest/globals";
import {
  announcedGrowth,
  mismatchesNow,
  needsGrowth,
  noMismatches,
  toGrow,
} from "../../../provider/lifecycle/pool-volume-set/desktops/mismatches.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { type Scope, type Step, wholePool } from "../../../provider/volumes/types.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { later, some } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const small = desktop("d1", copy("x", { size: 90 }));
const smaller = { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 90 }] } };

describe("a preview", () => {
  const keep: Step = { kind: "keep", key: "data", volume: disk("x") };
  const state = { inputs: { poolId: "p", desktopIds: ["d1"] }, inconsistentDesktops: { data: smaller } };
  const news = { poolId: "p", desktopIds: ["d1"], volumes: { data: sas() } };

  test("promises to expand the copies that a refresh has named", () => {
    expect(toGrow([keep], state, news)).toEqual([{ key: "data", volume: disk("x"), size: 100, mismatch: smaller }]);
  });

  test("promises none where the program is for other desktops than the refresh compared", () => {
    expect(toGrow([keep], state, { ...news, desktopIds: ["d2"] })).toEqual([]);
    expect(toGrow([keep], state, { ...news, handleType: "FOR_EXPAND_AND_IDLE" })).toEqual([]);
  });

  test("promises none that the program does not want larger", () => {
    expect(toGrow([keep], state, { ...news, volumes: { data: sas(90) } })).toEqual([]);
  });
});

test("the next `up` has something to expand where one key of several has a copy that is too small", () => {
  const larger = { larger: { count: 1, desktops: [{ desktopId: "d1", size: 110 }] } };
  const observed = { data: disk("x"), log: disk("y") };
  const needs = (inconsistentDesktops: State["inconsistentDesktops"]) =>
    needsGrowth({ inconsistentDesktops, observed }, { data: sas(), log: sas() });
  expect([needs({ log: larger, data: smaller }), needs({ log: larger }), needs({})]).toEqual([true, false, false]);
});

describe("of the copies that were promised", () => {
  const promised = (mismatch: object = smaller) => [{ key: "data", volume: disk("x"), size: 100, mismatch }];
  const meant = (desktops: readonly PoolDesktop[], scope: Scope = wholePool, mismatch: object = smaller) =>
    announcedGrowth(promised(mismatch), scope, { pool: poolWith(["x"]), desktops }).map(({ on }) => [...(on ?? [])]);

  test.each<[string, PoolDesktop, Scope]>([
    ["one that has its size by now", desktop("d1", copy("x")), wholePool],
    ["one that is larger by now", desktop("d1", copy("x", { size: 110 })), wholePool],
    ["one that is gone", desktop("d1"), wholePool],
    ["one on a desktop that is busy", { ...small, taskStatus: "rebuilding" }, wholePool],
    ["one on a desktop in maintenance", { ...small, inMaintenanceMode: true }, wholePool],
    ["one on a frozen desktop", { ...small, isFreeze: true }, wholePool],
    ["one that the program leaves alone", small, some("d2")],
    ["one that no call reaches", small, later],
    ["one that was not named", { ...small, desktopId: "d7" }, wholePool],
  ])("%s is not expanded", (_which, one, scope) => {
    expect(meant([one], scope)).toEqual([]);
  });

  test("one on a desktop whose deletion has failed is expanded as on any other", () => {
    expect(meant([{ ...small, taskStatus: "deleteFailed" }])).toEqual([["d1"]]);
  });

  test("all count that are too small, where there were too many to name", () => {
    const many = { smaller: { ...smaller.smaller, count: 41 } };
    expect(meant([small, { ...small, desktopId: "d7" }, desktop("d8", copy("x"))], wholePool, many)).toEqual([
      ["d1", "d7"],
    ]);
  });
});

describe("desktops are compared", () => {
  const compare = (desktops: readonly PoolDesktop[], failed: readonly Failed[] = [], scope: Scope = wholePool) =>
    mismatchesNow({ volumeIds: { data: "x", log: "y" }, replacing: {}, failed: [...failed] }, scope, {
      pool: poolWith(["x", "y"]),
      desktops,
    });
  const whole = [copy("x"), copy("y")];

  test("key by key: one that is open, or in replacement, keeps none of the others from it", () => {
    const desktops = [desktop("d1", copy("x", { size: 90 }), copy("y", { size: 90 }))];
    expect(Object.keys(compare(desktops).inconsistentDesktops)).toEqual(["data", "log"]);
    const open: Failed = { operation: "expand", key: "log", id: "y", desktops: [] };
    expect(compare(desktops, [open]).inconsistentDesktops).toEqual({ data: smaller });
  });

  test("with their names, and with what keeps a copy from growing", () => {
    const named = { ...small, computerName: "pc-1", status: "ERROR", dataVolumes: [...small.dataVolumes, copy("y")] };
    expect(compare([named]).inconsistentDesktops).toEqual({
      data: {
        smaller: {
          count: 1,
          desktops: [{ desktopId: "d1", name: "pc-1", size: 90, because: "in status ERROR: repair or wake it" }],
        },
      },
    });
  });

  test("without what is being made, deleted or repaired by somebody", () => {
    const unready: readonly Partial<PoolDesktop>[] = [
      { status: "BUILD" },
      { taskStatus: "deleting" },
      { inMaintenanceMode: true },
    ];
    for (const at of unready) expect(compare([{ ...small, ...at }, desktop("d2", ...whole)])).toEqual(noMismatches);
  });

  test("without the copies that a failure has named, though another of the same desktop has no record either", () => {
    const left: Failed = {
      operation: "delete",
      key: "tmp",
      id: "lost",
      desktops: [{ desktopId: "d9" }, { desktopId: "d1", volumeIds: ["v-lost"] }],
    };
    const desktops = [desktop("d1", ...whole, copy("lost"), copy("other"))];
    expect(Object.keys(compare(desktops).copiesWithoutRecord)).toEqual(["lost", "other"]);
    expect(Object.keys(compare(desktops, [left]).copiesWithoutRecord)).toEqual(["other"]);
  });

  test("disk by disk: one of a desktop's own is no copy, and one without an id is a copy as any other", () => {
    const own = { volumeId: "v-own", type: "SAS", size: 10 };
    expect(compare([desktop("d1", ...whole, own)])).toEqual(noMismatches);
    const { volumeId: _id, ...noId } = copy("x", { size: 90 });
    const open: Failed = { operation: "delete", key: "tmp", id: "lost", desktops: [{ desktopId: "d9" }] };
    expect(compare([desktop("d1", noId, copy("y"))], [open]).inconsistentDesktops).toEqual({ data: smaller });
  });

  test("for what has no record also where they need not follow", () => {
    const found = compare([desktop("d1", copy("lost"))], [], some("d2"));
    expect(found).toEqual({
      inconsistentDesktops: {},
      copiesWithoutRecord: { lost: { count: 1, desktops: [{ desktopId: "d1", size: 100 }] } },
    });
  });
});
