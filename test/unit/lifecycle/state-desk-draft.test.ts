/** A change of one desktop's set: what it begins with, and what it leaves in the state, well ended or not. */
import { describe, expect, test } from "@jest/globals";
import {
  draftOf,
  finalOuts,
  partialOuts,
  whatIsSeen,
} from "../../../provider/lifecycle/desktop-volume-set/state/draft.ts";
import type { Pending, State } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { poolWith } from "./identity-scene.ts";
import { deskStateWith, seenWith } from "./state-scene.ts";

const place = { region: "r", projectId: "q" };
const pending: Pending[] = [
  { operation: "delete", disks: [{ key: "data", id: "x", type: "SAS", size: 100 }], before: [] },
];
const open = {
  recorded: { data: sas(), gone: sas(40, { deletionProtection: true, id: "g" }) },
  spent: { data: "A" },
  volumeIds: { data: "x" },
  origins: { data: "added" },
  vanished: { gone: "g" },
  replacing: { data: { old: "x", new: "n", consent: "A", declared: sas(10) } },
  pending,
} satisfies Partial<State>;
const own = [disk("z", 70), disk("n", 10), disk("x", 100, { kmsId: "k" })];
const seen = seenWith({ own, ofPool: 3, pool: poolWith([], { id: "p-2", name: "sales" }), desktopName: "fin-02" });

describe("a draft", () => {
  const before = deskStateWith({ ...open, lastAddJob: { id: "j-0" } });

  test("has all that the state has, and nothing that was done yet", () => {
    expect(draftOf(before, seen, { id: "j-1" })).toStrictEqual({
      ...open,
      accepted: false,
      lastAddJob: { id: "j-1" },
      optionsHold: false,
      seen,
      planned: new Set(["z", "n", "x"]),
      before,
    });
  });

  test("can be changed, and the state stays as it was", () => {
    const draft = draftOf(before, seen, undefined);
    draft.volumeIds.data = "q";
    draft.pending.pop();
    expect([before.volumeIds, before.pending.length]).toEqual([{ data: "x" }, 1]);
  });
});

test("after success the state is the program, and what the service says now of each disk and of the desktop", () => {
  const news = { desktopId: "d1", volumes: { data: sas(10) } };
  const draft = draftOf(deskStateWith(open), seen, { id: "j-1" });
  expect(finalOuts(draft, place, news)).toStrictEqual({
    ...news,
    desktopName: "fin-02",
    pool: { id: "p-2", name: "sales" },
    volumesOfPool: 3,
    volumeIds: { data: "x" },
    origins: { data: "added" },
    observed: { data: disk("x") },
    undeclaredVolumes: [disk("z", 70)],
    vanished: { gone: "g" },
    protectedVanished: { gone: sas(40, { deletionProtection: true }) },
    lastAddJob: { id: "j-1" },
    schema: 1,
    place,
    unfinished: { pending, replacing: open.replacing },
  });
  expect("lastAddJob" in finalOuts(draftOf(deskStateWith(), seen, undefined), place, news)).toBe(false);
});

describe("after a failure", () => {
  const news = { desktopId: "d1", volumes: { data: sas(200) }, timeouts: { update: "2h" } };
  const draft = (inputs: object) =>
    draftOf(deskStateWith({ ...open, pending: [], replacing: {}, inputs: { ...inputs } }), seen, undefined);
  const before = { desktopId: "d1", volumes: { data: sas(5) }, timeouts: { update: "1h" } };

  test("each disk is as it was last proven, and the options are those of before", () => {
    expect(partialOuts(draft(before), place, news)).toMatchObject({
      desktopId: "d1",
      volumes: { data: sas() },
      allowDataLoss: { data: "A" },
      timeouts: { update: "1h" },
      observed: { data: disk("x") },
      place,
      unfinished: {},
    });
  });

  test("the options of the program hold where there was none before, and where every call went through", () => {
    expect(partialOuts(draft({}), place, news)).toMatchObject({ desktopId: "d1", timeouts: { update: "2h" } });
    const through = { ...draft(before), optionsHold: true };
    expect(partialOuts(through, place, news)).toMatchObject({ volumes: { data: sas() }, timeouts: { update: "2h" } });
  });
});

test("what only the service says of a desktop is its name, its pool, and how many of its disks are the pool's", () => {
  expect(whatIsSeen(seen)).toStrictEqual({
    desktopName: "fin-02",
    pool: { id: "p-2", name: "sales" },
    volumesOfPool: 3,
  });
});
