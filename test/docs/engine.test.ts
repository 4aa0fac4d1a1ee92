// The page about Pulumi's options names a story for each line: these stories are there.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";

const folder = join(repository, "test/engine");
const page = readFileSync(join(repository, "docs/engine.md"), "utf8");

/** `names: with an alias`, in the last column of a row or in brackets at the end of a line. */
const named = [...page.matchAll(/(?:\| ([^|\n]+) \|$)|(?:\(((?:[\w-]+): [^)]+)\)$)/gm)].flatMap(
  ([, row = "", line = ""]) => (row + line).split(" · ").filter((story) => /^[\w-]+: /.test(story)),
);

test("every story that the page about Pulumi's options names is a test of that file", () => {
  const files = readdirSync(folder);
  const missing = named.filter((story) => {
    const [, file = "", words = ""] = /^([\w-]+): (.*)$/.exec(story) ?? [];
    const name = `${file}.test.ts`;
    if (!files.includes(name)) return true;
    const titles = [...readFileSync(join(folder, name), "utf8").matchAll(/^test\((["'])(.*)\1, (?:async )?\(/gm)];
    return !titles.some(([, , title = ""]) => title.includes(words));
  });
  expect(missing).toEqual([]);
  expect(named.length).toBeGreaterThan(20);
});

test("every option and flag in the table has its story", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| ---"));
  expect(rows.slice(1).filter((row) => !/\| [\w-]+: [^|]+ \|$/.test(row))).toEqual([]);
});
