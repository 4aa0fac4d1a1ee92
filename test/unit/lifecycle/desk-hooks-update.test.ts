/** A change of a set of one desktop: for what it waits, what it refuses before its first call, and what it does where nothing changes. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, refusing } from "./calls-scene.ts";
import { args, outs, updated } from "./desk-hooks-scene.ts";
import { deskWith, urn } from "./desk-scene.ts";
import { asIs, both, busyUntil } from "./hooks-scene.ts";
import { poolWith } from "./identity-scene.ts";

const disks = [both.data, both.log];
const waiting = "progress: waiting: something else is under way on the pool of the desktop";
const grown = args({ ...asIs, data: sas(120) });

describe("where nothing is going to change", () => {
  test("the desktop is looked at, once, and nobody waits for its pool", async () => {
    const { cloud, outs: now } = await updated(outs(both), args(asIs), { disks }, busyUntil(40));
    expect([cloud.read, cloud.sent, cloud.seconds()]).toEqual([["row", "pool", "desktop", "list"], [], 0]);
    expect(cloud.said).toEqual(["done: disks are as the program says, after 00:00"]);
    expect(now).toMatchObject({ volumeIds: { data: "x", log: "y" }, unfinished: {} });
  });

  test("so it is where a key only has another name: its disk goes on, with what the key keeps", async () => {
    const renamed = args({ files: sas(), log: sas(50) }, { renamed: { data: "files" } });
    const guarded = outs(both, { recorded: { data: sas(100, { deletionProtection: true }), log: sas(50) } });
    const { cloud, outs: now } = await updated(guarded, renamed, { disks }, busyUntil(40));
    expect([cloud.seconds(), cloud.sent]).toEqual([0, []]);
    expect(cloud.said).toEqual([
      'progress: rename, no disk is touched: "data" is "files" now (SAS, 100 GB, x)',
      "done: disks are as the program says, after 00:00",
    ]);
    expect(now).toMatchObject({
      volumeIds: { files: "x", log: "y" },
      volumes: { files: sas(100, { deletionProtection: true }) },
    });
  });
});

describe("something else that is under way on the pool is waited for", () => {
  const pending = [{ operation: "expand" as const, disks: [], before: [] }];

  test.each<[string, Plain, Plain]>([
    ["before an expansion", outs(both), grown],
    ["before a disk is taken over", outs(both), args({ ...asIs, data: sas(100, { id: "z" }) })],
    ["where a call of an earlier run is open", outs(both, { pending }), args(asIs)],
  ])("%s", async (_what, olds, news) => {
    const { cloud, failure } = await updated(olds, news, { disks: [...disks, "z"] }, busyUntil(40));
    expect([failure, cloud.said[0]]).toEqual([undefined, waiting]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
  });

  test("before a change that the state would refuse: what is there now may allow it", async () => {
    const { cloud, failure } = await updated(outs(both), args({ ...asIs, data: sas(80) }), { disks }, busyUntil(40));
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
    expect(failure).toMatch(/^refused before any change: disk "data" is 100 GB, the program says 80/);
  });

  test("as long as the operation may take, and then nothing was changed", async () => {
    const timed = { ...grown, timeouts: { create: "20m", update: "5m" } };
    const { cloud, failure, partial } = await updated(outs(both), timed, { disks }, busyUntil(1_000));
    expect([failure, cloud.seconds(), partial]).toEqual([
      expect.stringMatching(/its status is TEMPORARY\. Nothing was changed/),
      300,
      undefined,
    ]);
  });
});

describe("before the first call of a change", () => {
  test("a desktop that is gone is told, with the way on", async () => {
    for (const news of [args(asIs), grown])
      expect((await updated(outs(both), news, { desktops: [] })).failure).toBe(
        "there is no desktop d1 in project p1, region ap-southeast-1; nothing was changed: run `pulumi refresh`, then `pulumi up`",
      );
  });

  test("another desktop is refused: a set never moves", async () => {
    const { failure, error, cloud } = await updated(outs(both), args(asIs, { desktopId: "d2" }), { disks });
    expect(failure).toBe("refused before any change: the set is on desktop d1, the program says d2: a set never moves");
    expect([error, cloud.places, cloud.context.run.isHeld("x")]).toMatchObject([{ kind: "refused" }, [], false]);
  });

  test("so is the place that the configuration has now, and all of it is told", async () => {
    const elsewhere = (cloud: Cloud) =>
      Object.assign(cloud.context, { given: () => ({ region: { value: "cn-north-4", from: "HW_REGION_NAME" } }) });
    const { failure } = await updated(outs(both), args(asIs, { desktopId: "d2" }), { disks }, elsewhere);
    expect(failure).toMatch(
      /^refused before any change: this resource is in region ap-southeast-1 .* but HW_REGION_NAME says cn-north-4.*\nthe set is on desktop d1, the program says d2: a set never moves$/,
    );
    expect((await updated(outs(both), args(asIs), { disks }, elsewhere)).failure).toMatch(/^refused before any change/);
  });

  test("the disks of the set are held for this run, and the service is asked where the set is", async () => {
    const refused = { disks, taking: [refusing(workspaceError("forbidden", "no"))] } as const;
    const { cloud, failure, partial } = await updated(outs(both), { ...grown, profile: "ops" }, refused);
    expect([failure, partial, ["x", "y"].map((id) => cloud.context.run.isHeld(id))]).toEqual([
      "no",
      undefined,
      [true, true],
    ]);
    expect(cloud.places).toEqual([{ region: "ap-southeast-1", projectId: "p1", endpoint: undefined, profile: "ops" }]);
    expect(cloud.about).toEqual([{ urn, name: "DesktopVolumeSet" }]);
    cloud.context.run.checked(urn, { creation: true });
    expect(cloud.context.run.isHeld("x")).toBe(false);
  });

  test("the disks of a set without a URN are held too", async () => {
    const { resourceUrn: _urn, ...early } = args(asIs);
    const { cloud } = await updated(outs(both), early, { disks });
    expect([cloud.about, cloud.context.run.isHeld("x")]).toStrictEqual([[{ name: "DesktopVolumeSet" }], true]);
    cloud.context.run.checked("", { creation: true });
    expect(cloud.context.run.isHeld("x")).toBe(false);
  });

  test("every reason is told that speaks against it, in a line of its own", async () => {
    const { failure } = await updated(outs(both), args({ data: sas(80), log: sas(55) }), {
      disks,
      pool: poolWith([], { chargingMode: "0" }),
    });
    expect(failure).toMatch(
      /^refused before any change: disk "data" is 100 GB.*\nvolumes.log.size is 55; .*\npool finance is paid by/s,
    );
  });

  test("a desktop that cannot be changed is no matter where nothing is", async () => {
    const desktops = [deskWith(disks, { isFreeze: true })];
    expect((await updated(outs(both), args(asIs, { forceDestroy: true }), { desktops })).failure).toBeUndefined();
    expect((await updated(outs(both), grown, { desktops })).failure).toMatch(/^refused .*: desktop fin-01 is frozen/);
  });
});

describe("the pool of the desktop", () => {
  const untold = { disks, answers: { listDesktops: async () => [{ desktopId: "d1" }] } };

  test("is the one of the state where the region does not tell it any more, and the program's before that", async () => {
    expect((await updated(outs(both), args(asIs), untold)).failure).toBeUndefined();
    expect((await updated(outs(both, { pool: undefined }), args(asIs), untold)).failure).toMatch(
      /^this region does not say which pool desktop d1 is in/,
    );
    expect((await updated(outs(both), args(asIs, { poolId: "p" }), untold)).failure).toBeUndefined();
  });
});

test("a disk that the program names is its key's from then on, without a call", async () => {
  const told = { disks: [both.data, disk("s", 30)] };
  const news = args({ data: sas(), old: sas(30, { id: "s" }) });
  const { cloud, outs: now } = await updated(outs({ data: both.data }), news, told);
  expect([cloud.sent, now]).toMatchObject([
    [],
    { volumeIds: { data: "x", old: "s" }, origins: { old: "adopted" }, undeclaredVolumes: [] },
  ]);
  expect(cloud.context.run.isHeld("s")).toBe(true);
  cloud.context.run.checked(urn, { creation: true });
  expect(cloud.context.run.isHeld("s")).toBe(false);
});

test("a state that a newer release wrote is not touched", async () => {
  const { failure, cloud } = await updated({ ...outs(both), schema: 2 }, args(asIs), { disks });
  expect(failure).toMatch(
    /^the state of this DesktopVolumeSet was written by a newer release .*\(its form is 2, this release knows up to 1\)/,
  );
  expect(cloud.read).toEqual([]);
});
