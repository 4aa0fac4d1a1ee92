/** The verdict for a pull request, in Markdown: harm first, counts, details folded; short enough for a comment. Pure. */
import type { Finding, Gravity } from "./findings.ts";
import { meaningOf } from "./meaning.ts";
import type { Preview } from "./preview.ts";
import type { Verdict } from "./verdict.ts";

/** GitHub takes 65,536 characters in a comment; other services and a frame around it want some of them. In bytes. */
const longest = 60_000;

export interface Judged {
  readonly preview: Preview;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

export function summaryOf({ preview, findings, verdict }: Judged): string {
  const of = (...gravities: readonly Gravity[]) => findings.filter(({ gravity }) => gravities.includes(gravity));
  const head = [`### ${signs[verdict.word]} ${verdict.sentence}`, "", counts(preview), ""];
  const harm = of("error", "data", "people").map(row);
  const rest = [...of("attention"), ...of("change")].map(row);
  return fitted(head, harm, rest);
}

const signs: Readonly<Record<Verdict["word"], string>> = { safe: "✅", data: "🛑", people: "⚠️", error: "❌" };

const names: Readonly<Record<string, string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to delete",
  same: "unchanged",
};

function counts({ changeSummary }: Preview): string {
  const told = Object.entries(names).flatMap(([op, words]) =>
    (changeSummary[op] ?? 0) > 0 ? [`${changeSummary[op]} ${words}`] : [],
  );
  return told.length === 0 ? "Nothing changes." : `Resources: ${told.join(", ")}.`;
}

function row({ resource, words }: Finding): string {
  const meaning = meaningOf(words);
  return `- **${escaped(resource)}**: ${meaning === undefined ? "" : `**${meaning}** – `}${escaped(words)}`;
}

/** Names that people chose may hold signs of Markdown, of HTML, or call somebody by an \`@\`. */
const escaped = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\*_[\]<>|#~@]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Whatever is left out is counted: of the details first, of the harm only when there is no other way. */
function fitted(head: readonly string[], harm: readonly string[], rest: readonly string[]): string {
  const room = longest - bytes(head.join("\n")) - 400;
  const shown = within(harm, room);
  const details = within(rest, room - bytes(shown.join("\n")));
  return [
    ...head,
    ...shown,
    ...left(harm.length - shown.length, "lines of harm"),
    ...(rest.length === 0 ? [] : ["", "<details><summary>Everything else</summary>", "", ...details]),
    ...left(rest.length - details.length, "lines"),
    ...(rest.length === 0 ? [] : ["", "</details>"]),
    "",
  ].join("\n");
}

const bytes = (text: string): number => Buffer.byteLength(text);

function within(lines: readonly string[], room: number): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += bytes(line) + 1;
    if (used > room) break;
    kept.push(line);
  }
  return kept;
}

const left = (count: number, what: string): string[] =>
  count > 0 ? [`- … and ${count} more ${what}: \`gate --json\` prints every one`] : [];
