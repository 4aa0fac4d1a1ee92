/** Which disks of one desktop are of an interrupted run of ours: by the state, or by the service's record of a recent add to it. */
import { describe, expect, test } from "@jest/globals";
import type { OwnVolume } from "../../../provider/lifecycle/desktop-volume-set/desktops/look.ts";
import { recoverableVolumes } from "../../../provider/lifecycle/desktop-volume-set/identity/recoverable.ts";
import { stateOf } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { Pool, SubJob } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { at, desktop, part, poolWith, serviceOf, until } from "./identity-scene.ts";

const zoned = { lastAddJob: { id: "earlier", zone: 0 } };
const own = (id: string, createTime?: string): OwnVolume => ({
  id,
  type: "SAS",
  size: 100,
  ...(createTime === undefined ? {} : { createTime }),
});
const toUs = { desktopId: "d1" };
const ours = part("j", at(-20), at(-15), toUs);
const made = own("x", at(-18));

interface Told {
  readonly own?: readonly OwnVolume[];
  readonly untold?: readonly OwnVolume[];
  readonly subJobs?: readonly SubJob[];
  readonly creation?: readonly SubJob[];
  readonly pool?: Pool;
  readonly outs?: object;
  readonly isGood?: boolean;
  readonly found?: readonly string[];
  readonly error?: Error;
}

async function search(told: Told) {
  const asked: unknown[] = [];
  const { pool = poolWith([]), subJobs = [ours], creation = [] } = told;
  const service = await serviceOf({
    listItaSubJobs: async (query) => {
      asked.push(query);
      if (told.error !== undefined) throw told.error;
      return query.jobType === "addVolumes" ? subJobs : creation;
    },
  });
  const state = stateOf({ desktopId: "d1", ...(told.outs ?? zoned) });
  const run = createRun();
  run.found(told.found ?? []);
  const seen = {
    pool,
    desktop: desktop("d1"),
    desktopName: "pc-1",
    own: told.own ?? [made],
    ofPool: 0,
    untold: told.untold ?? [],
  };
  const job = { jobId: "j", done: 1, total: 1, subJobs: [] };
  const ended = state.pending.map((pending) => ({ pending, ...(told.isGood === true ? { job } : {}) }));
  const where = { service, desktopId: "d1", until, recoverWithinMs: 3_600_000 };
  return { asked, found: await recoverableVolumes({ ...where, state, seen, run, ended }) };
}

const recovered = async (told: Told) => Object.fromEntries((await search(told)).found);

describe("by the service's record of adds", () => {
  test("a disk that was made while a recent add to this desktop ran is recovered", async () => {
    const { found, asked } = await search({});
    expect([...found]).toEqual([["x", "recovered"]]);
    expect(asked).toEqual([{ jobType: "addVolumes", desktopPoolId: "p" }]);
  });

  test.each<[string, Told]>([
    ["the add was to another desktop", { subJobs: [{ ...ours, desktopId: "d2" }] }],
    ["the disk is older than the add", { own: [own("x", at(-40))] }],
    ["the disk is younger than the add", { own: [own("x", at(-5))] }],
    [
      "nobody knows when the disk was made, though the add still runs",
      { own: [own("x")], subJobs: [part("j", at(-20), undefined, toUs)] },
    ],
    [
      "the add is older than `recoverWithin`",
      { own: [own("x", at(-68))], subJobs: [part("j", at(-70), at(-65), toUs)] },
    ],
    ["the add is the one that the state knows last", { outs: { lastAddJob: { id: "j", zone: 0 } } }],
    ["the add ran before that one", { outs: { lastAddJob: { id: "k", begin: at(-19), zone: 0 } } }],
    ["a key has the disk", { outs: { ...zoned, volumeIds: { data: "x" } } }],
    [
      "the disk is on its way into a key",
      {
        outs: {
          ...zoned,
          volumeIds: { data: "o" },
          unfinished: {
            replacing: { data: { old: "o", new: "x", consent: "A", declared: { type: "SAS", size: 100 } } },
          },
        },
      },
    ],
    ["an earlier command has seen the disk in no key", { outs: { ...zoned, undeclaredVolumes: [made] } }],
  ])("it is nobody's where %s", async (_why, told) => {
    expect(await recovered(told)).toEqual({});
  });

  test("it is one of two recent adds that the disk has to fit", async () => {
    expect(await recovered({ subJobs: [part("k", at(-50), at(-45), toUs), ours] })).toEqual({ x: "recovered" });
  });

  test("only the disks that fit are recovered, and one that this run's own refresh found is no stranger's", async () => {
    const outs = { ...zoned, undeclaredVolumes: [made, own("y", at(-18))] };
    const told = { own: [made, own("y", at(-18)), own("z", at(-40))], outs, found: ["x"] };
    expect(await recovered(told)).toEqual({ x: "recovered" });
  });

  test("of disks that may be the pool's only those unlike all of its disks are recovered", async () => {
    const untold = [own("x", at(-18)), { ...own("y", at(-18)), size: 200 }];
    expect(await recovered({ own: [], untold, pool: poolWith(["pool"]) })).toEqual({ y: "recovered" });
  });
});

describe("the zone of the service's times", () => {
  const created = poolWith([], { createdTime: "2026-11-01T00:00:00Z" });
  const inEast = part("make", "2026-11-01 08:00:00", "2026-11-01 08:05:00");
  const east = part("j", at(-20, 480), at(-15, 480), toUs);
  const told = { outs: {}, pool: created, subJobs: [east], own: [own("x", at(-18, 480))] };

  test("is read from the creation of the pool where the state does not know it", async () => {
    expect(await recovered({ ...told, creation: [inEast] })).toEqual({ x: "recovered" });
  });

  test("is not looked for where the state knows it, nor without an add", async () => {
    const known = await search({ ...told, outs: { lastAddJob: { id: "earlier", zone: 480 } } });
    expect([known.found.size, known.asked.length]).toEqual([1, 1]);
    const without = await search({ ...told, subJobs: [] });
    expect([without.found.size, without.asked.length]).toEqual([0, 1]);
  });

  test("has to be known: without it no disk is recovered, even by times that say theirs", async () => {
    const utc = (minutes: number) => `${at(minutes).replace(" ", "T")}Z`;
    const clear = { own: [own("x", utc(-18))], subJobs: [part("j", utc(-20), utc(-15), toUs)] };
    expect([await recovered({ ...clear, outs: {} }), await recovered(clear)]).toEqual([{}, { x: "recovered" }]);
  });
});

describe("by the state", () => {
  const pending = [{ operation: "add", disks: [{ key: "data", type: "SAS", size: 100 }], jobId: "j", before: [] }];
  const outs = { ...zoned, unfinished: { pending } };

  test("what an add made whose job is known to have ended well counts as added, whatever the record of jobs says", async () => {
    const { found, asked } = await search({ outs, isGood: true });
    expect([Object.fromEntries(found), asked]).toEqual([{ x: "added" }, []]);
    const both = { outs, isGood: true, own: [made, { ...own("y", at(-18)), size: 200 }] };
    expect(await recovered(both)).toEqual({ x: "added", y: "recovered" });
  });

  test("it counts as recovered where nobody knows how the job ended", async () => {
    expect(await recovered({ outs, subJobs: [] })).toEqual({ x: "recovered" });
  });

  test("a desktop with no disk in doubt costs no look at the jobs", async () => {
    expect((await search({ own: [] })).asked).toEqual([]);
  });
});

describe("a record of jobs that cannot be read", () => {
  test.each<[string, Error]>([
    ["is too long", workspaceError("bad_answer", "too long", { place: "after the last page" })],
    ["is not known to the region", workspaceError("bad_request", "no such type")],
  ])("makes no disk ours where it %s, and stops nothing", async (_why, error) => {
    expect(await recovered({ error })).toEqual({});
    const pool = poolWith([], { createdTime: "2026-11-01T00:00:00Z" });
    expect(await recovered({ outs: {}, pool, error })).toEqual({});
  });

  test.each<[string, Error]>([
    ["was answered wrongly", workspaceError("bad_answer", "no list", { place: "the top" })],
    ["was not answered", workspaceError("unavailable", "no answer")],
  ])("ends the run where it %s: a second disk could be added", async (_why, error) => {
    expect(await errorOf(recovered({ error }))).toBe(error);
  });
});
