/** Whether each desktop has what a call was to give it: read from the desktops, or, where they do not tell, from the job's word. */
import { describe, expect, test } from "@jest/globals";
import {
  canBeProven,
  merged,
  notProven,
  orphans,
  poolDiskIdsOf,
  type Touched,
  volumeIdsOf,
} from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { DesktopVolume, PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";

const copy = (of: string | undefined, size = 100, volumeId = `v-${of}`): DesktopVolume => ({
  ...(of === undefined ? {} : { desktopPoolDiskId: of }),
  volumeId,
  type: "SAS",
  size,
});
const desktop = (
  desktopId: string,
  dataVolumes: readonly DesktopVolume[],
  more: Partial<PoolDesktop> = {},
): PoolDesktop => ({
  desktopId,
  dataVolumes,
  ...more,
});
const touched = (operation: Touched["operation"], more: Partial<Touched> = {}): Touched => ({
  operation,
  key: "data",
  id: "x",
  said: [],
  ...more,
});
const volumes = [disk("x")];
const told = (touch: Touched, ...desktops: readonly PoolDesktop[]) =>
  notProven([touch], desktops, volumes).map(({ operation, desktops: on }) => [operation, on]);

describe("by the copies of the desktops", () => {
  const has = desktop("d1", [copy("x")]);
  const lacks = desktop("d2", [copy("z")], { computerName: "pc-2" });

  test.each<[string, Touched, readonly PoolDesktop[], unknown[]]>([
    ["an add is proven by a copy", touched("add"), [has], []],
    ["an add is missing without one", touched("add"), [has, lacks], [["add", [{ desktopId: "d2", name: "pc-2" }]]]],
    ["a deletion is proven by none", touched("delete"), [lacks], []],
    [
      "a deletion is not, while one is left",
      touched("delete"),
      [has, lacks],
      [["delete", [{ desktopId: "d1", volumeIds: ["v-x"] }]]],
    ],
    ["an expansion is proven by its size", touched("expand", { size: 100 }), [has], []],
    ["a larger copy is no failure", touched("expand", { size: 90 }), [has], []],
    [
      "a smaller one is",
      touched("expand", { size: 110 }),
      [has],
      [["expand", [{ desktopId: "d1", volumeIds: ["v-x"] }]]],
    ],
    [
      "a copy that is not there has no old size: it is missing",
      touched("expand", { size: 110 }),
      [lacks],
      [["add", [{ desktopId: "d2", name: "pc-2" }]]],
    ],
    ["a desktop that goes is not asked", touched("add"), [has, { ...lacks, taskStatus: "deleting" }], []],
    ["a desktop that is made is not asked", touched("add"), [has, { ...lacks, status: "BUILD" }], []],
    [
      "unless the job itself named it",
      touched("add", { said: [{ desktopId: "d2", reason: "no room" }] }),
      [has, { ...lacks, status: "BUILD" }],
      [["add", [{ desktopId: "d2", name: "pc-2", reason: "no room" }]]],
    ],
    ["a desktop that the call was not for is not asked", touched("add", { on: new Set(["d1"]) }), [has, lacks], []],
    [
      "unless the job named it all the same",
      touched("add", { on: new Set(["d1"]), said: [{ desktopId: "d2" }] }),
      [has, lacks],
      [["add", [{ desktopId: "d2", name: "pc-2" }]]],
    ],
  ])("%s", (_name, touch, desktops, failed) => {
    expect(told(touch, ...desktops)).toEqual(failed);
  });

  test("what is left keeps whom the call was for, as far as it failed there, and the size", () => {
    const touch = touched("expand", { size: 110, on: new Set(["d1", "d2"]) });
    expect(notProven([touch], [has, desktop("d2", [copy("x", 120)])], volumes)).toEqual([
      {
        operation: "expand",
        key: "data",
        id: "x",
        size: 110,
        desktops: [{ desktopId: "d1", volumeIds: ["v-x"] }],
        on: ["d1"],
      },
    ]);
  });
});

test("a failed deletion keeps whom it was for, those where it failed first; of an add only these are of use", () => {
  const on = new Set(["d1", "d2"]);
  const desktops = [desktop("d1", []), desktop("d2", [copy("x")]), desktop("d3", [copy("x")])];
  const whom = (operation: Touched["operation"]) => notProven([touched(operation, { on })], desktops, volumes)[0]?.on;
  expect([whom("delete"), whom("add")]).toEqual([["d2", "d1"], ["d1"]]);
});

describe("by the word of the job, where copies do not tell whose they are", () => {
  const nameless = (desktopId: string, ...sizes: readonly number[]) =>
    desktop(
      desktopId,
      sizes.map((size) => copy(undefined, size, `v-${size}`)),
    );
  const said = [{ desktopId: "d1", reason: "no room" }];

  test("it holds for a call of this run, whatever the desktop has", () => {
    expect(told(touched("add", { said }), nameless("d1", 100))).toEqual([["add", said]]);
    expect(told(touched("add"), nameless("d1", 50))).toEqual([]);
  });

  test.each<[string, Touched["operation"], readonly number[], boolean]>([
    ["an add holds while no disk is large enough", "add", [50], true],
    ["an add is over with as many as the pool has", "add", [100], false],
    ["an expansion is over with a larger one", "expand", [120], false],
    ["a deletion holds while there are more than the pool has beside the disk", "delete", [100, 50], true],
    ["a deletion that left the pool's record too holds with as many as the pool has", "delete", [50], true],
    ["a deletion is over with as many as the pool has beside the disk", "delete", [], false],
  ])("of an earlier run, %s", (_name, operation, sizes, holds) => {
    expect(told(touched(operation, { said, isCarried: true }), nameless("d1", ...sizes))).toEqual(
      holds ? [[operation, said]] : [],
    );
  });

  test("of a desktop that has left the pool nothing is told", () => {
    expect(told(touched("add", { said }), nameless("d2", 50))).toEqual([]);
  });

  test("disks of another type do not make up for it", () => {
    const ssd = { ...nameless("d1"), dataVolumes: [{ ...copy(undefined), type: "SSD" }] };
    expect(told(touched("add", { said, isCarried: true }), ssd)).toEqual([["add", said]]);
  });

  describe("of a deletion that was taken back", () => {
    const lost = touched("add", { isTakenBack: true, isCarried: true });
    const d1 = { desktopId: "d1" };

    test.each<[string, readonly number[], boolean]>([
      ["who has no such disk has lost it", [], true],
      ["a smaller disk is none", [50], true],
      ["a larger one is one", [120], false],
    ])("%s", (_name, sizes, isLost) => {
      expect(told(lost, nameless("d1", ...sizes), nameless("d2", 100))).toEqual(isLost ? [["add", [d1]]] : []);
    });

    test("who lacks another disk of the pool has not lost this one", () => {
      const volumes = [disk("x", 100), disk("y", 120)];
      expect(notProven([lost], [nameless("d1", 100), nameless("d2", 120)], volumes)).toEqual([
        expect.objectContaining({ id: "x", desktops: [{ desktopId: "d2" }] }),
      ]);
    });

    test("of two equal disks it is the one whose deletion had begun", () => {
      const volumes = [disk("x", 100), disk("y", 100)];
      expect(notProven([lost], [nameless("d1", 100), nameless("d2", 100, 100)], volumes)).toEqual([
        expect.objectContaining({ id: "x", desktops: [{ desktopId: "d1" }] }),
      ]);
    });

    test("only those whom it was for are judged, and nobody who is just being made", () => {
      const other = nameless("d2", 100);
      expect(told({ ...lost, on: new Set(["d2"]) }, nameless("d1"), other)).toEqual([]);
      expect(told(lost, { ...nameless("d1"), status: "BUILD" }, other)).toEqual([]);
    });

    test("what is not on the pool is not missing", () => {
      expect(told({ ...lost, id: "z" }, nameless("d1"), nameless("d2", 100))).toEqual([]);
    });

    test("a copy that did not grow is told as such, and is not missing too", () => {
      const expand = touched("expand", { size: 100, said });
      const found = (...touches: readonly Touched[]) =>
        notProven(touches, [nameless("d1", 50), nameless("d2", 100)], volumes).map((f) => f.operation);
      expect(found(expand, lost)).toEqual(["expand"]);
      expect(found({ ...expand, id: "z" }, lost)).toEqual(["expand", "add"]);
      expect(found({ ...expand, said: [{ desktopId: "d2" }] }, lost)).toEqual(["expand", "add"]);
    });
  });
});

test("copies tell whose they are as soon as one of them does, or there is none", () => {
  expect(canBeProven([])).toBe(true);
  expect(canBeProven([desktop("d1", []), desktop("d2", [])])).toBe(true);
  expect(canBeProven([desktop("d1", [copy(undefined)])])).toBe(false);
  expect(canBeProven([desktop("d1", [copy(undefined)]), desktop("d2", [copy("x")])])).toBe(true);
});

describe("failures of one disk and one operation", () => {
  const failed = (more: Partial<Failed>): Failed => ({ operation: "add", key: "data", id: "x", desktops: [], ...more });

  test("are one entry, with each desktop once, and the first word on it", () => {
    const one = failed({ desktops: [{ desktopId: "d1", reason: "first" }], on: ["d1"] });
    const two = failed({ desktops: [{ desktopId: "d1", reason: "second" }, { desktopId: "d2" }], on: ["d1", "d2"] });
    expect(merged([one, two])).toEqual([
      failed({ desktops: [{ desktopId: "d1", reason: "first" }, { desktopId: "d2" }], on: ["d1", "d2"] }),
    ]);
  });

  test("are for every desktop where one of the calls was", () => {
    const some = failed({ desktops: [{ desktopId: "d1" }], on: ["d1"] });
    const all = failed({ desktops: [{ desktopId: "d2" }] });
    for (const both of [merged([some, all]), merged([all, some])]) expect(both.map((f) => "on" in f)).toEqual([false]);
  });

  test("stay apart by disk, by operation, and where no disk has a record", () => {
    const apart = [failed({}), failed({ id: "y" }), failed({ operation: "delete" })];
    expect(merged(apart)).toEqual(apart);
    const stray: Failed = { operation: "add", key: "data", desktops: [{ desktopId: "d1" }] };
    expect(merged([stray, stray])).toHaveLength(2);
  });
});

test("copies whose record is nowhere are orphans, with the ids to delete them by", () => {
  const desktops = [
    desktop("d1", [copy("x"), copy("lost"), copy(undefined)], { computerName: "pc-1" }),
    desktop("d2", [copy("x")]),
    desktop("d3", [{ desktopPoolDiskId: "lost", type: "SAS", size: 100 }]),
  ];
  expect(orphans(desktops, new Set(["x"]))).toEqual([{ desktopId: "d1", name: "pc-1", volumeIds: ["v-lost"] }]);
  expect(poolDiskIdsOf(desktops)).toEqual(["x", "lost", "x", "lost"]);
  expect([...volumeIdsOf(desktops)].sort()).toEqual(["v-lost", "v-undefined", "v-x"]);
});
