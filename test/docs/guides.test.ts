// The guides hold together: each is reached from the index, each place that a link names is there, each line that names a test has one,
// and the table of fields for people from Terraform is complete.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { inputNames as poolInputs } from "../../provider/lifecycle/desktop-pool/arguments/inputs.ts";
import { inputNames as setInputs } from "../../provider/lifecycle/pool-volume-set/arguments/inputs.ts";
import { repository } from "../../scripts/pulumi/parts.ts";
import { isPage, ourFiles, type Page, prose } from "./pages.ts";
import { testsIn } from "./titles.ts";

let pages: Page[] = [];

beforeAll(async () => {
  pages = (await ourFiles()).filter(isPage);
});

interface Link {
  readonly from: string;
  /** From the root of the repository. */
  readonly to: string;
  readonly anchor?: string;
}

const linksOf = ({ path, text }: Page): Link[] =>
  [...prose(text).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, to = "", anchor]) => ({
    from: path,
    to: to === "" ? path : join(dirname(path), to),
    ...(anchor === undefined ? {} : { anchor }),
  }));

/** As GitHub makes the place of a heading: lower case, no marks, hyphens for blanks. */
const placeOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

function placesOf(text: string): Set<string> {
  const headings = [...text.replace(/^```.*?^```$/gms, "").matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) =>
    placeOf(title),
  );
  const again = headings.map((place, i) => {
    const before = headings.slice(0, i).filter((other) => other === place).length;
    return before === 0 ? place : `${place}-${before}`;
  });
  return new Set(again);
}

const lost = (links: readonly Link[]): Link[] =>
  links.filter(({ to, anchor }) => {
    const page = pages.find(({ path }) => path === to);
    return anchor !== undefined && page !== undefined && !placesOf(page.text).has(anchor);
  });

test("every place in a page that a link names is there", () => {
  const links = pages.flatMap(linksOf);
  expect(links.filter(({ anchor }) => anchor !== undefined).length).toBeGreaterThan(20);
  expect(lost(links)).toEqual([]);
  expect(lost([{ from: "x", to: "docs/disks.md", anchor: "painting" }])).toHaveLength(1);
});

test("every guide is reached from the index, link by link", () => {
  const reached = new Set(["docs/README.md"]);
  // A set that grows while it is gone through is gone through to its end.
  for (const path of reached)
    for (const page of pages.filter((one) => one.path === path))
      for (const { to } of linksOf(page)) reached.add(/\.\w+$/.test(to) ? to : join(to, "README.md"));
  const guides = pages.map(({ path }) => path).filter((path) => path.startsWith("docs/"));
  expect(guides.length).toBeGreaterThan(30);
  expect(guides.filter((path) => !reached.has(path))).toEqual([]);
});

interface Held {
  readonly page: string;
  readonly file: string;
  readonly title: string;
}

/** `<!-- shown by suite/file: title -->`, and the last cell of each row of a table that ends in `held by`. */
function heldIn({ path, text }: Page): Held[] {
  const remarks = [...text.matchAll(/^<!-- shown by ([\w/-]+): (.+) -->$/gm)];
  const tables = text.split("\n\n").filter((part) => /^\|.*\| held by \|\n/m.test(part));
  const rows = tables.flatMap((table) => [...table.matchAll(/\| ([\w/-]+): ([^|]+) \|$/gm)]);
  return [...remarks, ...rows].map(([, name, title = ""]) => ({ page: path, file: `test/${name}.test.ts`, title }));
}

test("every line that says which test holds it names one that is there", () => {
  const isTest = testsIn("test");
  const held = pages.flatMap(heldIn);
  expect(held.length).toBeGreaterThan(50);
  expect(held.filter((one) => !isTest(one))).toEqual([]);
});

test("every row of a table of lines that are held names a test", () => {
  const silent = pages.flatMap(({ path, text }) =>
    text
      .split("\n\n")
      .filter((part) => /^\|.*\| held by \|\n/m.test(part))
      .flatMap((table) => table.trim().split("\n").slice(2))
      .filter((row) => !/\| [\w/-]+: [^|]+ \|$/.test(row))
      .map((row) => `${path}: ${row}`),
  );
  expect(silent).toEqual([]);
});

test("for people from Terraform every field of a pool has its row, and each name on our side is an argument", () => {
  const page = readFileSync(join(repository, "docs/terraform.md"), "utf8");
  const table = page.split("## Field by field\n")[1]?.split("\n\n")[0] ?? "";
  const ours = [...table.matchAll(/^\| .*? \| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );
  // What Terraform has no word for, Pulumi's own options, and what stands in other tables.
  const elsewhere = ["userResetPolicy", "domain"];
  const consents =
    /^(?:adopt|takeFrom|forceDestroy|allowReplace|exclusive|scaleDown|rebuild\w*|resizePolicy|notifyUsers|deleteUsers|emailNotification|forceDelete|recoverWithin|identity|resourceUrn|projectId|endpoint|profile)$/;
  expect(
    poolInputs.filter((name) => !ours.includes(name) && !elsewhere.includes(name) && !consents.test(name)),
  ).toEqual([]);
  const known = [...poolInputs, ...setInputs, "PoolVolumeSet", "deletionProtection", "protect", "ignoreChanges"];
  expect(ours.filter((name) => !known.includes(name))).toEqual([]);
});
