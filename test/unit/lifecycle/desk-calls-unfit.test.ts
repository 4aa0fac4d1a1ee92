/** Desktops whose disks nothing can change now, and the words that say what to do. */
import { describe, expect, test } from "@jest/globals";
import { hostRefusals } from "../../../provider/lifecycle/desktop-volume-set/calls/host-refusals.ts";
import type { Step } from "../../../provider/volumes/types.ts";
import type { Desktop } from "../../../provider/workspace/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { addOf, deleteOf, expandTo } from "./calls-work.ts";
import { deskWith } from "./desk-scene.ts";
import { poolWith } from "./identity-scene.ts";
import { seenWith } from "./state-scene.ts";

const add = addOf("tmp", sas(30));
const speed: Step = { kind: "speed", key: "data", volume: disk("x"), iops: 1, throughput: 1 };
const harmless: readonly Step[] = [
  { kind: "keep", key: "data", volume: disk("x") },
  { kind: "rename", key: "new", from: "old" },
  { kind: "gone", key: "a", id: "x" },
  { kind: "forget", key: "b", id: "x" },
];
const takeOver: Step = { kind: "takeOver", key: "data", id: "x", volume: disk("x") };
const recover: Step = { kind: "recover", key: "data", volume: disk("x"), origin: "added" };
const changes = [add, deleteOf(), expandTo(120), speed];

const refused = (desktop: Partial<Desktop>, steps: readonly Step[], more = {}) =>
  hostRefusals(seenWith({ desktop: deskWith(["x"], desktop), ...more }), steps);

describe("a desktop that is as it should be", () => {
  test.each(["ACTIVE", "STARTING", undefined])("refuses nothing: %s", (status) => {
    expect(refused(status === undefined ? {} : { status, isFreeze: false, taskStatus: "" }, changes)).toEqual([]);
  });
});

describe("a desktop that is frozen", () => {
  test.each(changes)("refuses every change: $kind", (step) => {
    const words = "desktop fin-01 is frozen: unfreeze it, then run `pulumi up` again";
    expect(refused({ isFreeze: true, taskStatus: "deleting", status: "SHUTOFF" }, [...harmless, step])).toEqual([
      words,
    ]);
  });

  test("refuses nothing where nothing is changed", () => {
    expect(refused({ isFreeze: true }, [...harmless, takeOver, recover])).toEqual([]);
  });
});

test("a desktop that is being deleted refuses every change: there is no use in it", () => {
  const words = "desktop fin-01 is being deleted: remove this resource from the program, or run `pulumi refresh`";
  for (const step of changes) expect(refused({ taskStatus: "deleting", status: "SHUTOFF" }, [step])).toEqual([words]);
  expect(refused({ taskStatus: "rebooting" }, changes)).toEqual([]);
});

describe("a desktop that does not run", () => {
  test.each(["SHUTOFF", "HIBERNATED", "ERROR"])("is given no disk: %s", (status) => {
    expect(refused({ status }, [expandTo(120), add])).toEqual([
      `desktop fin-01 is ${status}: disks are added to running desktops only; start it, then run \`pulumi up\` again`,
    ]);
    expect(refused({ status }, [expandTo(120), deleteOf(), speed])).toEqual([]);
  });
});

describe("a pool whose disks nothing can change", () => {
  const frozen = { pool: poolWith([], { status: "EXIST_FROZEN" }) };

  test("refuses every change, beside what is wrong with the desktop", () => {
    expect(refused({ isFreeze: true }, [add], frozen)).toEqual([
      "pool finance has frozen desktops (EXIST_FROZEN): unfreeze them, then run `pulumi up` again",
      "desktop fin-01 is frozen: unfreeze it, then run `pulumi up` again",
    ]);
  });

  test("is no matter where nothing is changed", () => {
    expect(refused({}, [...harmless, takeOver], frozen)).toEqual([]);
  });
});

describe("a region that does not tell the disks of the pool from others", () => {
  const untold = { untold: [disk("u")] };
  const words =
    "this region does not say which disks of desktop fin-01 are those of pool finance, which are never touched: " +
    "leave the disks as they are in the program (remove the resource from it if it is new), or change them in the console";

  test.each([...changes, takeOver, recover])("refuses whatever could be done to a disk of the pool: $kind", (step) => {
    expect(refused({}, [...harmless, step], untold)).toEqual([words]);
    expect(refused({}, [...harmless, step])).toEqual([]);
  });

  test.each(harmless)("refuses nothing that touches no disk: $kind", (step) => {
    expect(refused({}, [step], untold)).toEqual([]);
  });
});
