/** Who is at the desktop is told before its disks go, and after the grace time the desktop is looked at again. */
import { describe, expect, test } from "@jest/globals";
import { toldFirst } from "../../../provider/lifecycle/desktop-volume-set/calls/tell-first.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk } from "../volumes/questions.ts";
import { refusing } from "./calls-scene.ts";
import { deleteOf, wordsOf } from "./calls-work.ts";
import { afterSeconds, type Doing, deskWith, deskWork, nowWith } from "./desk-scene.ts";
import { desktop, poolWith } from "./identity-scene.ts";

const news = { identity: "i", notifyUsers: { message: "soon", graceMinutes: 5 } };
const both = [deleteOf(), deleteOf("log", "y")];
const disks = ["x", "y"];

async function told(doing: Doing = {}, steps = both, gone: readonly string[] = []) {
  const { work, draft, cloud } = await deskWork({ news, disks, ...doing });
  afterSeconds(60, nowWith(["x", "y", "late"].filter((id) => !gone.includes(id))))(cloud);
  return { failure: wordsOf(await toldFirst(work, steps)), draft, cloud, own: draft.seen.own.map((v) => v.id) };
}

describe("before a deletion", () => {
  test("who is at this desktop is told, nobody else, and has the time that the program gives", async () => {
    const { failure, cloud, own } = await told({ desktops: [deskWith(disks), desktop("d2")] });
    expect([failure, cloud.seconds()]).toEqual([undefined, 300]);
    expect(cloud.sent).toEqual([{ tell: { desktopIds: ["d1"], notifications: "soon" } }]);
    expect(cloud.said.slice(0, 2)).toEqual([
      "progress: telling the users before deleting 2 disks",
      "progress: the users were told: 05:00 left before deleting 2 disks",
    ]);
    expect(own).toEqual(["x", "y", "late"]);
  });

  test("of one disk it is said so", async () => {
    expect((await told({}, both.slice(0, 1))).cloud.said[0]).toBe("progress: telling the users before deleting 1 disk");
  });

  test("nobody is told, and nothing is read, where the program does not ask for it", async () => {
    const { failure, cloud, own } = await told({ news: {} });
    expect([failure, cloud.sent, cloud.read, cloud.seconds(), own]).toEqual([undefined, [], [], 0, disks]);
  });

  test("nobody is told where nobody is there: the deletion goes on at once, by what was seen", async () => {
    const { failure, cloud, own } = await told({ desktops: [deskWith(disks, { status: "SHUTOFF" })] });
    expect([failure, cloud.sent, cloud.seconds(), own]).toEqual([undefined, [], 0, disks]);
    expect([cloud.said, cloud.read]).toEqual([
      ["note: no desktop that this hits is running: nobody is told before deleting 2 disks"],
      ["desktops"],
    ]);
  });
});

describe("after the grace time", () => {
  test("a disk that is not there any more ends the change, before any is deleted", async () => {
    const { failure, own } = await told({}, both, ["y"]);
    expect(failure).toBe(
      'during the grace time somebody changed the disks of desktop fin-01: "log" (y) is not there any more; no disk was deleted: run `pulumi up` again',
    );
    expect(own).toEqual(["x", "late"]);
  });

  test("all disks that are not there any more are named, and it is a refusal", async () => {
    const { work, cloud } = await deskWork({ news, disks });
    afterSeconds(60, nowWith([]))(cloud);
    expect(await toldFirst(work, both)).toMatchObject({
      kind: "refused",
      message:
        'during the grace time somebody changed the disks of desktop fin-01: "data" (x), "log" (y) are not there any more; no disk was deleted: run `pulumi up` again',
    });
  });

  test("so it is where the desktop itself is gone, and what was known of it stays", async () => {
    const { work, draft, cloud } = await deskWork({ news, disks });
    const { seen } = draft;
    afterSeconds(60, (now) => {
      now.desktops = [];
    })(cloud);
    expect(wordsOf(await toldFirst(work, both))).toMatch(
      /^during the grace time .*: "data" \(x\), "log" \(y\) are not/,
    );
    expect(draft.seen).toBe(seen);
  });

  test("a pool that somebody is at work on is waited for, as long as the operation may take", async () => {
    const { work, cloud } = await deskWork({ news, disks });
    const { pool } = cloud;
    const busy = (seconds: number, status: string) =>
      afterSeconds(seconds, (now) => {
        now.pool = pool && { ...pool, status };
      })(cloud);
    busy(290, "TEMPORARY");
    busy(340, "STEADY");
    expect(await toldFirst(work, both)).toBeUndefined();
    expect(cloud.seconds()).toBeGreaterThanOrEqual(340);
    busy(0, "TEMPORARY");
    const deadline = work.service.clock.now() + 400_000;
    const late = await toldFirst({ ...work, until: { deadline } }, both);
    expect([wordsOf(late), work.service.clock.now()]).toEqual([
      expect.stringMatching(/its status is TEMPORARY/),
      deadline,
    ]);
  });

  test("the disks are still known for the desktop's own in a region that tells the pool's from no others", async () => {
    const { failure, own } = await told({
      ...{ pool: poolWith([disk("t", 10)]), state: { volumeIds: { data: "x", log: "y" } } },
    });
    expect([failure, own]).toEqual([undefined, disks]);
  });
});

describe("where nobody can be told", () => {
  test("what is wrong ends the change in its own words", async () => {
    const { failure, cloud } = await told({ taking: [refusing(workspaceError("not_published", "no such call"))] });
    expect(failure).toMatch(
      /^nobody could be told before deleting 2 disks: this region does not offer messages to desktops/,
    );
    expect(cloud.seconds()).toBe(0);
  });

  test("a defect of ours is thrown as it is", async () => {
    const defect = new TypeError("a defect");
    const { work } = await deskWork({ news, disks, taking: [refusing(defect)] });
    await expect(toldFirst(work, both)).rejects.toBe(defect);
  });
});
