// What a backend stores that is a folder, or whose server keeps its objects in one.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}
