// The folder of the pages: every page in it is written anew, or compared.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Pages = Readonly<Record<string, string>>;

export function writeFolder(folder: string, pages: Pages): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".md"))) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
}

/** A line for each page that is missing, that nobody would write, or that says something else than the comments. */
export function foldersFaults(folder: string, pages: Pages): string[] {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const names = [...new Set([...there, ...Object.keys(pages)])].sort();
  return names.flatMap((name) => {
    const words = faultOf(there.includes(name) ? readFileSync(join(folder, name), "utf8") : undefined, pages[name]);
    return words === undefined ? [] : [`${join(folder, name)} ${words}: run \`npm run documents\``];
  });
}

function faultOf(there: string | undefined, wanted: string | undefined): string | undefined {
  if (there === undefined) return "is missing";
  if (wanted === undefined) return "is no page of the reference";
  return there === wanted ? undefined : `is not what the comments say (line ${firstDifference(there, wanted)})`;
}

function firstDifference(a: string, b: string): number {
  const [ours, theirs] = [a.split("\n"), b.split("\n")];
  return ours.findIndex((line, i) => line !== theirs[i]) + 1 || ours.length + 1;
}
