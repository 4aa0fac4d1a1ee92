/** People: names that answers and credentials brought, found by their values, and names that stand where a sentence has a user's. */
import { hiddenKind } from "./fields.ts";
import { personMark } from "./marks.ts";
import { isOrdinary } from "./ordinary-words.ts";

/** A pool of thousands of users is kept whole; beyond that the field and the sentence still tell. */
const mostNames = 20_000;

/** Names of several words are looked for one by one. Login names have none. */
const mostPhrases = 200;

const names = new Set<string>();
const phrases = new Set<string>();
/** Chinese has no spaces: these are looked for within runs of characters. */
const hanNames = new Set<string>();

/** From now on this name is replaced where it stands as a word of its own, unless it is an ordinary word. */
export function hidePerson(name: string | undefined): void {
  const plain = (name ?? "").trim().toLowerCase();
  if (!isTelling(plain) || names.size + phrases.size + hanNames.size >= mostNames) return;
  if (/^\p{Script=Han}+$/u.test(plain)) hanNames.add(plain);
  else if (!/\s/.test(plain)) names.add(plain);
  else if (phrases.size < mostPhrases) phrases.add(plain);
}

/** Two letters, a number that could be a size, an ordinary word: to blot these out would make the message unreadable. */
function isTelling(name: string): boolean {
  if (name.length > longestPerson || isOrdinary(name) || isId(name)) return false;
  if (/^\p{Script=Han}+$/u.test(name)) return name.length >= 2;
  return name.length >= 3 && !isSmallNumber(name);
}

const longestPerson = 128;

/** A count, a size, a limit. */
export const isSmallNumber = (word: string): boolean => /^\d{1,5}$/.test(word);

/** Ids of users are no names; they are what support asks for. */
export const isId = (word: string): boolean => /^(?=.*\d)[0-9a-f-]{16,36}$/i.test(word);

/** Everybody an answer names. `json` is camelCase. */
export function hidePeopleOf(json: unknown): void {
  if (Array.isArray(json)) {
    for (const item of json) hidePeopleOf(item);
    return;
  }
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
  if (typeof value === "string") hidePerson(value);
  if (typeof value !== "object" || value === null) return;
  for (const [field, item] of Object.entries(value)) if (Array.isArray(value) || isNaming(field, item)) hideAll(item);
}

const isNaming = (field: string, value: unknown): boolean =>
  typeof value === "object" || field === "name" || hiddenKind(field) === "person";

export function withoutPeople(text: string): string {
  return withoutNames(withoutPlaces(text));
}

/** `user [zhangsan]`, `user 'zhangsan'`, `the user zhangsan is disabled`. */
function withoutPlaces(text: string): string {
  return text
    .replace(bracketed, (whole, before: string, name: string) => (isShown(name) ? whole : `${before}${within(before)}`))
    .replace(spoken, (whole, before: string, name: string) => (isShown(name) ? whole : `${before}${personMark}`));
}

const bracketed =
  /(?<!\w)((?:users?|user ?names?|accounts?|principals?)\s{1,3}(?:name |id )?[[('"‘“「])([^\])'"’”」\n]{1,128})/giu;
const verbs = "is|was|has|does|did|do|cannot|can|could|with|already|not|of|in|may|must";
const spoken = new RegExp(
  `(?<!\\w)((?:users?|principals?)\\s{1,3})([^\\s,;:.()[\\]"'<>]{1,128}(?:[.@-][^\\s,;:.()[\\]"'<>]{1,64}){0,3})(?=\\s{1,3}(?:${verbs})(?!\\w))`,
  "giu",
);

/** The mark has brackets of its own. */
const within = (before: string): string => (before.endsWith("[") ? personMark.slice(1, -1) : personMark);

const isShown = (name: string): boolean => isOrdinary(name) || isId(name) || isMark(name);
const isMark = (name: string): boolean => /^\[?(?:name|e-mail|redacted)\]?$/.test(name);

function withoutNames(text: string): string {
  let clean = text;
  if (names.size > 0)
    clean = clean.replace(word, (found, at: number) => (isNamed(found) && !isThing(clean, at) ? personMark : found));
  for (const phrase of phrases) clean = withoutPhrase(clean, phrase);
  return hanNames.size === 0 ? clean : clean.replace(/\p{Script=Han}{2,}/gu, withoutHan);
}

const word = /[\p{L}\p{N}_]+(?:[.\\-][\p{L}\p{N}_]+)*/gu;

/** With the domain before it or without. */
const isNamed = (found: string): boolean =>
  names.has(found.toLowerCase()) || names.has(found.slice(found.lastIndexOf("\\") + 1).toLowerCase());

/** A pool may bear the name of somebody who uses it: what a message says of a thing is the thing's name. */
function isThing(text: string, at: number): boolean {
  return /\b(?:pools?|desktops?|disks?|keys?|regions?|projects?|profiles?|products?|images?|resources?)["'\s:=([]+$/i.test(
    text.slice(Math.max(0, at - 24), at),
  );
}

function withoutPhrase(text: string, phrase: string): string {
  const lower = text.toLowerCase();
  // Where letters change their length with their case, places in the one are not places in the other.
  if (lower.length !== text.length) return text.replaceAll(phrase, personMark);
  const parts: string[] = [];
  let done = 0;
  for (let at = lower.indexOf(phrase); at !== -1; at = lower.indexOf(phrase, done)) {
    parts.push(text.slice(done, at), personMark);
    done = at + phrase.length;
  }
  return [...parts, text.slice(done)].join("");
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
