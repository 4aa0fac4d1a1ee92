/** People: names that answers and credentials brought, found by their values, and names that stand where a sentence has a user's. */
import { hiddenKind } from "./fields.ts";
import { isMark, personMark } from "./marks.ts";
import { isOrdinary } from "./ordinary-words.ts";

/** A pool of thousands of users is kept whole; beyond that the field and the sentence still tell. */
const mostNames = 20_000;

/** Names that are not one word are looked for one by one. Login names mostly are. */
const mostPhrases = 1_000;

/** What is written without spaces between words is no part of a word: in 用户zhangsan不存在 the name stands alone. */
const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}";
const letter = `(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_])`;
const word = `${letter}+(?:[.\\\\-]${letter}+)*`;
const words = new RegExp(word, "gu");
const oneWord = new RegExp(`^${word}$`, "u");

const names = new Set<string>();
const phrases = new Set<string>();
/** Chinese has no spaces: these are looked for within runs of characters. */
const hanNames = new Set<string>();

/** From now on this name is replaced where it stands as a word of its own, unless it is an ordinary word. */
export function hidePerson(name: string | undefined): void {
  if (name === undefined) return;
  const plain = plainly(name.trim());
  if (!isTelling(plain) || names.size + phrases.size + hanNames.size >= mostNames) return;
  if (isHan(plain) && plain.length <= longestHan) hanNames.add(plain);
  else if (oneWord.test(plain)) names.add(plain);
  else if (phrases.size < mostPhrases) phrases.add(spaced(plain));
}

/** In one case, and an accent in one way: it may be a letter of its own, or follow one. */
const plainly = (name: string): string => name.normalize("NFC").toLowerCase();

const isHan = (name: string): boolean => /^\p{Script=Han}+$/u.test(name);

/** Of all names that are wholly Chinese; what is longer is looked for as a phrase. */
const longestHan = 6;

/** A space may come back as several, as a line break, or as the plus of a form. */
const spaced = (text: string): string => text.replace(/[\s+]+/g, " ");

function phraseOf(name: string): RegExp {
  const [one, other] = ["NFC", "NFD"].map((form) => name.normalize(form).split(" ").map(literal).join("[\\s+]+"));
  return new RegExp(`(?<!${letter})(?:${one}|${other})(?!${letter})`, "giu");
}

const literal = (part: string): string =>
  part.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);

/** Two letters, a number that could be a size, an ordinary word: to blot these out would make the message unreadable. */
function isTelling(name: string): boolean {
  if (name.length > longestPerson || isOrdinary(name) || isId(name)) return false;
  if (isHan(name)) return name.length >= 2;
  return name.length >= 3 && !isSmallNumber(name);
}

const longestPerson = 128;

/** A count, a size, a limit. */
export const isSmallNumber = (word: string): boolean => /^\d{1,5}$/.test(word);

/** Ids of users are no names; they are what support asks for. */
export const isId = (word: string): boolean => /^(?=.*\d)[0-9a-f-]{16,36}$/i.test(word);

/** Everybody an answer names. `json` is camelCase. */
export function hidePeopleOf(json: unknown): void {
  if (typeof json !== "object" || json === null) return;
  for (const [field, value] of Object.entries(json)) {
    const isPerson = hiddenKind(field) === "person" || (field === "objectName" && isUser(json));
    if (isPerson) hideAll(value);
    else hidePeopleOf(value);
  }
}

const isUser = (item: object): boolean => !("objectType" in item) || item.objectType === "USER";

/** A name, several, or records with names in them. */
function hideAll(value: unknown): void {
  if (typeof value === "string") {
    hidePerson(value);
    return;
  }
  const items: readonly (readonly [string, unknown])[] = Object.entries(Object(value));
  for (const [field, item] of items) if (Array.isArray(value) || isNaming(field, item)) hideAll(item);
}

const isNaming = (field: string, value: unknown): boolean =>
  typeof value === "object" || field === "name" || hiddenKind(field) === "person";

export function withoutPeople(text: string): string {
  return withoutNames(withoutPlaces(text));
}

/** `user [zhangsan]`, `user 'zhangsan'`, `the user zhangsan is disabled`, and the same in Chinese. */
function withoutPlaces(text: string): string {
  return [bracketed, bracketedInChinese, spoken, spokenInChinese].reduce(withoutPlace, text);
}

const withoutPlace = (text: string, place: RegExp): string =>
  text.replace(place, (whole, before: string, name: string) => (isShown(name) ? whole : `${before}${within(before)}`));

const bracketed =
  /(?<!\w)((?:users?|user ?names?|accounts?|principals?)\s{1,3}(?:name |id )?[[('"‘“「])([^\])'"’”」\n]{1,128})/giu;
const verbs = "is|was|has|does|did|do|cannot|can|could|with|already|not|of|in|may|must";
const spoken = new RegExp(
  `(?<!\\w)((?:users?|principals?)\\s{1,3})([^\\s,;:.()[\\]"'<>]{1,128}(?:[.@-][^\\s,;:.()[\\]"'<>]{1,64}){0,3})(?=\\s{1,3}(?:${verbs})(?!\\w))`,
  "giu",
);

const userInChinese = "(?:用户(?:名称?)?|登录名|账[号户]|帐[号户]|姓名)";
const bracketedInChinese = new RegExp(
  `(${userInChinese}\\s{0,3}[:：=]?\\s{0,3}[[(（【「《"'“‘])([^\\])）】」》"'”’\\n]{1,128})`,
  "gu",
);
/** Behind a colon, or in front of what is said of somebody: 不 (not), 已 (already), 未 and 没 (not yet), 无 (lacks), 被 (was). */
const spokenInChinese = new RegExp(
  `(${userInChinese}\\s{0,3}(?:[:：=]\\s{0,3}|(?=[\\w.\\\\-]{1,128}\\s{0,3}[不已未没无被])))([^\\s,，。;；、:：()（）[\\]"'“”‘’不已未没无被]{1,128})`,
  "gu",
);

/** The mark has brackets of its own. */
const within = (before: string): string => (before.endsWith("[") ? personMark.slice(1, -1) : personMark);

const isShown = (name: string): boolean => isOrdinary(name) || isId(name) || isMark(name);

function withoutNames(text: string): string {
  const lower = spaced(plainly(text));
  const told = [...phrases].filter((phrase) => lower.includes(phrase));
  // The longer ones first: what is left of them would be no name any more.
  const rest = told.reduce((clean, phrase) => clean.replace(phraseOf(phrase), personMark), text);
  return rest
    .replace(words, (found, at: number) => (isNamed(found) && !isThing(rest, at) ? personMark : found))
    .replace(/\p{Script=Han}{2,}/gu, withoutHan);
}

/** With the domain before it or without. */
const isNamed = (found: string): boolean =>
  names.has(plainly(found)) || names.has(plainly(found.slice(found.lastIndexOf("\\") + 1)));

/** A pool may bear the name of somebody who uses it: what a message says of a thing is the thing's name. */
function isThing(text: string, at: number): boolean {
  return /\b(?:pools?|desktops?|disks?|keys?|regions?|projects?|profiles?|products?|images?|resources?)["'\s:=([]+$/i.test(
    text.slice(Math.max(0, at - 24), at),
  );
}

/** The longest name that begins at each character. */
function withoutHan(run: string): string {
  const characters = [...run];
  const parts: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const length = [6, 5, 4, 3, 2].find((size) => hanNames.has(characters.slice(at, at + size).join(""))) ?? 0;
    parts.push(length === 0 ? (characters[at] ?? "") : personMark);
    at += Math.max(1, length);
  }
  return parts.join("");
}
