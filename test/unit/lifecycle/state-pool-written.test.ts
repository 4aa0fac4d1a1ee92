/** How the state of a pool's set is written: beside the arguments, each thing once, and nothing where nothing is open. */
import { describe, expect, test } from "@jest/globals";
import { type Failed, isUnfinished, outsOf, stateOf } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { sas } from "../volumes/questions.ts";
import { begun, stateWith } from "./identity-scene.ts";
import { poolInputs, poolTold, replacing } from "./state-scene.ts";

const place = { region: "ap-southeast-1", projectId: "p1" };
const { pending, failed, replacing: _r, protectedVanished, ...said } = poolTold;

test("what is open stands together, beside the arguments and what the service said", () => {
  expect(outsOf({ place, inputs: poolInputs, state: poolTold })).toStrictEqual({
    ...poolInputs,
    ...said,
    protectedVanished,
    schema: 1,
    place,
    unfinished: { pending, failed, replacing },
  });
});

test("a set with nothing open has an empty list of it, and no line for protected disks that nobody has missed", () => {
  const state = { ...said, pending: [], failed: [], replacing: {}, protectedVanished: {} };
  expect(outsOf({ place, inputs: poolInputs, state })).toStrictEqual({
    ...poolInputs,
    ...said,
    schema: 1,
    place,
    unfinished: {},
  });
});

test("desktops that several failures share are written once, and each failure has them again when it is read", () => {
  const shared = (id: string): Failed => ({ operation: "delete", key: id, id, desktops: [], on: ["d1", "d2"] });
  const outs = outsOf({ place, inputs: {}, state: { ...poolTold, failed: [shared("a"), shared("b")] } });
  expect(outs.unfinished).toMatchObject({ followers: [["d1", "d2"]], failed: [{ followers: 0 }, { followers: 0 }] });
  expect(stateOf(outs).failed).toEqual([shared("a"), shared("b")]);
});

describe("a set is unfinished", () => {
  const open: Failed = { operation: "add", key: "data", desktops: [] };
  const half = { data: { old: "x", consent: "A", declared: sas() } };

  test.each<[string, Parameters<typeof stateWith>[0], boolean]>([
    ["not where nothing is open", {}, false],
    ["while the end of a call is not known", { pending: [begun("add", {})] }, true],
    ["while a call has failed on desktops", { failed: [open] }, true],
    ["while a disk is being replaced", { replacing: half }, true],
    ["while a call and a failure are open", { pending: [begun("add", {})], failed: [open] }, true],
    ["while a call and a replacement are open", { pending: [begun("add", {})], replacing: half }, true],
    ["while a failure and a replacement are open", { failed: [open], replacing: half }, true],
  ])("%s", (_when, more, isOpen) => {
    expect(isUnfinished(stateWith(more))).toBe(isOpen);
  });
});
