/** What a change of a pool's set leaves in the state: all of the program after success, and only what is true after a failure. */
import { describe, expect, test } from "@jest/globals";
import {
  countOf,
  type Draft,
  draftOf,
  finalOuts,
  partialOuts,
} from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { begun, copy, desktop, poolWith, stateWith } from "./identity-scene.ts";

const place = { region: "r", projectId: "q" };
const today = "2026-11-22";
const draftWith = (state: Partial<State>, more: Partial<Draft> = {}): Draft => ({
  ...draftOf(stateWith(state), { pool: poolWith([]), desktops: [], waitedOut: [] }, []),
  ...more,
});

describe("after success", () => {
  const claims = {
    volumeIds: { data: "x", log: "y" },
    origins: { data: "added", log: "adopted" },
    recorded: { data: sas(), log: sas(50), gone: sas(40, { deletionProtection: true, id: "g" }) },
    vanished: { gone: "g" },
    replacing: { data: { old: "x", new: "n", consent: "A", declared: sas(10) } },
  } satisfies Partial<State>;
  const pool = poolWith([disk("z", 70), disk("n", 10), disk("x", 100, { kmsId: "k" }), disk("y", 50)]);
  const news = { poolId: "p", volumes: { data: sas(10), log: sas(50) }, timeouts: { update: "2h" } };

  test("the state is the program, and what the service says now of each disk", () => {
    const desktops = [desktop("d1", copy("x"), copy("g"))];
    const pending = [begun("delete", { data: "x" })];
    const mismatches = {
      inconsistentDesktops: { log: { missing: { count: 1, desktops: [{ desktopId: "d1" }] } } },
      copiesWithoutRecord: { g: { count: 1, desktops: [{ desktopId: "d1" }] } },
    };
    const draft = draftWith(
      { ...claims, desktopsUnseen: "refused", desktops: { count: 2, asOf: "2026-11-01" } },
      { pool, desktops, pending, mismatches, lastAddJob: { id: "j-1" } },
    );
    expect(finalOuts(draft, place, news, today)).toStrictEqual({
      ...news,
      volumeIds: claims.volumeIds,
      origins: claims.origins,
      observed: { data: disk("x"), log: disk("y", 50) },
      undeclaredVolumes: [disk("z", 70)],
      vanished: { gone: "g" },
      ...mismatches,
      desktopsUnseen: "refused",
      protectedVanished: { gone: sas(40, { deletionProtection: true }) },
      copies: { gone: { of: "g", on: { d1: "v-g" } }, data: { of: "x", on: { d1: "v-x" } } },
      lastAddJob: { id: "j-1" },
      poolName: "finance",
      desktops: { count: 2, asOf: "2026-11-01" },
      schema: 1,
      place,
      unfinished: { pending, replacing: claims.replacing },
    });
  });

  test("what nobody knows has no line", () => {
    const outs = finalOuts(draftWith({}), place, news, today);
    expect(Object.keys(outs).filter((name) => /unseen|lastAdd|protected/i.test(name))).toEqual([]);
    expect(outs.desktops).toEqual({ count: 2, asOf: today });
  });

  test("a disk that a key has again is known by its own copies, not by those of the one that was missed", () => {
    const desktops = [desktop("d1", copy("x"), copy("g"))];
    const draft = draftWith({ volumeIds: { data: "x" }, vanished: { data: "g" } }, { desktops });
    expect(finalOuts(draft, place, news, today).copies).toEqual({ data: { of: "x", on: { d1: "v-x" } } });
  });
});

describe("after a failure", () => {
  const inputs = {
    poolId: "p",
    handleType: "FOR_EXPAND_AND_ALL",
    desktopIds: ["d1", "d2"],
    timeouts: { update: "1h" },
  };
  const news = { poolId: "p", volumes: { data: sas(200) }, timeouts: { update: "2h" } };
  const draft = (more: Partial<State> = {}, then: Partial<Draft> = {}) =>
    draftWith({ inputs, recorded: { data: sas() }, volumeIds: { data: "x" }, ...more }, then);
  const argumentsOf = (left: Draft, said: object) => {
    const outs = partialOuts(left, place, { ...news, ...said }, today);
    const { handleType, desktopIds, volumes, timeouts, allowDataLoss } = outs;
    return { handleType, desktopIds, volumes, timeouts, allowDataLoss };
  };
  const still = { volumes: { data: sas() }, timeouts: { update: "1h" }, allowDataLoss: undefined };

  test("each disk is as it was last proven, and the options are those of before", () => {
    const { unfinished, ...outs } = partialOuts(draft({ spent: { data: "A" } }), place, { ...news, ...inputs }, today);
    expect(outs).toMatchObject({ ...inputs, volumes: { data: sas() }, allowDataLoss: { data: "A" }, place, schema: 1 });
    expect(unfinished).toEqual({});
  });

  test("a deletion reaches only desktops that both programs name: the scope is at once the narrower one", () => {
    expect(argumentsOf(draft(), { desktopIds: ["d2", "d3"] })).toEqual({
      ...still,
      handleType: "FOR_EXPAND_AND_ALL",
      desktopIds: ["d2"],
    });
    expect(argumentsOf(draft(), { handleType: "FOR_EXPAND_AND_IDLE" })).toEqual({
      ...still,
      handleType: "FOR_EXPAND_AND_IDLE",
      desktopIds: ["d1", "d2"],
    });
  });

  test("where the programs have no desktop in common, none is reached, and none is named", () => {
    const outs = partialOuts(draft(), place, { ...news, desktopIds: ["d3"] }, today);
    expect([outs.handleType, "desktopIds" in outs]).toEqual(["ONLY_FOR_EXPAND", false]);
  });

  test("the options of the program hold where there was none before, and where every call went through", () => {
    const created = draft({ inputs: {} });
    const through = draft({}, { optionsHold: true });
    for (const left of [created, through])
      expect(argumentsOf(left, {})).toEqual({
        ...still,
        handleType: "FOR_EXPAND_AND_ALL",
        desktopIds: undefined,
        timeouts: { update: "2h" },
      });
  });

  test("what the service says now stands in the state as after success", () => {
    const pool = poolWith([disk("x", 150), disk("z", 70)]);
    expect(partialOuts(draft({}, { pool }), place, news, today)).toMatchObject({
      observed: { data: disk("x", 150) },
      undeclaredVolumes: [disk("z", 70)],
      desktops: { count: 2, asOf: today },
      poolName: "finance",
    });
  });
});

test("the date of a count of desktops moves only with the count, so that a quiet refresh changes nothing", () => {
  const last = { count: 2, asOf: "2026-11-01" };
  expect(countOf(poolWith([]), last, today)).toBe(last);
  expect(countOf(poolWith([], { desktopCount: 3 }), last, today)).toEqual({ count: 3, asOf: today });
  expect(countOf(poolWith([]), undefined, today)).toEqual({ count: 2, asOf: today });
});
