/** The deletion of a set of one desktop: exactly its disks, in as few calls as there can be, and only when they are gone is it told so. */
import { describe, expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { errorOf } from "../workspace/server.ts";
import { doneAndLost, job, late, lie, refusing } from "./calls-scene.ts";
import { destroyed, outs } from "./desk-hooks-scene.ts";
import { afterSeconds, deskCloud, disksOn, doneAnd, insteadOf, nowWith } from "./desk-scene.ts";
import { both, busyUntil, place } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const disks = [both.data, both.log, disk("stranger", 30)];
const consented = outs(both, { set: { forceDestroy: true } });
const deleting = (...volumeIds: readonly string[]) => ({ "delete copies": { desktopId: "d1", volumeIds } });

describe("the deletion of a set", () => {
  test("is one call for its disks, and touches no other disk of the desktop", async () => {
    const { failure, cloud } = await destroyed(consented, { disks });
    expect([failure, cloud.sent, disksOn(cloud)]).toEqual([undefined, [deleting("x", "y")], ["stranger"]]);
    expect(cloud.said).toEqual([
      "progress: deleting 2 disks of desktop fin-01: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y), after 00:00',
    ]);
    expect(cloud.about).toEqual([{ name: "DesktopVolumeSet of desktop fin-01" }]);
    expect(cloud.places).toEqual([{ ...place, endpoint: undefined, profile: undefined }]);
  });

  test("looks first, waits until all is quiet, looks again, calls, waits for the job and looks a last time", async () => {
    const look = ["pool", "desktop", "list"];
    const { cloud } = await destroyed(consented, { disks });
    const quiet = cloud.read.slice(4, cloud.read.indexOf("desktop", 4) - 1);
    expect([quiet[0], new Set(quiet)]).toEqual(["pool", new Set(["pool", "jobs"])]);
    expect(cloud.read).toEqual(["row", ...look, ...quiet, ...look, "jobs", "job", ...look]);
  });

  test("of one disk is told so", async () => {
    const { cloud } = await destroyed(outs({ data: both.data }, { set: { forceDestroy: true } }), { disks });
    expect(cloud.said).toEqual([
      "progress: deleting 1 disk of desktop fin-01: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), after 00:00',
    ]);
  });

  test("waits for what somebody else has under way", async () => {
    const { failure, cloud } = await destroyed(consented, { disks }, busyUntil(40));
    expect([failure, disksOn(cloud)]).toEqual([undefined, ["stranger"]]);
    expect(cloud.said.at(-1)).toMatch(/^done: deleted disk "data" .*, after 00:4\d$/);
  });

  test("is one call after the other where the service takes one disk a call", async () => {
    const oneOnly = refusing(workspaceError("bad_request", "only one disk can be deleted", { status: 400 }));
    const { failure, cloud } = await destroyed(consented, { disks, taking: [oneOnly, doneAnd()] });
    expect([failure, cloud.sent]).toEqual([undefined, [deleting("x", "y"), deleting("x"), deleting("y")]]);
  });

  test("whose answer is lost is done where the disks are gone: no job is asked for", async () => {
    const { failure, cloud } = await destroyed(consented, { disks, taking: [doneAndLost] });
    expect([failure, cloud.sent.length, disksOn(cloud)]).toEqual([undefined, 1, ["stranger"]]);
    expect(cloud.read).not.toContain("job");
  });

  test("takes as long as the program says, to wait for others as well", async () => {
    const timed = outs(both, { set: { forceDestroy: true, timeouts: { delete: "5m", update: "20m" } } });
    const slow = await destroyed(timed, { disks, taking: [lie], job: () => job("j1", "RUNNING") });
    expect([slow.failure, slow.cloud.seconds()]).toEqual([
      expect.stringMatching(/^deleting 2 disks of desktop fin-01: job j1 has not ended after/),
      300,
    ]);
    const busy = await destroyed(timed, { disks }, busyUntil(1_000));
    expect([busy.failure, busy.cloud.seconds()]).toEqual([expect.stringMatching(/its status is TEMPORARY/), 300]);
  });

  test("that fails says why, and nothing is told as done", async () => {
    const { failure, cloud } = await destroyed(consented, { disks, taking: [lie], job: () => job("j1", "FAIL") });
    expect(failure).toBe("deleting 2 disks of desktop fin-01: job j1 ended FAIL.");
    expect(cloud.said.join()).not.toContain("done");
  });

  test("is made in the pool that the state names where the region does not tell it any more", async () => {
    const listDesktops = async () => [{ desktopId: "d1" }];
    const told = { disks, answers: { listDesktops } };
    expect((await destroyed(consented, told)).cloud.sent).toEqual([deleting("x", "y")]);
  });

  test("of a state that names no pool is made where the region tells it", async () => {
    const early = outs(both, { set: { forceDestroy: true }, pool: undefined });
    expect((await destroyed(early, { disks })).cloud.sent).toEqual([deleting("x", "y")]);
  });

  test("tells its run what is going, so that the deletion of the pool waits for it", async () => {
    const waits: Promise<boolean>[] = [];
    await destroyed(consented, { disks }, ({ context: { run }, later }) =>
      later(0, () => void waits.push(run.afterTakingAway(["y"]), run.afterTakingAway(["stranger"]))),
    );
    expect(await Promise.all(waits)).toEqual([true, false]);
  });
});

describe("a set leaves the state only when its disks are gone", () => {
  test("a list that lags is read again", async () => {
    const { failure, cloud } = await destroyed(consented, { disks, taking: [late(12)] });
    expect([failure, cloud.seconds()]).toEqual([undefined, 15]);
  });

  test("what is still listed then is named: the job may have been another person's", async () => {
    const { failure, cloud } = await destroyed(consented, { disks, taking: [lie] }, afterSeconds(10, nowWith(["x"])));
    expect(failure).toBe(
      'the service says that the deletion is done, but desktop fin-01 still shows disk "data" (SAS, 100 GB, x): ' +
        "the job may have been another person's. The set stays in the state; run the same command again",
    );
    expect([cloud.seconds(), cloud.said.join().includes("done:")]).toEqual([30, false]);
  });

  test("all that is still listed is named, as an answer that contradicts itself", async () => {
    const { context } = await deskCloud({ disks, taking: [lie] });
    expect(await errorOf(desktopVolumeSet.delete(context, "i", consented))).toMatchObject({
      kind: "bad_answer",
      message: expect.stringContaining(
        'but desktop fin-01 still shows disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y): the job',
      ),
    });
  });

  test("a desktop that is gone by then has no disks", async () => {
    const taking = [insteadOf((cloud) => Object.assign(cloud, { desktops: [] }))] as const;
    expect((await destroyed(consented, { disks, taking: [...taking] })).failure).toBeUndefined();
  });
});

describe("nothing is sent", () => {
  test("where the desktop is gone, at the first look or while it is waited for", async () => {
    const first = await destroyed(consented, { desktops: [] });
    expect([first.failure, first.cloud.read, first.cloud.said]).toEqual([undefined, ["row", "desktop"], []]);
    const later = await destroyed(consented, { disks }, (cloud) => {
      busyUntil(90)(cloud);
      afterSeconds(60, (now) => Object.assign(now, { desktops: [] }))(cloud);
    });
    expect([later.failure, later.cloud.sent, later.cloud.said]).toEqual([undefined, [], []]);
  });

  test("where its pool is gone, and nobody is asked for consent then", async () => {
    const { failure, cloud } = await destroyed(outs(both), { disks, pool: undefined });
    expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], []]);
  });

  test("where the disks are gone already, with or without consent", async () => {
    for (const olds of [consented, outs(both)]) {
      const { failure, cloud } = await destroyed(olds, { disks: ["stranger"] });
      expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], []]);
    }
  });

  test("where they go while something is waited for: that is told", async () => {
    const { failure, cloud } = await destroyed(consented, { disks }, (now) => {
      busyUntil(40)(now);
      afterSeconds(20, nowWith(["stranger"]))(now);
    });
    expect([failure, cloud.sent]).toEqual([undefined, []]);
    expect(cloud.said).toEqual([expect.stringMatching(/^done: the disks are gone, after 01:1\d$/)]);
  });
});

test("the half of a replacement goes with the set: the old disk and the new one", async () => {
  const olds = (old = "x") => {
    const replacing = { data: { old, new: "n", consent: "OPS-1", declared: sas(50) } };
    return outs({ data: both.data }, { set: { forceDestroy: true }, replacing });
  };
  const told = { disks: [both.data, disk("n", 50)] };
  expect((await destroyed(olds(), told)).cloud.sent).toEqual([deleting("x", "n")]);
  // An entry about a disk that the key does not have is damage: its new disk is nobody's.
  expect((await destroyed(olds("w"), told)).cloud.sent).toEqual([deleting("x")]);
  expect((await destroyed(olds(), { ...told, pool: poolWith([disk("t", 10)]) })).cloud.sent).toEqual([
    deleting("x", "n"),
  ]);
});
