// Counts what was played: a suite says after a test how many cases of a row of docs/reliability.md it has run. The line goes to the file named by
// RELIABILITY_FILE; without that variable nothing is written, so that a common run leaves no trace.

import { appendFileSync } from "node:fs";

/** What one test has played of one row of the table of faults. */
export interface Tally {
  /** The key of the row, for example `crash` (`docs/coverage/reliability-rows.json`). */
  readonly row: string;
  /** The file of the suite, from the root of the repository. */
  readonly suite: string;
  /** How many cases were run. */
  readonly cases: number;
  /** How many of them ended without a person, by themselves or with the next `up`. Default: all that needed nobody. */
  readonly ok?: number;
  /** How many of them stopped with one instruction for a person. Default 0. */
  readonly person?: number;
  /** The command that repeats them. Default: the suite by itself. */
  readonly command?: string;
}

/** Appends one line for these cases; the generator of the page adds up the lines of a row. */
export function tally(tally: Tally): void {
  const file = process.env.RELIABILITY_FILE;
  if (file === undefined || file === "") return;
  const { row, suite, cases, person = 0, ok = cases - person, command = `npm run jest -- ${suite}` } = tally;
  appendFileSync(file, `${JSON.stringify({ row, suite, cases, ok, person, command })}\n`);
}
