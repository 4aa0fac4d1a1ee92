/** The state of a pool's set is read back as it was written, and what a hand has spoilt in it is as good as absent, alone. */
import { describe, expect, test } from "@jest/globals";
import { outsOf, stateOf } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { stateWith } from "./identity-scene.ts";
import { poolInputs, poolTold } from "./state-scene.ts";

const written = () => outsOf({ place: { region: "r", projectId: "q" }, inputs: poolInputs, state: poolTold });
/** `stateOf` also hands on what it has read of open work as it stands there. */
const read = (from: object) => ({ ...stateOf({ ...from }), unfinished: undefined });

describe("a state that a release of ours has written", () => {
  test("is read without a loss, whatever stands in it", () => {
    expect(read(written())).toEqual({
      ...poolTold,
      inputs: poolInputs,
      recorded: { ...poolTold.protectedVanished, ...poolInputs.volumes },
      spent: { data: "A" },
    });
  });

  test("says what the program said, and nothing of what the service did, as its arguments", () => {
    expect(stateOf(written()).inputs).toStrictEqual(poolInputs);
  });

  test("believes the arguments more than what was remembered of a protected disk that was missed", () => {
    const protectedVanished = { data: sas(30, { deletionProtection: true }), gone: sas(40) };
    const { recorded } = stateOf({ protectedVanished, volumes: { data: sas(50) } });
    expect(recorded).toEqual({ data: sas(50), gone: sas(40) });
  });

  test("is the same after it has been written and read once more", () => {
    const { inputs, recorded: _r, spent: _s, ...state } = stateOf(written());
    expect(outsOf({ place: { region: "r", projectId: "q" }, inputs, state })).toStrictEqual(written());
  });
});

test("a state of which nothing is there says nothing", () => {
  expect(read({})).toEqual(stateWith({ inputs: {}, poolName: "" }));
});

describe("a field that is not what we write", () => {
  test.each<[string, unknown]>([
    ["volumeIds", { data: 3 }],
    ["origins", { data: "bought" }],
    ["observed", { data: { id: "x", type: "SAS" } }],
    ["undeclaredVolumes", [{ id: "z", size: 70 }]],
    ["undeclaredVolumes", { z: disk("z") }],
    ["vanished", { gone: 7 }],
    ["protectedVanished", { gone: { type: "SAS" } }],
    ["copies", { data: { on: { d1: "v1" } } }],
    ["copies", { data: { of: "x", on: { d1: 1 } } }],
    ["inconsistentDesktops", { data: { missing: 3 } }],
    ["inconsistentDesktops", { data: { smaller: { count: 1, desktops: [{ name: "pc-3" }] } } }],
    ["copiesWithoutRecord", { q: { desktops: [] } }],
    ["desktopsUnseen", 3],
    ["lastAddJob", "j-0"],
    ["lastAddJob", { begin: "2026-11-21 08:00:00" }],
    ["poolName", null],
    ["desktops", { count: 2 }],
    ["unfinished", { pending: "none" }],
    ["unfinished", { pending: [{ operation: "shrink", disks: [], before: [] }] }],
    ["unfinished", { pending: [{ operation: "add", disks: [{ type: "SAS", size: 1 }], before: [] }] }],
    ["unfinished", { pending: [{ operation: "add", disks: [] }] }],
    ["unfinished", { pending: [{ operation: "add", disks: [], before: [], scope: { handleType: "SOME" } }] }],
    ["unfinished", { failed: [{ operation: "shrink", key: "data", desktops: [] }] }],
    ["unfinished", { failed: [{ operation: "add", desktops: [] }] }],
    ["unfinished", { failed: [{ operation: "add", key: "data", desktops: [{ name: "pc-1" }] }] }],
    ["unfinished", { replacing: { data: { old: "x", declared: sas() } } }],
    ["unfinished", { replacing: { data: { old: "x", consent: "A", declared: {} } } }],
  ])("%s is as good as absent, and takes nothing else with it: %j", (field, wrong) => {
    const outs = written();
    const { [field]: _right, ...others } = outs;
    expect(stateOf({ ...outs, [field]: wrong })).toEqual(stateOf(others));
    expect(stateOf({ [field]: wrong })).toEqual(stateOf({}));
  });

  test("the arguments that cannot be read stay as they are, and are no record of a disk", () => {
    const { inputs, recorded, spent } = stateOf({ poolId: "p", volumes: 3, allowDataLoss: "A" });
    expect([inputs, recorded, spent]).toEqual([{ poolId: "p", volumes: 3, allowDataLoss: "A" }, {}, {}]);
  });
});
