/** What an `up` of a pool's set asks the planner: with the pool as the service shows it now, under the names that the program has now. */
import { describe, expect, test } from "@jest/globals";
import {
  desiredVolumes,
  fromService,
  stateUnderNewKeys,
} from "../../../provider/lifecycle/pool-volume-set/state/question.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { type Origin, poolLimits, type Traces } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { begun, poolWith, stateWith } from "./identity-scene.ts";
import { unknown } from "./state-scene.ts";

const claimed = {
  recorded: { data: sas() },
  spent: { data: "B" },
  volumeIds: { data: "x" },
  origins: { data: "added" },
  vanished: { gone: "g" },
} satisfies Partial<State>;

describe("the question of an `up`", () => {
  const recoverable = new Map<string, Origin>([["n", "recovered"]]);
  const traces: Traces = { copies: new Map(), expanded: new Map(), others: new Set(["o"]), onDesktops: new Set(["q"]) };
  const news = { poolId: "p", volumes: { data: sas(120) }, allowDataLoss: { data: "A" } };

  test("has the pool's disks as they are now, and what was found out about them", () => {
    const { recorded, volumeIds, origins, vanished, spent } = claimed;
    const pool = poolWith([], {
      name: "finance-2",
      desktopCount: 7,
      dataVolumes: [
        { id: "x", type: "SAS", size: 110, iops: 3000, throughput: 125, kmsId: "k" },
        { id: "y", type: "SAS", size: 100 },
      ],
    });
    const pending = [begun("delete", { data: "x" })];
    expect(fromService(stateWith({ ...claimed, pending }), news, pool, recoverable, traces)).toStrictEqual({
      known: {
        from: "service",
        poolName: "finance-2",
        volumes: [disk("x", 110, { iops: 3000, throughput: 125, kmsId: "k" }), disk("y")],
        desktops: { count: 7 },
        going: new Set(["x"]),
      },
      claims: { volumeIds, origins, recorded, vanished, replacing: {} },
      desired: { data: sas(120) },
      consents: { given: { data: "A" }, spent },
      renamed: {},
      onUndeclared: "report",
      recoverable,
      limits: poolLimits,
      scope: { handleType: "FOR_EXPAND_AND_ALL" },
      traces,
      begun: new Set(),
    });
  });

  test("has no traces where nobody has looked for any", () => {
    expect(fromService(stateWith(claimed), news, poolWith(["x"]), new Map()).traces).toBeUndefined();
  });

  test("names the disks that an open add of ours accounts for: no length of time makes them a stranger's", () => {
    const pending = [begun("add", {}, { disks: [{ key: "new", type: "SAS", size: 100 }], before: ["x"] })];
    const asked = fromService(stateWith({ ...claimed, pending }), news, poolWith(["x", "n"]), new Map());
    expect(asked.begun).toEqual(new Set(["n"]));
  });
});

describe("a key that the program has renamed", () => {
  const before = stateWith({
    ...claimed,
    recorded: { data: sas(100, { deletionProtection: true }), log: sas(50) },
    volumeIds: { data: "x", log: "y" },
    observed: { data: disk("x") },
    replacing: { data: { old: "x", consent: "A", declared: sas(10) } },
    copies: { data: { of: "x", on: { d1: "v1" } }, log: { of: "y", on: { d1: "v2" } } },
    inconsistentDesktops: { data: { missing: { count: 1, desktops: [{ desktopId: "d2" }] } } },
    pending: [begun("expand", { data: "x", log: "y" })],
    failed: [
      { operation: "expand", key: "data", id: "x", desktops: [] },
      { operation: "expand", key: "log", id: "y", desktops: [] },
    ],
  });
  const news = { volumes: { journal: sas(), log: sas(50) }, renamed: { data: "journal" } };

  test("has under its new name all that the state holds of it, and the other keys are as they were", () => {
    expect(stateUnderNewKeys(before, news)).toStrictEqual({
      ...before,
      recorded: { journal: before.recorded.data, log: sas(50) },
      volumeIds: { journal: "x", log: "y" },
      origins: { journal: "added" },
      observed: { journal: disk("x") },
      replacing: { journal: before.replacing.data },
      copies: { journal: before.copies.data, log: before.copies.log },
      inconsistentDesktops: { journal: before.inconsistentDesktops.data },
      pending: [begun("expand", { journal: "x", log: "y" })],
      failed: [
        { operation: "expand", key: "journal", id: "x", desktops: [] },
        { operation: "expand", key: "log", id: "y", desktops: [] },
      ],
    });
  });

  test("keeps its protection under the new name", () => {
    expect(desiredVolumes(before, news)).toEqual({ journal: sas(100, { deletionProtection: true }), log: sas(50) });
  });

  test("is asked about under its old name: the planner has to say what is renamed", () => {
    const asked = fromService(before, news, poolWith(["x"]), new Map());
    expect(asked.claims.volumeIds).toBe(before.volumeIds);
    expect(asked.renamed).toEqual({ data: "journal" });
  });

  test("is not renamed while a disk of the program is not known, and nothing is where nothing is renamed", () => {
    expect(stateUnderNewKeys(before, { ...news, volumes: { ...news.volumes, more: unknown } })).toBe(before);
    expect(stateUnderNewKeys(before, { volumes: { data: sas(), log: sas(50) } })).toBe(before);
  });
});
