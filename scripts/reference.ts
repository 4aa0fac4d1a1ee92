// The pages of docs/resources, made of the comments in the sources: writes them, or with `--check` says what is wrong with them
// and with the comments. `--entry` takes another package, for a test of the check itself.

import { dirname, join } from "node:path";
import { Command } from "commander";
import { foldersFaults, writeFolder } from "./reference/folder.ts";
import { provider, reference, simulator } from "./reference/pages.ts";

interface Asked {
  readonly check?: true;
  readonly entry?: string;
  readonly folder: string;
}

const asked = new Command("reference")
  .option("--check", "write nothing; end with 1 where a page or a comment is not as it has to be")
  .option("--entry <file>", "the names of this file alone, with the tsconfig.json beside it")
  .option("--folder <folder>", "where the pages are", "docs/resources")
  .parse()
  .opts<Asked>();

const found =
  asked.entry === undefined
    ? await reference(provider, [simulator])
    : await reference({ entry: asked.entry, tsconfig: join(dirname(asked.entry), "tsconfig.json") }, []);
const faults = [...found.faults, ...(asked.check === true ? foldersFaults(asked.folder, found.pages) : [])];
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
else if (asked.check !== true) writeFolder(asked.folder, found.pages);
