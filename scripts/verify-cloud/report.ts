// What is told at the end: a line of fidelity.jsonl each, first those that differ, and what is left.

import type { FidelityLine } from "../fidelity/lines.ts";
import type { Verdict } from "./verdicts.ts";

export interface Report {
  readonly at: string;
  readonly region: string;
  readonly endpoint: string;
  readonly pool: string;
  /** Why the story ended early, if it did. */
  readonly failure: string | undefined;
  readonly left: readonly string[];
  readonly lines: readonly (Pick<FidelityLine, "id" | "route" | "claim"> & Verdict)[];
}

const order = ["differs", "agreed", "not checked"] as const;

export function judged(lines: readonly FidelityLine[], verdicts: ReadonlyMap<string, Verdict>): Report["lines"] {
  const unchecked: Verdict = { result: "not checked", seen: "" };
  const all = lines.map(({ id, route, claim }) => ({ id, route, claim, ...(verdicts.get(id) ?? unchecked) }));
  return all.sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result));
}

export function reportText({ lines, left, failure }: Report): string {
  const told = lines.filter(({ result }) => result !== "not checked");
  const count = (wanted: Verdict["result"]) => lines.filter(({ result }) => result === wanted).length;
  return [
    ...told.flatMap(({ result, id, claim, seen }) => [
      `${result.padEnd(12)}${id}`,
      ...(result === "differs" ? [`${" ".repeat(12)}the line says: ${claim}`, `${" ".repeat(12)}seen: ${seen}`] : []),
    ]),
    "",
    `${count("agreed")} agreed, ${count("differs")} differ, ${count("not checked")} not checked`,
    ...(failure === undefined ? [] : [`the check ended early: ${failure}`]),
    left.length === 0 ? "Nothing is left." : "LEFT BEHIND, and costing money until you remove it:",
    ...left.map((thing) => `  ${thing}`),
  ].join("\n");
}

export function exitCodeOf({ left, failure, lines }: Report): number {
  if (left.length > 0) return 3;
  return failure !== undefined || lines.some(({ result }) => result === "differs") ? 1 : 0;
}
