// docs/recovery.md quotes words that people really read: those of the provider stand in its sources, those of Pulumi in a test that
// reads them from the real CLI. Each section names the tests that show it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { errorKinds } from "../../provider/workspace/errors.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { testsIn } from "./titles.ts";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const page = read("docs/recovery.md");
const [, ...sections] = page.split(/^## /m);

const under = (folder: string): string =>
  readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|\/)(dist|node_modules)\//.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join("\n");

/** As it is printed: a text in several pieces is one, and `…` stands for each value. */
const printed = (source: string): string =>
  source
    .replaceAll(/["`] *\+\s*["`]/g, "")
    .replaceAll("\\`", "`")
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "…");

const provider = printed(under("provider"));
const ofPulumi = under("test/engine");

/** The parts of a quotation between its values. */
const parts = (quotation: string): string[] =>
  quotation
    .split("…")
    .map((part) => part.replace(/^[\s;:.,"()]+|[\s;:,"()]+$/g, ""))
    .filter((part) => part.split(" ").length > 1);

const quoted = [...page.matchAll(/^> (.+)$/gm)].map(([, words = ""]) => words);

test("every quotation is what the provider says, or what Pulumi said in a test", () => {
  expect(quoted.length).toBeGreaterThan(25);
  const unknown = quoted.flatMap((words) =>
    parts(words).filter((part) => ![provider, ofPulumi].some((text) => text.includes(part))),
  );
  expect(unknown).toEqual([]);
  expect(quoted.filter((words) => parts(words).length === 0)).toEqual([]);
});

test("words that nobody says would be found", () => {
  expect(provider).not.toContain("the disk has been painted green");
  expect(parts("disk … has been painted green")).toEqual(["has been painted green"]);
});

test("every section names tests that show it, and they are there", () => {
  const isTest = testsIn("test");
  const shown = sections.map((text) => ({
    title: text.split("\n")[0],
    tests: [...text.matchAll(/^<!-- shown by ([\w/-]+): (.+) -->$/gm)].map(([, name, title = ""]) => ({
      file: `test/${name}.test.ts`,
      title,
    })),
  }));
  expect(shown.filter(({ tests }) => tests.length === 0).map(({ title }) => title)).toEqual([]);
  expect(shown.flatMap(({ tests }) => tests).filter((one) => !isTest(one))).toEqual([]);
});

test("the table at the top leads to every section, in its order", () => {
  const [top = ""] = page.split(/^## /m);
  const led = [...top.matchAll(/\| \[([^\]]+)\]\(#/g)].map(([, title]) => title);
  expect(led).toEqual(sections.map((text) => text.split("\n")[0]));
});

test("after a kill the order is: the lock, the run that heals, and only then the creations that were pending", () => {
  const [, commands = ""] = /^## A run was killed\n.*?```sh\n(.*?)```/ms.exec(page) ?? [];
  expect(commands.trim().split("\n")).toEqual([
    "pulumi cancel",
    "pulumi up --refresh",
    "pulumi refresh --clear-pending-creates",
  ]);
});

test("every kind of error has its section, or is a refusal", () => {
  // Told by the words that its messages have; the page of errors has the kinds by name.
  const told: Readonly<Record<(typeof errorKinds)[number], string>> = {
    refused: "consents.md",
    configuration: "doctor",
    unauthenticated: "`401`",
    forbidden: "`403`",
    not_published: "`404 APIGW.0101`",
    not_open: "Workspace is not open in this project",
    not_found: "is gone",
    bad_request: "errors.md",
    busy: "Its time is up",
    unavailable: "budget of retries is spent",
    unknown_result: "whether it was done is not known",
    bad_answer: "a proxy",
    job_failed: "A job failed",
    job_timeout: "has not ended after",
    timeout: "the time is up",
  };
  expect(errorKinds.filter((kind) => !page.includes(told[kind]))).toEqual([]);
});
