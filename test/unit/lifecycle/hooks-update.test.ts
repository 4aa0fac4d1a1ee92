/** A change of a set: for what it waits, what it refuses before its first call, and what it does where nothing changes. */
import { describe, expect, test } from "@jest/globals";
import type { Plain } from "../../../provider/lifecycle/hooks.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { disk, sas } from "../volumes/questions.ts";
import { type Cloud, refusing } from "./calls-scene.ts";
import { args, asIs, both, busyUntil, outs, updated, urn } from "./hooks-scene.ts";
import { begun, copy, desktop, poolWith } from "./identity-scene.ts";

const pool = poolWith([both.data, both.log]);
const waiting = "progress: waiting: something else is under way on the pool";

describe("where nothing is going to change", () => {
  test("the pool and its desktops are looked at, once, and nobody waits for it", async () => {
    const { cloud, outs: now } = await updated(outs(both), args(asIs), { pool }, busyUntil(40));
    expect([cloud.read, cloud.sent, cloud.seconds()]).toEqual([["pool", "desktops"], [], 0]);
    expect(cloud.said).toEqual(["done: disks are as the program says, after 00:00"]);
    expect(now).toMatchObject({ volumeIds: { data: "x", log: "y" }, unfinished: {} });
  });

  test("so it is where a key only has another name: its disk goes on, with what the key keeps", async () => {
    const renamed = args({ files: sas(), log: sas(50) }, { renamed: { data: "files" } });
    const guarded = outs(both, { recorded: { data: sas(100, { deletionProtection: true }), log: sas(50) } });
    const { cloud, outs: now } = await updated(guarded, renamed, { pool }, busyUntil(40));
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
  const small = { data: { smaller: { count: 1, desktops: [{ desktopId: "d1", size: 80 }] } } };

  test.each<[string, Plain, Plain]>([
    ["before an expansion", outs(both), args({ ...asIs, data: sas(120) })],
    ["before a disk is taken over", outs(both), args({ ...asIs, data: sas(100, { id: "z" }) })],
    ["where a call of an earlier run is open", outs(both, { pending: [begun("expand", { data: "x" })] }), args(asIs)],
    ["before copies grow", outs(both, { inconsistentDesktops: small }), args(asIs)],
  ])("%s", async (_what, olds, news) => {
    const { cloud, failure } = await updated(
      olds,
      news,
      { pool: poolWith([both.data, both.log, disk("z")]) },
      busyUntil(40),
    );
    expect([failure, cloud.said[0]]).toEqual([undefined, waiting]);
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
  });

  test("before a change that the state would refuse: what is there now may allow it", async () => {
    const { cloud, failure } = await updated(outs(both), args({ ...asIs, data: sas(80) }), { pool }, busyUntil(40));
    expect(cloud.seconds()).toBeGreaterThanOrEqual(40);
    expect(failure).toMatch(/^refused before any change: disk "data" is 100 GB, the program says 80/);
  });

  test("as long as the operation may take, and then nothing was changed", async () => {
    const timed = args({ ...asIs, data: sas(120) }, { timeouts: { create: "20m", update: "5m" } });
    const { cloud, failure, partial } = await updated(outs(both), timed, { pool }, busyUntil(1_000));
    expect([failure, cloud.seconds(), partial]).toEqual([
      expect.stringMatching(/its status is TEMPORARY\. Nothing was changed/),
      300,
      undefined,
    ]);
  });
});

describe("before the first call of a change", () => {
  const grown = args({ ...asIs, data: sas(120) });

  test("a pool that is gone is told, with the way on", async () => {
    for (const news of [args(asIs), grown])
      expect((await updated(outs(both), news, { pool: undefined })).failure).toBe(
        "there is no desktop pool p in project p1, region ap-southeast-1; nothing was changed: run `pulumi refresh`, then `pulumi up`",
      );
  });

  test("another pool, or another place, is refused: a set never moves", async () => {
    const { failure, cloud } = await updated(outs(both), args(asIs, { poolId: "q" }), { pool });
    expect(failure).toBe("refused before any change: the set is on pool p, the program says q: a set never moves");
    expect([cloud.places, cloud.context.run.isHeld("x")]).toEqual([[], false]);
  });

  test("so is the place that the configuration has now, and all of it is told", async () => {
    const elsewhere = (cloud: Cloud) =>
      Object.assign(cloud.context, { given: () => ({ region: { value: "cn-north-4", from: "HW_REGION_NAME" } }) });
    const { failure } = await updated(outs(both), args(asIs, { poolId: "q" }), { pool }, elsewhere);
    expect(failure).toMatch(
      /^refused before any change: this resource is in region ap-southeast-1 .* but HW_REGION_NAME says cn-north-4.*\nthe set is on pool p, the program says q: a set never moves$/,
    );
  });

  test("the disks of the set are held for this run, and the service is asked where the set is", async () => {
    const refused = { pool, taking: [refusing(workspaceError("forbidden", "no"))] } as const;
    const { cloud, failure, partial } = await updated(
      outs(both),
      args({ ...asIs, data: sas(120) }, { profile: "ops" }),
      refused,
    );
    expect([failure, partial, ["x", "y"].map((id) => cloud.context.run.isHeld(id))]).toEqual([
      "no",
      undefined,
      [true, true],
    ]);
    expect(cloud.places).toEqual([{ region: "ap-southeast-1", projectId: "p1", endpoint: undefined, profile: "ops" }]);
    expect(cloud.about).toEqual([{ urn, name: "PoolVolumeSet" }]);
    cloud.context.run.checked(urn, { creation: true });
    expect(cloud.context.run.isHeld("x")).toBe(false);
  });

  test("the disks of a set without a URN are held too", async () => {
    const { resourceUrn: _urn, ...early } = args(asIs);
    const { cloud } = await updated(outs(both), early, { pool });
    expect([cloud.about, cloud.context.run.isHeld("x")]).toEqual([[{ name: "PoolVolumeSet" }], true]);
    cloud.context.run.checked("", { creation: true });
    expect(cloud.context.run.isHeld("x")).toBe(false);
  });

  test("every reason is told that speaks against it", async () => {
    const { failure } = await updated(outs(both), args({ data: sas(80), log: sas(55) }), {
      pool: { ...pool, chargingMode: "0" },
    });
    expect(failure).toMatch(
      /^refused before any change: disk "data" is 100 GB.*\nvolumes.log.size is 55; .*\npool finance is paid by/s,
    );
  });

  test("a pool that cannot be changed is no matter where nothing is", async () => {
    const frozen = { ...pool, status: "EXIST_FROZEN" };
    expect((await updated(outs(both), args(asIs, { forceDestroy: true }), { pool: frozen })).failure).toBeUndefined();
    expect((await updated(outs(both), grown, { pool: frozen })).failure).toMatch(
      /^refused .*: pool finance has frozen/,
    );
  });

  test("it is one where a copy has still to go that an earlier run left", async () => {
    const failed = [
      { operation: "delete" as const, key: "old", id: "w", desktops: [{ desktopId: "d1", volumeIds: ["v-w"] }] },
    ];
    const desktops = [desktop("d1", copy("x"), copy("y"), copy("w")), desktop("d2", copy("x"), copy("y"))];
    const told = { pool: { ...pool, status: "EXIST_FROZEN" }, desktops };
    expect((await updated(outs(both, { failed }), args(asIs), told)).failure).toMatch(
      /^refused .*: pool finance has frozen/,
    );
  });
});

test("a state that a newer release wrote is not touched", async () => {
  const { failure, cloud } = await updated({ ...outs(both), schema: 2 }, args(asIs), { pool });
  expect(failure).toMatch(
    /^the state of this PoolVolumeSet was written by a newer release .*\(its form is 2, this release knows up to 1\)/,
  );
  expect(cloud.read).toEqual([]);
});
