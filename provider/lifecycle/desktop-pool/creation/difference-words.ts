/** A pool that is not as the program says: a table of what differs, and the lines that make the program say what is there. */
import type { Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { corrected, type Difference } from "./differences.ts";

export function differenceWords(
  { name }: Pick<Pool, "name">,
  inputs: Plain,
  differences: readonly Difference[],
): string {
  const rows = differences.map(({ path, said, there }) => [path, written(said), written(there)] as const);
  const lines = Object.entries(corrected(inputs, differences)).map(([argument, value]) => line(argument, value));
  return [
    `the program does not say what pool ${name} is:`,
    ...table([["field", "the program says", "the pool has"], ...rows]),
    "Write in the program what the pool has, and change it by a later `up`:",
    ...lines.map((text) => `  ${text}`),
  ].join("\n");
}

type Row = readonly [string, string, string];

function table(rows: readonly Row[]): string[] {
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("   ")}`.trimEnd());
}

const line = (name: string, value: unknown): string =>
  value === undefined ? `(leave out ${name})` : `${name}: ${literal(value)},`;

const written = (value: unknown): string => (value === undefined || value === "" ? "nothing" : literal(value));

/** As a program writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const fields = Object.entries(value).map(([key, inner]) => `${keyWords(key)}: ${literal(inner)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

const keyWords = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));
