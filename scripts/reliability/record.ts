// Runs the suites of one row and counts its cases: the lines that a suite has written for it (test/world/tally.ts), or else its
// tests. A test that fails makes the row uncountable.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../pulumi/run.ts";
import type { Count } from "./counts.ts";
import type { Played, Row } from "./rows.ts";

/** What jest says of one file. */
interface Suite {
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

interface Line {
  readonly row: string;
  readonly suite: string;
  readonly cases: number;
  readonly person: number;
}

export async function record(row: Row): Promise<readonly Count[]> {
  const folder = mkdtempSync(join(tmpdir(), "reliability-"));
  const lines = join(folder, "lines");
  const results = join(folder, "results.json");
  try {
    const args = [
      "run",
      "-s",
      "jest",
      "--",
      ...row.played.map(({ suite }) => suite),
      "--json",
      `--outputFile=${results}`,
    ];
    const env = { ...process.env, ...row.env, RELIABILITY_FILE: lines };
    const { exitCode, stderr } = await run("npm", args, { env });
    if (exitCode !== 0) throw new Error(`${row.key}: the suites have failed\n${stderr.slice(-5_000)}`);
    const { testResults } = JSON.parse(readFileSync(results, "utf8"));
    const told = linesOf(lines).filter((line) => line.row === row.key);
    return row.played.map((played) => countOf(played, told, testResults));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function linesOf(file: string): Line[] {
  try {
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

function countOf({ suite, titles = "" }: Played, lines: readonly Line[], results: readonly Suite[]): Count {
  const told = lines.filter((line) => suite.startsWith(line.suite));
  if (told.length > 0) {
    const sum = (of: (line: Line) => number) => told.reduce((all, line) => all + of(line), 0);
    return { suite, cases: sum(({ cases }) => cases), person: sum(({ person }) => person) };
  }
  const tests = results.filter(({ name }) => name.endsWith(suite)).flatMap((s) => s.assertionResults);
  const wanted = tests.filter(({ fullName, status }) => status === "passed" && new RegExp(titles).test(fullName));
  if (wanted.length === 0) throw new Error(`${suite}: nothing to count`);
  return { suite, cases: wanted.length, person: 0 };
}
