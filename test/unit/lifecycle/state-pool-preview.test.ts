/** What a preview of a pool's set asks the planner: what the outputs tell, and no more. */
import { describe, expect, test } from "@jest/globals";
import { fromOutputs } from "../../../provider/lifecycle/pool-volume-set/state/question.ts";
import type { Failed, State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { poolLimits } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { begun, stateWith, undeclared } from "./identity-scene.ts";

const ask = (state: Partial<State>, news: object = {}, found: readonly string[] = []) => {
  const run = createRun();
  run.found(found);
  return fromOutputs(stateWith(state), { ...news }, run);
};
const newDisk = { disks: [{ key: "new", type: "SAS", size: 30 }], before: ["x", "y"] };

test("the question is the state's, under the program's words", () => {
  const state = {
    recorded: { data: sas(), log: sas(50) },
    spent: { data: "B" },
    volumeIds: { data: "x", log: "y" },
    origins: { data: "added", log: "adopted" },
    observed: { data: disk("x"), log: disk("y", 50) },
    undeclaredVolumes: [disk("z", 70)],
    vanished: { gone: "g" },
    replacing: { data: { old: "x", new: "s", consent: "A", declared: sas(20) } },
    copiesWithoutRecord: { q: { count: 1, desktops: [{ desktopId: "d1" }] } },
    desktops: { count: 2, asOf: "2026-11-21" },
  } satisfies Partial<State>;
  const { recorded, volumeIds, origins, vanished, replacing, spent, desktops } = state;
  const news = {
    volumes: { data: sas(20), log: sas(60) },
    allowDataLoss: { data: "A" },
    renamed: { old: "log" },
    onUndeclared: "fail",
    handleType: "FOR_EXPAND_AND_IDLE",
    desktopIds: ["d1"],
  };
  expect(ask(state, news)).toStrictEqual({
    known: {
      from: "outputs",
      poolName: "finance",
      volumes: [disk("x"), disk("y", 50), disk("z", 70), disk("s", 20)],
      going: new Set(),
      desktops,
    },
    claims: { volumeIds, origins, recorded, vanished, replacing },
    desired: { data: sas(20), log: sas(60) },
    consents: { given: { data: "A" }, spent },
    renamed: { old: "log" },
    onUndeclared: "fail",
    recoverable: new Map(),
    limits: poolLimits,
    scope: { handleType: "FOR_EXPAND_AND_IDLE", desktopIds: ["d1"] },
    traces: { copies: new Map(), expanded: new Map(), others: new Set(), onDesktops: new Set(["q"]) },
    begun: new Set(),
  });
});

test("how many desktops there are is not said where no look has told it", () => {
  expect(ask({}).known).toStrictEqual({ from: "outputs", poolName: "finance", volumes: [], going: new Set() });
});

describe("a disk in no key may be ours", () => {
  const undeclaredVolumes = [disk("n", 30), disk("z", 70)];
  const recoverable = (state: Partial<State>, found: readonly string[] = []) =>
    Object.fromEntries(ask({ undeclaredVolumes, ...state }, {}, found).recoverable);

  test("where an open add asked for it: its job is hoped to end well, and where its answer was lost, nobody knows", () => {
    expect(recoverable({ pending: [begun("add", {}, { ...newDisk, jobId: "j-1" })] })).toEqual({ n: "added" });
    expect(recoverable({ pending: [begun("add", {}, newDisk)] })).toEqual({ n: "recovered" });
  });

  test("where this run's refresh has found it, and no other", () => {
    expect(recoverable({}, ["z"])).toEqual({ z: "recovered" });
    expect(recoverable({}, [])).toEqual({});
  });

  test("and what an open add accounts for is named, however it came out: no length of time makes it a stranger's", () => {
    for (const job of [{}, { jobId: "j-1" }]) {
      const pending = [begun("add", {}, { ...newDisk, ...job })];
      expect(ask({ undeclaredVolumes, pending }, {}, ["n", "z"]).begun).toEqual(new Set(["n"]));
    }
  });

  test("and what an open add accounts for stays that, though a refresh has found it too", () => {
    const pending = [begun("add", {}, { ...newDisk, jobId: "j-1" })];
    expect(recoverable({ pending }, ["n", "z"])).toEqual({ n: "added", z: "recovered" });
  });
});

describe("a disk may be deleted already", () => {
  const going = (state: Partial<State>) => [...(ask(state).known.going ?? [])];
  const failed: Failed = { operation: "delete", key: "data", id: "x", desktops: [] };

  test("where a deletion has begun whose end nobody has seen, unless it left every desktop alone", () => {
    expect(going({ pending: [begun("delete", { data: "x", log: "y" })] })).toEqual(["x", "y"]);
    const scoped = (handleType: "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE") =>
      going({ pending: [begun("delete", { data: "x" }, { scope: { handleType } })] });
    expect([scoped("FOR_EXPAND_AND_IDLE"), scoped("ONLY_FOR_EXPAND")]).toEqual([["x"], []]);
  });

  test("where a deletion has failed on desktops", () => {
    expect(going({ failed: [failed] })).toEqual(["x"]);
  });

  test("but not where another call is open, or has failed, and not without an id", () => {
    const nameless = begun("delete", {}, { disks: [{ key: "data", type: "SAS", size: 100 }] });
    expect(going({ pending: [begun("expand", { data: "x" }), nameless] })).toEqual([]);
    expect(going({ failed: [{ ...failed, operation: "expand" }] })).toEqual([]);
  });
});

describe("where a disk came from", () => {
  const origins = { data: "added", log: "adopted" } as const;
  const told = (state: Partial<State>) => ask({ origins, ...state }).claims.origins;

  test("is not believed of a key whose declaration the state has lost: its disk needs consent to go", () => {
    expect(told({})).toEqual({});
    expect(told({ recorded: { data: sas() } })).toEqual({ data: "added" });
  });

  test("is believed where it is being replaced, or a call is open on it, or has failed", () => {
    const replacing = { log: { old: "y", consent: "A", declared: sas() } };
    expect(told({ replacing })).toEqual({ log: "adopted" });
    expect(told({ pending: [begun("expand", { data: "x" })] })).toEqual({ data: "added" });
    expect(told({ failed: [{ operation: "expand", key: "log", id: "y", desktops: [] }] })).toEqual({ log: "adopted" });
  });
});

test("what an earlier command saw in no key is no disk of ours, however it fits", () => {
  expect([...ask({ undeclaredVolumes: undeclared("n") }, { volumes: { new: sas() } }).recoverable]).toEqual([]);
});
