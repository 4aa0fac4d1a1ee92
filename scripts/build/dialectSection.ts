// The dialects as a section of the README: made of the table, so that it lacks none.

import { dialectTable } from "huaweicloud-workspace-simulator";

const head = `
Where the sources disagree or say nothing, either answer can be played: \`--dialect NAME=VALUE\`, or \`dialects\` in a test. The first value
is the default. Contradictions, traps and open points have their numbers in the repository's \`docs/coverage\`.

| dialect | values | what it is about | source |
| --- | --- | --- | --- |
`;

type Dialect = (typeof dialectTable)[keyof typeof dialectTable];

export function dialectSection(): string {
  return (
    head +
    Object.entries(dialectTable)
      .map(([name, dialect]) => rowOf(name, dialect))
      .join("")
  );
}

function rowOf(name: string, dialect: Dialect): string {
  const range = "numbers" in dialect ? [`${dialect.numbers.from} to ${dialect.numbers.to}`] : [];
  const words = [...dialect.values.map((value) => `\`${value}\``), ...range];
  return `| \`${name}\` | ${words.join(" ")} | ${inCell(dialect.meaning)} | ${inCell(dialect.source)} |\n`;
}

const inCell = (text: string) => text.replaceAll("|", "\\|");
