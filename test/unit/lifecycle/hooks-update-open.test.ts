/** A change of a set of which an earlier run has left something open: what of it is ours, what goes on, and what has to be put right first. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import type { Failed, Pending } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { disk, sas } from "../volumes/questions.ts";
import { add } from "./calls-effects.ts";
import { desktopsWith, job, type Told } from "./calls-scene.ts";
import { args, both, outs, updated } from "./hooks-scene.ts";
import { at, begun, copy, desktop, part, poolWith } from "./identity-scene.ts";

const data = { data: both.data };
const wanted = { data: sas(), tmp: sas(30) };

describe("an add of an earlier run", () => {
  const pending: Pending[] = [
    { operation: "add", disks: [{ key: "tmp", type: "SAS", size: 30 }], before: ["x"], jobId: "j9" },
  ];
  const olds = outs(data, { pending });

  test("is waited for, and its disk taken: nothing is added again", async () => {
    const { cloud, outs: now } = await updated(olds, args(wanted), { pool: poolWith(["x", disk("n", 30)]) });
    expect([cloud.sent, now]).toMatchObject([
      [],
      { volumeIds: { data: "x", tmp: "n" }, origins: { tmp: "added" }, lastAddJob: { id: "j9" }, unfinished: {} },
    ]);
    expect(cloud.said).toEqual([
      'progress: waiting for the add of "tmp" of an earlier run: 100 % (0/0 desktops) 00:00',
      'progress: takes disk n (SAS, 30 GB), which an interrupted run added, as key "tmp"; nothing is added again',
      'done: disks are as the program says, after 00:00: took "tmp", which an interrupted run added',
    ]);
  });

  test("whose record comes late is waited for", async () => {
    const { cloud, outs: now } = await updated(olds, args(wanted), { pool: poolWith(["x"]) }, (later) =>
      later.later(12, () => add(later, {}, [{ type: "SAS", size: 30 }])),
    );
    expect([cloud.sent, cloud.seconds(), now]).toMatchObject([[], 15, { volumeIds: { tmp: "n1" } }]);
  });
});

describe("a disk that only the service's record of adds tells of", () => {
  const lastAddJob = { id: "earlier", begin: at(-300), zone: 0 };
  const added = (minutesAgo: number): Told => ({
    pool: poolWith(["x", disk("n", 30)]),
    desktops: [desktop("d1", copy("x"), copy("n", { size: 30, createTime: at(1 - minutesAgo) }))],
    subJobs: [
      { ...part("j", at(-minutesAgo), at(3 - minutesAgo), { desktopId: "d1" }), jobType: "addDesktopPoolVolumes" },
    ],
  });
  const taken = async (minutesAgo: number, set: Plain = {}) => {
    const { outs: now, failure } = await updated(outs(data, { lastAddJob }), args(wanted, set), added(minutesAgo));
    return now === undefined ? failure : Object(now.volumeIds).tmp;
  };

  test("is ours where that was within two hours, or within the time that the program says", async () => {
    expect(await taken(100)).toBe("n");
    expect(await taken(130)).toMatch(/^refused before any change: disk n \(SAS, 30 GB\)/);
    expect(await taken(100, { recoverWithin: "1h" })).toMatch(/^refused before any change: disk n/);
    expect(await taken(130, { recoverWithin: "3h" })).toBe("n");
  });
});

describe("disks that a failed add left on desktops, without a record on the pool", () => {
  const stray: Failed = { operation: "add", key: "tmp", desktops: [{ desktopId: "d1", volumeIds: ["d1-lost"] }] };
  const words =
    'the add of disk "tmp" left disks without a pool record on 1 desktop: d1, disks d1-lost. Nothing else is changed before they are gone; this removes them: ' +
    'POST /v2/{project_id}/desktops/d1/volumes/batch-delete {"volume_ids": ["d1-lost"]}';
  const desktops = [desktop("d1", copy("x"), copy("lost", { volumeId: "d1-lost" })), desktop("d2", copy("x"))];

  test("stop every change until they are gone", async () => {
    const { failure, cloud, partial } = await updated(outs(data, { failed: [stray] }), args(wanted), { desktops });
    expect([failure, partial, cloud.sent]).toEqual([`refused before any change: ${words}`, undefined, []]);
    const cleaned = await updated(outs(data, { failed: [stray] }), args(wanted), { desktops: desktopsWith("x") });
    expect([cleaned.failure, cleaned.outs?.unfinished]).toEqual([undefined, {}]);
  });

  test("are told alone: whom the program names is looked at when they are gone", async () => {
    const named = args(wanted, { desktopIds: ["nobody"] });
    expect((await updated(outs(data, { failed: [stray] }), named, { desktops })).failure).toBe(
      `refused before any change: ${words}`,
    );
    expect((await updated(outs(data), named, { desktops: desktopsWith("x") })).failure).toBe(
      "refused before any change: desktopIds names nobody, not in pool finance; it has d1, d2: correct or remove these ids",
    );
  });

  test("are found where the add of an earlier run has left them, and its job has failed", async () => {
    const pending: Pending[] = [
      { operation: "add", disks: [{ key: "tmp", type: "SAS", size: 30 }], before: ["x"], jobId: "j9" },
    ];
    const told: Told = { desktops, job: (id) => job(id, "FAIL") };
    expect((await updated(outs(data, { pending }), args(wanted), told)).failure).toBe(
      `refused before any change: ${words}`,
    );
  });
});

test("a deletion that took the record, and that the program has taken back, stops every change: the data is still on desktops", async () => {
  const failed: Failed[] = [{ operation: "delete", key: "data", id: "x", desktops: [{ desktopId: "d1" }] }];
  const olds = outs({}, { failed, vanished: {} });
  const told: Told = { pool: poolWith([]), desktops: [desktop("d1", copy("x")), desktop("d2")] };
  expect((await updated(olds, args({ data: sas() }), told)).failure).toMatch(
    /^refused before any change: a deletion of disk "data" \(x\) was begun and failed: the pool has no record of it any more/,
  );
});

test("a disk that has another id since is followed before the plan, and so is the call on it that is open", async () => {
  const pending = [begun("expand", { data: "x" }, { jobId: "j9", before: ["x"] })];
  const olds = outs(data, { pending, copies: { data: { of: "x", on: { d1: "v-1" } } } });
  const desktops = ["d1", "d2"].map((d) => desktop(d, copy("z", { volumeId: "v-1", size: 120 })));
  const {
    failure,
    cloud,
    outs: now,
  } = await updated(olds, args({ data: sas(120) }), { pool: poolWith([disk("z", 120)]), desktops });
  expect([failure, cloud.sent, now]).toMatchObject([
    undefined,
    [],
    { volumeIds: { data: "z" }, volumes: { data: sas(120) }, unfinished: {} },
  ]);
  expect(cloud.said).toContain(
    'progress: disk "data" goes on under another id, no disk is touched: x is z now (SAS, 120 GB)',
  );
});
