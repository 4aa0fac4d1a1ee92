// docs/coverage says what plays each point of the reference. What it says is held against the tests, the dialects, the
// faults and the routes: a point without a row, and a row without a test, fail.

import { expect, test } from "@jest/globals";
import { dialectTable } from "../../simulator/dialects/table.ts";
import { effectNames } from "../../simulator/faults/schema.ts";
import { routes } from "../../simulator/routes/table.ts";
import { unbuiltRoutes } from "../../simulator/routes/unbuilt.ts";
import { type CoverageRow, coverageRows, rowsOf } from "./coverage.ts";
import { contradictions, openPoints, operations, samples, seedPages, traps } from "./reference.ts";
import { type HasTest, testsIn } from "./titles.ts";

const rows = coverageRows();
const isTest = testsIn("test/simulator");
const dialectWords = Object.entries(dialectTable).flatMap(([name, { values }]) =>
  values.map((value) => `${name}=${value}`),
);

const wanted = {
  operations,
  contradictions,
  traps,
  samples,
  "open points": openPoints,
  ...seedPages,
  dialects: dialectWords.map((word) => `dialect:${word}`),
  faults: effectNames.map((name) => `fault:${name}`),
};

test.each(Object.entries(wanted))("each of the %s has its row", (_what, ids) => {
  const known = new Set(rows.map(({ id }) => id));
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});

test("no row is there twice, and none is about something unknown", () => {
  const known = new Set(Object.values(wanted).flat());
  expect(rows.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([]);
  const ids = rows.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test("every route that is played has a row of its name", () => {
  const unbuilt = new Set(unbuiltRoutes.map(({ operation }) => operation));
  const played = routes.map(({ operation }) => operation).filter((operation) => !unbuilt.has(operation));
  expect(played.filter((operation) => !rows.some(({ id }) => id === `op:${operation}`))).toEqual([]);
  expect(rows.filter(({ id }) => unbuilt.has(id.replace("op:", ""))).map(({ id }) => id)).toEqual([]);
});

/** What is wrong with one row, in words. */
function faultsOf({ what, tests, dialects }: CoverageRow, has: HasTest): string[] {
  return [
    ...(what.length < 10 ? ["says nothing"] : []),
    ...(tests.length === 0 ? ["has no test"] : []),
    ...tests.filter((name) => !has(name)).map(({ file, title }) => `no test "${title}" in ${file}`),
    ...dialects.filter((word) => !dialectWords.includes(word)).map((word) => `no dialect ${word}`),
  ];
}

test("every row says something, and names tests and dialects that there are", () => {
  const faulty = rows.map((row) => [row.id, faultsOf(row, isTest)] as const).filter(([, faults]) => faults.length > 0);
  expect(Object.fromEntries(faulty)).toEqual({});
});

test("every dialect is named by a point of the reference, not only by its own row", () => {
  const named = new Set(rows.filter(({ id }) => !id.startsWith("dialect:")).flatMap(({ dialects }) => dialects));
  const names = [...named].map((word) => word.split("=")[0]);
  expect(Object.keys(dialectTable).filter((name) => !names.includes(name))).toEqual([]);
});

test("a row without a test, with an unknown test or with an unknown dialect is found", () => {
  const page = [
    "| id | what is played | test | dialect |",
    "| `trap:1` | a job that fails says so | `jobs.test.ts` no such test | `failed-status=BAD` |",
    "| `trap:2` | a job that fails says so | | – |",
    "| `trap:3` | | `jobs.test.ts` sub-jobs are found by job, type, pool and repeated status, page by page | – |",
    "| `trap:4` | a value of a dialect | `dialects.test.ts` dialect put-status=204 | `put-status=204` |",
  ];
  const found = rowsOf("page.md", page.join("\n")).map((row) => [row.id, faultsOf(row, isTest)]);
  expect(found).toEqual([
    ["trap:1", ['no test "no such test" in test/simulator/jobs.test.ts', "no dialect failed-status=BAD"]],
    ["trap:2", ["has no test"]],
    ["trap:3", ["says nothing"]],
    ["trap:4", []],
  ]);
});
