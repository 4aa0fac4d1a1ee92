/** A new set of one desktop: where its disks are made, what is said meanwhile, and what the state holds after it. */
import { describe, expect, test } from "@jest/globals";
import { desktopVolumeSet } from "../../../provider/lifecycle/desktop-volume-set/index.ts";
import { disk, sas } from "../volumes/questions.ts";
import { job } from "./calls-scene.ts";
import { args, created } from "./desk-hooks-scene.ts";
import { deskCloud, deskWith, urn } from "./desk-scene.ts";
import { place } from "./hooks-scene.ts";
import { at, copy, part, poolWith } from "./identity-scene.ts";

const empty = { disks: [] };
const news = args({ data: sas() });
const again = "\nRun `pulumi up` again: it looks at what is there and does only what is missing";

describe("a new set", () => {
  test("has in its state what the program says, what the service says, and who is who", async () => {
    const { outs } = await created(news, empty);
    expect(outs).toEqual({
      ...news,
      volumeIds: { data: "n1" },
      origins: { data: "added" },
      observed: { data: disk("n1") },
      undeclaredVolumes: [],
      vanished: {},
      lastAddJob: { id: "j1", begin: at(0), zone: 0 },
      desktopName: "fin-01",
      pool: { id: "p", name: "finance" },
      volumesOfPool: 0,
      schema: 1,
      place,
      unfinished: {},
    });
  });

  test("is told step by step: before its first call, while that goes on, and at the end", async () => {
    const { cloud } = await created(args({ data: sas(), log: sas(50) }), empty);
    expect(cloud.said).toEqual([
      'progress: adds disk "data" (SAS, 100 GB) to desktop fin-01; adds disk "log" (SAS, 50 GB) to desktop fin-01',
      "progress: adding 2 disks to desktop fin-01: 100 % (0/0 desktops) 00:00",
      'done: disks are as the program says, after 00:00: added "data", added "log"',
    ]);
    expect(cloud.about).toEqual([{ urn, name: "DesktopVolumeSet" }]);
  });

  test("has the id that its constructor gave it", async () => {
    const cloud = await deskCloud(empty);
    expect((await desktopVolumeSet.create(cloud.context, news)).id).toBe("i");
  });

  test("holds its disks for this run, until it is checked as another creation", async () => {
    const { cloud } = await created(news, empty);
    expect(cloud.context.run.isHeld("n1")).toBe(true);
    cloud.context.run.checked(urn, { creation: true });
    expect(cloud.context.run.isHeld("n1")).toBe(false);
  });

  test("without a URN is told by the name of its kind, and holds its disks all the same", async () => {
    const { resourceUrn: _urn, ...early } = news;
    const { cloud } = await created(early, empty);
    expect([cloud.about, cloud.context.run.isHeld("n1")]).toStrictEqual([[{ name: "DesktopVolumeSet" }], true]);
    cloud.context.run.checked("", { creation: true });
    expect(cloud.context.run.isHeld("n1")).toBe(false);
  });

  test("is made where its arguments say", async () => {
    const where = { region: "cn-north-4", projectId: "p2", endpoint: "https://e", profile: "ops" };
    const { cloud } = await created({ ...news, ...where }, empty);
    expect(cloud.places).toEqual([where]);
  });

  test("without disks looks at the desktop, asks for nothing else, and says that all is well", async () => {
    const { cloud, outs } = await created(args({}), empty);
    expect([cloud.sent, cloud.read]).toEqual([[], ["row", "pool", "desktop", "list"]]);
    expect(cloud.said).toEqual(["done: disks are as the program says, after 00:00"]);
    expect(outs).toMatchObject({ volumes: {}, volumeIds: {} });
  });

  test("leaves the disks that the pool has given the desktop alone, and counts them", async () => {
    const desktops = [{ ...deskWith([]), dataVolumes: [copy("t")] }];
    const { outs, failure } = await created(news, { pool: poolWith(["t"]), desktops });
    expect([failure, outs]).toMatchObject([undefined, { volumesOfPool: 1, undeclaredVolumes: [] }]);
  });
});

describe("a new set is not made", () => {
  test("where another one of this run has the desktop", async () => {
    const { failure, error, cloud } = await created(news, empty, ({ context }) =>
      context.run.claimHost("d1", "urn:other"),
    );
    expect(failure).toBe(
      "desktop d1 already has the DesktopVolumeSet urn:other: one desktop has one set; put all disks into it. Nothing was changed",
    );
    expect([error, cloud.places, cloud.read]).toMatchObject([{ kind: "refused" }, [], []]);
  });

  test("where there is no such desktop: the place is told", async () => {
    const { failure, error, partial, cloud } = await created(news, { desktops: [] });
    expect(failure).toBe(
      "there is no desktop d1 in project p1, region ap-southeast-1; nothing was changed: check `desktopId`, `region` and `projectId`",
    );
    expect([error, partial, cloud.read]).toMatchObject([{ kind: "not_found" }, undefined, ["row", "desktop"]]);
  });

  test("where the pool of the desktop is gone by the time that it is looked at", async () => {
    expect((await created(news, { pool: undefined })).failure).toMatch(/^there is no desktop d1 in project p1/);
  });

  test("where its desktop is not in the pool that the program says", async () => {
    expect((await created({ ...news, poolId: "q" }, empty)).failure).toBe(
      "desktop d1 is not in pool q; it is in pool p: write the id of its pool in `poolId`, or remove the line. Nothing was changed",
    );
    expect((await created({ ...news, poolId: "p" }, empty)).failure).toBeUndefined();
  });

  test("in a region that does not tell the pool, unless the program says it", async () => {
    const untold = { ...empty, answers: { listDesktops: async () => [{ desktopId: "d1" }] } };
    expect((await created(news, untold)).failure).toMatch(/^this region does not say which pool desktop d1 is in/);
    expect((await created({ ...news, poolId: "p" }, untold)).failure).toBeUndefined();
  });

  test("where its desktop cannot be changed, for every reason that there is", async () => {
    const desktops = [deskWith([], { isFreeze: true })];
    const { failure, error, partial, cloud } = await created(args({ data: sas(15) }), { desktops });
    expect(failure).toMatch(
      /^refused before any change: volumes\.data\.size is 15; .*\ndesktop fin-01 is frozen: unfreeze it, then run `pulumi up` again$/,
    );
    expect([error, partial, cloud.sent, cloud.said]).toMatchObject([{ kind: "refused" }, undefined, [], []]);
  });
});

describe("the time of a creation", () => {
  test("is as long as the program says, and its end leaves the call in the state", async () => {
    const timed = { ...news, timeouts: { create: "5m", update: "20m" } };
    const { failure, partial, cloud } = await created(timed, { ...empty, job: () => job("j1", "RUNNING") });
    expect(failure).toMatch(/^adding 1 disk to desktop fin-01: job j1 has not ended after 5 min/);
    expect([cloud.seconds(), partial]).toMatchObject([300, { unfinished: { pending: [{ jobId: "j1" }] } }]);
    expect(partial).toMatchObject({ volumes: {}, place, desktopName: "fin-01" });
  });

  test("stands in its last line", async () => {
    const { cloud } = await created(news, empty, (now) => {
      now.job = (id) => job(id, now.seconds() >= 90 ? "SUCCESS" : "RUNNING");
    });
    expect(cloud.said.at(-1)).toMatch(/^done: disks are as the program says, after 01:3\d: added "data"$/);
  });
});

test("a creation that fails keeps what it has made, says why, and how it goes on", async () => {
  const subJobs = [part("j1", at(0), at(1), { desktopId: "d1", errorCode: "EVS.1" })];
  const failing = { ...empty, job: () => job("j1", "FAIL", { subJobs }) };
  const { failure, error, partial, cloud } = await created(args({ data: sas() }, { forceDestroy: true }), failing);
  expect(failure).toBe(`adding 1 disk to desktop fin-01: job j1 ended FAIL. Failed desktops: d1: EVS.1.${again}`);
  expect(error?.cause).toMatchObject({ kind: "job_failed", cause: { kind: "job_failed", jobId: "j1" } });
  expect(partial).toMatchObject({ volumes: {}, forceDestroy: true, volumeIds: { data: "n1" }, unfinished: {} });
  expect(cloud.said.some((line) => line.startsWith("done"))).toBe(false);
});
