/** A state under the ids that the pool lists now: each place that names a disk follows it, and no other word changes. */
import { describe, expect, test } from "@jest/globals";
import { newIds, pendingUnder, stateUnderNewIds } from "../../../provider/lifecycle/pool-volume-set/identity/traces.ts";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { disk } from "../volumes/questions.ts";
import { begun, stateWith } from "./identity-scene.ts";

const moved = [{ key: "data", from: "o", volume: disk("n", 120) }];
const failed = (id: string): Failed => ({ operation: "expand", key: "data", id, desktops: [] });
const known = { of: "o", on: { d1: "v1" } };

describe("a state whose disk has another id", () => {
  const state = stateWith({
    volumeIds: { data: "o", log: "y" },
    origins: { data: "added", log: "adopted" },
    copies: { data: known, log: { of: "y", on: { d1: "v2" } } },
    pending: [begun("expand", { data: "o", log: "y" }, { before: ["o", "y"] })],
    failed: [failed("o"), failed("y")],
    replacing: { data: { old: "o", consent: "A", declared: { type: "SAS", size: 40 } } },
  });

  test("claims it, knows it by its copies, and goes on with its open calls and failures", () => {
    expect(stateUnderNewIds(state, moved)).toStrictEqual({
      ...state,
      volumeIds: { data: "n", log: "y" },
      copies: { ...state.copies, data: { ...known, of: "n" } },
      pending: [begun("expand", { data: "n", log: "y" }, { before: ["o", "y"] })],
      failed: [failed("n"), failed("y")],
      replacing: { data: { old: "n", consent: "A", declared: { type: "SAS", size: 40 } } },
    });
  });

  test("is the same one where no disk has", () => {
    expect(stateUnderNewIds(state, [])).toBe(state);
  });

  test("claims a disk again that a refresh had missed, and takes it for one of unknown origin", () => {
    const missed = stateWith({ vanished: { data: "o", log: "y" } });
    expect(stateUnderNewIds(missed, moved)).toStrictEqual({
      ...missed,
      volumeIds: { data: "n" },
      origins: { data: "recovered" },
      vanished: { log: "y" },
    });
  });
});

test("an added disk that has no id yet gets none, and copies that failed without a record get none either", () => {
  const adding: Pending = { operation: "add", disks: [{ key: "more", type: "SAS", size: 10 }], before: ["o"] };
  const stray: Failed = { operation: "add", key: "more", desktops: [{ desktopId: "d1", volumeIds: ["v"] }] };
  const state = stateWith({ volumeIds: { data: "o" }, pending: [adding], failed: [stray] });
  const under = stateUnderNewIds(state, moved);
  expect([under.pending, under.failed]).toStrictEqual([[adding], [stray]]);
});

test("an open call names its disks by the ids that they have now, and remembers what was there before it", () => {
  const call = begun("delete", { data: "o", log: "y" }, { before: ["o", "y"], jobId: "j" });
  expect(pendingUnder(call, newIds(moved))).toStrictEqual(
    begun("delete", { data: "n", log: "y" }, { before: ["o", "y"], jobId: "j" }),
  );
});
