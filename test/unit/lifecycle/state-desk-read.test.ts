/** The state of one desktop's set is read back as it was written, and what a hand has spoilt in it is as good as absent, alone. */
import { describe, expect, test } from "@jest/globals";
import { isUnfinished, outsOf, stateOf } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { sas } from "../volumes/questions.ts";
import { deskInputs, deskStateWith, deskTold, replacing } from "./state-scene.ts";

const place = { region: "ap-southeast-1", projectId: "p1" };
const written = () => outsOf({ place, inputs: deskInputs, state: deskTold });
/** `stateOf` also hands on what it has read of open work as it stands there. */
const read = (from: object) => ({ ...stateOf({ ...from }), unfinished: undefined });

describe("a state that a release of ours has written", () => {
  test("is read without a loss, whatever stands in it", () => {
    expect(read(written())).toEqual({
      ...deskTold,
      inputs: deskInputs,
      recorded: { ...deskTold.protectedVanished, ...deskInputs.volumes },
      spent: { data: "A" },
    });
  });

  test("says what the program said, and nothing of what the service did, as its arguments", () => {
    expect(stateOf(written()).inputs).toStrictEqual(deskInputs);
  });

  test("believes the arguments more than what was remembered of a protected disk that was missed", () => {
    const protectedVanished = { data: sas(30, { deletionProtection: true }), gone: sas(40) };
    const { recorded } = stateOf({ protectedVanished, volumes: { data: sas(50) } });
    expect(recorded).toEqual({ data: sas(50), gone: sas(40) });
  });
});

describe("what is written", () => {
  const { pending, replacing: _r, protectedVanished, ...said } = deskTold;

  test("has what is open together, beside the arguments and what the service said", () => {
    const unfinished = { pending, replacing };
    expect(written()).toStrictEqual({ ...deskInputs, ...said, protectedVanished, schema: 1, place, unfinished });
  });

  test("has an empty list of what is open where nothing is, and no line for protected disks that nobody has missed", () => {
    const state = { ...said, pending: [], replacing: {}, protectedVanished: {} };
    const outs = outsOf({ place, inputs: deskInputs, state });
    expect(outs).toStrictEqual({ ...deskInputs, ...said, schema: 1, place, unfinished: {} });
  });
});

test("a state of which nothing is there says nothing", () => {
  expect(read({})).toEqual(deskStateWith({ inputs: {}, desktopName: "" }));
});

describe("a field that is not what we write", () => {
  test.each<[string, unknown]>([
    ["volumeIds", { data: 3 }],
    ["origins", { data: "bought" }],
    ["observed", { data: { id: "x", type: "SAS" } }],
    ["undeclaredVolumes", [{ id: "z", size: 70 }]],
    ["vanished", { gone: 7 }],
    ["protectedVanished", { gone: { type: "SAS" } }],
    ["lastAddJob", { begin: "2026-11-21 08:00:00" }],
    ["desktopName", null],
    ["pool", { id: "p" }],
    ["pool", "p"],
    ["volumesOfPool", "2"],
    ["unfinished", { pending: "none" }],
    ["unfinished", { pending: [{ operation: "shrink", disks: [], before: [] }] }],
    ["unfinished", { pending: [{ operation: "add", disks: [] }] }],
    ["unfinished", { replacing: { data: { old: "x", declared: sas() } } }],
  ])("%s is as good as absent, and takes nothing else with it: %j", (field, wrong) => {
    const outs = written();
    const { [field]: _right, ...others } = outs;
    expect(stateOf({ ...outs, [field]: wrong })).toEqual(stateOf(others));
    expect(stateOf({ [field]: wrong })).toEqual(stateOf({}));
  });
});

test("a set is unfinished while the end of a call is not known, or a disk is being replaced", () => {
  const { pending } = deskTold;
  expect(isUnfinished({ pending: [], replacing: {} })).toBe(false);
  expect(isUnfinished({ pending, replacing: {} })).toBe(true);
  expect(isUnfinished({ pending: [], replacing })).toBe(true);
  expect(isUnfinished({ pending: pending.slice(0, 1), replacing })).toBe(true);
});
