// The tables of docs/resources, as they stand there: `npm run check` holds that they are what the comments say.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../docs/resources/", import.meta.url);

export const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
export const text = (file: string): string => readFileSync(new URL(file, folder), "utf8");

/** A row of a table: its cells by the words above them. */
export type Row = Readonly<Record<string, string>>;

/** The rows under the heading of one public name, by what their first cell names. */
export function rows(file: string, symbol: string): Readonly<Record<string, Row>> {
  const section = text(file).split(`\n## ${symbol}\n`)[1]?.split("\n## ")[0];
  if (section === undefined) throw new Error(`${file} has no ${symbol}`);
  const [head = [], , ...lines] = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(cells);
  return Object.fromEntries(
    lines.map((line) => [nameIn(line[0]), Object.fromEntries(head.map((h, i) => [h, line[i] ?? ""]))]),
  );
}

const cells = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

const nameIn = (cell = ""): string => cell.replace(/[`?]/g, "");
