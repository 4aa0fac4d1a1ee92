// What the last recorded runs have counted, by row and suite. Without dates, so that the same runs give the same file.

import { readFileSync, writeFileSync } from "node:fs";

export interface Count {
  readonly suite: string;
  /** Cases that were run. */
  readonly cases: number;
  /** Cases that stopped with one instruction for a person. */
  readonly person: number;
}

export type Counts = Readonly<Record<string, readonly Count[]>>;

const file = "docs/coverage/reliability.json";

export const readCounts = (): Counts => JSON.parse(readFileSync(file, "utf8"));

export function writeCounts(counts: Counts): void {
  writeFileSync(file, `${JSON.stringify(counts, undefined, 2)}\n`);
}

/** All cases of one row together. */
export function total(counts: readonly Count[] = []): { readonly cases: number; readonly person: number } {
  const sum = (of: (count: Count) => number) => counts.reduce((all, count) => all + of(count), 0);
  return { cases: sum(({ cases }) => cases), person: sum(({ person }) => person) };
}
