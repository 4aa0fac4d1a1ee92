// What the pages promise is so: programs compile, commands exist, links lead somewhere, and no page or file tells of the
// machine on which it was written.

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import ts from "typescript";
import { repository } from "../../scripts/pulumi/parts.ts";
import { blocks, isPage, ourFiles, type Page, prose } from "./pages.ts";

let files: Page[] = [];
let pages: Page[] = [];

beforeAll(async () => {
  files = await ourFiles();
  pages = files.filter(isPage);
});

const read = (path: string): string => files.find((file) => file.path === path)?.text ?? "";
const inRepository = (path: string): string => join(repository, path);

/** Compiled as if each stood beside the example, against the built packages. */
function compile(programs: readonly string[]): string[] {
  const names = programs.map((_, i) => inRepository(`examples/office-pool/page-${i}.ts`));
  const sources = new Map(names.map((name, i) => [name, programs[i] ?? ""]));
  const { config } = ts.readConfigFile(inRepository("tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, repository);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  const program = ts.createProgram(names, { ...options, noEmit: true }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

test("the programs in the pages compile, and a program with a mistake would not", () => {
  const programs = pages.filter(({ path }) => whole(path)).map(({ text }) => blocks(text, "ts"));
  expect(programs.map((found) => found.length)).toEqual([1, 1, 1]);
  expect(compile(programs.flat())).toEqual([]);
  const [first = ""] = programs.flat();
  expect(compile([first.replace("size: 100", `size: "100 GB"`)]).join()).toContain("is not assignable to type");
});

const whole = (path: string): boolean => ["README.md", "provider/README.md", "simulator/README.md"].includes(path);

/** A fragment of a page stands for a whole program: with its imports, and a pool. */
const completed = (code: string): string =>
  code.includes("import ")
    ? code
    : `import { DesktopPool, type DesktopPoolArgs, PoolVolumeSet, RetiredDesktops } from "pulumi-huaweicloud-workspace";\ndeclare const pool: DesktopPool;\ndeclare const office: DesktopPoolArgs;\n${code}`;

/** Of every page that is not looked at above; a new one is taken by itself. */
const fragments = (): string[] =>
  pages
    .filter(({ path }) => !whole(path) && !/^docs\/(?:decisions|coverage)\//.test(path))
    .flatMap(({ text }) => blocks(text, "ts"));

test("the programs and fragments of the guides compile", () => {
  expect(fragments().length).toBeGreaterThan(15);
  expect(compile(fragments().map(completed))).toEqual([]);
});

test.each(["docs/disks.md", "docs/desktop-disks.md", "docs/desktop-pool.md"])(
  "every section of %s names the stories that show it, and they are there",
  (guide) => {
    const [, ...sections] = read(guide).split(/^## /m);
    const told = sections.map(
      (text) => [text.split("\n")[0], /<!-- stories: (.*) -->/.exec(text)?.[1]?.split(" ") ?? []] as const,
    );
    expect(told.filter(([title, stories]) => stories.length === 0 && title !== "Words")).toEqual([]);
    expect(told.flatMap(([, stories]) => stories).filter((story) => !existsSync(inRepository(story)))).toEqual([]);
  },
);

test("the program in the README has ten lines", () => {
  expect(blocks(read("README.md"), "ts")[0]?.trim().split("\n")).toHaveLength(10);
});

test("every npm script that a page or the CI names is in package.json", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const named = [...pages, ...files.filter(({ path }) => path === ".ci/run")].flatMap(({ text }) =>
    [...text.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(test)\b)/g)].map(([, script, short]) => script ?? short ?? ""),
  );
  expect(named).toEqual(expect.arrayContaining(["demo", "test", "check", "sim", "test:crash"]));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("every folder of tests is a suite of its own in package.json", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const folders = files.flatMap(({ path }) => /^test\/(\w+)\/.*\.test\.ts$/.exec(path)?.[1] ?? []);
  expect([...new Set(folders)].filter((folder) => !`${scripts[`test:${folder}`]}`.endsWith(`test/${folder}`))).toEqual(
    [],
  );
});

test("every link to a file leads to one", () => {
  const links = pages.flatMap(({ path, text }) =>
    [...prose(text).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = ""]) => ({ path, to })),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter(({ path, to }) => !existsSync(inRepository(join(dirname(path), to))))).toEqual([]);
});

/** What the provider reads of the configuration, as its sources say it. */
const configuration = (): string =>
  files
    .filter(({ path }) => /^provider\/config(\.ts$|\/)/.test(path))
    .map(({ text }) => text)
    .join("\n");

test("every setting that the page of configuration has in a table is read by the provider", () => {
  const tables = read("docs/configuration.md")
    .split("\n")
    .filter((line) => /^\| (`| {2})/.test(line));
  const cells = tables.flatMap((row) => row.split("|").slice(1, 5));
  const names = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));
  expect(names).toEqual(
    expect.arrayContaining([
      "region",
      "HW_REGION_NAME",
      "maxRequestsPerSecond",
      "HUAWEICLOUD_SDK_SK",
      "secretAccessKey",
    ]),
  );
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(configuration()))).toEqual([]);
});

test("every environment variable that the provider reads is on that page", () => {
  const variables = [...configuration().matchAll(/\b(?:HW|HUAWEICLOUD_SDK)_[A-Z_]+[A-Z]\b/g)].map(([name]) => name);
  expect(variables).toEqual(expect.arrayContaining(["HW_ACCESS_KEY", "HW_METADATA_ENDPOINT"]));
  const page = read("docs/configuration.md");
  expect([...new Set(variables)].filter((name) => !page.includes(name))).toEqual([]);
});

test("no file tells of the machine on which it was written, or of a registry", () => {
  const traces = [
    /\/work\/\w/,
    /\/root\/\w/,
    /\/home\/\w+\//,
    /\.\.\/shared\b(?!\.ts)/,
    /"resolved": *"\w+:/,
    /https?:\/\/[\w.-]*(?:registry|artifact|proxy)[\w.-]*/,
  ];
  const found = files.flatMap(({ path, text }) =>
    traces.filter((trace) => trace.test(text)).map((trace) => `${path}: ${trace.exec(text)?.[0]}`),
  );
  expect(found).toEqual([]);
  expect(read(".npmrc")).toContain("omit-lockfile-registry-resolved=true");
});

test("both packages carry the licence of the repository", () => {
  expect(read("LICENSE")).toContain("Apache License");
  expect([read("provider/LICENSE"), read("simulator/LICENSE")]).toEqual([read("LICENSE"), read("LICENSE")]);
});
