/** The users are told before disks with their data go, and after their grace time the pool is looked at again. */
import { describe, expect, test } from "@jest/globals";
import { toldFirst } from "../../../provider/lifecycle/pool-volume-set/calls/tell-first.ts";
import type { Scope } from "../../../provider/volumes/types.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { desktopsWith, refusing } from "./calls-scene.ts";
import { type Doing, deleteOf, wordsOf, workWith } from "./calls-work.ts";
import { desktop, poolWith } from "./identity-scene.ts";

const news = { identity: "i", notifyUsers: { message: "soon", graceMinutes: 5 } };
const both = [deleteOf(), deleteOf("log", "y")];
const pool = poolWith(["x", "y"]);

async function told(doing: Doing = {}, steps = both, gone: readonly string[] = []) {
  const { work, draft, cloud } = await workWith({ news, pool, ...doing });
  cloud.later(60, () => {
    cloud.pool = poolWith(["x", "y", "late"].filter((id) => !gone.includes(id)));
  });
  return { failure: wordsOf(await toldFirst(work, steps)), draft, cloud };
}

describe("before a deletion", () => {
  test("everybody at the pool is told, and has the time that the program gives", async () => {
    const { failure, cloud, draft } = await told();
    expect([failure, cloud.seconds()]).toEqual([undefined, 300]);
    expect(cloud.sent).toEqual([{ tell: { poolId: "p", notifications: "soon" } }]);
    expect(cloud.said.slice(0, 2)).toEqual([
      "progress: telling the users before deleting 2 disks",
      "progress: the users were told: 05:00 left before deleting 2 disks",
    ]);
    expect(draft.pool.dataVolumes.map((v) => v.id)).toEqual(["x", "y", "late"]);
  });

  test("of one disk it is said so", async () => {
    expect((await told({}, both.slice(0, 1))).cloud.said[0]).toBe("progress: telling the users before deleting 1 disk");
  });

  test("only the people at the desktops that the scope names are told", async () => {
    const scope: Scope = { handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d2"] };
    expect((await told({ scope })).cloud.sent).toEqual([{ tell: { desktopIds: ["d2"], notifications: "soon" } }]);
  });

  test("everybody may be hit where those follow that nobody uses at the time", async () => {
    const { cloud } = await told({ scope: { handleType: "FOR_EXPAND_AND_IDLE" } });
    expect(cloud.sent).toEqual([{ tell: { poolId: "p", notifications: "soon" } }]);
  });

  test.each<[string, Doing]>([
    ["the deletion leaves every desktop its copy", { scope: { handleType: "ONLY_FOR_EXPAND" } }],
    ["the program does not ask for it", { news: {} }],
  ])("nobody is told, and nothing is read, where %s", async (_why, doing) => {
    const { failure, cloud, draft } = await told(doing);
    expect([failure, cloud.sent, cloud.read, cloud.seconds()]).toEqual([undefined, [], [], 0]);
    expect(draft.pool).toEqual(pool);
  });

  test("nobody is told where nobody is there, and the deletion goes on at once", async () => {
    const desktops = ["d1", "d2"].map((id) => ({ ...desktop(id), status: "SHUTOFF" }));
    const { failure, cloud } = await told({ desktops });
    expect([failure, cloud.sent, cloud.seconds()]).toEqual([undefined, [], 0]);
    expect(cloud.said).toEqual(["note: no desktop that this hits is running: nobody is told before deleting 2 disks"]);
    expect(cloud.read).toEqual(["desktops"]);
  });
});

describe("after the grace time", () => {
  test("a disk that is not there any more ends the change, before any is deleted", async () => {
    const { failure, draft } = await told({}, both, ["y"]);
    expect(failure).toBe(
      'during the grace time somebody changed the disks of the pool: "log" (y) is not there any more; no disk was deleted: run `pulumi up` again',
    );
    expect(draft.pool.dataVolumes.map((v) => v.id)).toEqual(["x", "late"]);
  });

  test("all disks that are not there any more are named", async () => {
    expect((await told({}, both, ["x", "y"])).failure).toBe(
      'during the grace time somebody changed the disks of the pool: "data" (x), "log" (y) are not there any more; no disk was deleted: run `pulumi up` again',
    );
  });

  test("so it is where the pool itself is gone, and what was known of it stays", async () => {
    const { work, draft, cloud } = await workWith({ news, pool });
    cloud.later(60, () => {
      cloud.pool = undefined;
    });
    expect(wordsOf(await toldFirst(work, both))).toMatch(
      /^during the grace time somebody changed the disks of the pool/,
    );
    expect(draft.pool).toEqual(pool);
  });

  test("a pool that somebody is at work on is waited for", async () => {
    const { work, cloud } = await workWith({ news, pool });
    cloud.later(290, () => {
      cloud.pool = { ...pool, status: "TEMPORARY" };
    });
    cloud.later(340, () => {
      cloud.pool = pool;
    });
    expect(await toldFirst(work, both)).toBeUndefined();
    expect(cloud.seconds()).toBeGreaterThanOrEqual(340);
  });
});

describe("where nobody can be told", () => {
  test("what is wrong ends the change in its own words", async () => {
    const taking = [refusing(workspaceError("not_published", "no such call"))] as const;
    const { failure, cloud } = await told({ taking, desktops: desktopsWith("x") });
    expect(failure).toMatch(
      /^nobody could be told before deleting 2 disks: this region does not offer messages to desktops/,
    );
    expect(cloud.seconds()).toBe(0);
  });

  test("a defect of ours is thrown as it is", async () => {
    const defect = new TypeError("a defect");
    const { work } = await workWith({ news, pool, taking: [refusing(defect)] });
    await expect(toldFirst(work, both)).rejects.toBe(defect);
  });
});
