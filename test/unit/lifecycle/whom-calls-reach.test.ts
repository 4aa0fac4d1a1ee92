/** Whom a call of a set is for: who has to follow it, who had to, and what becomes of the copies of those that it leaves alone. */
import { describe, expect, test } from "@jest/globals";
import { leftWords, withoutReleased } from "../../../provider/lifecycle/pool-volume-set/desktops/outside.ts";
import {
  followersOf,
  grownOn,
  hasToFollow,
  isIdle,
  isLeftAlone,
} from "../../../provider/lifecycle/pool-volume-set/desktops/scope.ts";
import { isDesktopsChange, scopeChangeWords } from "../../../provider/lifecycle/pool-volume-set/words/scope-change.ts";
import { type Scope, wholePool } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";

const copy = (of: string, size = 100) => ({ desktopPoolDiskId: of, volumeId: `v-${of}`, type: "SAS", size });
const desktop = (desktopId: string, dataVolumes: PoolDesktop["dataVolumes"], more: Partial<PoolDesktop> = {}) => ({
  desktopId,
  dataVolumes,
  ...more,
});
const small = desktop("d1", [copy("x", 90)]);
const two: Scope = { ...wholePool, desktopIds: ["d1"] };
const idle: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
const later: Scope = { handleType: "ONLY_FOR_EXPAND" };

describe("whom a call is for", () => {
  const both: Scope = { ...idle, desktopIds: ["d1", "d3"] };
  const [d1, d2] = [{ desktopId: "d1" }, { desktopId: "d2" }];

  test("who has to follow, and who is left alone", () => {
    const scopes = [wholePool, two, idle, both, later];
    expect(scopes.map((s) => [hasToFollow(s, d1), hasToFollow(s, d2)])).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [false, false],
      [false, false],
    ]);
    expect(scopes.map((s) => [isLeftAlone(s, d1), isLeftAlone(s, d2)])).toEqual([
      [false, false],
      [false, true],
      [false, false],
      [false, true],
      [true, true],
    ]);
  });

  test("who had to follow: those that the job names, or that were surely idle when it was sent", () => {
    const free = { attachState: "UNATTACH", loginStatus: "REGISTERED" };
    const before = [desktop("d1", [], free), desktop("d2", [], free), desktop("d3", [])];
    const job = {
      jobId: "j",
      done: 1,
      total: 1,
      subJobs: [
        { id: "s", status: "SUCCESS", desktopId: "d3" },
        { id: "t", status: "SUCCESS" },
      ],
    };
    const failure = workspaceError("job_failed", "some", {
      jobDesktops: ["d1"],
      failedDesktops: [{ desktopId: "d2" }],
    });
    expect(followersOf(wholePool, { job })).toBeUndefined();
    expect([followersOf(later, { job }), followersOf(two, { job })]).toEqual([[], ["d1"]]);
    expect(followersOf(idle, { job }, before)).toEqual(["d3"]);
    expect(followersOf(idle, { failure }, before)).toEqual(["d1", "d2"]);
    expect(followersOf(idle, { failure: new Error("other") }, before)).toEqual(["d1", "d2"]);
    expect([followersOf(both, {}, before), followersOf(idle, {})]).toEqual([["d1"], []]);
  });

  test("nobody's is a desktop that nobody has and where no session is open", () => {
    const of = (attachState?: string, loginStatus?: string) =>
      isIdle(desktop("d1", [], { ...(attachState ? { attachState } : {}), ...(loginStatus ? { loginStatus } : {}) }));
    expect([of("UNATTACH", "REGISTERED"), of("DEATTACHED", "UNREGISTER")]).toEqual([true, true]);
    expect([
      of("ATTACHED", "REGISTERED"),
      of("UNATTACH", "CONNECTED"),
      of("UNATTACH"),
      of(undefined, "REGISTERED"),
    ]).toEqual([false, false, false, false]);
  });

  test("an expansion is for those that had a copy", () => {
    const desktops = [small, desktop("d2", [])];
    const without = { followers: undefined };
    expect(grownOn({ desktops: [small] }, "x", without)).toBeUndefined();
    expect(grownOn({ desktops }, "x", without)).toEqual(["d1"]);
    expect(grownOn({ desktops }, "x", { followers: ["d2", "d1"] })).toEqual(["d1"]);
    const nameless = [desktop("d1", [{ volumeId: "v", type: "SAS", size: 1 }])];
    expect(grownOn({ desktops: nameless }, "x", { followers: ["d1"] })).toEqual(["d1"]);
  });

  test("copies that stay are told with the ids to delete them by, twenty of them", () => {
    const named = desktop("d2", [copy("x")], { computerName: "pc-2" });
    expect(leftWords("data", "x", [small, named, desktop("d3", [])])).toBe(
      'disk "data" (x) stays, with its data, on 2 desktops that the deletion was not for: d1: disk v-x, pc-2 (d2): disk v-x; this set touches them no more, delete them in the console when nobody needs them',
    );
    expect(leftWords("data", "x", [small], "that are left alone")).toContain("on 1 desktop that are left alone: d1");
    expect(leftWords("data", "q", [small])).toBeUndefined();
    const many = (n: number) => Array.from({ length: n }, (_, i) => desktop(`m${i}`, [copy("x")]));
    expect(leftWords("data", "x", many(21))).toContain("m19: disk v-x, and 1 more; this set");
    expect(leftWords("data", "x", many(20))).toContain("m19: disk v-x; this set");
  });

  test("a deletion is judged where the scope still reaches, and nothing else changes by that", () => {
    const touched = { operation: "delete", key: "data", id: "x", said: [d1, d2] } as const;
    const desktops = [small, desktop("d2", [copy("x")])];
    expect(withoutReleased(touched, two, desktops)).toEqual({ ...touched, on: new Set(["d1"]), said: [d1] });
    expect(withoutReleased({ ...touched, said: [], on: new Set(["d2"]) }, two, desktops).on).toEqual(new Set());
    expect(withoutReleased(touched, wholePool, desktops)).toBe(touched);
    const expand = { ...touched, operation: "expand" } as const;
    expect(withoutReleased(expand, two, desktops)).toBe(expand);
  });
});

test("a scope that changes is told in one line, and only then", () => {
  const state = { inputs: { poolId: "p" }, poolName: "finance" };
  expect(scopeChangeWords(state, { handleType: "ONLY_FOR_EXPAND" })).toEqual([
    expect.stringMatching(
      /^from now on `handleType: "ONLY_FOR_EXPAND"`: .* of pool finance .*; no call is made for this change itself$/,
    ),
  ]);
  expect(scopeChangeWords({ ...state, poolName: "" }, { handleType: "ONLY_FOR_EXPAND" }).join()).toContain(
    "of the pool that",
  );
  expect(scopeChangeWords(state, { handleType: "FOR_EXPAND_AND_ALL" })).toEqual([]);
  expect(scopeChangeWords({ inputs: {}, poolName: "" }, { handleType: "ONLY_FOR_EXPAND" })).toEqual([]);
  expect([
    isDesktopsChange({}, { desktopIds: ["d1"] }),
    isDesktopsChange({ desktopIds: ["d1"] }, { desktopIds: ["d1"] }),
    isDesktopsChange({ desktopIds: ["d1"] }, {}),
  ]).toEqual([true, false, false]);
});
