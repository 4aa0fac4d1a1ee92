/** What an entry of a failure holds: the desktops that it is about, with what is known of each, and nothing of the others. */
import { describe, expect, test } from "@jest/globals";
import {
  isJudged,
  merged,
  notProven,
  onlyOn,
  orphans,
  type Touched,
} from "../../../provider/lifecycle/pool-volume-set/desktops/proof.ts";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { touched, withoutId } from "./desktops-scene.ts";
import { copy, desktop } from "./identity-scene.ts";

const failures = (touch: Touched, ...desktops: readonly PoolDesktop[]) => notProven([touch], desktops, [disk("x")]);
const lacks = desktop("d1", copy("y"));

describe("an entry", () => {
  test("of an add names the desktop, and no more where no more is known", () => {
    expect(failures(touched("add"), lacks)).toStrictEqual([
      { operation: "add", key: "data", id: "x", desktops: [{ desktopId: "d1" }] },
    ]);
  });

  test("keeps the size that was asked for; a copy that is there and too small is not one to delete by its id", () => {
    const asked = touched("add", { size: 120 });
    expect(failures(asked, lacks)).toStrictEqual([
      { operation: "add", key: "data", id: "x", size: 120, desktops: [{ desktopId: "d1" }] },
    ]);
    expect(failures(asked, desktop("d1", copy("x")))).toStrictEqual([
      { operation: "add", key: "data", id: "x", size: 120, desktops: [{ desktopId: "d1" }] },
    ]);
  });

  test("of an expansion becomes one of an add, without a size, where the desktop has no copy", () => {
    expect(failures(touched("expand", { size: 120 }), lacks, desktop("d2", copy("x")))).toStrictEqual([
      { operation: "expand", key: "data", id: "x", size: 120, desktops: [{ desktopId: "d2", volumeIds: ["v-x"] }] },
      { operation: "add", key: "data", id: "x", desktops: [{ desktopId: "d1" }] },
    ]);
  });

  test("of a deletion has no id where the copy has none", () => {
    expect(failures(touched("delete"), desktop("d1", withoutId(copy("x"))))).toStrictEqual([
      { operation: "delete", key: "data", id: "x", desktops: [{ desktopId: "d1" }] },
    ]);
  });

  test("gives each desktop its own reason", () => {
    const said = [
      { desktopId: "d9", reason: "in use" },
      { desktopId: "d1", reason: "no room" },
    ];
    const [entry] = failures(touched("add", { said }), lacks, { ...lacks, desktopId: "d2" });
    expect(entry?.desktops).toStrictEqual([{ desktopId: "d1", reason: "no room" }, { desktopId: "d2" }]);
  });
});

describe("whom a call was for", () => {
  test("is everybody, those of a list, or those that its job named", () => {
    const judged = (more: Partial<Touched>) => isJudged(touched("add", more), lacks);
    const others = new Set(["d9"]);
    expect([judged({}), judged({ on: new Set(["d1"]) }), judged({ on: others, said: [{ desktopId: "d1" }] })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([judged({ on: others }), judged({ on: others, said: [{ desktopId: "d9" }] })]).toEqual([false, false]);
  });

  test("is a list that the state holds, an empty one for nobody, and none for everybody", () => {
    expect([onlyOn(undefined), onlyOn([]), onlyOn(["d1"])]).toStrictEqual([
      {},
      { on: new Set() },
      { on: new Set(["d1"]) },
    ]);
  });

  test("leaves out a desktop that is being made, unless the job named that very one", () => {
    const building = { ...lacks, status: "BUILD" };
    expect(failures(touched("add", { said: [{ desktopId: "d9" }] }), building)).toEqual([]);
    expect(failures(touched("add", { said: [{ desktopId: "d9" }, { desktopId: "d1" }] }), building)).toHaveLength(1);
  });
});

test("by the job's word an add is open while one of the pool's disks has no equal on the desktop, though another has", () => {
  const said = [{ desktopId: "d1" }];
  const open = notProven(
    [touched("add", { said, isCarried: true })],
    [desktop("d1", copy(undefined))],
    [disk("x"), { ...disk("y"), type: "SSD" }],
  );
  expect(open).toStrictEqual([{ operation: "add", key: "data", id: "x", desktops: said }]);
});

test("two failures of one disk name each desktop once, whichever of them had more", () => {
  const failed = (...ids: readonly string[]): Failed => ({
    ...{ operation: "add", key: "data", id: "x" },
    desktops: ids.map((desktopId) => ({ desktopId })),
  });
  expect(merged([failed("d1", "d2"), failed("d2", "d3")])).toStrictEqual([failed("d1", "d2", "d3")]);
});

test("an orphan without a name is told by its desktop's id alone", () => {
  expect(orphans([desktop("d1", copy("lost"))], new Set())).toStrictEqual([{ desktopId: "d1", volumeIds: ["v-lost"] }]);
});
