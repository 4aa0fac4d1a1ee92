// Counts what became of the mutants of a room, from Stryker's report.
import { readFileSync } from "node:fs";

export interface Score {
  readonly room: string;
  readonly mutants: number;
  /** A test failed, or hung until its time was over. */
  readonly noticed: number;
  /** Tests ran them, and none failed. */
  readonly survived: number;
  /** No test ran them. */
  readonly unreached: number;
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

export function scoreOf(room: string, path: string): Score {
  const { files }: Report = JSON.parse(readFileSync(path, "utf8"));
  const became = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...statuses: readonly string[]) => became.filter((status) => statuses.includes(status)).length;
  const noticed = count("Killed", "Timeout");
  const survived = count("Survived");
  const unreached = count("NoCoverage");
  return { room, mutants: noticed + survived + unreached, noticed, survived, unreached };
}

export function sumOf(scores: readonly Score[]): Score {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  return {
    room: "all",
    mutants: sum(({ mutants }) => mutants),
    noticed: sum(({ noticed }) => noticed),
    survived: sum(({ survived }) => survived),
    unreached: sum(({ unreached }) => unreached),
  };
}

export const percent = ({ noticed, mutants }: Score): number => (mutants === 0 ? 0 : (100 * noticed) / mutants);

/** A table for a page in Markdown. */
export function scoreTable(scores: readonly Score[]): string {
  const line = (score: Score) =>
    `| ${score.room} | ${score.mutants} | ${score.noticed} | ${score.survived} | ${score.unreached} | ${percent(score).toFixed(1)} % |`;
  return ["| room | mutants | noticed | survived | not reached | score |", "| --- | --- | --- | --- | --- | --- |"]
    .concat([...scores, sumOf(scores)].map(line))
    .join("\n");
}
