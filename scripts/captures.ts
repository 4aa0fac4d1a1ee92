// `npm run captures` writes docs/captures.md from real runs; with `--check` it only tells whether the page would stay as it is.
// A test holds the page to today's words; the runs themselves take minutes and are for people.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createMask } from "./captures/mask.ts";
import { pageOf } from "./captures/page.ts";
import { openStage } from "./captures/stage.ts";
import { firstDisks, play } from "./captures/story.ts";
import { repository } from "./pulumi/parts.ts";

const path = join(repository, "docs", "captures.md");
const stage = await openStage(firstDisks);
try {
  const page = pageOf(await play(stage), createMask());
  if (!process.argv.includes("--check")) writeFileSync(path, page);
  else if (page !== readFileSync(path, "utf8")) {
    console.error("docs/captures.md is not what the runs show now: `npm run captures`, and read what `git diff` tells");
    process.exitCode = 1;
  }
} finally {
  await stage.close();
}
