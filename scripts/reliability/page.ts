// Writes docs/reliability.md from the rows and from what the recorded runs have counted.

import { type Counts, total } from "./counts.ts";
import { type Row, rows } from "./rows.ts";

const head = `# What was tried, and what came of it

Each row is a kind of fault that is played against the provider, over real HTTP, by the [simulator](../simulator/README.md), and judged from the
simulator's own ledger: no disk added twice for one declaration, no undeclared disk deleted, no call on an untouched disk, a state that tells the
truth, and a next \`pulumi up\` that ends by itself or stops with one instruction. The numbers are those of recorded runs. A row is repeated by its
command, which prints its number anew. \`npm test\` plays some cases of each row. \`.ci/run\` plays more of them, among these every crash point of a
pool's disks; of pools, of the disks of one desktop and of retired desktops it plays some crash points of each path, and the lost answers and
other people's changes fewer times than are counted here.

Nothing here was played against a live account. Where the public documentation is silent or says two things, the simulator plays both.
`;

const foot = `\`npm run reliability -- --write KEY…\` records rows and writes this page; \`npm run documents\` writes it from what is recorded.
`;

export function reliabilityPage(counts: Counts): string {
  return [head, table(counts), "## What cannot be survived, and why\n", limits(), foot].join("\n");
}

function table(counts: Counts): string {
  const lines = rows.map((row) => `| ${cells(row, counts).join(" | ")} |`);
  return [
    "| fault | what has to hold | cases | of these for a person | outcome | again |",
    "| --- | --- | ---: | ---: | --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

function cells(row: Row, counts: Counts): string[] {
  const { cases, person } = total(counts[row.key]);
  return [
    row.fault,
    row.holds,
    (cases === 0 ? "–" : grouped(cases)) + (cases < row.least && row.fewer !== undefined ? "\\*" : ""),
    cases === 0 ? "–" : grouped(person),
    row.outcome === "both" ? "ends by itself, or stops with one instruction" : row.outcome,
    `\`${command(row)}\``,
  ];
}

const grouped = (count: number): string => count.toLocaleString("en-US");

export const command = ({ key }: Row): string => `npm run reliability -- ${key}`;

/** One paragraph for each row that has a limit, or fewer cases than are wanted. */
function limits(): string {
  return rows
    .flatMap(({ key, limits, fewer }) => {
      const said = [...(limits === undefined ? [] : [limits]), ...(fewer === undefined ? [] : [`\\* ${fewer}`])];
      return said.length === 0 ? [] : [`- **${key}**: ${said.join(" ")}\n`];
    })
    .join("");
}
