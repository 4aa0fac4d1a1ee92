/** The call that expands disks of one desktop: what is sent, what counts as done, and what is said where the desktop does not show it. */
import { describe, expect, test } from "@jest/globals";
import { expandVolumes } from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import type { Declared } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { job, late, lie, refusing } from "./calls-scene.ts";
import { expandTo, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWork, insteadOf, nowWith } from "./desk-scene.ts";

const both = [expandTo(120), expandTo(130, "log", "y")];
const desired: Record<string, Declared> = { data: sas(120), log: sas(130, { adopt: false }) };
const state = { volumeIds: { data: "x", log: "y" }, recorded: { data: sas(), log: sas() } };
const disks = ["x", "y", disk("stranger", 10)];

async function expanded(doing: Doing = {}, steps = both, wanted = desired) {
  const { work, draft, cloud } = await deskWork({ state, disks, ...doing });
  const failure = await expandVolumes(work, steps, wanted);
  return { failure: wordsOf(failure), draft, cloud };
}

describe("an expansion", () => {
  test("is one call for all disks, with the sizes that they are to have", async () => {
    const { cloud } = await expanded();
    expect(cloud.sent).toStrictEqual([
      {
        "expand copies": {
          desktopVolumesExpansion: [
            { desktopId: "d1", volumeId: "x", newSize: 120 },
            { desktopId: "d1", volumeId: "y", newSize: 130 },
          ],
        },
      },
    ]);
    expect(cloud.said).toEqual(["progress: expanding 2 disks of desktop fin-01: 100 % (0/0 desktops) 00:00"]);
  });

  test("of one disk says so", async () => {
    const { cloud } = await expanded({}, [expandTo(120)]);
    expect(cloud.said).toEqual(["progress: expanding 1 disk of desktop fin-01: 100 % (0/0 desktops) 00:00"]);
  });

  test("makes true what the program says of its keys, and nothing of it is open", async () => {
    const { failure, draft, cloud } = await expanded();
    expect([failure, draft.recorded, draft.pending, cloud.seconds()]).toEqual([undefined, desired, [], 0]);
    expect([draft.seen.own.map((v) => v.size), draft.lastAddJob]).toEqual([[120, 130, 10], undefined]);
  });

  test("counts where a disk is larger by now than the program asks for", async () => {
    const larger = insteadOf(nowWith([disk("x", 200), disk("y", 130)]));
    expect((await expanded({ taking: [larger] })).failure).toBeUndefined();
  });

  test("records nothing of a key that the program does not have", async () => {
    const { draft } = await expanded({}, both, { log: sas(130) });
    expect(draft.recorded).toStrictEqual({ data: sas(), log: sas(130) });
  });

  test("does not make the speed true that the program asks for beside it", async () => {
    const fast = (size: number, iops?: number, throughput?: number) => ({
      type: "GPSSD2",
      size,
      ...(iops === undefined ? {} : { iops }),
      ...(throughput === undefined ? {} : { throughput }),
    });
    const recordedOf = async (before: Declared, wanted: Declared) => {
      const recorded = { data: before };
      return (await expanded({ state: { recorded } }, [expandTo(120)], { data: wanted })).draft.recorded.data;
    };
    expect(await recordedOf(fast(100, 3000, 125), fast(120, 6000, 250))).toStrictEqual(fast(120, 3000, 125));
    expect(await recordedOf(fast(100), fast(120, 6000, 250))).toStrictEqual(fast(120));
    expect(await recordedOf(fast(100, 3000), fast(120, 6000))).toStrictEqual(fast(120, 3000));
  });

  test("of a key of which nothing is recorded takes all that the program says", async () => {
    const wanted = { data: { type: "GPSSD2", size: 120, iops: 6000, throughput: 250 } };
    const { draft } = await expanded({ state: { recorded: {} } }, [expandTo(120)], wanted);
    expect(draft.recorded).toStrictEqual(wanted);
  });

  test("whose end nobody sees stands in the state with the sizes that it was to make", async () => {
    const showJob = async () => {
      throw workspaceError("forbidden", "no");
    };
    const { work, draft } = await deskWork({ state, disks, answers: { showJob } });
    await expect(expandVolumes(work, both, desired)).rejects.toThrow("no");
    expect(draft.pending).toStrictEqual([
      {
        operation: "expand",
        disks: [
          { key: "data", id: "x", type: "SAS", size: 120 },
          { key: "log", id: "y", type: "SAS", size: 130 },
        ],
        before: ["x", "y", "stranger"],
        jobId: "j1",
      },
    ]);
  });

  test("that the service refuses leaves nothing open, and is thrown as it is", async () => {
    const refusal = workspaceError("forbidden", "no");
    const { work, draft } = await deskWork({ taking: [refusing(refusal)] });
    await expect(expandVolumes(work, [expandTo(120)], desired)).rejects.toBe(refusal);
    expect([draft.accepted, draft.pending]).toEqual([false, []]);
  });
});

describe("an expansion whose job has failed", () => {
  const failing = { job: () => job("j1", "FAIL") };

  test("counts for the disks that have grown all the same", async () => {
    const half = insteadOf(nowWith([disk("x", 120), "y"]));
    const { failure, draft, cloud } = await expanded({ ...failing, taking: [half] });
    expect(failure).toBe("expanding 2 disks of desktop fin-01: job j1 ended FAIL.");
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([{ data: sas(120), log: sas() }, [], 0]);
  });

  test("is told by its own words, and nobody waits for the desktop to show more", async () => {
    const { failure, cloud } = await expanded({ ...failing, taking: [lie] });
    expect([failure, cloud.seconds()]).toEqual(["expanding 2 disks of desktop fin-01: job j1 ended FAIL.", 0]);
  });
});

describe("where the desktop does not show the new size", () => {
  test.each([
    [12, 15],
    [30, 30],
  ])("it is waited for, as long as a lag explains it: %d seconds", async (after, seconds) => {
    const { failure, draft, cloud } = await expanded({ taking: [late(after)] });
    expect([failure, draft.recorded, cloud.seconds()]).toEqual([undefined, desired, seconds]);
  });

  test("after that each disk of its old size is named; what has grown counts", async () => {
    const { work, draft, cloud } = await deskWork({ state, disks, taking: [lie] });
    afterSeconds(10, nowWith(["x", disk("y", 130)]))(cloud);
    const failure = expandVolumes(work, both, desired).then((error) => Promise.reject(error));
    expect(await errorOf(failure)).toMatchObject({
      kind: "bad_answer",
      message:
        'the service says that the expansion is done, but desktop fin-01 still shows "data" (x) with its old size and not 120 GB: run `pulumi up` again',
    });
    expect([draft.recorded.data, draft.recorded.log, draft.pending]).toEqual([sas(), desired.log, []]);
    expect(cloud.seconds()).toBe(30);
  });

  test("and the service has forgotten the job, nobody says that it is done", async () => {
    expect((await expanded({ taking: [lie], job: () => undefined })).failure).toBe(
      'the service no longer knows job j1 of the expansion, and desktop fin-01 still shows "data" (x) with its old size and not 120 GB, "log" (y) with its old size and not 130 GB: run `pulumi up` again',
    );
  });

  test("because the disk is gone, another try would not help: a refresh comes first", async () => {
    const { work } = await deskWork({ state, disks, taking: [insteadOf(nowWith(["stranger"]))] });
    const failure = expandVolumes(work, both, desired).then((error) => Promise.reject(error));
    expect(await errorOf(failure)).toMatchObject({
      kind: "bad_answer",
      message: 'desktop fin-01 does not show "data" (x), "log" (y) any more: run `pulumi refresh`, then `pulumi up`',
    });
    const one = await expanded({ taking: [insteadOf(nowWith([disk("x", 120)]))] });
    expect(one.failure).toBe('desktop fin-01 does not show "log" (y) any more: run `pulumi refresh`, then `pulumi up`');
  });

  test("of one and another is gone, each is named with its own way on", async () => {
    expect((await expanded({ taking: [insteadOf(nowWith(["x"]))] })).failure).toBe(
      'desktop fin-01 does not show "log" (y) any more: run `pulumi refresh`, then `pulumi up`\n' +
        'the service says that the expansion is done, but desktop fin-01 still shows "data" (x) with its old size and not 120 GB: run `pulumi up` again',
    );
  });
});
