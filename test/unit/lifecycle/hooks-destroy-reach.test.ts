/** Whom the deletion of a set is for, and who is told before it. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { disk } from "../volumes/questions.ts";
import { type Cloud, desktopsWith } from "./calls-scene.ts";
import { destroyed, outs } from "./hooks-scene.ts";
import { copy, desktop, poolWith } from "./identity-scene.ts";

const data = disk("x");
const consented = (set: Plain = {}) => outs({ data }, { set: { forceDestroy: true, ...set } });
const volumes = [{ id: "x", type: "SAS", size: 100 }];

describe("the deletion of a set for named desktops", () => {
  test("is for these, and says on which others their copies stay", async () => {
    const { failure, cloud } = await destroyed(consented({ desktopIds: ["d1"] }), { pool: poolWith(["x"]) });
    expect(failure).toBeUndefined();
    expect(cloud.sent).toEqual([
      { delete: { poolId: "p", handleType: "FOR_EXPAND_AND_ALL", desktopIds: ["d1"], volumes } },
    ]);
    expect(cloud.said.slice(1)).toEqual([
      'warn: disk "data" (x) stays, with its data, on 1 desktop that the deletion was not for: d2: disk d2-x; this set touches them no more, delete them in the console when nobody needs them',
      'done: deleted disk "data" (SAS, 100 GB, x), after 00:00',
    ]);
  });

  test("says nothing of others where none has a copy", async () => {
    const desktops = [desktop("d1", copy("x")), desktop("d2", copy("y"))];
    const { cloud } = await destroyed(consented({ desktopIds: ["d1"] }), { pool: poolWith(["x"]), desktops });
    expect(cloud.said.slice(1)).toEqual(['done: deleted disk "data" (SAS, 100 GB, x), after 00:00']);
  });

  test("names those of them that are still there", async () => {
    const { cloud } = await destroyed(consented({ desktopIds: ["d1", "gone"] }), { pool: poolWith(["x"]) });
    expect(cloud.sent).toMatchObject([{ delete: { desktopIds: ["d1"] } }]);
  });

  test("takes the disk off the pool where none of them is there any more, and no desktop is touched", async () => {
    const { failure, cloud } = await destroyed(consented({ desktopIds: ["gone"] }), { pool: poolWith(["x"]) });
    expect([failure, cloud.sent]).toStrictEqual([
      undefined,
      [{ delete: { poolId: "p", handleType: "ONLY_FOR_EXPAND", volumes } }],
    ]);
  });

  test("is refused in a region that may not know such a call: it could reach every desktop", async () => {
    const desktops = [desktop("d1", copy(undefined)), desktop("d2", copy(undefined))];
    const { failure, cloud } = await destroyed(consented({ desktopIds: ["d1"] }), { pool: poolWith(["x"]), desktops });
    expect(failure).toMatch(/^nothing was deleted: the service of this region does not say which disk of the pool/);
    expect(cloud.sent).toEqual([]);
  });
});

test("a deletion for every desktop reads no list of them, and tells of no copies", async () => {
  const { cloud } = await destroyed(consented(), { pool: poolWith(["x"]) });
  expect([cloud.read.includes("desktops"), cloud.said.length]).toEqual([false, 2]);
});

describe("the users are told before the disks go", () => {
  const notifyUsers = { message: "soon", graceMinutes: 5 };
  const tell = { tell: { poolId: "p", notifications: "soon" } };
  const toldAnd = async (set: Plain = {}, meanwhile?: (cloud: Cloud) => void) =>
    destroyed(
      outs({ data, log: disk("y") }, { set: { forceDestroy: true, notifyUsers, ...set } }),
      { pool: poolWith(["x", "y"]) },
      meanwhile,
    );

  test("and have the time that the program gives; its own time comes on top", async () => {
    const { failure, cloud } = await toldAnd({ timeouts: { delete: "1m" } });
    expect([failure, cloud.sent[0], cloud.sent.length, cloud.seconds()]).toEqual([undefined, tell, 2, 300]);
    expect(cloud.said[0]).toBe("progress: telling the users before deleting 2 disks");
  });

  test("at the desktops that the deletion is for", async () => {
    const { cloud } = await toldAnd({ desktopIds: ["d2"] });
    expect(cloud.sent[0]).toEqual({ tell: { desktopIds: ["d2"], notifications: "soon" } });
  });

  test("not where every desktop keeps its copy", async () => {
    const { cloud } = await toldAnd({ handleType: "ONLY_FOR_EXPAND" });
    expect([cloud.sent.length, cloud.seconds()]).toEqual([1, 0]);
  });

  const changing = (status: string, then: (cloud: Cloud) => void) => (cloud: Cloud) => {
    const { pool } = cloud;
    if (pool === undefined) return;
    cloud.later(0, () => {
      cloud.later(0, () => {
        cloud.pool = { ...pool, status };
      });
    });
    cloud.later(40, () => {
      cloud.pool = pool;
      then(cloud);
    });
  };

  test("not where an interrupted deletion has taken the disks away while it was waited for", async () => {
    const { failure, cloud } = await toldAnd(
      {},
      changing("TEMPORARY", (now) => {
        now.pool = poolWith([]);
        now.desktops = desktopsWith();
      }),
    );
    expect([failure, cloud.sent]).toEqual([undefined, []]);
    expect(cloud.said).toEqual([expect.stringMatching(/^done: the disks are gone, after 01:4\d$/)]);
  });

  test("not where the pool is gone by then", async () => {
    const { failure, cloud } = await toldAnd(
      {},
      changing("TEMPORARY", (now) => {
        now.pool = undefined;
      }),
    );
    expect([failure, cloud.sent, cloud.said]).toEqual([undefined, [], []]);
  });

  test("where one of the disks is still to go", async () => {
    const { failure, cloud } = await toldAnd(
      {},
      changing("TEMPORARY", (now) => {
        now.pool = poolWith(["y"]);
        now.desktops = desktopsWith("y");
      }),
    );
    expect([failure, cloud.sent[0], cloud.pool?.dataVolumes]).toEqual([undefined, tell, []]);
  });
});
