// simulator/fidelity.jsonl is what the simulator claims about the service. Its form, its tests and its dialects are held
// against what there is, and the score in the README against a count.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { type FidelityLine, fidelityLines, marks } from "../../scripts/fidelity/lines.ts";
import { scoreOf } from "../../scripts/fidelity/score.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { dialectTable } from "../../simulator/dialects/table.ts";
import { routes } from "../../simulator/routes/table.ts";
import { testsIn } from "./titles.ts";

const lines = fidelityLines();
const isTest = testsIn("test/simulator");
const dialectWords = Object.entries(dialectTable).flatMap(([name, { values }]) =>
  values.map((value) => `${name}=${value}`),
);
const operations = ["*", ...routes.map(({ operation }) => operation)];
const fields = ["id", "route", "claim", "source", "sure", "test", "dialect", "verified"];

function testNameOf({ test: name = "" }: FidelityLine) {
  const cut = name.indexOf(": ");
  return { file: `test/simulator/${name.slice(0, cut)}`, title: name.slice(cut + 2) };
}

function faultsOf(line: FidelityLine): string[] {
  const { id, route, claim, source, sure, dialect } = line;
  const noSource = sure === "?" ? false : source.length < 10 || source === "no public page says it";
  return [
    ...(/^[\w.-]+$/.test(id) ? [] : ["the id is no word"]),
    ...(operations.includes(route) ? [] : [`no call ${route}`]),
    ...(claim.length < 10 ? ["claims nothing"] : []),
    ...(noSource && sure !== "I" ? ["has no source"] : []),
    ...(marks.includes(sure) ? [] : [`no mark ${sure}`]),
    ...(isTest(testNameOf(line)) ? [] : [`no test "${line.test}"`]),
    ...(dialect === undefined || dialectWords.includes(dialect) ? [] : [`no dialect ${dialect}`]),
    ...Object.keys(line).filter((field) => !fields.includes(field)),
  ];
}

test("every line has its form, and names a call, a mark, a test and a dialect that there are", () => {
  const faulty = lines.map((line) => [line.id, faultsOf(line)] as const).filter(([, faults]) => faults.length > 0);
  expect(Object.fromEntries(faulty)).toEqual({});
});

test("no line is there twice", () => {
  const ids = lines.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test("a source is public: no line names the project's own notes", () => {
  const own = /workspace-api\.md|design\.md|peers\.md|\/work\/|shared\/|\bseeds?\b/i;
  expect(lines.filter(({ source }) => own.test(source)).map(({ id, source }) => [id, source])).toEqual([]);
});

test("every call that is played has a line", () => {
  const named = new Set(lines.map(({ route }) => route));
  const played = routes.filter(({ success }) => success.length > 0).map(({ operation }) => operation);
  expect(played.filter((operation) => !named.has(operation))).toEqual([]);
});

test("every value of every dialect is a line of its own, so that it can be verified", () => {
  const named = new Set(lines.map(({ dialect }) => dialect));
  expect(dialectWords.filter((word) => !named.has(word))).toEqual([]);
});

test("what contradicts itself is not stated twice: of a dialect's values no two are of the same claim", () => {
  const claims = lines.filter(({ dialect }) => dialect !== undefined).map(({ claim, route }) => `${route}: ${claim}`);
  expect(claims.filter((claim, i) => claims.indexOf(claim) !== i)).toEqual([]);
});

test("the README of the simulator prints the score that a count gives", () => {
  const readme = readFileSync(join(repository, "simulator", "README.md"), "utf8");
  expect(/\d+ behaviours: .* on the real service/.exec(readme)?.[0]).toBe(scoreOf(lines));
});

test("a score counts marks, tests and what was verified", () => {
  const line = { id: "a", route: "*", claim: "c", source: "s", sure: "S", test: "t" } as const;
  const { test: _test, ...untested } = line;
  expect(
    scoreOf([line, { ...line, sure: "?", verified: "2026-11-30 ap-southeast-1" }, { ...untested, sure: "TF" }]),
  ).toBe("3 behaviours: 1 S, 1 TF, 0 I, 1 ?; 2 tested; 1 verified on the real service");
});
