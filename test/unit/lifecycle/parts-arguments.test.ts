/** The arguments that every set of disks takes: all of them are read, and a wrong word is told with the right one. */
import { describe, expect, test } from "@jest/globals";
import { argumentFailures as deskFailures } from "../../../provider/lifecycle/desktop-volume-set/arguments/inputs.ts";
import { argumentFailures } from "../../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import {
  declaredVolumes,
  isVolume,
  keyedVolumes,
  sameIds,
  tooManyKeys,
  volumesKnown,
} from "../../../provider/lifecycle/volume-set/disks.ts";
import { sas } from "../volumes/questions.ts";
import { unknown } from "./state-scene.ts";

const whole = {
  type: "GPSSD2",
  size: 100,
  iops: 3000,
  throughput: 125,
  kmsId: "key-1",
  id: "disk-1",
  adopt: false,
  deletionProtection: true,
};

describe("a program that says everything", () => {
  const all = {
    volumes: { data: whole },
    renamed: { old: "new" },
    onUndeclared: "fail",
    allowDataLoss: { old: "we have a copy" },
    forceDestroy: true,
    notifyUsers: { message: "Save your work", graceMinutes: 5 },
    region: "ap-southeast-1",
    projectId: "p1",
    endpoint: "https://example.org",
    profile: "ops",
    timeouts: { create: "1h", update: "2h", delete: "3h" },
    recoverWithin: "1h",
    allowReplace: true,
    identity: "i",
    resourceUrn: "urn:x",
  };

  test("is taken as it is, whatever the disks are of", () => {
    expect(argumentFailures({ poolId: "pool-1", handleType: "ONLY_FOR_EXPAND", ...all })).toEqual([]);
    expect(deskFailures({ desktopId: "desktop-1", poolId: "pool-1", ...all })).toEqual([]);
    expect(argumentFailures({ poolId: "p", volumes: { data: { ...whole, iops: 0, throughput: 0 } } })).toEqual([]);
    expect(argumentFailures({ poolId: "p", volumes: {}, onUndeclared: "report" })).toEqual([]);
    const fastest = { ...whole, iops: 16_380_000, throughput: 4_095_000 };
    expect(argumentFailures({ poolId: "p", volumes: { data: fastest } })).toEqual([]);
  });

  test("is read with every line of a disk", () => {
    expect(declaredVolumes({ volumes: { data: whole } })).toStrictEqual({ data: whole });
  });
});

describe("a word misspelt", () => {
  test.each<[string, object, string]>([
    ["in a disk", { volumes: { data: { ...sas(), throughputs: 1 } } }, "volumes.data.throughputs"],
    ["in a notice", { notifyUsers: { message: "m", graceMinute: 5, graceMinutes: 5 } }, "notifyUsers.graceMinute"],
    ["in the limits of time", { timeouts: { updates: "1h" } }, "timeouts.updates"],
  ])("%s is told with the right one", (_where, wrong, field) => {
    const right = { throughputs: "throughput", graceMinute: "graceMinutes", updates: "update" };
    const [, name = ""] = Object.entries(right).find(([said]) => field.endsWith(said)) ?? [];
    expect(argumentFailures({ poolId: "p", volumes: {}, ...wrong })).toEqual([
      `${field} is not a field: write \`${name}\``,
    ]);
  });

  test("that is near to none is told with all that a person may write there", () => {
    const ofSet =
      "renamed, onUndeclared, allowDataLoss, forceDestroy, notifyUsers, region, projectId, endpoint, profile";
    const more = "timeouts, recoverWithin, allowReplace";
    expect(argumentFailures({ poolId: "p", volumes: {}, xyz: 1 })).toEqual([
      `xyz is not a field: remove it; the fields there: poolId, volumes, handleType, desktopIds, ${ofSet}, ${more}`,
    ]);
    expect(deskFailures({ desktopId: "d", volumes: { data: { ...sas(), xyz: 1 } } })).toEqual([
      "volumes.data.xyz is not a field: remove it; the fields there: type, size, iops, throughput, kmsId, id, adopt, deletionProtection",
    ]);
    expect(argumentFailures({ poolId: "p", volumes: {}, timeouts: { xyz: "1h" } })).toEqual([
      "timeouts.xyz is not a field: remove it; the fields there: create, update, delete",
    ]);
  });
});

describe("each field of a disk is looked at", () => {
  test.each<[keyof typeof whole, unknown]>([
    ["type", 1],
    ["size", 1.5],
    ["iops", -1],
    ["throughput", 4_095_001],
    ["kmsId", ""],
    ["id", 7],
    ["adopt", true],
    ["deletionProtection", "yes"],
  ])("%s", (field, wrong) => {
    const disk = { ...whole, [field]: wrong };
    expect(argumentFailures({ poolId: "p", volumes: { data: disk } })).toEqual([
      expect.stringMatching(new RegExp(`^volumes.data.${field} is `)),
    ]);
    expect([isVolume(disk), isVolume({ ...whole, [field]: unknown })]).toEqual([false, true]);
  });

  test("a disk that is not known yet may be a right one, and no other thing is", () => {
    expect([isVolume(unknown), isVolume(whole), isVolume("disk"), isVolume(undefined)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("disks together", () => {
  test("ten are not too many, and eleven are", () => {
    const disks = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, sas()]));
    expect(tooManyKeys(disks(10), "pool")).toEqual([]);
    expect(tooManyKeys(disks(11), "pool")).toEqual([
      "volumes has 11 keys (k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10); a pool has at most 10 data disks: remove 1",
    ]);
    expect(tooManyKeys(undefined, "desktop")).toEqual([]);
  });

  test("that name one id twice are told by the last key before", () => {
    const x = sas(100, { id: "x" });
    expect(sameIds({ a: x, b: sas(), c: x, d: x })).toEqual([
      'volumes.c.id is "x", the same as under "a": one disk has one key; remove one of the two',
      'volumes.d.id is "x", the same as under "c": one disk has one key; remove one of the two',
    ]);
  });

  test("are known when nothing in them is open, and stand under their keys, right or wrong", () => {
    expect([volumesKnown({ volumes: { data: whole } }), volumesKnown({ volumes: { data: unknown } })]).toEqual([
      true,
      false,
    ]);
    expect(keyedVolumes({ volumes: { data: 3 } })).toEqual({ data: 3 });
    expect(keyedVolumes({})).toBeUndefined();
  });
});
