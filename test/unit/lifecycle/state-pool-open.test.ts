/** What of a change is open when it ends: each disk that was touched and not proven, in few enough words for a state to hold. */
import { describe, expect, test } from "@jest/globals";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { type Draft, draftOf, finalOuts } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import {
  withinRoom,
  withOwnLists,
  withSharedLists,
} from "../../../provider/lifecycle/pool-volume-set/state/followers.ts";
import { type Failed, stateOf } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { poolWith, stateWith } from "./identity-scene.ts";

function openAfter(more: Partial<Draft>): readonly Failed[] {
  const draft = draftOf(stateWith(), { pool: poolWith([]), desktops: [], waitedOut: [] }, []);
  return stateOf(finalOuts({ ...draft, ...more }, {}, { poolId: "p" }, "2026-11-22")).failed;
}

const on = (n: number) => Array.from({ length: n }, (_, i) => ({ desktopId: `d${i}` }));
const failedOn = (id: string, n: number): Failed => ({ operation: "delete", key: id, id, desktops: on(n) });
const touched = (id: string, more: Partial<Touched> = {}): Touched => ({
  operation: "expand",
  key: id,
  id,
  said: [],
  ...more,
});

describe("a disk that was touched", () => {
  test("is open until it is proven, by this run or an earlier one, with what its job said and whom it was for", () => {
    const said = [{ desktopId: "d1", reason: "WKS.1" }];
    const open = openAfter({
      touched: [touched("x", { size: 120, said, isToRepair: true })],
      carried: [touched("y", { on: new Set(["d2"]), isCarried: true })],
    });
    expect(open).toEqual([
      { operation: "expand", key: "x", id: "x", size: 120, desktops: said },
      { operation: "expand", key: "y", id: "y", desktops: [], on: ["d2"] },
    ]);
  });

  test("is written without the marks that only this run needs", () => {
    const draft = draftOf(stateWith(), { pool: poolWith([]), desktops: [], waitedOut: [] }, []);
    const all = { ...draft, carried: [touched("y", { isCarried: true, isToRepair: true })] };
    expect(finalOuts(all, {}, {}, "2026-11-22").unfinished).toStrictEqual({
      failed: [{ operation: "expand", key: "y", id: "y", desktops: [] }],
    });
  });

  test("stands once, with what failed before and what is open now", () => {
    const before: Failed = { operation: "expand", key: "x", id: "x", desktops: [{ desktopId: "d1" }] };
    const open = openAfter({ failed: [before], touched: [touched("x", { said: [{ desktopId: "d2" }] })] });
    expect(open).toEqual([{ ...before, desktops: [{ desktopId: "d1" }, { desktopId: "d2" }] }]);
  });
});

describe("a state holds eighty names of desktops", () => {
  test.each<[string, readonly number[], readonly number[]]>([
    ["all of one failure", [80], [80]],
    ["no more of it", [81], [80]],
    ["half of them for each of two", [60, 10], [40, 10]],
    ["never more, where they cannot be shared evenly", [30, 30, 30], [26, 26, 26]],
  ])("%s", (_what, failed, kept) => {
    const open = openAfter({ failed: failed.map((n, i) => failedOn(`x${i}`, n)) });
    expect(open.map(({ desktops }) => desktops.length)).toEqual(kept);
  });

  test("and one of each failure, however many these are: the first ones", () => {
    const open = openAfter({ failed: Array.from({ length: 81 }, (_, i) => failedOn(`x${i}`, 2)) });
    expect(open.every(({ desktops }) => desktops.length === 1 && desktops[0]?.desktopId === "d0")).toBe(true);
  });
});

describe("the desktops that calls were for", () => {
  const lists = (n: number, size: number): Failed[] =>
    Array.from({ length: n }, (_, i) => ({
      ...failedOn(`x${i}`, 0),
      on: Array.from({ length: size }, (_, d) => `${i}-${d}`),
    }));

  test("are counted together: two lists that each have room may be too many", () => {
    expect(withinRoom(lists(2, 200)).map((f) => f.on?.length)).toEqual([200, 200]);
    expect(withinRoom([...lists(1, 200), ...lists(3, 101).slice(1)]).map((f) => f.on?.length)).toEqual([133, 101, 101]);
  });

  test("are never none of a deletion, however many deletions there are", () => {
    expect(withinRoom(lists(401, 2)).every((f) => f.on?.length === 1)).toBe(true);
  });

  test("are nobody's where a state counts lists that it does not have", () => {
    expect(withOwnLists({ failed: [{ ...failedOn("x", 0), followers: 0 }] })).toEqual([
      { ...failedOn("x", 0), on: [] },
    ]);
  });

  test("keep their order where one failure alone has them", () => {
    const alone = { ...failedOn("x", 0), on: ["d2", "d1"] };
    expect(withSharedLists([alone, failedOn("y", 0)])).toStrictEqual({ failed: [alone, failedOn("y", 0)] });
  });
});

test("a change that leaves nothing open leaves nothing", () => {
  expect(openAfter({})).toEqual([]);
});
