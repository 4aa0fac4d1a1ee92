// The page of the pool's fields is the code's own table, row by row; and every field of the service's two calls is in it.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { inputNames } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { type Field, fieldTable } from "../../provider/lifecycle/desktop-pool/fields/field-table.ts";
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
