// docs/reliability.md is what its rows and the recorded runs give, and no row is shorter than is wanted without saying why.

import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { type Count, type Counts, readCounts, total } from "../../scripts/reliability/counts.ts";
import { reliabilityPage } from "../../scripts/reliability/page.ts";
import { type Played, type Row, rows } from "../../scripts/reliability/rows.ts";

const counts = readCounts();

/** What is wrong with one row, in words. */
function faultsOf({ key, least, fewer, played }: Row, counted: Counts): string[] {
  const found = counted[key] ?? [];
  const { cases } = total(found);
  const suites = played.map(({ suite }) => suite);
  return [
    ...suites.filter((suite) => !existsSync(suite)).map((suite) => `there is no ${suite}`),
    ...(found.length === 0 && fewer !== undefined ? [] : suites)
      .filter((suite) => !found.some((count) => count.suite === suite))
      .map((suite) => `${suite} is not counted`),
    ...found
      .filter(({ suite }) => !suites.includes(suite))
      .map(({ suite }) => `${suite} is counted, but not of this row`),
    ...played.flatMap((one) => tooFew(one, found)),
    ...(cases < least && fewer === undefined ? [`${cases} cases, ${least} wanted`] : []),
    ...(cases >= least && fewer !== undefined ? ["says why there are fewer, and there are not"] : []),
  ];
}

/** A suite that was counted with fewer cases than are its own share. */
function tooFew({ suite, least = 0 }: Played, found: readonly Count[]): string[] {
  const count = found.find((one) => one.suite === suite);
  return count === undefined || count.cases >= least ? [] : [`${suite}: ${count.cases} cases, ${least} wanted`];
}

const faulty = (counted: Counts) =>
  Object.fromEntries(rows.map((row) => [row.key, faultsOf(row, counted)] as const).filter(([, all]) => all.length > 0));

test("the page is what its rows and the recorded runs give", () => {
  // `npm run documents` writes it anew.
  expect(readFileSync("docs/reliability.md", "utf8")).toBe(reliabilityPage(counts));
});

test("every row has as many cases as are wanted, or says why not, and its suites are there", () => {
  expect(faulty(counts)).toEqual({});
});

test("every count is of a row", () => {
  expect(Object.keys(counts).filter((key) => !rows.some((row) => row.key === key))).toEqual([]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test("a row that lacks cases, or counts a suite that is not its own, is found", () => {
  const suite = "test/service/jobs-stale.test.ts";
  expect(faulty({ ...counts, "stale-reads": [{ suite, cases: 199, person: 0 }] })).toEqual({
    "stale-reads": ["199 cases, 200 wanted"],
  });
  expect(faulty({ ...counts, "stale-reads": [{ suite: "test/none.test.ts", cases: 200, person: 0 }] })).toEqual({
    "stale-reads": [`${suite} is not counted`, "test/none.test.ts is counted, but not of this row"],
  });
});

test("a suite that lacks cases of its own is found, however many the others of its row have", () => {
  const suite = "test/crash/sigkill-desktop-pool.test.ts";
  const others = (counts.crash ?? []).filter((count) => count.suite !== suite);
  const few = { suite, cases: 99, person: 0 };
  expect(faulty({ ...counts, crash: [...others, few] }).crash).toContain(`${suite}: 99 cases, 100 wanted`);
});

test("at most one case in a hundred of the crashes needs a person", () => {
  const { cases, person } = total(counts.crash);
  expect(person).toBeLessThanOrEqual(cases / 100);
});
