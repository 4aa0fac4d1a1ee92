/** A change of a pool's set begins with what the state says, and with what earlier runs left open. */
import { describe, expect, test } from "@jest/globals";
import type { Ended } from "../../../provider/lifecycle/pool-volume-set/state/carried.ts";
import { draftOf } from "../../../provider/lifecycle/pool-volume-set/state/draft.ts";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { sas } from "../volumes/questions.ts";
import { begun, copy, desktop, poolWith, stateWith } from "./identity-scene.ts";
import { jobOf } from "./state-scene.ts";

const pool = poolWith(["x", "y"]);
const desktops = [desktop("d1", copy("x"))];
const now = { pool, desktops, waitedOut: ["w"] };

describe("a draft", () => {
  const stray: Failed = { operation: "add", key: "new", desktops: [{ desktopId: "d1", volumeIds: ["v9"] }] };
  const missing: Failed = { operation: "add", key: "log", id: "y", desktops: [] };
  const left: Failed = { operation: "delete", key: "old", id: "o", desktops: [{ desktopId: "d1" }], on: ["d1"] };
  const before = stateWith({
    recorded: { data: sas() },
    spent: { data: "A" },
    volumeIds: { data: "x" },
    origins: { data: "added" },
    vanished: { gone: "g" },
    copies: { data: { of: "x", on: { d1: "v-x" } } },
    inconsistentDesktops: { data: { missing: { count: 1, desktops: [{ desktopId: "d2" }] } } },
    copiesWithoutRecord: { q: { count: 1, desktops: [{ desktopId: "d5" }] } },
    lastAddJob: { id: "j-0" },
    pending: [begun("expand", { data: "x" })],
    replacing: { data: { old: "x", consent: "A", declared: sas(50) } },
    failed: [stray, missing, left],
  });

  test("has all that the state has, and nothing that was done yet", () => {
    const { inconsistentDesktops, copiesWithoutRecord } = before;
    expect(draftOf(before, now, [])).toStrictEqual({
      accepted: false,
      recorded: before.recorded,
      spent: before.spent,
      volumeIds: before.volumeIds,
      origins: before.origins,
      vanished: before.vanished,
      copies: before.copies,
      mismatches: { inconsistentDesktops, copiesWithoutRecord },
      desktops,
      isLastCall: false,
      waitedOut: ["w"],
      lastAddJob: { id: "j-0" },
      pending: before.pending,
      replacing: before.replacing,
      failed: [stray],
      touched: [],
      carried: [
        { operation: "add", key: "log", id: "y", said: [], isCarried: true },
        { operation: "delete", key: "old", id: "o", on: new Set(["d1"]), said: left.desktops, isCarried: true },
      ],
      optionsHold: false,
      pool,
      planned: new Set(["x", "y"]),
      before,
    });
  });

  test("can be changed, and the state stays as it was", () => {
    const draft = draftOf(before, now, []);
    draft.volumeIds.data = "q";
    draft.recorded.data = sas(500);
    draft.pending.push(begun("add", {}));
    expect([before.volumeIds, before.recorded, before.pending.length]).toEqual([{ data: "x" }, { data: sas() }, 1]);
  });
});

describe("the last add that is known", () => {
  const known = stateWith({ lastAddJob: { id: "j-0", begin: "2026-11-20 08:00:00", zone: 480 } });
  const ended = (operation: Pending["operation"], jobId: string | undefined, how: Omit<Ended, "pending">): Ended => ({
    pending: begun(operation, {}, jobId === undefined ? {} : { jobId }),
    ...how,
  });
  const lastOf = (state: typeof known, ...calls: readonly Ended[]) => draftOf(state, now, calls).lastAddJob;
  const good = { job: jobOf("j-1", { beginTime: "2026-11-21 08:00:00" }) };

  test("is the one that an earlier run has begun, with the zone in which the service writes its times", () => {
    expect(lastOf(known, ended("add", "j-1", good))).toStrictEqual({
      id: "j-1",
      begin: "2026-11-21 08:00:00",
      zone: 480,
    });
  });

  test("has no zone where none is known", () => {
    const begin = "2026-11-21 08:00:00";
    expect(lastOf(stateWith(), ended("add", "j-1", good))).toStrictEqual({ id: "j-1", begin });
    expect(lastOf(stateWith({ lastAddJob: { id: "j-0" } }), ended("add", "j-1", good))).toStrictEqual({
      id: "j-1",
      begin,
    });
  });

  test("is the last of several, and has begun when its job says so, though it failed", () => {
    const failure = workspaceError("job_failed", "some failed", { jobBegin: "2026-11-21 09:00:00" });
    const calls = [ended("add", "j-1", good), ended("add", "j-2", { failure }), ended("expand", "j-3", good)];
    expect(lastOf(known, ...calls)).toStrictEqual({ id: "j-2", begin: "2026-11-21 09:00:00", zone: 480 });
  });

  test("is no add whose answer was lost, and no other call", () => {
    expect(lastOf(known, ended("add", "j-1", {}), ended("add", undefined, {}))).toStrictEqual({ id: "j-1", zone: 480 });
    expect(lastOf(known, ended("add", undefined, {}))).toBe(known.lastAddJob);
    expect(lastOf(known, ended("delete", "j-3", good))).toBe(known.lastAddJob);
    expect(lastOf(known)).toBe(known.lastAddJob);
    expect(lastOf(stateWith())).toBeUndefined();
  });
});
