// docs/consents.md has every sentence with which the provider refuses, as the sources have it, and each row names the test that
// provokes the refusal and looks for its words.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { repository } from "../../scripts/pulumi/parts.ts";
import { refusalSentences, type Sentence } from "./refusals.ts";
import { testsIn } from "./titles.ts";

interface Row {
  readonly words: string;
  readonly way: string;
  readonly file: string;
  readonly title: string;
}

const page = readFileSync(join(repository, "docs/consents.md"), "utf8");

const rows: Row[] = [...page.matchAll(/^\| (.+) \| (.+) \| ([\w/-]+): (.+) \|$/gm)].map(
  ([, words = "", way = "", name = "", title = ""]) => ({ words, way, file: `test/${name}.test.ts`, title }),
);

/** Of a sentence so many words in a row are enough to find it by; where values stand between them, fewer. */
const enough = 5;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

function runs(text: string, length: number): string[] {
  const words = wordsOf(text);
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, i) => words.slice(i, i + length).join(" "));
}

/** The parts of a sentence between its values. */
const partsOf = (text: string): string[] => text.split("…").flatMap((part) => (wordsOf(part).length > 0 ? [part] : []));

function isSaid({ text }: Sentence, where: string): boolean {
  const longest = Math.max(...partsOf(text).map((part) => wordsOf(part).length));
  const length = Math.min(enough, longest);
  return partsOf(text).some((part) => runs(part, length).some((run) => where.includes(run)));
}

/** What stands beside a refusal without being one, and parts that nobody would look up. */
const noRefusals = [
  // What a field's change does to desktops: in the table of docs/desktop-pool.md, held by its own test.
  /field-table\.ts:/,
  // Notices: nothing is refused.
  /it counts as gone, and nothing was deleted|the nearest name there is|waiting: something is under way/,
  /to see it as a change$|is not replaced after all/,
  // Parts: a pattern, a place, whom a call reaches.
  /\$1 is not right|GB\) on desktop …$|that nobody uses at the time$|\(not known yet\)$|\(which may be all of …\)$/,
  /refused before any change: …$/,
  // A defect of the provider's own, which no program can provoke.
  /please report it$/,
];

const recovery = readFileSync(join(repository, "docs/recovery.md"), "utf8");
const told = `${rows.map(({ words, way }) => `${words} ${way}`).join("\n")}\n${recovery}`;
const asLine = ({ file, text }: Sentence): string => `${file}: ${text}`;
const all = refusalSentences();
const sentences = all.filter((sentence) => !noRefusals.some((no) => no.test(asLine(sentence))));

test("every sentence with which the provider refuses has its row", () => {
  expect(sentences.length).toBeGreaterThan(200);
  expect(sentences.filter((sentence) => !isSaid(sentence, told)).map(asLine)).toEqual([]);
});

test("what is said to be no refusal is in the sources", () => {
  expect(noRefusals.filter((no) => !all.some((sentence) => no.test(asLine(sentence))))).toEqual([]);
});

test("a sentence that is new in the sources is missed on the page", () => {
  expect(isSaid({ file: "", text: "disk … cannot be painted green: write `colour: …`" }, told)).toBe(false);
});

test("every row of the tables is read", () => {
  const lines = page.split("\n").filter((line) => line.startsWith("| "));
  expect(rows).toHaveLength(lines.filter((line) => !/^\| (?:---|what you read)/.test(line)).length);
});

test("every row has the words of a refusal of the sources, and a way", () => {
  const none = rows.filter(({ words }) => !sentences.some((sentence) => isSaid(sentence, words)));
  expect(none.map(({ words }) => words)).toEqual([]);
  expect(rows.filter(({ way }) => wordsOf(way).length === 0)).toEqual([]);
});

const isTest = testsIn("test");
const sources = new Map<string, string>();

/** As the words stand in a test, also within a pattern. */
function testText(file: string): string {
  const text = sources.get(file) ?? readFileSync(join(repository, file), "utf8").replaceAll("\\", "");
  sources.set(file, text);
  return text;
}

test("every row names a test that is there", () => {
  expect(
    rows.filter(({ file, title }) => !isTest({ file, title })).map(({ file, title }) => `${file}: ${title}`),
  ).toEqual([]);
});

test("the file of that test looks for words of the row", () => {
  const silent = rows.filter(
    ({ words, file }) => !partsOf(words).some((part) => runs(part, 3).some((run) => testText(file).includes(run))),
  );
  expect(silent.map(({ words, file }) => `${file}: ${words}`)).toEqual([]);
});
