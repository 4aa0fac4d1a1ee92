// One page of docs/resources: its symbols, each with its words, a table of what is in it, its errors and its example.

import { type CommentDisplayPart, Reflection } from "typedoc";
import type { Doc, ExportedSymbol, Member } from "./symbols.ts";
import { type LinkTo, typeWords } from "./types.ts";

export interface Page {
  /** In docs/resources. */
  readonly file: string;
  readonly title: string;
  /** What stands at its head, above all symbols. */
  readonly head: string;
  readonly symbols: readonly ExportedSymbol[];
}

const written =
  "<!-- Written by `npm run documents` from the comments in the sources: a change belongs there. `npm run check` compares. -->";

export const pageText = ({ title, head, symbols }: Page, linkTo: LinkTo): string =>
  [`# ${title}`, written, head, ...symbols.flatMap((symbol) => section(symbol, linkTo))].join("\n\n").concat("\n");

function section(symbol: ExportedSymbol, linkTo: LinkTo): string[] {
  const { name, doc, members, extended } = symbol;
  const say = (parts: readonly CommentDisplayPart[]) => wordsOf(parts, linkTo);
  return [
    `## ${name}`,
    say(doc.text),
    ...alias(symbol, linkTo),
    ...(extended.length === 0
      ? []
      : [
          `${name.endsWith("Args") ? "It takes" : "It has"} all of ${extended.map((one) => reference(one, linkTo)).join(", ")}, and:`,
        ]),
    ...called(symbol, linkTo),
    ...(members.length === 0 ? [] : tables(symbol, linkTo)),
    ...list("Errors", (doc.tags.throws ?? []).map(say)),
    ...(doc.tags.example ?? []).map(say),
    ...sources(doc, linkTo),
  ];
}

const alias = ({ kind, type }: ExportedSymbol, linkTo: LinkTo): string[] =>
  kind === "type" && type?.type === "union" ? [`One of: ${typeWords(type, linkTo)}.`] : [];

/** How a function is called, and what it answers. */
function called({ kind, parameters, type, doc }: ExportedSymbol, linkTo: LinkTo): string[] {
  if (kind !== "function") return [];
  const rows = parameters.map((p) => [code(p.name), typeWords(p.type, linkTo), yes(p), oneLine(p.doc.text, linkTo)]);
  const answer = (doc.tags.returns ?? []).map((parts) => oneLine(parts, linkTo)).join(" ");
  return [
    table(["argument", "type", "required", "what it is"], rows),
    `Answer: ${typeWords(type, linkTo)}. ${capital(answer)}.`,
  ];
}

/** Of arguments the table has what one looks up, and the words come under it; of everything else the words are the table. */
function tables({ name, kind, members }: ExportedSymbol, linkTo: LinkTo): string[] {
  const tag = ({ doc }: Member, word: string) =>
    (doc.tags[word] ?? []).map((parts) => oneLine(parts, linkTo)).join(" ");
  if (!name.endsWith("Args")) {
    const rows = members.map((m) => [
      code(m.isOptional ? `${m.name}?` : m.name),
      typeWords(m.type, linkTo),
      tag(m, "unit"),
      oneLine(m.doc.text, linkTo),
    ]);
    return [table([kind === "class" ? "output" : "field", "type", "unit", "what it is"], rows)];
  }
  const rows = members.map((m) => [
    code(m.name),
    typeWords(m.type, linkTo),
    yes(m),
    ...["unit", "range", "defaultValue", "change"].map((word) => tag(m, word)),
  ]);
  const said = members.map((m) => `${code(m.name)}: ${wordsOf(m.doc.text, linkTo)}${sourceOf(m, linkTo)}`);
  const columns = ["argument", "type", "required", "unit", "range", "default", "what a change does"];
  return [table(columns, rows), said.map((words) => `- ${words.replaceAll("\n", "\n  ")}`).join("\n")];
}

const sourceOf = ({ doc }: Member, linkTo: LinkTo): string =>
  (doc.tags.source ?? []).map((parts) => `\nSource: ${wordsOf(parts, linkTo)}.`).join("");

const sources = ({ tags }: Doc, linkTo: LinkTo): string[] =>
  (tags.source ?? []).map((parts) => `Source: ${wordsOf(parts, linkTo)}.`);

const list = (title: string, entries: readonly string[]): string[] =>
  entries.length === 0 ? [] : [`${title}:`, entries.map((words) => `- ${words.replaceAll("\n", "\n  ")}`).join("\n")];

/** Columns that say nothing of any row are left out. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = columns.map((_, i) => i).filter((i) => rows.some((row) => row[i] !== ""));
  const line = (cells: readonly string[]) => `| ${kept.map((i) => cells[i] || "–").join(" | ")} |`;
  return [line(columns), `|${kept.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}

const yes = ({ isOptional }: Member): string => (isOptional ? "no" : "**yes**");
const code = (name: string): string => `\`${name}\``;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function reference(name: string, linkTo: LinkTo): string {
  const address = linkTo(name);
  return address === undefined ? code(name) : `[${code(name)}](${address})`;
}

const oneLine = (parts: readonly CommentDisplayPart[], linkTo: LinkTo): string =>
  wordsOf(parts, linkTo).replace(/\s+/g, " ").replaceAll("|", "\\|");

/** A comment as Markdown: its links lead to the pages. */
export const wordsOf = (parts: readonly CommentDisplayPart[], linkTo: LinkTo): string =>
  parts
    .map((part) =>
      part.kind === "inline-tag" && part.target instanceof Reflection ? reference(part.target.name, linkTo) : part.text,
    )
    .join("")
    .trim();
