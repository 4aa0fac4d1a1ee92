/** What the planner is asked of one desktop's disks: in a preview by the outputs, in an `up` by what the desktop shows now. */
import { describe, expect, test } from "@jest/globals";
import {
  desiredVolumes,
  fromOutputs,
  fromService,
  stateUnderNewKeys,
} from "../../../provider/lifecycle/desktop-volume-set/state/question.ts";
import type { Pending, State } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { desktopLimits, type Origin } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { deskStateWith, seenWith } from "./state-scene.ts";

const begun = (operation: Pending["operation"], more: Partial<Pending> = {}): Pending => ({
  operation,
  disks: [{ key: "data", id: "x", type: "SAS", size: 100 }],
  before: ["x"],
  ...more,
});
const adding = begun("add", { disks: [{ key: "new", type: "SAS", size: 30 }] });
const claimed = {
  recorded: { data: sas() },
  spent: { data: "B" },
  volumeIds: { data: "x" },
  origins: { data: "added" },
  vanished: { gone: "g" },
  replacing: { data: { old: "x", new: "s", consent: "A", declared: sas(20) } },
} satisfies Partial<State>;
const { recorded, spent, volumeIds, origins, vanished, replacing } = claimed;
const news = {
  volumes: { data: sas(20) },
  allowDataLoss: { data: "A" },
  renamed: { old: "data" },
  onUndeclared: "fail",
};
const asked = {
  claims: { volumeIds, origins, recorded, vanished, replacing },
  desired: { data: sas(20) },
  consents: { given: { data: "A" }, spent },
  renamed: { old: "data" },
  onUndeclared: "fail",
  limits: desktopLimits,
  scope: { handleType: "FOR_EXPAND_AND_ALL" },
};

describe("a preview", () => {
  const ask = (state: Partial<State>, found: readonly string[] = []) => {
    const run = createRun();
    run.found(found);
    return fromOutputs(deskStateWith(state), news, run);
  };

  test("asks with the state's knowledge", () => {
    const seen = { observed: { data: disk("x") }, undeclaredVolumes: [disk("z", 70)], volumesOfPool: 2 };
    expect(ask({ ...claimed, ...seen })).toStrictEqual({
      ...asked,
      known: {
        from: "outputs",
        poolName: "",
        desktop: { name: "fin-01", ofPool: 2 },
        volumes: [disk("x"), disk("z", 70), disk("s", 20)],
        going: new Set(),
      },
      recoverable: new Map(),
      begun: new Set(),
    });
  });

  const recoverable = (state: Partial<State>, found: readonly string[] = []) =>
    Object.fromEntries(ask({ undeclaredVolumes: [disk("n", 30), disk("z", 70)], ...state }, found).recoverable);

  test("hopes that an open add ends well; where its answer was lost, nobody knows whose its disk is", () => {
    expect(recoverable({ pending: [{ ...adding, jobId: "j-1" }] })).toEqual({ n: "added" });
    expect(recoverable({ pending: [adding] })).toEqual({ n: "recovered" });
  });

  test("names the disks that an open add of ours accounts for, and not those that this run's refresh has found", () => {
    const seen = { undeclaredVolumes: [disk("n", 30), disk("z", 70)] };
    for (const add of [adding, { ...adding, jobId: "j-1" }])
      expect(ask({ ...seen, pending: [add] }, ["n", "z"]).begun).toEqual(new Set(["n"]));
  });

  test("takes a disk that this run's refresh has found for one that may be ours, and no other", () => {
    expect(recoverable({}, ["z"])).toEqual({ z: "recovered" });
    expect(recoverable({ pending: [{ ...adding, jobId: "j-1" }] }, ["n"])).toEqual({ n: "added" });
    expect(recoverable({})).toEqual({});
  });

  test("knows which disks may be deleted already: those of a deletion whose end nobody has seen", () => {
    const going = (...pending: Pending[]) => [...(ask({ pending }).known.going ?? [])];
    expect(going(begun("delete"))).toEqual(["x"]);
    const nameless = begun("delete", { disks: [{ key: "data", type: "SAS", size: 100 }] });
    expect(going(begun("expand"), begun("speed"), nameless)).toEqual([]);
  });
});

test("an `up` asks with what the desktop shows now: a volume keeps its id for life, so another id is another disk", () => {
  const recoverable = new Map<string, Origin>([["n", "recovered"]]);
  const own = [{ ...disk("x", 110, { kmsId: "k" }), createTime: "2026-11-21 08:00:00" }, disk("n", 30)];
  const seen = seenWith({ own, ofPool: 1, desktopName: "fin-02" });
  const state = deskStateWith({ ...claimed, pending: [begun("delete")] });
  expect(fromService(state, news, seen, recoverable)).toStrictEqual({
    ...asked,
    known: {
      from: "service",
      poolName: "",
      desktop: { name: "fin-02", ofPool: 1 },
      volumes: [disk("x", 110, { kmsId: "k" }), disk("n", 30)],
      going: new Set(["x"]),
    },
    recoverable,
    traces: {
      copies: new Map([
        ["x", "x"],
        ["n", "n"],
      ]),
      expanded: new Map(),
      others: new Set(["x", "n"]),
      onDesktops: new Set(),
    },
    begun: new Set(),
  });
});

test("an `up` names the disks that an open add of ours accounts for: no length of time makes them a stranger's", () => {
  const own = [disk("x"), disk("n", 30), disk("z", 70)];
  for (const add of [adding, { ...adding, jobId: "j-1" }])
    expect(
      fromService(deskStateWith({ ...claimed, pending: [add] }), news, seenWith({ own }), new Map()).begun,
    ).toEqual(new Set(["n"]));
});

describe("a key that the program has renamed", () => {
  const state = deskStateWith({
    ...claimed,
    replacing: {},
    recorded: { data: sas(100, { deletionProtection: true }) },
  });
  const renamed = { volumes: { journal: sas() }, renamed: { data: "journal" } };

  test("has under its new name what the state holds of it, and its protection", () => {
    expect(stateUnderNewKeys(state, renamed)).toMatchObject({
      volumeIds: { journal: "x" },
      origins: { journal: "added" },
      recorded: { journal: sas(100, { deletionProtection: true }) },
    });
    expect(desiredVolumes(state, renamed)).toEqual({ journal: sas(100, { deletionProtection: true }) });
  });

  test("is asked about under its old name, and nothing is renamed where the program says nothing of it", () => {
    expect(fromService(state, renamed, seenWith(), new Map()).claims.volumeIds).toBe(state.volumeIds);
    expect(stateUnderNewKeys(state, { volumes: { data: sas() } })).toBe(state);
  });
});
