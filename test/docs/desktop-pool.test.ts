// The page of the pool's fields is the code's own table, row by row; and every field of the service's two calls is in it.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { argumentFailures, inputNames } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { type Field, fieldTable } from "../../provider/lifecycle/desktop-pool/fields/field-table.ts";
import { withValueAt } from "../../provider/lifecycle/desktop-pool/fields/values.ts";
import { CreateDesktopPoolBody, UpdateDesktopPoolBody } from "../../simulator/schemas/pools.ts";

const page = readFileSync(new URL("../../docs/desktop-pool.md", import.meta.url), "utf8");

const row = (field: Field): string => `| \`${field.path}\` | ${callOf(field)} | ${leftOut(field)} | ${field.effect} |`;

function callOf({ path, changedBy }: Field): string {
  if (path === "size") return "ExpandDesktopPool, BatchDeleteDesktops";
  return changedBy === "nothing" ? "–" : changedBy;
}

function leftOut({ changedBy, clear, path }: Field): string {
  if (clear !== undefined) return "cleared";
  if (path === "authorizedObjects") return "those that it had are removed";
  return changedBy === "UpdateDesktopPool" ? "stays, with a word" : "–";
}

test.each(fieldTable.map((field) => [field.path, row(field)]))("the page has %s as the table has it", (_path, line) => {
  expect(page).toContain(`\n${line}\n`);
});

test("the page has no field that the table lacks", () => {
  const onPage = [...page.matchAll(/^\| `([\w.]+)` \| (?:–|[A-Z])/gm)].map(([, path]) => path);
  expect(onPage).toEqual(fieldTable.map(({ path }) => path));
});

/** A row of the limits: `1 to 100 entries`. */
const limits = [...page.matchAll(/^\| `([\w.]+)` \| ([\d,]+) to ([\d,]+)( characters| entries)?/gm)].map(
  ([, path = "", least = "", most = "", unit = ""]) =>
    [path, Number(least.replaceAll(",", "")), Number(most.replaceAll(",", "")), unit.trim()] as const,
);

const office = {
  type: "DYNAMIC",
  size: 1,
  productId: "product",
  imageId: "image",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["subnet"],
  enableAutoscale: true,
};

function ofSize(path: string, count: number, unit: string): unknown {
  if (unit === "characters") return "a".repeat(count);
  if (unit === "") return count;
  const entries = Array.from({ length: count }, (_, i) => `e${i}`);
  if (path === "tags") return Object.fromEntries(entries.map((key) => [key, ""]));
  return path === "securityGroups" ? entries.map((id) => ({ id })) : entries;
}

test.each(limits)("%s is taken from %d to %d, and no further", (path, least, most, unit) => {
  const failures = (count: number) => argumentFailures(withValueAt(office, path, ofSize(path, count, unit)), {});
  expect([failures(least), failures(most)]).toEqual([[], []]);
  expect(failures(most + 1).join()).toContain(path.split(".").at(-1));
  // Nothing has fewer than no characters.
  if (least > 0 || unit === "") expect(failures(least - 1).join()).toContain(path.split(".").at(-1));
});

test("every field with a limit of numbers is on the page", () => {
  expect(limits).toHaveLength(18);
});

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Data disks belong to a PoolVolumeSet. */
const notOurs = ["data_volumes"];

test.each([
  ...new Set([...Object.keys(CreateDesktopPoolBody.properties), ...Object.keys(UpdateDesktopPoolBody.properties)]),
])("the service's field %s is a field of the table, and an argument", (name) => {
  const top = new Set(fieldTable.map(({ path }) => path.split(".")[0]));
  expect([name, top.has(camel(name)), inputNames.includes(camel(name))]).toEqual([
    name,
    !notOurs.includes(name),
    !notOurs.includes(name),
  ]);
});
