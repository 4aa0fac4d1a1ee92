// docs/coverage/provider.md says, for each parameter, answer and status of six calls and for each feature of a pool, what the
// provider makes of it, and which test proves it. A point without a row and a row without a test fail.

import { expect, test } from "@jest/globals";
import { type CoverageRow, providerPage, providerRows, rowsOf } from "./coverage.ts";
import { features, oursOfPages } from "./reference.ts";
import { testsIn } from "./titles.ts";

const rows = providerRows();
const isTest = testsIn("test", { written: true });

test.each([
  ["points of the six pages", oursOfPages],
  ["features", features],
])("each of the %s has its row", (_what, ids) => {
  const known = new Set(rows.map(({ id }) => id));
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});

test("no row is there twice, and none is about something unknown", () => {
  const ids = rows.map(({ id }) => id);
  const known = new Set([...oursOfPages, ...features]);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i || !known.has(id))).toEqual([]);
});

/** What is wrong with one row, in words. The simulator's own tests prove nothing of the provider. */
function faultsOf({ what, tests }: CoverageRow): string[] {
  return [
    ...(what.length < 10 ? ["says nothing"] : []),
    ...(tests.length === 0 ? ["has no test"] : []),
    ...tests.filter((name) => !isTest(name)).map(({ file, title }) => `no test "${title}" in ${file}`),
    ...tests.filter(({ file }) => /^test\/(simulator|page|docs)\//.test(file)).map(({ file }) => `${file} is not ours`),
  ];
}

test("every row says something, and names tests of the provider that there are", () => {
  const faulty = rows.map((row) => [row.id, faultsOf(row)] as const).filter(([, faults]) => faults.length > 0);
  expect(Object.fromEntries(faulty)).toEqual({});
});

test("a row without a test, with an unknown file or title, or with a title that only fits a place, is found", () => {
  const page = [
    "| id | what becomes of it | test |",
    "| `pool:create` | it is made once |  |",
    "| `pool:adopt` | it is taken over | `stories/no-such.test.ts` a title |",
    "| `pool:image` | it is made anew | `stories/desktop-pool-create.test.ts` no such title |",
    "| `pool:network` | changes in place | `stories/operations-refused.test.ts` MakeCoffee: 403 names the IAM action that is missing |",
    "| `pool:gone` | it is dropped | `simulator/pools.test.ts` bad requests are 400 and name the field |",
    "| `pool:functions` | they only read | `stories/operations-refused.test.ts` DeleteDesktopPool: 403 names the IAM action that is missing |",
  ];
  const found = rowsOf(providerPage, page.join("\n"), "test").map((row) => [row.id, faultsOf(row)]);
  expect(found).toEqual([
    ["pool:create", ["has no test"]],
    ["pool:adopt", ['no test "a title" in test/stories/no-such.test.ts']],
    ["pool:image", ['no test "no such title" in test/stories/desktop-pool-create.test.ts']],
    [
      "pool:network",
      ['no test "MakeCoffee: 403 names the IAM action that is missing" in test/stories/operations-refused.test.ts'],
    ],
    ["pool:gone", ["test/simulator/pools.test.ts is not ours"]],
    ["pool:functions", []],
  ]);
});
