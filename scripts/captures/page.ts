// docs/captures.md, as it is written from what was played.

import { excerptOfLog, inOrder } from "./log.ts";
import type { Mask } from "./mask.ts";
import { broken, type Shown, usualColumns } from "./terminal.ts";

export interface Block {
  readonly language: "text" | "ts" | "diff" | "md";
  readonly text: string;
  /** Broken at this column, as a terminal does it. */
  readonly columns?: number;
}

export interface Section {
  readonly title: string;
  readonly words: string;
  readonly blocks: readonly Block[];
}

const head = `# What it looks like

Written by \`npm run captures\`: the real Pulumi CLI against the [simulator](../simulator/README.md), read off a terminal of 80 columns, without its colours. Ids, days and
durations are made the same in every run. Words that are wider than the terminal are broken where a terminal breaks them.
`;

export function pageOf(sections: readonly Section[], mask: Mask): string {
  const told = sections.map(({ title, words, blocks }) =>
    [`## ${title}`, words, ...blocks.map((block) => fenced(block, mask))].join("\n\n"),
  );
  return `${[head.trimEnd(), ...told].join("\n\n")}\n`;
}

function fenced({ language, text, columns }: Block, mask: Mask): string {
  const lines = mask(text).trim().split("\n");
  const shown = lines.flatMap((line) => (columns === undefined ? line : broken(line, columns)).split("\n"));
  return [`\`\`\`${language}`, ...shown.map((line) => line.trimEnd()), "```"].join("\n");
}

const typed = (words: readonly string[]): string => `$ pulumi ${words.join(" ")}`;

const ended = (exitCode: number): string => (exitCode === 0 ? "" : `\n[exit code ${exitCode}]`);

/** What a command left on the screen. */
export const screenBlock = (words: readonly string[], { screen, exitCode }: Shown, columns = usualColumns): Block => ({
  language: "text",
  columns,
  text: `${typed(words)}\n${withSteadyStatus(inOrder(screen))}${ended(exitCode)}`,
});

/** A log has lines of any width. */
export const logBlock = (words: readonly string[], log: string, exitCode: number): Block => ({
  language: "text",
  text: `${typed(["--non-interactive", ...words])}\n${inOrder(excerptOfLog(log)).trim()}${ended(exitCode)}`,
});

/** What stood in a wide window while the command ran. */
export const momentBlock = (words: readonly string[], moment: string): Block => ({
  language: "text",
  text: `${typed(words)}\n${withSteadyStatus(moment)}`,
});

/** How wide the column is depends on the digits of a duration, and on the dots behind it. */
const withSteadyStatus = (screen: string): string =>
  screen
    .replace(/(Status|running|(?:updating|updated) \(\d+s\))(?:\.+ +| {2,})(?=\S)/g, (_all, status: string) =>
      status.replace(/\d+s/, "4s").padEnd(statusWidth),
    )
    .replace(/running\.+$/gm, "running");

const statusWidth = 16;
