/** The call that changes the speed of disks: one for each speed, and what counts as done where a region tells no speed. */
import { describe, expect, test } from "@jest/globals";
import { changeSpeeds } from "../../../provider/lifecycle/desktop-volume-set/calls/calls.ts";
import type { StepOf } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { job, late, lie } from "./calls-scene.ts";
import { wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWork, insteadOf, nowWith } from "./desk-scene.ts";

const slow = { iops: 3000, throughput: 125 };
const quick = { iops: 6000, throughput: 250 };
const fast = (id: string, speed: object = slow) => disk(id, 100, { type: "GPSSD2", ...speed });
const kept = (speed: object) => ({ type: "GPSSD2", size: 100, ...speed });
const speedOf = (key: string, id: string, speed = quick): StepOf<"speed"> => ({
  ...{ kind: "speed", key, volume: fast(id) },
  ...speed,
});
const both = [speedOf("data", "x"), speedOf("log", "y")];
const desired = { data: kept(quick), log: kept(quick) };
const state = { volumeIds: { data: "x", log: "y" }, recorded: { data: kept(slow), log: kept(slow) } };
const disks = [fast("x"), fast("y")];

async function changed(doing: Doing = {}, steps = both, wanted: Record<string, ReturnType<typeof kept>> = desired) {
  const { work, draft, cloud } = await deskWork({ state, disks, ...doing });
  return { failure: wordsOf(await changeSpeeds(work, steps, wanted)), draft, cloud };
}

describe("a change of speed", () => {
  test("is one call for all disks that are to have the same one", async () => {
    const { failure, cloud, draft } = await changed();
    expect([failure, cloud.sent]).toStrictEqual([undefined, [{ speed: { volumeIds: ["x", "y"], qos: quick } }]]);
    expect(cloud.said).toEqual([
      "progress: changing the speed of 2 disks of desktop fin-01: 100 % (0/0 desktops) 00:00",
    ]);
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([desired, [], 0]);
  });

  test.each([
    ["IOPS", { iops: 9000, throughput: 250 }],
    ["throughput", { iops: 6000, throughput: 500 }],
  ])("is one call for each speed where they differ in %s", async (_what, other) => {
    const { cloud, draft } = await changed({}, [...both.slice(0, 1), speedOf("log", "y", other)], {
      data: kept(quick),
      log: kept(other),
    });
    expect(cloud.sent).toStrictEqual([
      { speed: { volumeIds: ["x"], qos: quick } },
      { speed: { volumeIds: ["y"], qos: other } },
    ]);
    expect(draft.recorded).toEqual({ data: kept(quick), log: kept(other) });
  });

  test("ends at the first speed that fails: the next one is not tried", async () => {
    const other = { iops: 9000, throughput: 250 };
    const steps = [speedOf("data", "x", other), speedOf("log", "y")];
    const { failure, cloud } = await changed({ taking: [lie], job: () => job("j1", "FAIL") }, steps);
    expect([failure, cloud.sent.length]).toEqual([
      "changing the speed of 1 disk of desktop fin-01: job j1 ended FAIL.",
      1,
    ]);
  });

  test("records nothing of a key that the program does not have", async () => {
    const { draft } = await changed({}, both, { log: kept(quick) });
    expect(draft.recorded).toStrictEqual({ data: kept(slow), log: kept(quick) });
  });

  test("whose end nobody sees stands in the state", async () => {
    const showJob = async () => {
      throw workspaceError("forbidden", "no");
    };
    const { work, draft } = await deskWork({ state, disks, answers: { showJob } });
    await expect(changeSpeeds(work, both.slice(0, 1), desired)).rejects.toThrow("no");
    expect(draft.pending).toStrictEqual([
      {
        operation: "speed",
        disks: [{ key: "data", id: "x", type: "GPSSD2", size: 100 }],
        before: ["x", "y"],
        jobId: "j1",
      },
    ]);
  });
});

describe("a change of speed whose job has failed", () => {
  test("counts for no disk: the old speed stays recorded, whatever is shown", async () => {
    const { failure, draft, cloud } = await changed({ job: () => job("j1", "FAIL") });
    expect(failure).toBe("changing the speed of 2 disks of desktop fin-01: job j1 ended FAIL.");
    expect([draft.recorded, draft.pending, cloud.seconds()]).toEqual([state.recorded, [], 0]);
  });
});

describe("in a region that tells no speed", () => {
  test("the word of the job has to do", async () => {
    const { failure, draft, cloud } = await changed({ taking: [insteadOf(nowWith([fast("x", {}), fast("y", {})]))] });
    expect([failure, draft.recorded, cloud.seconds()]).toEqual([undefined, desired, 0]);
  });
});

describe("where the desktop shows another speed", () => {
  test("it is waited for, as long as a lag explains it", async () => {
    const { failure, cloud } = await changed({ taking: [late(12)] });
    expect([failure, cloud.seconds()]).toEqual([undefined, 15]);
  });

  test.each([
    ["IOPS", { iops: 3000, throughput: 250 }],
    ["throughput", { iops: 6000, throughput: 125 }],
  ])("by its %s, the disk is named after that; the other one counts", async (_what, shown) => {
    const { work, draft, cloud } = await deskWork({ state, disks, taking: [lie] });
    afterSeconds(10, nowWith([fast("x", shown), fast("y", quick)]))(cloud);
    expect(await errorOf(changeSpeeds(work, both, desired).then((error) => Promise.reject(error)))).toMatchObject({
      kind: "bad_answer",
      message:
        'the service says that the change of speed is done, but desktop fin-01 still shows another one for "data" (x): run `pulumi up` again',
    });
    expect([draft.recorded, cloud.seconds()]).toEqual([{ data: kept(slow), log: kept(quick) }, 30]);
  });

  test("and the service has forgotten the job, nobody says that it is done", async () => {
    expect((await changed({ taking: [lie], job: () => undefined })).failure).toBe(
      'the service no longer knows job j1 of the change of speed, and desktop fin-01 still shows another one for "data" (x), "log" (y): run `pulumi up` again',
    );
  });

  test("because the disk is gone, a refresh comes first", async () => {
    const { failure } = await changed({ taking: [insteadOf(nowWith([fast("x", quick)]))] });
    expect(failure).toBe('desktop fin-01 does not show "log" (y) any more: run `pulumi refresh`, then `pulumi up`');
  });
});

test("no speed to change is no call", async () => {
  const { failure, cloud } = await changed({}, []);
  expect([failure, cloud.sent, cloud.read]).toEqual([undefined, [], []]);
});
