/** Disks that are known to be a desktop's own where the service does not tell: claimed ones, and what an add of ours has brought. */
import { describe, expect, test } from "@jest/globals";
import {
  isBroughtBy,
  isEither,
  isLikeOneOfPool,
  isOneOf,
  ownByState,
} from "../../../provider/lifecycle/desktop-volume-set/desktops/own-disks.ts";
import { stateOf } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { poolWith } from "./identity-scene.ts";

const pool = poolWith(["x"]);
const unlike = disk("new", 50);
const alike = disk("new");
const ssd = { ...disk("new"), type: "SSD" };

test("a disk is one of some ids, and one rule of two is enough", () => {
  const [one, other] = [isOneOf(["a"]), isOneOf(["b"])];
  const either = isEither(one, other);
  expect(["a", "b", "c"].map((id) => either(disk(id), pool))).toEqual([true, true, false]);
});

test("like a disk of the pool is one of the same type and size", () => {
  const two = poolWith([disk("x"), disk("y", 50)]);
  expect([alike, unlike, ssd, disk("z", 60)].map((one) => isLikeOneOfPool(one, two))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe("what an add has brought", () => {
  const add = (...sizes: readonly number[]) => ({
    before: ["old"],
    disks: sizes.map((size) => ({ key: `k${size}`, type: "SAS", size })),
  });

  test("is new since then, and of a type and size that it asked for", () => {
    expect(isBroughtBy(add(30, 50), false)(unlike, pool)).toBe(true);
    expect(isBroughtBy(add(30), false)(unlike, pool)).toBe(false);
    expect(isBroughtBy(add(50), false)(disk("old", 50), pool)).toBe(false);
    expect(isBroughtBy(add(100), false)(ssd, pool)).toBe(false);
  });

  test("may be a copy of the pool's where it is like one of those, unless the add is known to be done", () => {
    expect(isBroughtBy(add(100), false)(alike, pool)).toBe(false);
    expect(isBroughtBy(add(100), true)(alike, pool)).toBe(true);
    expect(isBroughtBy(add(50), true)(alike, pool)).toBe(false);
  });
});

describe("by what the state says", () => {
  const replacing = { data: { old: "a", new: "b", consent: "A", declared: sas() } };
  const begun = { operation: "add", disks: [{ key: "new", type: "SAS", size: 100 }], before: ["old"] };
  const isOwn = (outs: object, id: string, good: readonly string[] = []) =>
    ownByState(stateOf({ desktopId: "d1", ...outs }), new Set(good))(disk(id), pool);

  test("disks in keys, missed ones, and those on their way into a key are the desktop's own", () => {
    const outs = { volumeIds: { data: "a" }, vanished: { log: "c" }, unfinished: { replacing } };
    expect(["a", "b", "c", "d"].map((id) => isOwn(outs, id))).toEqual([true, true, true, false]);
    expect(isOwn({}, "a")).toBe(false);
  });

  test("what an open add has brought is so where its job is known to have ended well", () => {
    const outs = { unfinished: { pending: [{ ...begun, jobId: "j" }] } };
    expect([isOwn(outs, "n", ["j"]), isOwn(outs, "n", ["k"]), isOwn(outs, "n")]).toEqual([true, false, false]);
    expect(isOwn(outs, "old", ["j"])).toBe(false);
  });

  test("of several open adds each counts, and no other call brings a disk", () => {
    const pending = [
      { ...begun, disks: [{ key: "tmp", type: "SAS", size: 30 }], jobId: "k" },
      { ...begun, jobId: "j" },
    ];
    expect(isOwn({ unfinished: { pending } }, "n", ["j"])).toBe(true);
    const expansion = { unfinished: { pending: [{ ...begun, operation: "expand", jobId: "j" }] } };
    expect(isOwn(expansion, "n", ["j"])).toBe(false);
  });

  test("an add whose answer was lost is not known to have ended well", () => {
    expect(isOwn({ unfinished: { pending: [begun] } }, "n", ["j"])).toBe(false);
  });
});
