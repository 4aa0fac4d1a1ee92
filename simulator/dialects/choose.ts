// Turns what a caller asked for into one value per dialect, or says what could have been asked for.

import type { Dialect } from "./dialect.ts";
import { type DialectName, type DialectValue, dialectTable } from "./table.ts";

/** Reads the chosen value of one dialect. */
export type Dialects = <N extends DialectName>(name: N) => DialectValue<N>;

export interface DialectRow extends Dialect {
  readonly name: string;
  readonly chosen: string;
}

export function chooseDialects(asked: Readonly<Record<string, string>> = {}): Dialects {
  for (const [name, value] of Object.entries(asked)) assertKnown(name, value);
  return <N extends DialectName>(name: N) => (asked[name] ?? dialectTable[name].values[0]) as DialectValue<N>;
}

export function dialectRows(dialects: Dialects): DialectRow[] {
  return namesOf(dialectTable).map((name) => ({ name, chosen: dialects(name), ...dialectTable[name] }));
}

/** Splits `NAME=VALUE` words of a command line. */
export function parseDialects(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map(parseDialect));
}

function parseDialect(word: string): [string, string] {
  const cut = word.indexOf("=");
  if (cut < 1) throw new Error(`"${word}" is not NAME=VALUE. Known dialects: ${namesOf(dialectTable).join(", ")}`);
  return [word.slice(0, cut), word.slice(cut + 1)];
}

function assertKnown(name: string, value: string): void {
  const names = namesOf(dialectTable);
  const known = names.find((candidate) => candidate === name);
  if (!known) throw new Error(`unknown dialect "${name}". Known dialects: ${names.join(", ")}`);
  const { values, numbers }: Dialect = dialectTable[known];
  if (values.includes(value) || (numbers && isBetween(value, numbers))) return;
  const others = numbers ? `, or any whole number from ${numbers.from} to ${numbers.to}` : "";
  throw new Error(`dialect ${name} has no value "${value}". Allowed: ${values.join(", ")}${others}`);
}

function isBetween(value: string, { from, to }: NonNullable<Dialect["numbers"]>): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= from && Number(value) <= to;
}

function namesOf(table: Record<DialectName, Dialect>): DialectName[] {
  return Object.keys(table) as DialectName[];
}
