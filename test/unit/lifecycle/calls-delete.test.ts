/** The call that deletes disks: what is sent, which claims it ends, and what is said where the pool still shows the disks. */
import { describe, expect, test } from "@jest/globals";
import { deleteVolumes } from "../../../provider/lifecycle/pool-volume-set/calls/calls.ts";
import type { Scope } from "../../../provider/volumes/types.ts";
import { disk, sas } from "../volumes/questions.ts";
import { job, late, lie } from "./calls-scene.ts";
import { type Doing, deleteOf, wordsOf, workWith } from "./calls-work.ts";
import { at, part, poolWith } from "./identity-scene.ts";

const both = [deleteOf("data", "x", { consent: "OPS-1" }), deleteOf("log", "y")];
const state = { volumeIds: { data: "x", log: "y", tmp: "z" }, recorded: { data: sas(), log: sas(), tmp: sas() } };
const pool = poolWith(["x", "y", "z"]);
const d1: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"] };

async function deleted(doing: Doing = {}, steps = both) {
  const { work, draft, cloud } = await workWith({ state, pool, ...doing });
  const failure = wordsOf(await deleteVolumes(work, steps));
  return { failure, draft, cloud };
}

describe("a deletion", () => {
  test("is one call that names each disk as the pool has it", async () => {
    const { cloud } = await deleted({}, [
      deleteOf("data", "x", { volume: disk("x", 110, { iops: 3000 }) }),
      deleteOf("log", "y"),
    ]);
    expect(cloud.sent).toStrictEqual([
      {
        delete: {
          poolId: "p",
          handleType: "FOR_EXPAND_AND_ALL",
          volumes: [
            { id: "x", type: "SAS", size: 110 },
            { id: "y", type: "SAS", size: 100 },
          ],
        },
      },
    ]);
    expect(cloud.said).toEqual([
      "progress: deleting 2 disks: 100 % (0/0 desktops) 00:00",
      "progress: deleting 2 disks: done, looking at the desktops",
    ]);
  });

  test("ends the claims of its keys, and spends the consent that one of them needed", async () => {
    const { failure, draft, cloud } = await deleted();
    expect([failure, cloud.seconds()]).toEqual([undefined, 0]);
    expect([draft.volumeIds, draft.recorded, draft.pending]).toEqual([{ tmp: "z" }, { tmp: sas() }, []]);
    expect([draft.spent, draft.replacing]).toStrictEqual([{ data: "OPS-1" }, {}]);
  });

  test("is still to be proven on the desktops that it was for", async () => {
    const touched = (key: string, id: string) => ({ operation: "delete", key, id, said: [] });
    expect((await deleted()).draft.touched).toStrictEqual([touched("data", "x"), touched("log", "y")]);
    const { draft } = await deleted({ scope: d1 }, [deleteOf()]);
    expect(draft.touched).toStrictEqual([{ ...touched("data", "x"), on: new Set(["d1"]) }]);
  });

  test("is proven on the desktops that its job names, where only those that nobody uses follow", async () => {
    const subJobs = [part("j1", at(0), at(1), { desktopId: "d2" })];
    const scope: Scope = { handleType: "FOR_EXPAND_AND_IDLE" };
    const { draft } = await deleted({ scope, job: () => job("j1", "SUCCESS", { subJobs }) });
    expect(draft.touched.map((t) => t.on)).toEqual([new Set(["d2"]), new Set(["d2"])]);
  });
});

describe("where the pool still shows a disk", () => {
  test("it is waited for, as long as a lag explains it", async () => {
    const { failure, draft, cloud } = await deleted({ taking: [late(12)] });
    expect([failure, draft.volumeIds, cloud.seconds()]).toEqual([undefined, { tmp: "z" }, 15]);
  });

  test("after that its key keeps it, and its consent is not spent; what is gone is gone", async () => {
    const { cloud, work, draft } = await workWith({ state, pool, taking: [lie] });
    cloud.later(10, () => {
      cloud.pool = poolWith(["x", "z"]);
    });
    expect(wordsOf(await deleteVolumes(work, both))).toBe(
      "the service says that the deletion of x (SAS, 100 GB) is done, but pool finance still shows them: run `pulumi up` again",
    );
    expect([draft.volumeIds, draft.spent, draft.pending]).toEqual([{ data: "x", tmp: "z" }, {}, []]);
    expect(cloud.seconds()).toBe(30);
  });

  test("and the service has forgotten the job, nobody says that it is done", async () => {
    expect((await deleted({ taking: [lie], job: () => undefined })).failure).toBe(
      "the service no longer knows job j1 of the deletion of x (SAS, 100 GB), y (SAS, 100 GB), and pool finance still shows them: run `pulumi up` again",
    );
  });

  test("after a call for named desktops, the ways out are told for each disk", async () => {
    const words = (key: string, id: string) =>
      `disk "${key}" (SAS, 100 GB, ${id}) is on none of the desktops that \`desktopIds\` names, and the pool still has its record. ` +
      'Put the key back to keep the disk on the others; to take it off the pool and leave their copies, write `handleType: "ONLY_FOR_EXPAND"` in the place of `desktopIds`; ' +
      "to delete it with its data on every desktop, remove `desktopIds`";
    const { failure } = await deleted({ scope: d1, taking: [lie] });
    expect(failure).toBe(`${words("data", "x")}\n${words("log", "y")}`);
  });

  test("after such a call whose job is forgotten, nobody says where the disks are", async () => {
    expect((await deleted({ scope: d1, taking: [lie], job: () => undefined })).failure).toMatch(
      /^the service no longer knows job j1 of the deletion of x/,
    );
  });
});

describe("a deletion whose job has failed", () => {
  const failed = job("j1", "FAIL", { subJobs: [part("j1", at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })] });

  test("and took the disks off the pool, ends the claims all the same, and says what failed", async () => {
    const { failure, draft } = await deleted({ job: () => failed });
    expect(failure).toBe("deleting 2 disks: job j1 ended FAIL. Failed desktops: d2: EVS.1.");
    expect([draft.volumeIds, draft.pending]).toEqual([{ tmp: "z" }, []]);
    expect(draft.touched.map((t) => t.said)).toEqual(Array(2).fill([{ desktopId: "d2", reason: "EVS.1" }]));
  });

  test("and left the disks on the pool, is told by its own words, at once", async () => {
    const { failure, draft, cloud } = await deleted({ job: () => failed, taking: [lie] });
    expect(failure).toMatch(/^deleting 2 disks: job j1 ended FAIL/);
    expect([draft.volumeIds, cloud.seconds()]).toEqual([state.volumeIds, 0]);
  });
});
