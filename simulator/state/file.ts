// State files: YAML or JSON in, JSON out, written so that a crash leaves either the old file or the new one.

import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import type { StateDocument } from "./document.ts";
import { readDocument } from "./load.ts";
import { parseText } from "./text.ts";

/** Undefined when there is no such file. */
export async function readStateFile(path: string): Promise<StateDocument | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return readDocument(await parseText(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function writeStateFile(path: string, document: StateDocument): void {
  // A link stays a link: what it points to is written.
  const place = existsSync(path) ? realpathSync(path) : path;
  try {
    writeFileSync(`${place}.new`, `${JSON.stringify(document, undefined, 1)}\n`, { mode: 0o600 });
    renameSync(`${place}.new`, place);
  } catch (error) {
    throw new Error(`${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
