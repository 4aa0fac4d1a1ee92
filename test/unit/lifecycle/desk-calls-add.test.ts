/** The call that adds disks to one desktop: what is sent, and whose the new ones are, which no answer names. */
import { describe, expect, test } from "@jest/globals";
import { addVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/adding.ts";
import type { StepOf } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { job, late, lie } from "./calls-scene.ts";
import { addOf, wordsOf } from "./calls-work.ts";
import { type Doing, deskWork, insteadOf, nowWith } from "./desk-scene.ts";
import { at, part } from "./identity-scene.ts";

const fast = { type: "GPSSD2", size: 50, iops: 3000, throughput: 125, kmsId: "k-1", deletionProtection: true };
const both = [addOf("log", fast), addOf("tmp", sas(30, { adopt: false }))];
const fastDisk = (id: string) => disk(id, 50, { type: "GPSSD2" });

async function added(doing: Doing = {}, steps: readonly StepOf<"add">[] = both) {
  const { work, draft, cloud } = await deskWork(doing);
  const failure = wordsOf(await addVolumes(work, steps));
  return { failure, draft, cloud, work };
}

describe("an add", () => {
  test("is one call that says of each disk what the program says, and no more", async () => {
    const { cloud } = await added();
    const volumes = [
      { type: "GPSSD2", size: 50, iops: 3000, throughput: 125, kmsId: "k-1" },
      { type: "SAS", size: 30 },
    ];
    expect(cloud.sent).toStrictEqual([{ give: { desktopVolumes: [{ desktopId: "d1", volumes }] } }]);
    expect(cloud.said).toEqual(["progress: adding 2 disks to desktop fin-01: 100 % (0/0 desktops) 00:00"]);
  });

  test("of one disk says so", async () => {
    const { cloud } = await added({}, both.slice(1));
    expect(cloud.said).toEqual(["progress: adding 1 disk to desktop fin-01: 100 % (0/0 desktops) 00:00"]);
  });

  test("gives each key the new disk that is as it asks for, recorded and held for this run", async () => {
    const { failure, draft, work, cloud } = await added();
    expect([failure, cloud.seconds()]).toEqual([undefined, 0]);
    expect(draft.volumeIds).toEqual({ data: "x", log: "n1", tmp: "n2" });
    expect(draft.origins).toEqual({ data: "added", log: "added", tmp: "added" });
    expect(draft.recorded).toEqual({ data: sas(), log: fast, tmp: sas(30, { adopt: false }) });
    expect(["x", "n1", "n2"].map((id) => work.run.isHeld(id))).toEqual([false, true, true]);
    expect([draft.pending, draft.seen.own.map((v) => v.id)]).toEqual([[], ["x", "n1", "n2"]]);
  });

  test("holds its disks for its own set, until that is checked as another creation", async () => {
    const { work } = await added();
    work.run.checked(work.urn, { creation: true });
    expect(work.run.isHeld("n1")).toBe(false);
  });

  test("leaves its job in the state, with the time zone of the service where its beginning tells it", async () => {
    expect((await added()).draft.lastAddJob).toEqual({ id: "j1", begin: at(0), zone: 0 });
    const cst = await added({ job: (id) => job(id, "SUCCESS", { beginTime: at(0, 480) }) });
    expect(cst.draft.lastAddJob).toEqual({ id: "j1", begin: at(0, 480), zone: 480 });
    const silent = await added({ job: (id) => ({ id, status: "SUCCESS", subJobs: [] }) });
    expect(silent.draft.lastAddJob).toStrictEqual({ id: "j1" });
    const odd = await added({ job: (id) => job(id, "SUCCESS", { beginTime: "yesterday" }) });
    expect(odd.draft.lastAddJob).toStrictEqual({ id: "j1", begin: "yesterday" });
  });

  test("stands in the state with all that is known of it as soon as the service has taken it", async () => {
    const showJob = async () => {
      throw workspaceError("forbidden", "no");
    };
    const state = { vanished: { old: "w", same: "x" } };
    const { work, draft } = await deskWork({ answers: { showJob }, state, disks: ["x", "stranger"] });
    await expect(addVolumes(work, both)).rejects.toThrow("no");
    expect(draft.accepted).toBe(true);
    expect(draft.pending).toStrictEqual([
      {
        operation: "add",
        disks: [
          { key: "log", type: "GPSSD2", size: 50, deletionProtection: true },
          { key: "tmp", type: "SAS", size: 30 },
        ],
        before: ["x", "stranger", "w"],
        jobId: "j1",
      },
    ]);
  });
});

describe("a new disk", () => {
  test.each([12, 30])("is waited for where the lists show it %d seconds after the job", async (seconds) => {
    const { failure, draft, cloud } = await added({ taking: [late(seconds)] });
    expect([failure, draft.volumeIds.tmp, cloud.seconds()]).toEqual([undefined, "n2", seconds === 12 ? 15 : 30]);
  });

  test("that never comes is told, and the add stays open in the state", async () => {
    const { work, draft, cloud } = await deskWork({ taking: [lie] });
    expect(await errorOf(addVolumes(work, both).then((error) => Promise.reject(error)))).toMatchObject({
      kind: "bad_answer",
      message:
        'the service says that the add of "log", "tmp" is done, but desktop fin-01 shows no such new disk: look at it in the console, then run `pulumi up` again',
    });
    expect([draft.pending.length, draft.volumeIds, cloud.seconds()]).toEqual([1, { data: "x" }, 30]);
  });

  test("is told for the keys that lack one, and the others have theirs", async () => {
    const { failure, draft } = await added({ taking: [insteadOf(nowWith(["x", fastDisk("n1")]))] });
    expect(failure).toMatch(/^the service says that the add of "tmp" is done, but/);
    expect([draft.volumeIds, Object.keys(draft.recorded)]).toEqual([{ data: "x", log: "n1" }, ["data", "log"]]);
  });

  test("is not said to be made by a job that the service has forgotten", async () => {
    const { failure } = await added({ taking: [lie], job: () => undefined }, both.slice(1));
    expect(failure).toBe(
      'the service no longer knows job j1 of the add of "tmp", and desktop fin-01 shows no such new disk: look at it in the console, then run `pulumi up` again',
    );
  });
});

describe("an add whose job has failed", () => {
  const failed = job("j1", "FAIL", { subJobs: [part("j1", at(0), at(1), { desktopId: "d1", errorCode: "EVS.1" })] });

  test("gives the keys what it made; recorded is only what the program protects", async () => {
    const { failure, draft, cloud } = await added({ job: () => failed });
    expect(failure).toBe("adding 2 disks to desktop fin-01: job j1 ended FAIL. Failed desktops: d1: EVS.1.");
    expect(draft.volumeIds).toEqual({ data: "x", log: "n1", tmp: "n2" });
    expect(draft.recorded).toEqual({ data: sas(), log: fast });
    expect([draft.pending, cloud.seconds()]).toEqual([[], 0]);
  });

  test("and of which nothing is there, is over: nobody waits for it", async () => {
    const { failure, draft, cloud } = await added({ job: () => failed, taking: [lie] });
    expect(failure).toMatch(/^adding 2 disks to desktop fin-01: job j1 ended FAIL/);
    expect([draft.pending, draft.volumeIds, cloud.seconds()]).toEqual([[], { data: "x" }, 0]);
  });

  test("tells when it began, for the search of a later run", async () => {
    expect((await added({ job: () => failed })).draft.lastAddJob).toEqual({ id: "j1", begin: at(0), zone: 0 });
  });
});

describe("an equal disk of somebody else that comes at the same time", () => {
  test("makes neither of them ours: all are named, and the program has to say which", async () => {
    const beside = nowWith(["x", fastDisk("a"), disk("b", 30), disk("c", 30)]);
    const { failure, draft } = await added({ taking: [insteadOf(beside)] });
    expect(failure).toBe(
      '1 disk added for "tmp", but 2 such are new on desktop fin-01: b (SAS, 30 GB), c (SAS, 30 GB). ' +
        "Somebody else added an equal one at the same time: write the `id` of the right disk under each of these keys",
    );
    expect([draft.volumeIds, draft.pending]).toEqual([{ data: "x", log: "a" }, []]);
  });

  test("is told of two keys together, beside a key whose disk does not come", async () => {
    const steps = [addOf("a", sas(30)), addOf("b", sas(30)), addOf("c", sas(40))];
    const three = nowWith(["x", disk("1", 30), disk("2", 30), disk("3", 30)]);
    const { failure, draft } = await added({ taking: [insteadOf(three)] }, steps);
    expect(failure).toMatch(
      /^2 disks added for "a", "b", but 3 such are new on desktop fin-01: .*\nthe service says that the add of "c" is done, but/,
    );
    expect(draft.pending).toHaveLength(1);
  });

  test("is no matter where it is unlike ours, or was there before", async () => {
    const here = ["x", disk("other", 30)];
    const { failure, draft } = await added(
      { taking: [insteadOf(nowWith([...here, disk("ssd", 30, { type: "SSD" }), disk("n", 30)]))], disks: here },
      both.slice(1),
    );
    expect([failure, draft.volumeIds.tmp]).toEqual([undefined, "n"]);
  });
});
