/** The deletion of a set whose adds are still open: what they bring belongs to the set if they end well, and to nobody else. */
import { describe, expect, test } from "@jest/globals";
import type { Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk } from "../volumes/questions.ts";
import { add } from "./calls-effects.ts";
import { job, type Told } from "./calls-scene.ts";
import { busyUntil, destroyed, outs } from "./hooks-scene.ts";
import { begun, poolWith } from "./identity-scene.ts";

const data = disk("x");
const adding = (key: string, size: number, more: Partial<Pending> = {}): Pending => ({
  operation: "add",
  disks: [{ key, type: "SAS", size }],
  before: ["x"],
  jobId: "j9",
  ...more,
});
const open = (...pending: Pending[]) => outs({ data }, { set: { forceDestroy: true }, pending });
const pool = poolWith(["x", disk("n", 30), disk("stranger", 40)]);
const left = async (pending: Pending[], told: Told = {}) => {
  const { failure, cloud } = await destroyed(open(...pending), { pool, ...told });
  return { failure, ids: cloud.pool?.dataVolumes.map((v) => v.id), said: cloud.said, cloud };
};
const unclear = (keys: string) =>
  `warn: an add of ${keys} did not end well: what it left on the pool, if anything, stays there`;

describe("an add that ended well", () => {
  test("has brought a disk of the set: it goes too", async () => {
    const { failure, ids, said } = await left([adding("tmp", 30)]);
    expect([failure, ids]).toEqual([undefined, ["stranger"]]);
    expect(said).toEqual([
      'progress: waiting for the add of "tmp" of an earlier run: 100 % (0/0 desktops) 00:00',
      "progress: deleting 2 disks: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), disk "tmp" (SAS, 30 GB, n), after 00:00',
    ]);
  });

  test("and whose record comes late, is waited for", async () => {
    const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { pool: poolWith(["x"]) }, (now) =>
      now.later(12, () => add(now, {}, [{ type: "SAS", size: 30 }])),
    );
    expect([failure, cloud.pool?.dataVolumes, cloud.seconds()]).toEqual([undefined, [], 15]);
  });

  test("has brought a protected disk: nothing is deleted", async () => {
    const guarded = adding("tmp", 30, { disks: [{ key: "tmp", type: "SAS", size: 30, deletionProtection: true }] });
    const { failure, ids } = await left([guarded]);
    expect(failure).toMatch(/^nothing was deleted: disk "tmp" \(SAS, 30 GB, n\) is protected: set/);
    expect(ids).toEqual(["x", "n", "stranger"]);
  });

  test("protects only the disk of which its call says so", async () => {
    const disks = [
      { key: "tmp", type: "SAS", size: 30, deletionProtection: false },
      { key: "gone", type: "SSD", size: 99, deletionProtection: true },
    ];
    expect((await left([adding("tmp", 30, { disks })])).ids).toEqual(["stranger"]);
  });

  test("is waited for together with what else is under way", async () => {
    const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { pool }, busyUntil(40));
    expect([failure, cloud.pool?.dataVolumes.map((v) => v.id)]).toEqual([undefined, ["stranger"]]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
  });

  test("on a pool that is gone by then, leaves nothing to delete", async () => {
    const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { pool }, (now) =>
      now.later(0, () => now.later(0, () => Object.assign(now, { pool: undefined }))),
    );
    expect([failure, cloud.sent]).toEqual([undefined, []]);
  });
});

describe("of the new disks on the pool", () => {
  test("those that have a key already are not taken for the one that an open add has brought", async () => {
    const olds = outs({ data, log: disk("y", 30) }, { set: { forceDestroy: true }, pending: [adding("tmp", 30)] });
    const { failure, cloud } = await destroyed(olds, { pool: poolWith(["x", disk("y", 30), disk("n", 30)]) });
    expect([failure, cloud.pool?.dataVolumes]).toEqual([undefined, []]);
  });

  test("one is protected by its own line of the call, whatever the call says of others", async () => {
    const disks = [
      { key: "tmp", type: "SAS", size: 30, deletionProtection: true },
      { key: "other", type: "SSD", size: 99 },
    ];
    expect((await left([adding("tmp", 30, { disks })])).failure).toMatch(/disk "tmp" \(SAS, 30 GB, n\) is protected/);
  });
});

test("where the pool is gone, nobody waits for an open add, or tells of it", async () => {
  const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { pool: undefined });
  expect([failure, cloud.read, cloud.said]).toEqual([undefined, ["pool", "pools"], []]);
});

describe("an add that did not end well", () => {
  test.each<[string, Pending, Told]>([
    ["because its job failed", adding("tmp", 30), { job: (id) => job(id, id === "j9" ? "FAIL" : "SUCCESS") }],
    ["because its job is forgotten", adding("tmp", 30), { job: (id) => (id === "j9" ? undefined : job(id)) }],
    ["because nobody knows its job", { operation: "add", disks: adding("tmp", 30).disks, before: ["x"] }, {}],
  ])("leaves what it has brought on the pool, and that is told: %s", async (_why, pending, told) => {
    const { failure, ids, said } = await left([pending], told);
    expect([failure, ids]).toEqual([undefined, ["n", "stranger"]]);
    expect(said.filter((line) => line.startsWith("warn"))).toEqual([unclear('"tmp"')]);
  });

  test("is told of all its keys, and not of an add beside it that did", async () => {
    const bad = adding("a", 99, { jobId: "bad", disks: [...adding("a", 99).disks, ...adding("b", 98).disks] });
    const { said, ids } = await left([bad, adding("tmp", 30)], {
      job: (id) => job(id, id === "bad" ? "FAIL" : "SUCCESS"),
    });
    expect(said.filter((line) => line.startsWith("warn"))).toEqual([unclear('"a", "b"')]);
    expect(ids).toEqual(["stranger"]);
  });
});

test("an expansion or a deletion that is open is not waited for by itself", async () => {
  const { failure, ids, said, cloud } = await left([begun("expand", { data: "x" }, { jobId: "j9" })]);
  expect([failure, ids, said.length]).toEqual([undefined, ["n", "stranger"], 2]);
  expect(cloud.read.filter((name) => name === "job")).toHaveLength(1);
});

test("a look at a job that is refused ends the deletion before anything is deleted", async () => {
  const answers = {
    showJob: async () => {
      throw workspaceError("forbidden", "no");
    },
  };
  const { failure, ids } = await left([adding("tmp", 30)], { answers });
  expect([failure, ids]).toEqual([expect.stringMatching(/^no/), ["x", "n", "stranger"]]);
});
