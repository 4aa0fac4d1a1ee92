/** How a disk is known again whose id the pool does not list any more: by its copies on desktops, and by nothing that is another's. */
import { describe, expect, test } from "@jest/globals";
import {
  copiesOf,
  copiesUnderNewIds,
  knownOf,
} from "../../../provider/lifecycle/pool-volume-set/identity/known-copies.ts";
import { tracesOf } from "../../../provider/lifecycle/pool-volume-set/identity/traces.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";

type Remembered = Parameters<typeof tracesOf>[0];

const copy = (of: string | undefined, volumeId?: string): PoolDesktop["dataVolumes"][number] => ({
  ...(of === undefined ? {} : { desktopPoolDiskId: of }),
  ...(volumeId === undefined ? {} : { volumeId }),
  type: "SAS",
  size: 100,
});
const desktop = (desktopId: string, ...dataVolumes: PoolDesktop["dataVolumes"]): PoolDesktop => ({
  desktopId,
  dataVolumes,
});

describe("what a disk is known by", () => {
  const four = ["d1", "d2", "d3", "d4"].map((id) => desktop(id, copy("x", `v-${id}`)));

  test("is three of its copies, those known before first", () => {
    expect(copiesOf({ data: "x" }, four, {})).toEqual({
      data: { of: "x", on: { d1: "v-d1", d2: "v-d2", d3: "v-d3" } },
    });
    const before = { data: { of: "x", on: { d4: "v-d4", d2: "v-old" } } };
    expect(copiesOf({ data: "x" }, four, before)).toEqual({
      data: { of: "x", on: { d4: "v-d4", d1: "v-d1", d2: "v-d2" } },
    });
  });

  test("stays what it was while no desktop shows it, and is nothing where nobody ever did", () => {
    const before = { data: { of: "x", on: { d1: "v-d1" } } };
    expect(copiesOf({ data: "x", log: "y" }, [], before)).toEqual(before);
    expect(copiesOf({ data: "x" }, [desktop("d1", copy("x"))], {})).toEqual({});
  });

  test("is of that very disk: of another one under the same key, it tells nothing", () => {
    const copies = { data: { of: "x", on: { d1: "v-d1" } } };
    expect([knownOf("data", "x", copies), knownOf("data", "y", copies), knownOf("constructor", "x", copies)]).toEqual([
      { d1: "v-d1" },
      {},
      {},
    ]);
    expect(copiesUnderNewIds({ ...copies, log: { of: "y", on: {} } }, new Map([["x", "n"]]))).toEqual({
      data: { of: "n", on: { d1: "v-d1" } },
      log: { of: "y", on: {} },
    });
  });
});

const state = (more: Partial<Remembered> = {}): Remembered => ({
  volumeIds: { data: "o" },
  vanished: {},
  copies: { data: { of: "o", on: { d1: "v1", d2: "v2" } } },
  pending: [],
  undeclaredVolumes: [],
  ...more,
});
const expanding = (before: readonly string[]): Remembered["pending"] => [
  { operation: "expand", disks: [{ key: "data", id: "o", type: "SAS", size: 120 }], before: [...before] },
];
const n = [disk("n", 120)];

describe("a lost disk", () => {
  const moved = [desktop("d1", copy("n", "v1")), desktop("d2", copy("n", "v2"))];
  const copiesIn = (remembered: Remembered, desktops: readonly PoolDesktop[], volumes = n) =>
    Object.fromEntries(tracesOf(remembered, { volumes, desktops }).copies);

  test("is where its copies are", () => {
    expect(copiesIn(state(), moved)).toEqual({ o: "n" });
    expect(copiesIn(state({ volumeIds: {}, vanished: { data: "o" } }), moved)).toEqual({ o: "n" });
  });

  test.each<[string, Remembered, readonly PoolDesktop[]]>([
    ["the copies tell two records", state(), [desktop("d1", copy("n", "v1")), desktop("d2", copy("m", "v2"))]],
    ["they are still of the old one", state(), [desktop("d1", copy("o", "v1"))]],
    ["they name no record", state(), [desktop("d1", copy(undefined, "v1"))]],
    ["they have no id", state(), [desktop("d1", copy("n"))]],
    ["they are other volumes", state(), [desktop("d1", copy("n", "v9"))]],
    ["nothing is known of it", state({ copies: {} }), moved],
    ["an earlier command has seen that record in no key", state({ undeclaredVolumes: n }), moved],
    [
      "that record was there before our expansion",
      state({ undeclaredVolumes: n, pending: expanding(["o", "n"]) }),
      moved,
    ],
  ])("is nowhere else where %s", (_why, remembered, desktops) => {
    expect(copiesIn(remembered, desktops)).toEqual({});
  });

  test("is where our own expansion of it made a record, though a refresh has seen that before its end", () => {
    expect(copiesIn(state({ undeclaredVolumes: n, pending: expanding(["o"]) }), moved)).toEqual({ o: "n" });
    const other = expanding(["o"]).map((p) => ({ ...p, disks: p.disks.map((d) => ({ ...d, id: "z" })) }));
    expect(copiesIn(state({ undeclaredVolumes: n, pending: other }), moved)).toEqual({});
  });

  test("that a refresh missed and the pool lists again is itself", () => {
    const missed = state({ volumeIds: {}, vanished: { data: "o" } });
    expect(copiesIn(missed, [], [disk("o")])).toEqual({ o: "o" });
    expect(copiesIn(state(), moved, [disk("o")])).toEqual({});
  });
});

describe("what else is told", () => {
  test("what an expansion was to make, and what was there before it", () => {
    const other: Remembered["pending"] = [{ operation: "add", disks: [], before: ["q"] }];
    const traces = tracesOf(state({ pending: [...expanding(["o", "p"]), ...other] }), { volumes: n, desktops: [] });
    expect([Object.fromEntries(traces.expanded), [...traces.others]]).toEqual([
      { o: { type: "SAS", size: 120 } },
      ["o", "p"],
    ]);
  });

  test("a record is another disk's where the desktops have another copy of it", () => {
    const others = (desktops: readonly PoolDesktop[], remembered = state()) => [
      ...tracesOf(remembered, { volumes: n, desktops }).others,
    ];
    expect(others([desktop("d1", copy("n", "v9"))])).toEqual(["n"]);
    expect(others([desktop("d1", copy("n", "v1"))])).toEqual([]);
    expect(others([desktop("d1", copy("n"))])).toEqual([]);
    expect(others([desktop("d9", copy("n", "v9"))])).toEqual([]);
    expect(others([desktop("d1", copy("n", "v9"))], state({ volumeIds: { data: "n" }, copies: {} }))).toEqual([]);
    const two = state({
      volumeIds: { data: "o", log: "p" },
      copies: { data: { of: "o", on: { d1: "v1" } }, log: { of: "p", on: { d1: "v9" } } },
    });
    expect(others([desktop("d1", copy("n", "v9"))], two)).toEqual([]);
  });

  test("which of the lost disks desktops still have", () => {
    const traces = (desktops: readonly PoolDesktop[], volumes = n) => [
      ...tracesOf(state(), { volumes, desktops }).onDesktops,
    ];
    expect(traces([desktop("d1"), desktop("d2", copy("o", "v2"))])).toEqual(["o"]);
    expect(traces([desktop("d1", copy("n", "v1"))])).toEqual([]);
    expect(traces([desktop("d2", copy("o", "v2"))], [disk("o")])).toEqual([]);
  });
});
