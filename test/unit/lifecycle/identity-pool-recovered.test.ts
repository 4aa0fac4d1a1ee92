/** Which disks of a pool are of an interrupted run of ours, by the time of their copies on desktops and the record of recent adds. */
import { describe, expect, test } from "@jest/globals";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { PoolDesktop } from "../../../provider/workspace/types.ts";
import { disk } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { recovered, searched, type Told } from "./identity-pool-search.ts";
import { at, begun, copy, desktop, part, poolWith, undeclared } from "./identity-scene.ts";

const lastAddJob = { id: "earlier", zone: 0 };
const ours = part("j", at(-20), at(-15), { desktopId: "d1" });
const running = part("j", at(-20), undefined, { desktopId: "d1" });
const aged = (minutes: number, of = "x") => copy(of, { createTime: at(minutes) });
const made = [desktop("d1", aged(-90, "other"), aged(-18))];
const told: Told = { state: { lastAddJob }, subJobs: [ours], desktops: made };

describe("a disk in no key, of which the desktops have copies", () => {
  test("is recovered where its first copy was made while a recent add ran", async () => {
    const { found, asked } = await searched(told);
    expect([...found]).toEqual([["x", "recovered"]]);
    expect(asked).toEqual([{ jobType: "addDesktopPoolVolumes", desktopPoolId: "p" }]);
  });

  test("is recovered though a desktop that came later has a younger copy, and though another add was recent too", async () => {
    const desktops = [...made, desktop("d2", aged(-2))];
    expect(await recovered({ ...told, desktops })).toEqual({ x: "recovered" });
    const subJobs = [part("k", at(-50), at(-45)), ours];
    expect(await recovered({ ...told, subJobs })).toEqual({ x: "recovered" });
  });

  test.each<[string, readonly PoolDesktop[], Told]>([
    ["one copy is older than the add", [desktop("d0", aged(-40)), ...made], {}],
    ["all copies are younger than it", [desktop("d1", aged(-5))], {}],
    ["one copy does not tell its time", [...made, desktop("d2", copy("x"))], {}],
    ["no copy tells its time, though the add still runs", [desktop("d1", copy("x"))], { subJobs: [running] }],
    ["there is no copy of it, though the add still runs", [desktop("d1")], { subJobs: [running] }],
    ["the add is too old", [desktop("d1", aged(-68))], { subJobs: [part("j", at(-70), at(-65))] }],
    ["the add is the one that the state knows last", made, { state: { lastAddJob: { ...lastAddJob, id: "j" } } }],
    ["a key has it", made, { state: { lastAddJob, volumeIds: { data: "x" } } }],
    ["an earlier command has seen it in no key", made, { state: { lastAddJob, undeclaredVolumes: undeclared("x") } }],
    [
      "it is on its way into a key",
      made,
      {
        state: {
          lastAddJob,
          volumeIds: { data: "o" },
          replacing: { data: { old: "o", new: "x", consent: "A", declared: { type: "SAS", size: 100 } } },
        },
      },
    ],
  ])("is nobody's where %s", async (_why, desktops, more) => {
    expect(await recovered({ ...told, desktops, ...more })).toEqual({});
  });

  test("is judged by itself: the disk beside it, that does not fit, stays a stranger's", async () => {
    const desktops = [desktop("d1", aged(-18), aged(-40, "y"))];
    expect(await recovered({ ...told, pool: poolWith(["y", "x"]), desktops })).toEqual({ x: "recovered" });
  });

  test("is no stranger's where only this run's own refresh has seen it", async () => {
    const state = { lastAddJob, undeclaredVolumes: undeclared("x", "y") };
    const desktops = [desktop("d1", aged(-18), aged(-18, "y"))];
    const both = { ...told, pool: poolWith(["x", "y"]), desktops, state };
    expect(await recovered({ ...both, found: ["x"] })).toEqual({ x: "recovered" });
  });
});

describe("what the state itself tells", () => {
  const adding = { ...begun("add", {}), disks: [{ key: "data", type: "SAS", size: 100 }], jobId: "j" };
  const state = { lastAddJob, pending: [adding] };

  test("stands: what an add made that ended well needs no consent to go, whatever the record of jobs says", async () => {
    const { found, asked } = await searched({ ...told, state, isGood: true });
    expect([Object.fromEntries(found), asked]).toEqual([{ x: "added" }, []]);
    const pool = poolWith(["x", disk("y", 50)]);
    const desktops = [desktop("d1", aged(-18), aged(-18, "y"))];
    const both = await recovered({ ...told, state, pool, desktops, isGood: true });
    expect(both).toEqual({ x: "added", y: "recovered" });
  });

  test("is less where nobody knows how the add ended", async () => {
    expect(await recovered({ ...told, state, subJobs: [] })).toEqual({ x: "recovered" });
  });

  test("is all there is to ask where no disk is in doubt", async () => {
    expect((await searched({ ...told, pool: poolWith([]) })).asked).toEqual([]);
  });
});

describe("the zone of the service's times", () => {
  const created = poolWith(["x"], { createdTime: "2026-11-01T00:00:00Z" });
  const creation = [part("make", "2026-11-01 08:00:00", "2026-11-01 08:05:00")];
  const inEast: Told = {
    pool: created,
    subJobs: [part("j", at(-20, 480), at(-15, 480))],
    desktops: [desktop("d1", copy("x", { createTime: at(-18, 480) }))],
  };

  test("is read from the creation of the pool where the state does not know it", async () => {
    expect(await recovered({ ...inEast, creation })).toEqual({ x: "recovered" });
  });

  test("is not looked for where the state knows it, nor without an add", async () => {
    const known = await searched({ ...inEast, state: { lastAddJob: { id: "earlier", zone: 480 } } });
    expect([known.found.size, known.asked.length]).toEqual([1, 1]);
    const without = await searched({ ...inEast, subJobs: [] });
    expect([without.found.size, without.asked.length]).toEqual([0, 1]);
  });

  test("has to be known: without it no disk is recovered, even by times that say theirs", async () => {
    const utc = (minutes: number) => `${at(minutes).replace(" ", "T")}Z`;
    const subJobs = [part("j", utc(-20), utc(-15))];
    const desktops = [desktop("d1", copy("x", { createTime: utc(-18) }))];
    expect(await recovered({ subJobs, desktops })).toEqual({});
    expect(await recovered({ subJobs, desktops, state: { lastAddJob } })).toEqual({ x: "recovered" });
  });
});

describe("a record of jobs that cannot be read", () => {
  test.each<[string, Error]>([
    ["is too long", workspaceError("bad_answer", "too long", { place: "after the last page" })],
    ["is not known to the region", workspaceError("bad_request", "no such type")],
  ])("makes no disk ours where it %s, and stops nothing", async (_why, error) => {
    expect(await recovered({ ...told, error })).toEqual({});
    const pool = poolWith(["x"], { createdTime: "2026-11-01T00:00:00Z" });
    expect(await recovered({ ...told, state: {}, pool, error })).toEqual({});
  });

  test.each<[string, Error]>([
    ["was answered wrongly", workspaceError("bad_answer", "no list", { place: "the top" })],
    ["was not answered", workspaceError("unavailable", "no answer")],
  ])("ends the run where it %s: a second disk could be added", async (_why, error) => {
    expect(await errorOf(recovered({ ...told, error }))).toBe(error);
  });
});
