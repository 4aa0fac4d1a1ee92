/** How a wrong argument reads: where it stands, what it is, what is allowed there, and what to write instead. */
import { distance } from "fastest-levenshtein";
import type { z } from "zod";

type Path = readonly PropertyKey[];

export function unknownField(path: Path, key: string, there: readonly string[]): string {
  const near = nearest(key, there);
  if (near !== undefined) return `${place([...path, key])} is not a field: write \`${near}\``;
  const list =
    there.length === 0 ? "" : `; the ${there.length === 1 ? "only field" : "fields"} there: ${there.join(", ")}`;
  return `${place([...path, key])} is not a field: remove it${list}`;
}

export function wrongKey(path: Path): string {
  const name = String(path.at(-1) ?? "");
  const map = place(path.slice(0, -1));
  if (name === "") return `${map} has an empty name; a name needs at least one character: give it one`;
  return `${map} has the name ${JSON.stringify(name)}, which is not allowed there: choose a shorter one`;
}

/** The word that was meant: but for capitals and underscores the same, a slip or two away, or one inside the other. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const said = plain(word);
  const ranked = words
    .map((right) => ({ right, slips: distance(said, plain(right)), isInside: isInside(said, plain(right)) }))
    .filter(({ right, slips, isInside }) => isInside || slips * 3 <= Math.max(said.length, plain(right).length))
    .sort((a, b) => a.slips - b.slips);
  return ranked[0]?.right;
}

const plain = (word: string): string => word.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** `diskSize` means `size`; two or three letters stand in too many words to mean anything. */
const isInside = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a));

/** `volumes.data.size`, `volumes["my disk"].size` */
export const place = (path: Path): string => path.map((p, i) => placeWord(p, i === 0)).join("") || "the arguments";

function placeWord(part: PropertyKey, isFirst: boolean): string {
  if (typeof part === "number") return `[${part}]`;
  const word = String(part);
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(word)) return `[${JSON.stringify(word)}]`;
  return isFirst ? word : `.${word}`;
}

const mostShown = 80;

export function isWhat(value: unknown): string {
  if (value === undefined) return "is missing";
  const isNoNumber = typeof value === "number" && !Number.isFinite(value);
  const text = isNoNumber ? String(value) : (JSON.stringify(value) ?? String(value));
  return `is ${text.length > mostShown ? `${text.slice(0, mostShown)}…` : text}`;
}

export function allowed(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `it has to be ${typeWords[issue.expected] ?? issue.expected}${remedy(issue.expected, found)}`;
    case "invalid_value":
      return oneOf(issue.values, found);
    case "invalid_union":
      return oneOf(issue.errors.flat().flatMap(choices), found);
    case "too_small":
      return bound(issue.origin, "at least", Number(issue.minimum));
    case "too_big":
      return bound(issue.origin, "at most", Number(issue.maximum));
    default:
      return `it ${issue.message}`;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  object: "a map",
  record: "a map",
  array: "a list",
};

/** What was meant, where the value tells it; otherwise what to do with the line. */
function remedy(expected: string, found: unknown): string {
  if (found === undefined) return ": add it";
  const isNumber = expected === "number" || expected === "int";
  const inQuotes = typeof found === "string" && /^-?\d+(\.\d+)?$/.test(found.trim());
  if (isNumber && inQuotes) return `: write ${Number(found)}, without quotes`;
  const isFraction = Number.isFinite(found) && !Number.isInteger(found);
  if (isNumber && isFraction) return ": write it without a fraction";
  if (expected === "boolean" && (found === "true" || found === "false")) return `: write ${found}, without quotes`;
  if (expected === "string" && typeof found === "number") return `: write "${found}", in quotes`;
  if (typeWords[expected] === "a map" && Array.isArray(found)) return ": give each entry a name, `{ name: … }`";
  return "";
}

/** The values that one branch of a choice takes. */
function choices(issue: z.core.$ZodIssue): unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  return issue.code === "invalid_type" && issue.expected === "boolean" ? [true, false] : [];
}

function oneOf(values: readonly unknown[], found: unknown): string {
  const list = values.map((v) => JSON.stringify(v)).join(", ");
  const isOne = values.length === 1;
  if (found === undefined) return `allowed ${isOne ? "is" : "are"} ${list}: add it`;
  if (isOne) return `the only value allowed is ${list}: write ${list}, or remove the line`;
  return `allowed are ${list}: write ${meant(values, found)}`;
}

function meant(values: readonly unknown[], found: unknown): string {
  const inQuotes = values.find((v) => typeof v === "boolean" && String(v) === found);
  if (inQuotes !== undefined) return `${inQuotes}, without quotes`;
  const texts = values.filter((v) => typeof v === "string");
  const near = typeof found === "string" ? nearest(found, texts) : undefined;
  return near === undefined ? "one of these" : JSON.stringify(near);
}

function bound(origin: string, word: string, limit: number): string {
  const unit = { string: "character", array: "entry", record: "entry", object: "entry" }[origin];
  if (unit === undefined)
    return `${word} ${limit} is allowed: write ${word === "at least" ? `${limit} or more` : `${limit} or less`}`;
  const many = limit === 1 ? unit : unit === "entry" ? "entries" : "characters";
  return word === "at least" ? `it needs at least ${limit} ${many}` : `it may have at most ${limit} ${many}`;
}
