/** A pool that is not as the program says: a table of what differs, and the lines that make the program say what is there. */
import { quoted } from "../../../workspace/errors.ts";
import type { Pool } from "../../../workspace/types.ts";
import type { Plain } from "../../hooks.ts";
import { mapOf } from "../fields/values.ts";
import { corrected, type Difference } from "./differences.ts";
import { userDifferenceLines } from "./user-differences.ts";

export function differenceWords(
  { name }: Pick<Pool, "name">,
  inputs: Plain,
  differences: readonly Difference[],
): string {
  const rows = differences.map(({ path, said, there }) => [path, cell(path, said), cell(path, there)] as const);
  const lines = Object.entries(corrected(inputs, differences)).flatMap(([argument, value]) =>
    linesFor(argument, inputs[argument], value),
  );
  return [
    `the program and pool ${name} differ:`,
    ...table([["field", "the program says", "the pool has"], ...rows]),
    "Write in the program what the pool has, and change it by a later `up`:",
    ...lines.map((text) => `  ${text}`),
  ].join("\n");
}

type Row = readonly [string, string, string];

function table(rows: readonly Row[]): string[] {
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) => `  ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join("   ")}`.trimEnd());
}

/** An error is no place for the names of people: of users the table has only how many, and the lines only ids. */
const cell = (path: string, value: unknown): string =>
  path === users ? `${Object.keys(mapOf(value)).length} users and groups` : written(value);

const users = "authorizedObjects";

function linesFor(argument: string, said: unknown, value: unknown): string[] {
  if (value === undefined) return [`(leave out ${argument})`];
  return argument === users ? userDifferenceLines(mapOf(said), mapOf(value)) : [`${argument}: ${literal(value)},`];
}

const written = (value: unknown): string => (value === undefined || value === "" ? "nothing" : literal(value));

/** As a program writes it. */
function literal(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const fields = Object.entries(value).map(([key, inner]) => `${keyWords(key)}: ${literal(inner)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

const keyWords = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key));
