// The page of errors is the table of codes and the list of kinds, row by row.

import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { knownCodes } from "../../provider/workspace/errors/codes.ts";
import { errorKinds } from "../../provider/workspace/errors.ts";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const all = [...knownCodes];

test.each(all)("the page has %s as the table has it", (code, { statuses, cause, advice }) => {
  expect(page).toContain(`| \`${code}\` | ${statuses.join(", ")} | ${cause} | ${advice} |`);
});

test("the page has no code that the table lacks", () => {
  const onPage = [...page.matchAll(/^\| `((?:[A-Z]+\.)?\d+)` \|/gm)].map(([, code]) => code);
  expect(onPage).toEqual(all.map(([code]) => code));
});

test.each(errorKinds)("the page tells of the kind %s", (kind) => {
  expect(page).toContain(`| \`${kind}\` |`);
});
