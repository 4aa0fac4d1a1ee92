/** What random lives have met: where a command began, and what went wrong in it. A cell that stays empty is a case that nothing was shown about. */
import type { Trouble } from "./history.ts";
import type { Facts, Step } from "./life.ts";
import { claimsOf, nameNow } from "./replaced.ts";

type Counts = Map<string, number>;

export interface Coverage {
  /** What the state held open, by how key, claim and disk stood to each other. */
  readonly beginnings: Map<string, Counts>;
  /** The command, by what went wrong in it. */
  readonly ends: Map<string, Counts>;
}

export const emptyCoverage = (): Coverage => ({ beginnings: new Map(), ends: new Map() });

export function noteCoverage({ beginnings, ends }: Coverage, step: Step): void {
  for (const open of openIn(step.before)) for (const stand of standsIn(step)) count(beginnings, open, stand);
  count(ends, step.run.do, phaseOf(step));
}

function count(table: Map<string, Counts>, row: string, column: string): void {
  const counts = table.get(row) ?? new Map();
  table.set(row, counts.set(column, (counts.get(column) ?? 0) + 1));
}

const list = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function openIn({ set }: Facts): string[] {
  const open = record(set?.unfinished);
  const words = [
    ...list(open.pending).map((p) => `${String(p.operation)} ${p.jobId === undefined ? "unanswered" : "under way"}`),
    ...list(open.failed).map((f) => `${String(f.operation)} failed`),
    ...Object.values(record(open.replacing)).map((r) => (record(r).new === undefined ? "replacing" : "replaced half")),
  ];
  return words.length === 0 ? ["nothing open"] : [...new Set(words)];
}

/** Key × claim × disk. */
function standsIn({ before, written }: Step): string[] {
  const claims = claimsOf(before);
  const disks = before.pool?.disks ?? [];
  const claimed = Object.entries(claims).map(([key, id]) => {
    const disk = disks.find((d) => d.id === id);
    const declared = written.keys[nameNow(key, written, before) ?? ""];
    const isSame = disk?.type === declared?.type && disk?.size === declared?.size;
    if (declared === undefined) return disk === undefined ? "left, gone" : "left, there";
    return disk === undefined ? "claimed, gone" : isSame ? "as written" : "other than written";
  });
  const free = disks.filter((d) => !Object.values(claims).includes(d.id));
  const fresh = Object.entries(written.keys).flatMap(([key, { type, size }]) => {
    if (claims[key] !== undefined) return [];
    return free.some((d) => d.type === type && d.size === size) ? ["new, equal there"] : ["new"];
  });
  return [...claimed, ...fresh, ...(free.length > 0 ? ["undeclared"] : [])];
}

function phaseOf({ run: { trouble }, faults, outcome }: Step): string {
  if (outcome === "killed") return "killed";
  if (trouble === undefined || "killed" in trouble || faults.length === 0) return "nothing";
  return "act" in trouble ? "another person" : kindOf(trouble);
}

function kindOf({ effect }: Extract<Trouble, { readonly effect: unknown }>): string {
  if ("job" in effect) return "job";
  return "status" in effect && !("after" in effect) ? "refused" : "answer lost";
}

export const tables = ({ beginnings, ends }: Coverage): string => `${tableOf(beginnings)}\n${tableOf(ends)}`;

function tableOf(table: Map<string, Counts>): string {
  const columns = [...new Set([...table.values()].flatMap((counts) => [...counts.keys()]))].sort();
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(([row, counts]) => [row, ...columns.map((c) => String(counts.get(c) ?? "-"))]);
  const all = [["", ...columns], ...lines];
  const widths = ["", ...columns].map((_, i) => Math.max(...all.map((line) => (line[i] ?? "").length)));
  return all.map((line) => line.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("  ")).join("\n");
}
