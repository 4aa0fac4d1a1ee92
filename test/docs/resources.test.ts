// The reference says of each argument what the code does: the names, the ranges, and what a change of it does to desktops.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as pool from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { type Field, fieldTable } from "../../provider/lifecycle/desktop-pool/fields/field-table.ts";
import { withValueAt } from "../../provider/lifecycle/desktop-pool/fields/values.ts";
import * as desk from "../../provider/lifecycle/desktop-volume-set/arguments/inputs.ts";
import * as set from "../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import * as retired from "../../provider/lifecycle/retired-desktops/arguments/inputs.ts";
import { volumeFields } from "../../provider/lifecycle/volume-set/disks.ts";
import { desktopLimits, poolLimits } from "../../provider/volumes/types.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { foldersFaults, writeFolder } from "../../scripts/reference/folder.ts";
import { FaultSchema } from "../../simulator/faults/schema.ts";
import { files, rows, text } from "./resource-pages.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reference-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const change = (file: string, symbol: string, name: string): string =>
  rows(file, symbol)[name]?.["what a change does"] ?? "";

/** `rootVolume.size` stands in the table of the system disk. */
function changeOf({ path }: Field): string {
  const [top = "", inner] = path.split(".");
  return inner === undefined
    ? change("desktop-pool.md", "DesktopPoolArgs", top)
    : change("desktop-pool.md", "RootVolumeArgs", inner);
}

function callOf({ path, changedBy }: Field): string {
  if (path === "size") return "ExpandDesktopPool, BatchDeleteDesktops";
  return changedBy === "nothing" ? "No call" : changedBy;
}

function leftOut({ changedBy, clear, path }: Field): string {
  if (clear !== undefined) return " Left out: cleared.";
  if (path === "authorizedObjects") return " Left out: those that it had are removed.";
  return changedBy === "UpdateDesktopPool" ? " Left out: stays, with a word." : "";
}

test.each(fieldTable.map((field) => [field.path, field] as const))(
  "a change of a pool's %s is told as the code's own table has it",
  (_path, field) => {
    const begin = `${callOf(field)}. Desktops that exist: ${field.effect}.`;
    const two = field.changedBy === "nothing" ? " Refused, needs the two steps of a replacement." : "";
    expect(changeOf(field)).toBe(begin + leftOut(field) + two);
  },
);

const shared = Object.keys(rows("shared.md", "CommonArgs"));
const ofSets = [...Object.keys(rows("shared.md", "VolumeSetArgs")), ...shared];
const names = (file: string, symbol: string) => Object.keys(rows(file, symbol));

/** What the constructors pass on by themselves. */
const hidden = ["identity", "resourceUrn", "poolSize"];
const taken = (inputs: readonly string[]) => inputs.filter((name) => !hidden.includes(name)).sort();

test.each([
  ["DesktopPool", pool.inputNames, [...names("desktop-pool.md", "DesktopPoolArgs"), ...shared]],
  ["PoolVolumeSet", [...set.inputNames, "pool"], [...names("pool-volume-set.md", "PoolVolumeSetArgs"), ...ofSets]],
  [
    "DesktopVolumeSet",
    [...desk.inputNames, "pool"],
    [...names("desktop-volume-set.md", "DesktopVolumeSetArgs"), ...ofSets],
  ],
  [
    "RetiredDesktops",
    [...retired.inputNames, "pool"],
    [...names("retired-desktops.md", "RetiredDesktopsArgs"), ...shared],
  ],
  ["a pool's disk", Object.keys(volumeFields), names("pool-volume-set.md", "VolumeArgs")],
  ["a desktop's disk", Object.keys(volumeFields), names("desktop-volume-set.md", "DesktopVolumeArgs")],
])("the arguments of %s are those that a check takes", (_resource, inputs, told) => {
  expect([...told].sort()).toEqual(taken(inputs));
});

const office = {
  type: "DYNAMIC",
  size: 1,
  productId: "product",
  imageId: "image",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet"],
  enableAutoscale: true,
  timeouts: {},
};
const user = { objectType: "USER", objectName: "ann", userGroup: "users" };
const disk = { type: "SAS", size: 10 };
const told = { message: "words", graceMinutes: 1 };

type Judge = (path: string, value: unknown) => string[];

const ofPool =
  (at = ""): Judge =>
  (name, value) =>
    pool.argumentFailures(withValueAt(office, at + name, value), {});
const ofDisk =
  (failures: (news: Record<string, unknown>) => string[], host: Record<string, unknown>): Judge =>
  (name, value) =>
    failures({ ...host, volumes: { data: { ...disk, [name]: value } } });

/** Each table, and how one of its values gets into the arguments of a resource. */
const tables: readonly (readonly [file: string, symbol: string, judge: Judge])[] = [
  ["desktop-pool.md", "DesktopPoolArgs", ofPool()],
  ["desktop-pool.md", "RootVolumeArgs", ofPool("rootVolume.")],
  ["desktop-pool.md", "AutoscalePolicyArgs", (name, value) => ofPool()("autoscalePolicy", { [name]: value })],
  ["desktop-pool.md", "UserResetPolicyArgs", (name, value) => ofPool()("userResetPolicy", { [name]: value })],
  ["desktop-pool.md", "SecurityGroupArgs", (name, value) => ofPool()("securityGroups", [{ [name]: value }])],
  ["desktop-pool.md", "AdoptPoolArgs", (name, value) => ofPool()("adopt", { [name]: value })],
  [
    "desktop-pool.md",
    "AuthorizedObjectArgs",
    (name, value) => ofPool()("authorizedObjects", { u1: { ...user, [name]: value } }),
  ],
  ["shared.md", "NotifyUsersArgs", (name, value) => ofPool()("notifyUsers", { ...told, [name]: value })],
  ["pool-volume-set.md", "VolumeArgs", ofDisk(set.argumentFailures, { poolId: "p" })],
  ["desktop-volume-set.md", "DesktopVolumeArgs", ofDisk(desk.argumentFailures, { desktopId: "d" })],
  [
    "pool-volume-set.md",
    "PoolVolumeSetArgs",
    (name, value) => set.argumentFailures({ poolId: "p", volumes: {}, [name]: value }),
  ],
  [
    "desktop-volume-set.md",
    "DesktopVolumeSetArgs",
    (name, value) => desk.argumentFailures({ desktopId: "d", volumes: {}, [name]: value }),
  ],
  [
    "retired-desktops.md",
    "RetiredDesktopsArgs",
    (name, value) => retired.argumentFailures({ poolId: "p", desktops: {}, [name]: value }),
  ],
];

const range = /(?:^|, )([\d,]+) to ([\d,]+)( characters| entries)?/;
const digits = (words = ""): number => Number(words.replaceAll(",", ""));

/** Sizes of disks are judged by the planner, which knows what is there. */
const ofPlanner = (symbol: string, name: string) => /^(Desktop)?VolumeArgs$/.test(symbol) && name === "size";

const ranges = tables.flatMap(([file, symbol, judge]) =>
  Object.entries(rows(file, symbol)).flatMap(([name, row]) => {
    const [found, least, most, unit = ""] = range.exec(row.range ?? "") ?? [];
    if (found === undefined || ofPlanner(symbol, name)) return [];
    return [
      { what: `${symbol}.${name}`, name, type: row.type ?? "", judge, least: digits(least), most: digits(most), unit },
    ];
  }),
);

/** So many characters, so many entries, or just the number. */
function ofSize(count: number, { type, unit }: { readonly type: string; readonly unit: string }): unknown {
  if (unit === " characters") return "a".repeat(count);
  if (unit !== " entries") return count;
  const entries = Array.from({ length: count }, (_, i) => `e${i}`);
  if (type.startsWith("map"))
    return Object.fromEntries(entries.map((key) => [key, type.includes("Volume") ? disk : ""]));
  return type.includes("SecurityGroup") ? entries.map((id) => ({ id })) : entries;
}

test("the tables have ranges to try", () => {
  expect(ranges.length).toBeGreaterThan(40);
});

test.each(ranges)("$what is taken from $least to $most$unit, and no further", (row) => {
  const { judge, name, least, most } = row;
  const failures = (count: number) => judge(name, ofSize(count, row));
  expect([failures(least), failures(most)]).toEqual([[], []]);
  expect(failures(most + 1)).not.toEqual([]);
  // Nothing has fewer than no characters or entries.
  if (least > 0 || row.unit === "") expect(failures(least - 1)).not.toEqual([]);
});

test("the sizes of disks are the planner's limits", () => {
  const said = (file: string, symbol: string) => rows(file, symbol).size?.range;
  const limits = ({ minSize, maxSize, sizeStep }: typeof poolLimits) =>
    `${minSize} to ${maxSize.toLocaleString("en")}, a multiple of ${sizeStep}`;
  expect(said("pool-volume-set.md", "VolumeArgs")).toBe(limits(poolLimits));
  expect(said("desktop-volume-set.md", "DesktopVolumeArgs")).toBe(limits(desktopLimits));
});

test("a fault has the fields that the simulator takes", () => {
  expect(names("simulator.md", "FaultAsked").sort()).toEqual(Object.keys(FaultSchema.properties).sort());
});

test("every link within the reference leads to a heading", () => {
  const anchors = (file: string) =>
    [...text(file).matchAll(/^##? (.+)$/gm)].map(([, title = ""]) => title.toLowerCase());
  const links = files.flatMap((file) =>
    [...text(file).matchAll(/\]\(([\w-]*\.md)?#([\w-]+)\)/g)].map(([, to = file, anchor = ""]) => ({
      file,
      to,
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ to, anchor }) => !anchors(to).includes(anchor))).toEqual([]);
});

const check = (...args: readonly string[]) =>
  run(process.execPath, ["scripts/reference.ts", "--check", ...args], { cwd: repository, env: process.env });

test("the check of the comments names every public name that lacks a word, and which", async () => {
  const { exitCode, stderr } = await check("--entry", "test/docs/planted/incomplete.ts", "--folder", folder);
  expect(exitCode).toBe(1);
  const said = stderr.split("\n");
  expect(said.filter((line) => / lacks @/.test(line)).sort()).toEqual([
    "Bare lacks @param args",
    "Bare lacks @throws",
    "BareArgs.size lacks @change",
    "BareArgs.size lacks @range",
    "BareArgs.size lacks @unit",
    "BareArgs.word lacks @defaultValue",
    "BareArgs.word lacks @range",
    "BareResult lacks @source",
    "BareResult.count lacks @unit",
    "bare lacks @example",
    "bare lacks @returns",
    "bare lacks @source",
    "bare lacks @throws",
  ]);
  for (const name of ["BareResult (Interface)", "BareArgs.size (Property)", "Bare.constructor (ConstructorSignature)"])
    expect(said.filter((line) => line.startsWith(name))).toEqual([
      expect.stringContaining("does not have any documentation"),
    ]);
  expect(stderr).toContain('Failed to resolve link to "Nobody"');
});

test("a page that was edited, one that is missing and one too many are named, and writing puts all right", () => {
  const pages = { "README.md": "one\ntwo\n", "a.md": "a\n" };
  writeFileSync(join(folder, "README.md"), "one\n2\n");
  writeFileSync(join(folder, "old.md"), "old\n");
  expect(foldersFaults(folder, pages).map((line) => line.slice(folder.length + 1))).toEqual([
    "README.md is not what the comments say (line 2): run `npm run documents`",
    "a.md is missing: run `npm run documents`",
    "old.md is no page of the reference: run `npm run documents`",
  ]);
  writeFolder(folder, pages);
  expect(foldersFaults(folder, pages)).toEqual([]);
});
