/** What is said of a pool that a preview does not know yet, and of one whose disks nothing can change now. */
import { describe, expect, test } from "@jest/globals";
import { poolRefusals } from "../../../provider/lifecycle/volume-set/pool-refusals.ts";
import { aliasWords, unknownPoolRefusal } from "../../../provider/lifecycle/volume-set/unknown-pool-words.ts";
import { poolWith } from "./identity-scene.ts";
import { unknown } from "./state-scene.ts";

describe("a set whose pool is not known yet", () => {
  test("is told that no disk will be deleted, and how the pool is replaced, or kept under another name", () => {
    expect(unknownPoolRefusal({ poolId: "p" }, { poolId: unknown })).toBe(
      "which pool it will be is not known yet: it is new in the program, or is to be replaced. If it is another one than p, the `pulumi up` stops and no disk is deleted: " +
        "if the pool resource was renamed or moved in the program, give it `aliases`; to replace the pool, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on the pool and on this set",
    );
    expect(aliasWords({ poolId: unknown })).toBe(
      "; if the pool resource was renamed or moved in the program, give it `aliases` instead",
    );
  });

  test("may go on where the state allows the deletion of its disks", () => {
    expect(unknownPoolRefusal({ poolId: "p", forceDestroy: true }, { poolId: unknown })).toBeUndefined();
    expect(unknownPoolRefusal({ poolId: "p", forceDestroy: false }, { poolId: unknown })).toMatch(/than p, the/);
  });

  test("is nothing to speak of where the pool is known", () => {
    expect(unknownPoolRefusal({ poolId: "p" }, { poolId: "q" })).toBeUndefined();
    expect(aliasWords({ poolId: "q" })).toBe("");
  });
});

test.each<[string, Parameters<typeof poolWith>[1], readonly string[]]>([
  [
    "that is paid by the year",
    { chargingMode: "0", status: "ERROR" },
    ["pool finance is paid by the year or month: its disks can only be changed by an order in the console"],
  ],
  [
    "with frozen desktops",
    { status: "EXIST_FROZEN" },
    ["pool finance has frozen desktops (EXIST_FROZEN): unfreeze them, then run `pulumi up` again"],
  ],
  [
    "that is broken",
    { status: "ERROR" },
    ["pool finance is in status ERROR: repair it in the console, then run `pulumi up` again"],
  ],
  ["that is paid by use", { chargingMode: "1" }, []],
  ["that is being changed", { status: "TEMPORARY" }, []],
])("the disks of a pool %s", (_what, more, refused) => {
  expect(poolRefusals(poolWith([], more))).toEqual(refused);
});
