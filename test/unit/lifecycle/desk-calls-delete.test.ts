/** The call that deletes disks of one desktop: what is sent, which claims it ends, and what is said where the desktop still shows the disks. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/adding.ts";
import { deleteVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { job, late, lie, refusing } from "./calls-scene.ts";
import { addOf, deleteOf, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWork, disksOn, doneAnd, nowWith } from "./desk-scene.ts";
import { poolWith } from "./identity-scene.ts";

const both = [deleteOf("data", "x", { consent: "OPS-1" }), deleteOf("log", "y")];
const state = { volumeIds: { data: "x", log: "y", tmp: "z" }, recorded: { data: sas(), log: sas(), tmp: sas() } };
const disks = ["x", "y", "z"];

async function deleted(doing: Doing = {}, steps = both) {
  const { work, draft, cloud } = await deskWork({ state, disks, ...doing });
  return { failure: wordsOf(await deleteVolumes(work, steps)), draft, cloud };
}

describe("a deletion", () => {
  test("is one call that names exactly its disks", async () => {
    const { cloud } = await deleted();
    expect(cloud.sent).toStrictEqual([{ "delete copies": { desktopId: "d1", volumeIds: ["x", "y"] } }]);
    expect(cloud.said).toEqual(["progress: deleting 2 disks of desktop fin-01: 100 % (0/0 desktops) 00:00"]);
    expect(disksOn(cloud)).toEqual(["z"]);
  });

  test("of one disk says so", async () => {
    const { cloud } = await deleted({}, both.slice(0, 1));
    expect(cloud.said).toEqual(["progress: deleting 1 disk of desktop fin-01: 100 % (0/0 desktops) 00:00"]);
  });

  test("ends the claims of its keys, and spends the consent that one of them needed", async () => {
    const { failure, draft, cloud } = await deleted();
    expect([failure, cloud.seconds()]).toEqual([undefined, 0]);
    expect([draft.volumeIds, draft.recorded, draft.pending]).toEqual([{ tmp: "z" }, { tmp: sas() }, []]);
    expect([draft.spent, draft.replacing]).toStrictEqual([{ data: "OPS-1" }, {}]);
  });

  test("whose end nobody sees stands in the state, and ends no claim", async () => {
    const showJob = async () => {
      throw workspaceError("forbidden", "no");
    };
    const { work, draft } = await deskWork({ state, disks, answers: { showJob } });
    await expect(deleteVolumes(work, both.slice(1))).rejects.toThrow("no");
    expect(draft.pending).toStrictEqual([
      { operation: "delete", disks: [{ key: "log", id: "y", type: "SAS", size: 100 }], before: disks, jobId: "j1" },
    ]);
    expect(draft.volumeIds).toEqual(state.volumeIds);
  });
});

describe("where the desktop still shows a disk", () => {
  test("it is waited for, as long as a lag explains it", async () => {
    const { failure, draft, cloud } = await deleted({ taking: [late(12)] });
    expect([failure, draft.volumeIds, cloud.seconds()]).toEqual([undefined, { tmp: "z" }, 15]);
  });

  test("after that its key keeps it, and its consent is not spent; what is gone is gone", async () => {
    const { cloud, work, draft } = await deskWork({ state, disks, taking: [lie] });
    afterSeconds(10, nowWith(["x", "z"]))(cloud);
    expect(await errorOf(deleteVolumes(work, both).then((error) => Promise.reject(error)))).toMatchObject({
      kind: "bad_answer",
      message:
        "the service says that the deletion of x (SAS, 100 GB) is done, but desktop fin-01 still shows them: run `pulumi up` again",
    });
    expect([draft.volumeIds, draft.spent, draft.pending]).toEqual([{ data: "x", tmp: "z" }, {}, []]);
    expect(cloud.seconds()).toBe(30);
  });

  test("and the service has forgotten the job, nobody says that it is done", async () => {
    expect((await deleted({ taking: [lie], job: () => undefined })).failure).toBe(
      "the service no longer knows job j1 of the deletion of x (SAS, 100 GB), y (SAS, 100 GB), and desktop fin-01 still shows them: run `pulumi up` again",
    );
  });
});

describe("a deletion whose job has failed", () => {
  const failing = { job: () => job("j1", "FAIL") };

  test("and took the disks, ends the claims all the same, and says what failed", async () => {
    const { failure, draft } = await deleted(failing);
    expect(failure).toBe("deleting 2 disks of desktop fin-01: job j1 ended FAIL.");
    expect([draft.volumeIds, draft.pending]).toEqual([{ tmp: "z" }, []]);
  });

  test("and left the disks, is told by its own words, at once", async () => {
    const { failure, draft, cloud } = await deleted({ ...failing, taking: [lie] });
    expect(failure).toBe("deleting 2 disks of desktop fin-01: job j1 ended FAIL.");
    expect([draft.volumeIds, cloud.seconds()]).toEqual([state.volumeIds, 0]);
  });
});

describe("a disk that gives its place to an EMPTY one", () => {
  const small = sas(50);
  const begun = { old: "x", consent: "OPS-1", declared: small };
  const step = addOf("data", small, "x");

  test("is remembered as a replacement before the new one is asked for", async () => {
    const { work, draft } = await deskWork({ taking: [refusing(workspaceError("forbidden", "no"))] });
    await expect(addVolumes(work, [step])).rejects.toThrow("no");
    expect(draft.replacing).toStrictEqual({ data: begun });
  });

  test("keeps its key while the new one stands beside it", async () => {
    const { work, draft } = await deskWork();
    expect(await addVolumes(work, [step])).toBeUndefined();
    expect(draft.replacing).toStrictEqual({ data: { ...begun, new: "n1" } });
    expect([draft.volumeIds, draft.recorded, draft.pending]).toEqual([{ data: "x" }, { data: sas() }, []]);
    expect(work.run.isHeld("n1")).toBe(true);
  });

  test("is still known for the desktop's own after the add of a region that tells no disks of the pool from others", async () => {
    const { work, draft } = await deskWork({
      pool: poolWith([disk("t", 10)]),
      taking: [doneAnd(nowWith(["x", "other", disk("n", 50)])), doneAnd()],
      disks: ["x", "other"],
    });
    expect(await addVolumes(work, [step])).toBeUndefined();
    expect(draft.replacing.data?.new).toBe("n");
    expect(await deleteVolumes(work, [deleteOf("data", "x", { successor: small, consent: "OPS-1" })])).toBeUndefined();
    expect([draft.volumeIds, draft.recorded, draft.replacing]).toEqual([{ data: "n" }, { data: small }, {}]);
    expect([draft.seen.own.map((v) => v.id), draft.seen.untold.map((v) => v.id)]).toEqual([["n"], ["other"]]);
    expect(draft.spent).toEqual({ data: "OPS-1" });
  });

  test("that goes first, for lack of room, leaves its key waiting for the new one", async () => {
    const { draft } = await deleted({}, [deleteOf("data", "x", { successor: small, consent: "OPS-1" })]);
    expect([draft.volumeIds, draft.replacing, draft.spent]).toEqual([
      { log: "y", tmp: "z" },
      { data: begun },
      { data: "OPS-1" },
    ]);
  });
});
