/** Copies that a deletion of the whole pool has left on single desktops: which of them an `up` deletes, and when it has nothing to send. */
import { describe, expect, test } from "@jest/globals";
import type { Touched } from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import { deleteLeftCopies, needsRepair } from "../../../provider/lifecycle/pool-volume-set/desktops/repair.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { free, idle, inUse, later, some, touched, withoutId, workOn } from "./desktops-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

/** Of a disk that the pool has no record of any more. */
const gone = touched("delete", { key: "log", id: "lost" });
const has = desktop("d1", copy("x"), copy("lost"));
const lacks = desktop("d2", copy("x"));
const named = (id: string) => ({ ...has, desktopId: id });

const needs = (todo: readonly Touched[], desktops: readonly PoolDesktop[], scope: Scope = wholePool) =>
  needsRepair(todo, { pool: poolWith(["x", "y"]), desktops }, scope);

describe("whether anything has to be sent to single desktops", () => {
  test.each<[string, boolean, readonly Touched[], readonly PoolDesktop[], Scope]>([
    ["a copy is left on one of two desktops", true, [gone], [lacks, has], wholePool],
    ["of two deletions one has left a copy", true, [touched("delete", { id: "off" }), gone], [has], wholePool],
    ["no copy is left", false, [gone], [lacks], wholePool],
    ["nothing was begun", false, [], [has], wholePool],
    ["the pool has the disk still, which is deleted as a whole", false, [touched("delete")], [has], wholePool],
    ["the disk without a record was to be added", false, [touched("add", { id: "lost" })], [has], wholePool],
    ["the copy has no id to delete it by", false, [gone], [desktop("d1", withoutId(copy("lost")))], wholePool],
    ["the deletion was for other desktops", false, [{ ...gone, on: new Set(["d9"]) }], [has], wholePool],
    ["the deletion was for this desktop", true, [{ ...gone, on: new Set(["d1"]) }], [has], wholePool],
    ["the program names other desktops by now", false, [gone], [has], some("d9")],
    ["the program names this desktop", true, [gone], [has], some("d1")],
    ["the program leaves all desktops alone by now", false, [gone], [has], later],
    ["somebody works on it, and idle ones alone are to follow", false, [gone], [{ ...has, ...inUse }], idle],
    ["nobody works on it, and idle ones alone are to follow", true, [gone], [{ ...has, ...free }], idle],
  ])("where %s: %s", (_where, isNeeded, todo, desktops, scope) => {
    expect(needs(todo, desktops, scope)).toBe(isNeeded);
  });

  const grow = touched("expand", { size: 120 });

  test.each<[string, boolean, Touched, PoolDesktop, Scope]>([
    ["a copy is smaller than it was to be", true, grow, has, wholePool],
    ["it is as large", false, touched("expand", { size: 100 }), has, wholePool],
    ["it is larger", false, touched("expand", { size: 90 }), has, wholePool],
    ["no size was asked for", false, touched("expand"), has, wholePool],
    ["the disk was added, not expanded", false, touched("add", { size: 120 }), has, wholePool],
    ["there is no copy", false, grow, desktop("d1"), wholePool],
    ["the copy has no id to expand it by", false, grow, desktop("d1", withoutId(copy("x"))), wholePool],
    ["the call was for other desktops", false, { ...grow, on: new Set(["d9"]) }, has, wholePool],
    [
      "the call was for this desktop, and the program names others by now",
      true,
      { ...grow, on: new Set(["d1"]) },
      has,
      some("d9"),
    ],
    ["the call was for all desktops, and the program names others by now", false, grow, has, some("d9")],
  ])("an expansion, where %s: %s", (_where, isNeeded, todo, one, scope) => {
    expect(needs([todo], [one], scope)).toBe(isNeeded);
  });
});

describe("what a deletion has left", () => {
  const begin = async (carried: readonly Touched[], desktops: readonly PoolDesktop[], scope = wholePool) => {
    const scene = await workOn({ looks: [desktops], scope });
    await deleteLeftCopies(scene.work, carried);
    return { asked: scene.asked, heard: scene.heard, isAccepted: scene.draft.accepted };
  };

  test("goes from each desktop that has it, and the state is told of every end from the first call on", async () => {
    expect(await begin([gone], [named("d1"), lacks, named("d3")])).toEqual({
      asked: ["desktops", ...["delete v-lost on d1", "delete v-lost on d3"], ...["job delete-d1", "job delete-d3"]],
      heard: [
        'progress: deleting what is left of disk "log" on desktop d1',
        'progress: deleting what is left of disk "log" on desktop d3',
      ],
      isAccepted: true,
    });
  });

  test("of several disks goes from a desktop in one call", async () => {
    const other = touched("delete", { key: "tmp", id: "off" });
    const { asked, heard } = await begin([gone, other], [desktop("d1", copy("off"), copy("lost"), copy("x"))]);
    expect(asked[1]).toBe("delete v-lost and v-off on d1");
    expect(heard).toEqual(['progress: deleting what is left of disks "log", "tmp" on desktop d1']);
  });

  test("is looked for only after a deletion", async () => {
    const none = { asked: [], heard: [], isAccepted: false };
    expect(await begin([], [has])).toEqual(none);
    expect(await begin([touched("expand", { id: "lost" }), touched("add", { id: "lost" })], [has])).toEqual(none);
  });

  test("is nothing where the desktops have no copy, or none that the program still reaches", async () => {
    const looked = { asked: ["desktops"], heard: [], isAccepted: false };
    expect(await begin([gone], [lacks])).toEqual(looked);
    expect(await begin([gone], [{ ...has, ...inUse }], idle)).toEqual(looked);
    expect(await begin([gone], [has], some("d9"))).toEqual(looked);
  });

  test("of another disk on the same desktop stays: an expansion that is carried beside it deletes nothing", async () => {
    const { asked } = await begin([gone, touched("expand", { size: 120 })], [has]);
    expect(asked[1]).toBe("delete v-lost on d1");
  });
});
