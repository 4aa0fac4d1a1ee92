/** The deletion of a set: exactly its disks, in as few calls as there can be, and only when they are gone is it told so. */
import { describe, expect, test } from "@jest/globals";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk } from "../volumes/questions.ts";
import { type Cloud, desktopsWith, doneAndLost, job, late, lie, refusing, type Taking } from "./calls-scene.ts";
import { both, busyUntil, destroyed, outs } from "./hooks-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log, disk("stranger", 30)]);
const consented = outs(both, { set: { forceDestroy: true } });
const idsOf = ({ pool: now }: Cloud) => now?.dataVolumes.map((v) => v.id);
const [x, y] = [
  { id: "x", type: "SAS", size: 100 },
  { id: "y", type: "SAS", size: 50 },
];
const deleting = (...volumes: readonly object[]) => ({
  delete: { poolId: "p", handleType: "FOR_EXPAND_AND_ALL", volumes },
});
const done: Taking = async (effect) => {
  effect();
  return { jobId: "j" };
};

describe("the deletion of a set", () => {
  test("is one call for its disks, and touches no other disk of the pool", async () => {
    const { failure, cloud } = await destroyed(consented, { pool });
    expect([failure, cloud.sent, idsOf(cloud)]).toEqual([undefined, [deleting(x, y)], ["stranger"]]);
    expect(cloud.said).toEqual([
      "progress: deleting 2 disks: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y), after 00:00',
    ]);
    expect(cloud.about).toEqual([{ name: "PoolVolumeSet of pool finance" }]);
    expect(cloud.places).toEqual([
      { region: "ap-southeast-1", projectId: "p1", endpoint: undefined, profile: undefined },
    ]);
  });

  test("asks once whether all is quiet, then for the jobs before the call, for its own, and for the pool after it", async () => {
    const { cloud } = await destroyed(consented, { pool });
    const quiet = ["pool", ...Array(10).fill("jobs"), "pool"];
    expect(cloud.read).toEqual(["pool", ...quiet, "jobs", "job", "pool"]);
  });

  test("of one disk is told so", async () => {
    const one = outs({ data: both.data }, { set: { forceDestroy: true } });
    const { cloud } = await destroyed(one, { pool });
    expect(cloud.said).toEqual([
      "progress: deleting 1 disk: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), after 00:00',
    ]);
  });

  test("waits for what somebody else has under way", async () => {
    const { failure, cloud } = await destroyed(consented, { pool }, busyUntil(40));
    expect([failure, idsOf(cloud)]).toEqual([undefined, ["stranger"]]);
    expect(cloud.said.at(-1)).toMatch(/^done: deleted disk "data" .*, after 00:4\d$/);
  });

  test("is one call after the other where the service takes one disk a call", async () => {
    const oneOnly = refusing(workspaceError("bad_request", "only one disk can be deleted", { status: 400 }));
    const { failure, cloud } = await destroyed(consented, { pool, taking: [oneOnly, done] });
    expect([failure, cloud.sent]).toEqual([undefined, [deleting(x, y), deleting(x), deleting(y)]]);
  });

  test("whose answer is lost is done where the disks are gone: no job is asked for", async () => {
    const { failure, cloud } = await destroyed(consented, { pool, taking: [doneAndLost] });
    expect([failure, cloud.sent.length, idsOf(cloud)]).toEqual([undefined, 1, ["stranger"]]);
    expect(cloud.read).not.toContain("job");
  });

  test("takes as long as the program says", async () => {
    const timed = outs(both, { set: { forceDestroy: true, timeouts: { delete: "5m", update: "20m" } } });
    const { failure, cloud } = await destroyed(timed, { pool, taking: [lie], job: () => job("j1", "RUNNING") });
    expect([failure, cloud.seconds()]).toEqual([
      expect.stringMatching(/^deleting 2 disks: job j1 has not ended after/),
      300,
    ]);
  });

  test("that fails says why, and nothing is told as done", async () => {
    const { failure, cloud } = await destroyed(consented, { pool, taking: [lie], job: () => job("j1", "FAIL") });
    expect(failure).toBe("deleting 2 disks: job j1 ended FAIL.");
    expect(cloud.said.join()).not.toContain("done");
  });
});

describe("a set leaves the state only when its disks are gone", () => {
  test("a list that lags is read again", async () => {
    const { failure, cloud } = await destroyed(consented, { pool, taking: [late(12)] });
    expect([failure, cloud.seconds()]).toEqual([undefined, 15]);
  });

  test("what is still listed then is named: the job may have been another person's", async () => {
    const { failure, cloud } = await destroyed(consented, { pool, taking: [lie] }, (now) =>
      now.later(10, () => {
        now.pool = poolWith([both.data]);
      }),
    );
    expect(failure).toBe(
      'the service says that the deletion is done, but pool p still shows disk "data" (SAS, 100 GB, x): ' +
        "the job may have been another person's. The set stays in the state; run the same command again",
    );
    expect(cloud.seconds()).toBe(30);
  });

  test("all that is still listed is named", async () => {
    expect((await destroyed(consented, { pool, taking: [lie] })).failure).toContain(
      'but pool p still shows disk "data" (SAS, 100 GB, x), disk "log" (SAS, 50 GB, y): the job',
    );
  });

  test("after a call for named desktops the region is told of, and the ways", async () => {
    const named = outs(both, { set: { forceDestroy: true, desktopIds: ["d1"] } });
    const { failure } = await destroyed(named, { pool, taking: [lie] });
    expect(failure).toMatch(
      /: this region deletes from the desktops of `desktopIds` only\. The set stays in the state; run a `pulumi up` that removes `desktopIds` first, to delete the disks on every desktop, or keep them and forget the set with `pulumi state delete 'URN'`$/,
    );
  });

  test("a pool that is gone by then has no disks", async () => {
    const gone: Taking = async (_effect, cloud) => {
      cloud.pool = undefined;
      return { jobId: "j" };
    };
    expect((await destroyed(consented, { pool, taking: [gone] })).failure).toBeUndefined();
  });
});

describe("nothing is sent", () => {
  test("where the pool is gone, at the first look or while it is waited for", async () => {
    const first = await destroyed(consented, { pool: undefined });
    expect([first.failure, first.cloud.read, first.cloud.said]).toEqual([undefined, ["pool", "pools"], []]);
    const later = await destroyed(consented, { pool }, (cloud) => {
      busyUntil(90)(cloud);
      cloud.later(60, () => {
        cloud.pool = undefined;
      });
      cloud.later(91, () => {
        cloud.pool = undefined;
      });
    });
    expect([later.failure, later.cloud.sent, later.cloud.said]).toEqual([undefined, [], []]);
  });

  test("where the disks are gone already, with or without consent", async () => {
    for (const olds of [consented, outs(both)]) {
      const { failure, cloud } = await destroyed(olds, { pool: poolWith(["stranger"]) });
      expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], []]);
    }
  });

  test("where they go while something is waited for: that is told", async () => {
    const { failure, cloud } = await destroyed(consented, { pool }, (now) => {
      now.pool = { ...pool, status: "TEMPORARY" };
      now.later(40, () => {
        now.pool = poolWith(["stranger"]);
        now.desktops = desktopsWith("stranger");
      });
    });
    expect([failure, cloud.sent]).toEqual([undefined, []]);
    expect(cloud.said).toEqual([expect.stringMatching(/^done: the disks are gone, after 01:1\d$/)]);
  });
});

test("copies that an earlier failure left on desktops go with the set", async () => {
  const failed = [
    { operation: "delete" as const, key: "old", id: "w", desktops: [{ desktopId: "d1", volumeIds: ["d1-w"] }] },
  ];
  const desktops = [desktop("d1", copy("x"), copy("w", { volumeId: "d1-w" })), desktop("d2", copy("x"))];
  for (const disks of [{ data: both.data }, {}]) {
    const olds = outs(disks, { set: { forceDestroy: true }, failed });
    const { failure, cloud } = await destroyed(olds, { pool: poolWith(["x"]), desktops });
    expect([failure, cloud.sent.at(-1)]).toEqual([
      undefined,
      { "delete copies": { desktopId: "d1", volumeIds: ["d1-w"] } },
    ]);
    expect(cloud.sent).toHaveLength("data" in disks ? 2 : 1);
  }
});

test("a disk that goes on under another id is told of, and is the one that is deleted", async () => {
  const known = { copies: { data: { of: "x", on: { d1: "v-1" } } }, set: { forceDestroy: true } };
  const desktops = ["d1", "d2"].map((d) => desktop(d, copy("z", { volumeId: "v-1" })));
  const { failure, cloud } = await destroyed(outs({ data: both.data }, known), { pool: poolWith(["z"]), desktops });
  expect([failure, cloud.sent]).toEqual([undefined, [deleting({ ...x, id: "z" })]]);
  expect(cloud.said[0]).toBe(
    'note: disk "data" goes on under another id, no disk is touched: x is z now (SAS, 100 GB)',
  );
});
