/** What a state tells of its region, and what a pool's older regions leave open. */
import { describe, expect, test } from "@jest/globals";
import { followersOf, grownOn, isIdle, regionOf } from "../../../provider/lifecycle/pool-volume-set/desktops/scope.ts";
import type { Failed } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { free, idle, inUse } from "./desktops-scene.ts";
import { copy, desktop } from "./identity-scene.ts";

describe("what earlier commands know of a region", () => {
  const state = { inputs: { poolId: "p" }, copies: {}, volumeIds: { data: "x" }, failed: [] };
  const failed: readonly Failed[] = [{ operation: "add", key: "data", desktops: [] }];

  test("is whether its copies name their record: only such a copy ever came into the state", () => {
    expect(regionOf(state).namesRecords).toBe(false);
    expect(regionOf({ ...state, copies: { data: { of: "x", on: {} } } }).namesRecords).toBe(true);
  });

  test.each<[string, boolean, Partial<Parameters<typeof regionOf>[0]>]>([
    ["the set has disks, and was for every desktop", true, {}],
    ["the set has no disk", false, { volumeIds: {} }],
    ["the set was for some desktops", false, { inputs: { desktopIds: ["d1"] } }],
    ["the set was for idle desktops", false, { inputs: { handleType: "FOR_EXPAND_AND_IDLE" } }],
    ["something has failed, so sizes may differ", true, { volumeIds: {}, failed: [...failed] }],
    ["something has failed for some desktops", true, { inputs: { desktopIds: ["d1"] }, failed: [...failed] }],
  ])("is whether all desktops with disks have the pool's: where %s, %s", (_where, wasForAll, more) => {
    expect(regionOf({ ...state, ...more }).wasForAll).toBe(wasForAll);
  });
});

describe("whom a call for idle desktops was for", () => {
  const before = [desktop("d1"), { ...desktop("d2"), ...free }, { ...desktop("d3"), ...inUse }];

  test("is what its failed job names, those that failed among them", () => {
    const failure = workspaceError("job_failed", "some", { jobDesktops: ["d1"] });
    expect(followersOf(idle, { failure }, before)).toEqual(["d1"]);
    const failedOnly = workspaceError("job_failed", "some", { failedDesktops: [{ desktopId: "d3" }] });
    expect(followersOf(idle, { failure: failedOnly }, before)).toEqual(["d3"]);
  });

  test("is who was idle when it was sent, where nothing names anybody", () => {
    expect(followersOf(idle, { failure: workspaceError("timeout", "late") }, before)).toEqual(["d2"]);
    expect(followersOf({ ...idle, desktopIds: ["d1", "d3"] }, {}, before)).toEqual([]);
  });

  test("is as much of that as the program names", () => {
    const failure = workspaceError("job_failed", "some", { jobDesktops: ["d1", "d2"] });
    expect(followersOf({ ...idle, desktopIds: ["d2", "d9"] }, { failure }, before)).toEqual(["d2"]);
  });
});

test("a desktop of which the service tells no session, or none at all, is not taken for idle", () => {
  expect(isIdle({ ...desktop("d1"), attachState: "", loginStatus: "" })).toBe(false);
  expect(isIdle({ ...desktop("d1"), attachState: "UNATTACH", loginStatus: "" })).toBe(false);
  expect(isIdle({ ...desktop("d1"), attachState: "", loginStatus: "REGISTERED" })).toBe(false);
});

test("an expansion is for everybody where all desktops have a copy, and for nobody where none has", () => {
  const everybody = { followers: undefined };
  expect(grownOn({ desktops: [desktop("d1", copy("x"), copy("y")), desktop("d2", copy("x"))] }, "x", everybody)).toBe(
    undefined,
  );
  expect(grownOn({ desktops: [desktop("d1", copy("y"))] }, "x", everybody)).toEqual([]);
  expect(grownOn({ desktops: [desktop("d1"), desktop("d2")] }, "x", { followers: ["d2"] })).toEqual([]);
});
