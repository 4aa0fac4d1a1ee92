// `npm run reliability -- KEY…` plays rows of docs/reliability.md again and prints what was counted; `--write` also records it.

import { writeFileSync } from "node:fs";
import { readCounts, total, writeCounts } from "./reliability/counts.ts";
import { reliabilityPage } from "./reliability/page.ts";
import { record } from "./reliability/record.ts";
import { rows } from "./reliability/rows.ts";

const words = process.argv.slice(2);
const keys = words.filter((word) => word !== "--write");
const known = rows.map(({ key }) => key);
const unknown = keys.filter((key) => !known.includes(key));
if (keys.length === 0 || unknown.length > 0) {
  process.stderr.write(`Which rows? ${known.join(" ")}\n`);
  process.exit(2);
}

for (const row of rows.filter(({ key }) => keys.includes(key))) {
  const counts = await record(row);
  const { cases, person } = total(counts);
  process.stdout.write(`${row.key}: ${cases} cases, ${person} of them for a person, ${row.least} wanted\n`);
  if (!words.includes("--write")) continue;
  writeCounts({ ...readCounts(), [row.key]: counts });
  writeFileSync("docs/reliability.md", reliabilityPage(readCounts()));
}
