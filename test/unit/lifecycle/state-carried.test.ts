/** What an earlier run left open is taken up again: its new records are waited for, and each of its disks is proven as its call meant it. */
import { describe, expect, test } from "@jest/globals";
import {
  awaitRecords,
  carriedOver,
  type Ended,
  saidBy,
  strayCopies,
} from "../../../provider/lifecycle/pool-volume-set/state/carried.ts";
import { isOrphaned, stillThere } from "../../../provider/lifecycle/pool-volume-set/state/open-ends.ts";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { Pool } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { begun, copy, desktop, inTurn, now, poolWith, serviceOf, until } from "./identity-scene.ts";
import { jobOf, partOn } from "./state-scene.ts";

const add = (keys: readonly string[], before: readonly string[], more: Partial<Pending> = {}): Pending =>
  begun("add", {}, { disks: keys.map((key) => ({ key, type: "SAS", size: 100 })), before: [...before], ...more });
const good = (pending: Pending): Ended => ({ pending, job: jobOf("j-1") });

describe("the records of disks that a job has made", () => {
  async function wait(ended: readonly Ended[], first: Pool, ...later: readonly (Pool | undefined)[]) {
    const asked: unknown[] = [];
    const next = inTurn(...later);
    const service = await serviceOf({
      showDesktopPoolDetail: async (...call) => {
        asked.push(call);
        return next();
      },
    });
    const pool = await awaitRecords(ended, first, { service, poolId: "p", until });
    return { pool, asked, seconds: (service.clock.now() - now) / 1000 };
  }
  const [old, made] = [poolWith(["x"]), poolWith(["x", "n"])];

  test("are waited for while the pool lags behind the job, also past a look that answers nothing", async () => {
    const found = await wait([good(add(["data"], ["x"]))], old, old, undefined, made);
    expect(found).toEqual({ pool: made, asked: Array(3).fill(["p", until]), seconds: 15 });
  });

  test("are waited for where nobody has heard how the call ended: it may have been done a moment ago", async () => {
    expect(await wait([{ pending: add(["data"], ["x"]) }], old, made)).toMatchObject({ pool: made, seconds: 5 });
  });

  test("of another kind, which somebody else has added meanwhile, are not taken for them", async () => {
    const theirs = poolWith(["x", disk("t", 70)]);
    expect(
      (await wait([good(add(["data"], ["x"]))], theirs, theirs, poolWith(["x", disk("t", 70), "n"]))).seconds,
    ).toBe(10);
  });

  test("are waited for half a minute, and no longer: somebody may have deleted the disk since", async () => {
    const found = await wait([good(add(["data"], ["x"]))], old, old);
    expect([found.pool, found.asked.length, found.seconds]).toEqual([old, 6, 30]);
  });

  test("are not waited for where they are there, each disk of each add", async () => {
    const all = poolWith(["x", "n", "m"]);
    expect(await wait([good(add(["a", "b"], ["x"]))], all)).toEqual({ pool: all, asked: [], seconds: 0 });
    expect((await wait([good(add(["a", "b"], ["x"]))], made, all)).seconds).toBe(5);
    expect((await wait([good(add(["a"], ["x"])), good(add(["b"], ["x", "n"]))], made, all)).seconds).toBe(5);
  });

  test.each<[string, Ended]>([
    ["it failed", { pending: add(["data"], ["x"]), failure: new Error("failed") }],
    ["it was no add", good(begun("expand", { data: "x" }, { before: ["x"] }))],
  ])("are not waited for of a call of which %s", async (_why, ended) => {
    expect(await wait([ended], old, made)).toEqual({ pool: old, asked: [], seconds: 0 });
  });
});

describe("the word of a failed job of a desktop", () => {
  const word = (failed: object) =>
    saidBy(workspaceError("job_failed", "some failed", { failedDesktops: [{ desktopId: "d1", ...failed }] }));

  test("is its code, or its reason, or both", () => {
    expect(word({ code: "WKS.1" })).toStrictEqual([{ desktopId: "d1", reason: "WKS.1" }]);
    expect(word({ reason: "no room" })).toStrictEqual([{ desktopId: "d1", reason: "no room" }]);
    expect(word({ code: "WKS.1", reason: "no room" })).toStrictEqual([{ desktopId: "d1", reason: "WKS.1 no room" }]);
  });
});

describe("a disk that was touched without a proof", () => {
  const idle = { scope: { handleType: "FOR_EXPAND_AND_IDLE" } } as const;

  test("of a failure has only what is known of it", () => {
    const failed: Failed = { operation: "delete", key: "data", id: "x", desktops: [] };
    expect(carriedOver({ failed: [failed] }, [])).toStrictEqual([
      { operation: "delete", key: "data", id: "x", said: [], isCarried: true },
    ]);
  });

  test("of a call for desktops that nobody used is judged on those that its job names", () => {
    const job = jobOf("j-1", { subJobs: [partOn("d1"), partOn("d2")] });
    const [went] = carriedOver({ failed: [] }, [{ pending: begun("expand", { data: "x" }, idle), job }]);
    expect(went?.on).toEqual(new Set(["d1", "d2"]));
    const failure = workspaceError("job_failed", "some failed", { jobDesktops: ["d3"] });
    const [lost] = carriedOver({ failed: [] }, [{ pending: begun("delete", { data: "x" }, idle), failure }]);
    expect(lost).toStrictEqual({
      operation: "delete",
      key: "data",
      id: "x",
      on: new Set(["d3"]),
      said: [],
      isCarried: true,
    });
  });
});

describe("copies without a record, left by an add that failed", () => {
  const desktops = [
    { ...desktop("d1", copy("lost"), copy("other")), computerName: "pc-1" },
    desktop("d2", copy("lost", { volumeId: "v-2" })),
  ];
  const failure = new Error("failed");
  const strays = (failed: readonly Failed[]) =>
    strayCopies([{ pending: add(["data", "log"], []), failure }], desktops, [], { failed });
  const stray = (volumeIds: string[], more: Partial<Failed> = {}): Failed => ({
    operation: "add",
    key: "data",
    desktops: [{ desktopId: "d1", volumeIds }],
    ...more,
  });

  test("are told under all keys of the add: nobody knows which of them each was to be", () => {
    expect(strays([])).toEqual([
      {
        operation: "add",
        key: "data, log",
        desktops: [
          { desktopId: "d1", name: "pc-1", volumeIds: ["v-lost", "v-other"] },
          { desktopId: "d2", volumeIds: ["v-2"] },
        ],
      },
    ]);
  });

  test("are told once: what the state names already is left out", () => {
    const [told] = strays([stray(["v-lost", "v-other"])]);
    expect(told?.desktops).toEqual([{ desktopId: "d2", volumeIds: ["v-2"] }]);
    const [half] = strays([stray(["v-other"])]);
    expect(half?.desktops[0]).toEqual({ desktopId: "d1", name: "pc-1", volumeIds: ["v-lost"] });
  });

  test("are told though the state names them of another failure, of a disk that has a record", () => {
    expect(strays([stray(["v-lost", "v-other"], { id: "q" })])[0]?.desktops).toHaveLength(2);
    expect(strays([stray(["v-lost"], { operation: "delete", id: "q" })])[0]?.desktops).toHaveLength(2);
  });

  test("are the only failure that no plan can see", () => {
    expect([isOrphaned(stray([])), isOrphaned(stray([], { id: "x" }))]).toEqual([true, false]);
    expect(isOrphaned(stray([], { operation: "expand" }))).toBe(false);
    const there = [stray(["v-lost"]), stray(["v-lost"], { operation: "delete" }), stray(["v-lost"], { id: "x" })];
    expect(stillThere(there, desktops)).toEqual([stray(["v-lost"])]);
  });
});
