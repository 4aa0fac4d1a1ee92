/** What a refresh learns of the desktops: cheaply where the service counts none that differs, and never "none" where nothing was seen. */
import { describe, expect, test } from "@jest/globals";
import { differencesOf } from "../../../provider/lifecycle/pool-volume-set/desktops/look.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { isWorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
import type { InconsistentStatics, Pool, PoolDesktop } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { type Played, played, refusing } from "./desktops-scene.ts";
import { begun, copy, desktop, poolWith, stateWith, until } from "./identity-scene.ts";

interface Told extends Played {
  readonly state?: Partial<State>;
  readonly pool?: Partial<Pool>;
  /** What the service counts, or why it does not. */
  readonly counts?: InconsistentStatics | Error;
  /** The desktops, where they were read already. */
  readonly read?: readonly PoolDesktop[];
}

const none = { diskNum: 0, diskSize: 0 };
const nothing = { inconsistentDesktops: {}, copiesWithoutRecord: {} };
const unserved = workspaceError("not_published", "no such call");

async function look({ state, pool, counts = none, read, answers, ...scene }: Told) {
  const limits: unknown[] = [];
  const { service, asked } = await played({
    ...scene,
    answers: {
      listInconsistentStatics: async (_poolId, limit) => {
        limits.push(limit);
        asked.push("counts");
        if (counts instanceof Error) throw counts;
        return counts;
      },
      ...answers,
    },
  });
  const known = stateWith({ volumeIds: { data: "x" }, ...state });
  const found = differencesOf({ service, poolId: "p", until }, known, poolWith(["x"], pool), read);
  return { found, asked, limits };
}

const small = desktop("d1", copy("x", { size: 90 }));
const one = { count: 1, desktops: [{ desktopId: "d1", size: 90 }] };
const differing = { inconsistentDesktops: { data: { smaller: one } }, copiesWithoutRecord: {} };
const known = { inconsistentDesktops: { data: { larger: one } }, copiesWithoutRecord: { lost: one } };

describe("while something goes on", () => {
  test.each<[string, Told]>([
    ["the pool is at work", { pool: { status: "TEMPORARY" } }],
    ["a call of ours has not ended", { state: { pending: [begun("add", {})] } }],
  ])("what was known stays, where %s", async (_why, told) => {
    const seen = await look({ ...told, state: { ...known, ...told.state } });
    expect(await seen.found).toStrictEqual(known);
    expect(seen.asked).toEqual([]);
    const unseen = await look({ ...told, state: { ...known, desktopsUnseen: "no list", ...told.state } });
    expect(await unseen.found).toStrictEqual({ ...known, desktopsUnseen: "no list" });
  });
});

describe("a pool at rest", () => {
  test.each(["STEADY", "EXIST_FROZEN", "ERROR"])("in status %s is looked at", async (status) => {
    const { found, asked } = await look({ pool: { status }, counts: unserved, looks: [[desktop("d1")]] });
    expect(Object.keys((await found).inconsistentDesktops)).toEqual(["data"]);
    expect(asked).toEqual(["counts", "desktops"]);
  });

  test("without desktops has none that differs, and nothing is asked", async () => {
    const { found, asked } = await look({ pool: { desktopCount: 0 }, state: known });
    expect([await found, asked]).toEqual([nothing, []]);
  });

  test("of which the service counts no difference has none: it is asked once, and may wait", async () => {
    const { found, asked, limits } = await look({ looks: [[small]] });
    expect([await found, asked]).toEqual([nothing, ["counts"]]);
    expect(limits).toEqual([{ ...until, poll: true }]);
  });

  test.each<[string, Told]>([
    ["the service counts a desktop with another number of disks", { counts: { diskNum: 1, diskSize: 0 } }],
    ["the service counts a desktop with a disk of another size", { counts: { diskNum: 0, diskSize: 1 } }],
    ["the service does not tell the number of disks", { counts: { diskSize: 0 } }],
    ["the service does not tell the sizes of disks", { counts: { diskNum: 0 } }],
    ["the service does not count", { counts: unserved }],
    ["a key was known to differ", { state: { inconsistentDesktops: known.inconsistentDesktops } }],
    ["a copy without a record was known", { state: { copiesWithoutRecord: known.copiesWithoutRecord } }],
    ["both were known", { state: known }],
  ])("has its desktops compared where %s", async (_why, told) => {
    const { found, asked } = await look({ ...told, looks: [[small]] });
    expect([await found, asked]).toEqual([differing, ["counts", "desktops"]]);
  });

  test("whose desktops were read already is not asked for them again", async () => {
    const { found, asked } = await look({ counts: unserved, read: [small] });
    expect([await found, asked]).toEqual([differing, ["counts"]]);
  });

  test("is compared for the desktops that the set is for", async () => {
    const state = { inputs: { poolId: "p", desktopIds: ["d9"] } };
    const { found } = await look({ counts: unserved, read: [small], state });
    expect(await found).toEqual(nothing);
  });

  test("is not compared where the count fails by a defect of ours", async () => {
    const defect = new Error("a defect");
    expect(await errorOf((await look({ counts: defect })).found)).toBe(defect);
  });
});

describe("desktops that cannot be seen", () => {
  const tooLong = workspaceError("bad_answer", "too long", { place: "after the last page" });

  test.each<[string, Error]>([
    [
      "the permission workspace:desktopPools:listDesktops is missing: with it, a refresh shows which desktops differ from the pool",
      workspaceError("forbidden", "no"),
    ],
    ["this region does not publish the list of a pool's desktops", workspaceError("not_published", "no")],
    ["the pool has more desktops than the service lists", tooLong],
  ])("leave what was known as it was, with the reason: %s", async (desktopsUnseen, error) => {
    const listPoolDesktopsDetail = async () => {
      throw error;
    };
    const { found } = await look({ state: known, answers: { listPoolDesktopsDetail } });
    expect(await found).toStrictEqual({ ...known, desktopsUnseen });
  });

  test("for another reason end the refresh", async () => {
    const answers = { listPoolDesktopsDetail: refusing("unavailable") };
    const error = await errorOf((await look({ state: known, answers })).found);
    expect(isWorkspaceError(error, "unavailable")).toBe(true);
  });

  const nameless = [desktop("d1", copy(undefined))];

  test.each<[InconsistentStatics, string]>([
    [{ diskNum: 1, diskSize: 1 }, "1 desktop with another number of disks than the pool, and 1 desktop"],
    [{ diskNum: 2 }, "2 desktops with another number of disks than the pool, and 0 desktops"],
    [{ diskSize: 3 }, "0 desktops with another number of disks than the pool, and 3 desktops"],
  ])("disk by disk are counted, and %j takes nothing for known", async (counts, words) => {
    const { found } = await look({ state: known, counts, read: nameless });
    expect(await found).toStrictEqual({
      ...nothing,
      desktopsUnseen: `the service counts ${words} with a disk of another size; this region does not say which disk of a desktop is which`,
    });
  });

  test.each([[none], [unserved]])(
    "disk by disk, and without a count of any, have no reason to be told",
    async (counts) => {
      const { found } = await look({ state: known, counts, read: nameless });
      expect(await found).toStrictEqual(nothing);
    },
  );
});
