/** A new set: where its disks are made, what is said meanwhile, and what the state holds after it. */
import { describe, expect, test } from "@jest/globals";
import { poolVolumeSet } from "../../../provider/lifecycle/pool-volume-set/index.ts";
import { disk, sas } from "../volumes/questions.ts";
import { cloudWith, job } from "./calls-scene.ts";
import { args, created, place, urn } from "./hooks-scene.ts";
import { at, part, poolWith } from "./identity-scene.ts";

const empty = { pool: poolWith([]) };
const news = args({ data: sas() });

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
      inconsistentDesktops: {},
      copiesWithoutRecord: {},
      copies: { data: { of: "n1", on: { d1: "d1-n1", d2: "d2-n1" } } },
      lastAddJob: { id: "j1", begin: at(0), zone: 0 },
      poolName: "finance",
      desktops: { count: 2, asOf: "2026-11-21" },
      schema: 1,
      place,
      unfinished: {},
    });
  });

  test("is told step by step: before its first call, while that goes on, and at the end", async () => {
    const { cloud } = await created(args({ data: sas(), log: sas(50) }), empty);
    expect(cloud.said).toEqual([
      'progress: adds disk "data" (SAS, 100 GB) to every desktop of pool finance (2 desktops); adds disk "log" (SAS, 50 GB) to every desktop of pool finance (2 desktops)',
      "progress: adding 2 disks: 100 % (0/0 desktops) 00:00",
      "progress: adding 2 disks: done, looking at the desktops",
      'done: disks are as the program says, after 00:00: added "data", added "log"',
    ]);
    expect(cloud.about).toEqual([{ urn, name: "PoolVolumeSet" }]);
  });

  test("has the id that its constructor gave it", async () => {
    const cloud = await cloudWith(empty);
    expect((await poolVolumeSet.create(cloud.context, news)).id).toBe("i");
  });

  test("without a URN is told by the name of its kind, and holds its disks all the same", async () => {
    const { resourceUrn: _urn, ...early } = news;
    const { cloud } = await created(early, empty);
    expect([cloud.about, cloud.context.run.isHeld("n1")]).toEqual([[{ name: "PoolVolumeSet" }], true]);
    cloud.context.run.checked("", { creation: true });
    expect(cloud.context.run.isHeld("n1")).toBe(false);
  });

  test("holds its disks for this run, until it is checked as another creation", async () => {
    const { cloud } = await created(news, empty);
    expect(cloud.context.run.isHeld("n1")).toBe(true);
    cloud.context.run.checked(urn, { creation: true });
    expect(cloud.context.run.isHeld("n1")).toBe(false);
  });

  test("is made where its arguments say", async () => {
    const where = { region: "cn-north-4", projectId: "p2", endpoint: "https://e", profile: "ops" };
    const { cloud } = await created({ ...news, ...where }, empty);
    expect(cloud.places).toEqual([where]);
  });

  test("without disks looks at the pool, and says that all is well", async () => {
    const { cloud, outs } = await created(args({}), empty);
    expect([cloud.sent, cloud.said]).toEqual([[], ["done: disks are as the program says, after 00:00"]]);
    expect(outs).toMatchObject({ volumes: {}, volumeIds: {} });
  });
});

describe("a new set is not made", () => {
  test("where another one of this run has the pool", async () => {
    const { failure, cloud } = await created(news, empty, ({ context }) => context.run.claimHost("p", "urn:other"));
    expect(failure).toBe(
      "pool p already has the PoolVolumeSet urn:other: one pool has one set; put all disks into it. Nothing was changed",
    );
    expect([cloud.places, cloud.read]).toEqual([[], []]);
  });

  test("where there is no such pool: the place is told", async () => {
    const { failure, partial, cloud } = await created(news, { pool: undefined });
    expect(failure).toBe(
      "there is no desktop pool p in project p1, region ap-southeast-1; nothing was changed: check `poolId`, `region` and `projectId`",
    );
    expect([partial, cloud.sent]).toEqual([undefined, []]);
  });

  test("where its pool cannot be changed", async () => {
    const { failure, partial, cloud } = await created(news, { pool: poolWith([], { status: "ERROR" }) });
    expect(failure).toBe(
      "refused before any change: pool finance is in status ERROR: repair it in the console, then run `pulumi up` again",
    );
    expect([partial, cloud.sent]).toEqual([undefined, []]);
  });
});

describe("the time of a creation", () => {
  test("is as long as the program says, and its end leaves the call in the state", async () => {
    const goesOn = job("j1", "RUNNING");
    const timed = { ...news, timeouts: { create: "5m", update: "20m" } };
    const { failure, partial, cloud } = await created(timed, { ...empty, job: () => goesOn });
    expect(failure).toMatch(/^adding 1 disk: job j1 has not ended after 5 min/);
    expect([cloud.seconds(), partial]).toMatchObject([300, { unfinished: { pending: [{ jobId: "j1" }] } }]);
    expect(partial).toMatchObject({ volumes: {}, place, desktops: { asOf: "2026-11-21" } });
  });

  test("stands in its last line", async () => {
    const { cloud } = await created(news, empty, (now) => {
      now.job = (id) => job(id, now.seconds() >= 90 ? "SUCCESS" : "RUNNING");
    });
    expect(cloud.seconds()).toBeGreaterThanOrEqual(90);
    expect(cloud.said.at(-1)).toMatch(/^done: disks are as the program says, after 01:3\d: added "data"$/);
  });
});

test("a creation that fails on a desktop keeps what it has made, and says what is open", async () => {
  const subJobs = [part("j1", at(0), at(1), { desktopId: "d2", errorCode: "EVS.1" })];
  const { failure, partial, cloud } = await created(args({ data: sas() }, { forceDestroy: true }), {
    ...empty,
    job: () => job("j1", "FAIL", { subJobs }),
  });
  expect(failure).toBe(
    "adding 1 disk: job j1 ended FAIL. Failed desktops: d2: EVS.1.\nRun `pulumi up` again: it looks at what is there and does only what is missing",
  );
  expect(partial).toMatchObject({ volumes: {}, forceDestroy: true, volumeIds: { data: "n1" }, unfinished: {} });
  expect(cloud.said.some((line) => line.startsWith("done"))).toBe(false);
});
