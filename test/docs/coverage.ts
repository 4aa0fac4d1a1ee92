// The tables of docs/coverage, as rows. A row says which test plays one point of the reference, and under which dialect.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../scripts/pulumi/parts.ts";
import type { TestName } from "./titles.ts";

export interface CoverageRow {
  /** The page that the row is on. */
  readonly page: string;
  readonly id: string;
  readonly what: string;
  readonly tests: readonly TestName[];
  /** `name=value`. */
  readonly dialects: readonly string[];
}

const folder = "docs/coverage";

/** What the provider makes of the service; every other page is about what the simulator plays. */
export const providerPage = "provider.md";

export function coverageRows(): CoverageRow[] {
  const pages = readdirSync(join(repository, folder)).filter((name) => name !== "README.md" && name !== providerPage);
  return pages.flatMap((page) => rowsOf(page, textOf(page)));
}

/** Its tests are those of the provider, in any folder. */
export const providerRows = (): CoverageRow[] => rowsOf(providerPage, textOf(providerPage), "test");

const textOf = (page: string): string => readFileSync(join(repository, folder, page), "utf8");

/** Every line of a table that begins with an id in backquotes is a row. */
export function rowsOf(page: string, text: string, tests = "test/simulator"): CoverageRow[] {
  return text.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    const id = /^`([^`]+)`$/.exec(cells[1] ?? "")?.[1];
    if (id === undefined) return [];
    const [what = "", named = "", dialects = ""] = cells.slice(2);
    return [{ page, id, what, tests: testsOf(named, tests), dialects: wordsOf(dialects) }];
  });
}

/** The file in the folder of tests and the title after it; a line break parts one test from the next. */
function testsOf(cell: string, root: string): TestName[] {
  return cell.split("<br>").flatMap((part) => {
    const [, name, title] = /^`([^`]+)` (.+)$/.exec(part.trim()) ?? [];
    return name && title ? [{ file: `${root}/${name}`, title }] : [];
  });
}

function wordsOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");
}
