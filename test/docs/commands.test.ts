// Every command that a page tells to type is typed by a test: by the test that follows the page, or by the one that the table names.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { run } from "../../scripts/pulumi/run.ts";
import { startSimulator } from "../../simulator/index.ts";
import { type Command, commandsOf, ofTheShell, ofThisRepository, typed, typedBy } from "./commands.ts";
import { ourFiles, type Page } from "./pages.ts";
import { testsIn } from "./titles.ts";

let files: Page[] = [];
let commands: Command[] = [];

beforeAll(async () => {
  files = await ourFiles();
  commands = commandsOf(files);
});

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const followers = (): string =>
  files.flatMap(({ path, text }) => (/^test\/examples\/.*\.test\.ts$/.test(path) ? [text] : [])).join("\n");

/** An example's README is followed from its first line to its last, by a test that opens the example by its name. */
function isFollowed(path: string): boolean {
  const [, name] = /^examples\/([\w-]+)\/README\.md$/.exec(path) ?? [];
  return name !== undefined && new RegExp(`(?:begun|openExample)\\("${name}"`).test(followers());
}

/** A page that names its test: that test has to read the page. */
function faultsOf({ path, text }: Page): string[] {
  return typedBy(text).flatMap((file) => {
    if (!existsSync(join(repository, file))) return [`${path}: there is no ${file}`];
    return read(file).includes(path) ? [] : [`${path}: ${file} does not read it`];
  });
}

const untyped = (all: readonly Command[]): string[] =>
  all
    .filter(({ page, line }) => !isFollowed(page) && !ofTheShell.test(line) && !ofThisRepository.test(line))
    .filter(({ line }) => !typed.some(({ form }) => form.test(line)))
    .map(({ page, line }) => `${page}: ${line}`);

test("every command of every page is typed by a test", () => {
  expect(commands.length).toBeGreaterThan(100);
  expect(untyped(commands)).toEqual([]);
});

test("a command that no test types is found", () => {
  const page = {
    path: "docs/other.md",
    text: "```sh\npulumi up --paint green # remark\nexport A=b\n```\nor `pulumi stack paint`.",
  };
  expect(untyped(commandsOf([page]))).toEqual([
    "docs/other.md: pulumi up --paint green",
    "docs/other.md: pulumi stack paint",
  ]);
});

test("few commands need what a test cannot have", () => {
  expect(typed.filter(({ needs }) => needs !== undefined)).toHaveLength(5);
});

test("a page that names its test is read by that test", () => {
  expect(files.flatMap(faultsOf)).toEqual([]);
});

test("the tests that the table names are there, none is for nothing, and those of the CLI have the very words", () => {
  const isTest = testsIn("test");
  expect(typed.filter(({ by }) => !isTest(by)).map(({ by }) => `${by.file}: ${by.title}`)).toEqual([]);
  expect(
    typed.filter(({ form }) => !commands.some(({ line }) => form.test(line))).map(({ form }) => String(form)),
  ).toEqual([]);
  const missing = commands.flatMap(({ line }) => {
    const way = typed.find(({ form }) => form.test(line));
    if (way === undefined || !way.by.file.startsWith("test/engine/")) return [];
    const words = line
      .split(" ")
      .slice(1)
      .filter((word) => /^(?:--)?[a-z-]+$/.test(word));
    return words
      .filter((word) => word !== "--yes" && !read(way.by.file).includes(word))
      .map((word) => `${way.by.file}: ${word}`);
  });
  expect([...new Set(missing)]).toEqual([]);
});

test("the curl lines of the pages are answered by the simulator", async () => {
  const simulator = await startSimulator({ auth: "off" });
  const lines = [...new Set(commands.flatMap(({ line }) => (line.startsWith("curl ") ? [line] : [])))];
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const here = line.replaceAll(/(?:http:\/\/)?(?:127\.0\.0\.1|localhost):8080/g, simulator.url);
    const { exitCode, stdout } = await run("bash", ["-c", here.replace("curl", "curl --silent --fail --noproxy '*'")], {
      env: process.env,
      cwd: repository,
    });
    expect([line, exitCode, stdout]).toEqual([line, 0, expect.stringMatching(/./)]);
  }
  await simulator.close();
});
