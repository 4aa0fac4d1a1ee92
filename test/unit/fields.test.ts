import { describe, expect, test } from "@jest/globals";
import { argumentFailures as poolFailures } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { durationMs } from "../../provider/lifecycle/fields.ts";
import { argumentFailures } from "../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import { office } from "../world/programs.ts";

const data = { type: "SAS", size: 100 };
const disksFail = (volumes: unknown): string[] => argumentFailures({ poolId: "p", volumes });
const setFails = (more: Record<string, unknown>): string[] =>
  argumentFailures({ poolId: "p", volumes: { data }, ...more });
const officeFails = (more: Record<string, unknown>): string[] => poolFailures({ ...office, ...more });

test("arguments of the right shape pass, and so do sizes that only the planner can judge", () => {
  expect(setFails({ timeouts: { create: "90m" }, allowDataLoss: { old: "OPS-7" }, forceDestroy: true })).toEqual([]);
  expect(disksFail({ data: { ...data, size: -5 } })).toEqual([]);
  expect(officeFails({})).toEqual([]);
});

describe("a field that is not there", () => {
  const list = "type, size, iops, throughput, kmsId, id, adopt, deletionProtection";
  test.each<[string, Record<string, unknown>, string]>([
    [
      "with two letters swapped",
      { deletionProtectoin: true, ...data },
      "volumes.data.deletionProtectoin is not a field: write `deletionProtection`",
    ],
    [
      "with underscores",
      { ...data, deletion_protection: true },
      "volumes.data.deletion_protection is not a field: write `deletionProtection`",
    ],
    ["in capitals", { ...data, KMSID: "k" }, "volumes.data.KMSID is not a field: write `kmsId`"],
    ["with a word in front", { ...data, diskIops: 3000 }, "volumes.data.diskIops is not a field: write `iops`"],
    [
      "like no other",
      { ...data, colour: "red" },
      `volumes.data.colour is not a field: remove it; the fields there: ${list}`,
    ],
    ["of two letters", { ...data, xy: 1 }, `volumes.data.xy is not a field: remove it; the fields there: ${list}`],
  ])("%s: the nearest right one is named only where one is near", (_name, disk, sentence) => {
    expect(disksFail({ data: disk })).toEqual([sentence]);
  });

  test("bug: `craete` is near `create`, and `foo` is near nothing", () => {
    expect(setFails({ timeouts: { craete: "1h" } })).toEqual(["timeouts.craete is not a field: write `create`"]);
    expect(setFails({ foo: 1 })).toEqual([
      expect.stringMatching(/^foo is not a field: remove it; the fields there: poolId, volumes,/),
    ]);
  });

  test("in the place of one that is missing is said once", () => {
    expect(disksFail({ data: { type: "SAS", sise: 100 } })).toEqual(["volumes.data.sise is not a field: write `size`"]);
    expect(argumentFailures({ poolId: "p", volume: {} })).toEqual(["volume is not a field: write `volumes`"]);
  });

  test("never shows its value, which may be a secret that stands in the wrong place", () => {
    expect(setFails({ secretKey: "hush" }).join()).not.toContain("hush");
  });

  test("two of them are two sentences", () => {
    expect(disksFail({ data: { ...data, colour: 1, shape: 2 } })).toHaveLength(2);
  });
});

describe("a value of the wrong kind", () => {
  test.each<[string, unknown, string]>([
    [
      "a size in quotes",
      { data: { type: "SAS", size: "100" } },
      'volumes.data.size is "100"; it has to be a number: write 100, without quotes',
    ],
    [
      "a size in words",
      { data: { type: "SAS", size: "100 GB" } },
      'volumes.data.size is "100 GB"; it has to be a number',
    ],
    [
      "a fraction",
      { data: { type: "SAS", size: 100.5 } },
      "volumes.data.size is 100.5; it has to be a whole number: write it without a fraction",
    ],
    ["no size", { data: { type: "SAS" } }, "volumes.data.size is missing; it has to be a number: add it"],
    ["null", { data: { type: "SAS", size: null } }, "volumes.data.size is null; it has to be a number"],
    ["no type", { data: { size: 100 } }, "volumes.data.type is missing; it has to be a text: add it"],
    ["an empty type", { data: { type: "", size: 100 } }, 'volumes.data.type is ""; it needs at least 1 character'],
    [
      "a number for a text",
      { data: { ...data, id: 5 } },
      'volumes.data.id is 5; it has to be a text: write "5", in quotes',
    ],
    [
      "a text for true",
      { data: { ...data, deletionProtection: "true" } },
      'volumes.data.deletionProtection is "true"; it has to be true or false: write true, without quotes',
    ],
    [
      "a word for true",
      { data: { ...data, deletionProtection: "yes" } },
      'volumes.data.deletionProtection is "yes"; it has to be true or false',
    ],
    [
      "too many iops",
      { data: { ...data, iops: 20_000_000 } },
      "volumes.data.iops is 20000000; at most 16380000 is allowed: write 16380000 or less",
    ],
    [
      "fewer iops than none",
      { data: { ...data, iops: -1 } },
      "volumes.data.iops is -1; at least 0 is allowed: write 0 or more",
    ],
    [
      "adopt: true",
      { data: { ...data, adopt: true } },
      "volumes.data.adopt is true; the only value allowed is false: write false, or remove the line",
    ],
    ["a disk that is a text", { data: "SAS" }, 'volumes.data is "SAS"; it has to be a map'],
    [
      "a list of disks",
      [data],
      'volumes is [{"type":"SAS","size":100}]; it has to be a map: give each entry a name, `{ name: … }`',
    ],
    ["no disks at all", undefined, "volumes is missing; it has to be a map: add it"],
    ["an empty name", { "": data }, "volumes has an empty name; a name needs at least one character: give it one"],
    [
      "a name with a blank",
      { "my disk": { type: "SAS" } },
      'volumes["my disk"].size is missing; it has to be a number: add it',
    ],
    [
      "bug: a name that JavaScript loses",
      JSON.parse('{"__proto__":{"type":"SAS","size":100}}'),
      "volumes.__proto__ cannot be used as a name: JavaScript loses it; choose another one",
    ],
  ])("%s", (_name, volumes, sentence) => {
    expect(disksFail(volumes)).toEqual([sentence]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "a word in small letters",
      { type: "dynamic" },
      'type is "dynamic"; allowed are "DYNAMIC", "STATIC": write "DYNAMIC"',
    ],
    ["a word of its own", { type: "POOLED" }, 'type is "POOLED"; allowed are "DYNAMIC", "STATIC": write one of these'],
    ["no word", { type: undefined }, 'type is missing; allowed are "DYNAMIC", "STATIC": add it'],
    [
      "bug: a wrong choice of several kinds",
      { forceDestroy: "with_disks" },
      'forceDestroy is "with_disks"; allowed are true, false, "with-disks": write "with-disks"',
    ],
    [
      "a choice in quotes",
      { forceDestroy: "true" },
      'forceDestroy is "true"; allowed are true, false, "with-disks": write true, without quotes',
    ],
    ["bug: an empty name, once", { name: "" }, 'name is ""; it needs at least 1 character'],
    [
      "a name with a blank",
      { name: "my pool" },
      'name is "my pool"; it may hold only letters, digits, Chinese characters and hyphens',
    ],
    ["an empty list", { subnetIds: [] }, "subnetIds is []; it needs at least 1 entry"],
    ["an entry of a list", { subnetIds: ["a", ""] }, 'subnetIds[1] is ""; it needs at least 1 character'],
    [
      "a long text",
      { description: "x".repeat(300) },
      `description is "${"x".repeat(79)}…; it may have at most 255 characters`,
    ],
    [
      "a time without unit",
      { timeouts: { create: "90" } },
      'timeouts.create is "90"; it has to be a whole number with s, m, h or d, such as "90m"',
    ],
  ])("%s", (_name, more, sentence) => {
    expect(officeFails(more)).toEqual([sentence]);
  });

  test("each problem of several has its own sentence", () => {
    const wrong = { a: { type: "SAS" }, b: { type: 1, size: "x" } };
    expect(disksFail(wrong).map((s) => s.split(" ")[0])).toEqual([
      "volumes.a.size",
      "volumes.b.type",
      "volumes.b.size",
    ]);
  });
});

test.each([
  ["45s", 45_000],
  ["90m", 5_400_000],
  ["2h", 7_200_000],
  ["1d", 86_400_000],
  ["0m", undefined],
  ["1.5h", undefined],
  ["90", undefined],
  ["", undefined],
])("the time %j is %p ms", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
