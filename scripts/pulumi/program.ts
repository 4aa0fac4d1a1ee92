// The folder of a Pulumi program inside the engine's own folder: written from a few texts, or copied, so that neither config
// files of stacks nor anything else ever lands in the work tree.

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Text by file name. `index.js` (or `index.ts`, types are stripped by Node) is the program, an ES module. */
export type ProgramFiles = Record<string, string>;

/** `typescript: false` keeps ts-node out: Node itself runs both .js and .ts. */
const project = `name: program
runtime:
  name: nodejs
  options:
    typescript: false
`;

/** Writes over what is there, so a test can change a program between two commands. */
export function writeProgram(folder: string, files: ProgramFiles): string {
  const main = "index.ts" in files ? "index.ts" : "index.js";
  const manifest = JSON.stringify({ name: "program", private: true, type: "module", main });
  writeFiles(folder, { "package.json": manifest, "Pulumi.yaml": project, ...files });
  return folder;
}

export function writeFiles(folder: string, files: ProgramFiles): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Without the packages, which are found above, and without the config of the user's own stacks. */
export function copyProgram(from: string, folder: string): string {
  const isOurs = (path: string) => !/^(node_modules|Pulumi\..+\.ya?ml)$/.test(basename(path));
  cpSync(from, folder, { recursive: true, filter: isOurs });
  return folder;
}
