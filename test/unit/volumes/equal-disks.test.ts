/** Disks that are equal, and desktops that differ: whose is whose must not hang on an order, nor on what nobody has said. */
import { describe, expect, test } from "@jest/globals";
import {
  type DesktopCopies,
  keysToGrow,
  mismatchesOf,
  mismatchWords,
  sizeToHave,
} from "../../../provider/volumes/copies.ts";
import { assign } from "../../../provider/volumes/match.ts";
import { disk, planOf, reasonsOf, sas, stepsOf } from "./questions.ts";

describe("equal keys and equal disks", () => {
  test("meet in one way, however they come", () => {
    const keys = [["a", sas()] as const, ["b", sas()] as const];
    const disks = [disk("x"), disk("y")];
    for (const asked of [keys, keys.toReversed()])
      for (const there of [disks, disks.toReversed()])
        expect(Object.fromEntries([...assign(asked, there)].map(([key, { id }]) => [key, id]))).toEqual({
          a: "y",
          b: "x",
        });
  });

  test("a disk whose speed the service does not tell fits a key that asks for one", () => {
    const plan = planOf({
      pool: [disk("x")],
      desired: { a: sas(100, { iops: 3000 }) },
      recoverable: { x: "recovered" },
    });
    expect(stepsOf(plan)).toEqual(["recover a x"]);
  });

  test("what the state proves to have been added counts as added", () => {
    const { steps } = planOf({ pool: [disk("x")], desired: { a: sas() }, recoverable: { x: "added" } });
    expect(steps).toEqual([{ kind: "recover", key: "a", volume: disk("x"), origin: "added" }]);
  });

  test("too many of one kind stop no key of another kind", () => {
    const plan = planOf({
      pool: [disk("x"), disk("y"), disk("z", 50)],
      desired: { a: sas(), b: sas(50) },
      recoverable: { x: "recovered", y: "recovered", z: "recovered" },
    });
    expect([stepsOf(plan), plan.refusals.map((r) => r.key)]).toEqual([["recover b z"], ["a"]]);
  });

  test("one of them that is ours for sure is enough: another disk needs another key", () => {
    const recoverable = { x: "added", y: "recovered" } as const;
    expect(reasonsOf(planOf({ pool: [disk("x"), disk("y")], desired: { a: sas() }, recoverable }))).toEqual([
      expect.stringMatching(/; another disk needs another key$/),
    ]);
  });
});

describe("copies on desktops", () => {
  const volumes = [disk("D1"), disk("D2", 50)];
  const compare = (...desktops: readonly DesktopCopies[]) =>
    mismatchesOf({ volumeIds: { data: "D1", log: "D2" }, volumes, desktops });

  test("are held against their own disk of the pool", () => {
    const { inconsistentDesktops } = compare({
      desktopId: "a",
      copies: [
        { of: "D2", size: 40 },
        { of: "D1", size: 100 },
      ],
    });
    expect(inconsistentDesktops).toEqual({ log: { smaller: { count: 1, desktops: [{ desktopId: "a", size: 40 }] } } });
  });

  test("need not be there where the pool's changes are not for the desktop; what has no record is told all the same", () => {
    const { inconsistentDesktops, copiesWithoutRecord } = compare({
      desktopId: "a",
      follows: false,
      copies: [{ of: "D9", size: 10 }],
    });
    expect(inconsistentDesktops).toEqual({});
    expect(Object.keys(copiesWithoutRecord)).toEqual(["D9"]);
  });

  test("of a desktop's own are none without a record", () => {
    const copies = [{ of: "D1", size: 100 }, { of: "D2", size: 50 }, { size: 30 }];
    expect(compare({ desktopId: "a", copies })).toEqual({ inconsistentDesktops: {}, copiesWithoutRecord: {} });
  });

  test("that differ in one way have one line", () => {
    const one = { count: 1, desktops: [{ desktopId: "a" }] };
    expect(mismatchWords("data", disk("D1"), { missing: one })).toEqual([
      expect.stringContaining("is missing on 1 desktop"),
    ]);
    expect(mismatchWords("data", disk("D1"), { larger: one })).toEqual([
      expect.stringContaining("is larger on 1 desktop"),
    ]);
  });

  test("of a key that the program does not have are to have nothing", () => {
    expect(sizeToHave(disk("D1"), undefined)).toBe(0);
    const smaller = { count: 1, desktops: [{ desktopId: "a", size: 40 }] };
    const steps = [{ kind: "keep", key: "data", volume: disk("D1") }] as const;
    expect(keysToGrow(steps, { inconsistentDesktops: { data: { smaller } } }, {})).toEqual([]);
  });
});
