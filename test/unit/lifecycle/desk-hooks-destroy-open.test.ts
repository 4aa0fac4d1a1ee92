/** The deletion of a set of one desktop whose adds are still open: what they bring belongs to it if they end well, and to nobody else. */
import { describe, expect, test } from "@jest/globals";
import type { Pending } from "../../../provider/lifecycle/desktop-volume-set/state/state.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk } from "../volumes/questions.ts";
import { job, type Told } from "./calls-scene.ts";
import { destroyed, outs } from "./desk-hooks-scene.ts";
import { type DeskTold, disksOn } from "./desk-scene.ts";
import { busyUntil } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const data = disk("x");
const adding = (key: string, size: number, more: Partial<Pending> = {}): Pending => ({
  operation: "add",
  disks: [{ key, type: "SAS", size }],
  before: ["x"],
  jobId: "j9",
  ...more,
});
const open = (...pending: Pending[]) => outs({ data }, { set: { forceDestroy: true }, pending });
const disks = ["x", disk("n", 30), disk("stranger", 40)];
const left = async (pending: Pending[], told: DeskTold = {}) => {
  const { failure, cloud } = await destroyed(open(...pending), { disks, ...told });
  return { failure, ids: disksOn(cloud), said: cloud.said, cloud };
};
const unclear = (keys: string) =>
  `warn: an add of ${keys} did not end well: what it left on the desktop, if anything, stays there`;

describe("an add that ended well", () => {
  test("has brought a disk of the set: it goes too", async () => {
    const { failure, ids, said } = await left([adding("tmp", 30)]);
    expect([failure, ids]).toEqual([undefined, ["stranger"]]);
    expect(said).toEqual([
      'progress: waiting for the add of "tmp" of an earlier run: 100 % (0/0 desktops) 00:00',
      "progress: deleting 2 disks of desktop fin-01: 100 % (0/0 desktops) 00:00",
      'done: deleted disk "data" (SAS, 100 GB, x), disk "tmp" (SAS, 30 GB, n), after 00:00',
    ]);
  });

  test("has brought a protected disk: nothing is deleted", async () => {
    const guarded = adding("tmp", 30, {
      disks: [
        { key: "tmp", type: "SAS", size: 30, deletionProtection: true },
        { key: "other", type: "SSD", size: 99 },
      ],
    });
    const { failure, ids } = await left([guarded]);
    expect(failure).toMatch(/^nothing was deleted: disk "tmp" \(SAS, 30 GB, n\) is protected: set/);
    expect(ids).toEqual(["x", "n", "stranger"]);
  });

  test("protects only the disk of which its call says so", async () => {
    const of = [
      { key: "tmp", type: "SAS", size: 30, deletionProtection: false },
      { key: "gone", type: "SSD", size: 99, deletionProtection: true },
    ];
    expect((await left([adding("tmp", 30, { disks: of })])).ids).toEqual(["stranger"]);
  });

  test("is waited for together with what else is under way, as long as the operation may take", async () => {
    const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { disks }, busyUntil(40));
    expect([failure, disksOn(cloud)]).toEqual([undefined, ["stranger"]]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
    const timed = outs({ data }, { set: { timeouts: { delete: "5m" } }, pending: [adding("tmp", 30)] });
    const late = await destroyed(timed, { disks }, busyUntil(1_000));
    expect([late.failure, late.cloud.seconds()]).toEqual([expect.stringMatching(/its status is TEMPORARY/), 300]);
  });

  test("has brought the desktop's own disk, also where the region does not tell it from those of the pool", async () => {
    const { failure, ids } = await left([adding("tmp", 30)], { pool: poolWith([disk("t", 30)]) });
    expect([failure, ids]).toEqual([undefined, ["stranger"]]);
  });

  test("is not asked for by the disks that have a key already", async () => {
    const log = disk("y", 30);
    const olds = outs({ data, log }, { set: { forceDestroy: true }, pending: [adding("tmp", 30)] });
    const { failure, cloud } = await destroyed(olds, { disks: ["x", log, disk("n", 30)] });
    expect([failure, disksOn(cloud)]).toEqual([undefined, []]);
  });
});

test("where the desktop is gone, nobody waits for an open add, or tells of it", async () => {
  const { failure, cloud } = await destroyed(open(adding("tmp", 30)), { desktops: [] });
  expect([failure, cloud.read, cloud.said]).toEqual([undefined, ["row", "desktop"], []]);
});

describe("an add that did not end well", () => {
  const { jobId: _lost, ...unanswered } = adding("tmp", 30);

  test.each<[string, Pending, Told]>([
    ["because its job failed", adding("tmp", 30), { job: (id) => job(id, id === "j9" ? "FAIL" : "SUCCESS") }],
    ["because its job is forgotten", adding("tmp", 30), { job: (id) => (id === "j9" ? undefined : job(id)) }],
    ["because nobody knows its job", unanswered, {}],
  ])("leaves what it has brought on the desktop, and that is told: %s", async (_why, pending, told) => {
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
  const of = [{ key: "data", id: "x", type: "SAS", size: 120 }];
  const { failure, ids, said, cloud } = await left([{ operation: "expand", disks: of, before: [], jobId: "j9" }]);
  expect([failure, ids, said.length]).toEqual([undefined, ["n", "stranger"], 2]);
  expect(cloud.read.filter((name) => name === "job")).toHaveLength(1);
});

test("a look at a job that is refused ends the deletion before anything is deleted", async () => {
  const showJob = async () => {
    throw workspaceError("forbidden", "no");
  };
  const { failure, ids } = await left([adding("tmp", 30)], { answers: { showJob } });
  expect([failure, ids]).toEqual([expect.stringMatching(/^no/), ["x", "n", "stranger"]]);
});
