/** Secrets that this process has seen, by their values: found in whatever dress they come back, also as base64 of more than themselves. */
import { secretMark } from "./marks.ts";
import { plainSkeleton, type Skeleton, skeletonOf } from "./skeleton.ts";

/** Shorter values would blot out ordinary words; Huawei's passwords have 6 characters and more, its keys 20 and 40. */
const shortestSecret = 4;
/** Below this length a value counts only where it stands alone, and its base64 is not looked for. */
const distinctLength = 8;

interface Needle {
  readonly bytes: Buffer;
  readonly form: "itself" | "base64";
  /** Counts only between characters that are neither letters nor digits. */
  readonly alone: boolean;
}

/** Values are only added: a rotated key is still a secret. */
const needlesOf = new Map<string, readonly Needle[]>();

/** From now on this value is replaced wherever `redact` sees it. */
export function hideSecret(value: string | undefined): void {
  if (value === undefined || value.length < shortestSecret || needlesOf.has(value)) return;
  needlesOf.set(value, needles(value));
}

export function withoutSecrets(text: string): string {
  const found = [plainSkeleton(text), skeletonOf(text)].flatMap((view) =>
    [...needlesOf.values()].flat().flatMap((needle) => rangesOf(needle, view)),
  );
  return found.length === 0 ? text : replaced(Buffer.from(text), found);
}

function needles(value: string): Needle[] {
  const alone = value.length < distinctLength;
  const spaced = value.replaceAll(" ", "+");
  const plain = [value, encodeURIComponent(Buffer.from(value).toString()), spaced].map((form) => Buffer.from(form));
  const bare = [value, spaced].map((form) => skeletonOf(form).bytes);
  const itself = [...plain, ...bare].filter((bytes) => bytes.length >= shortestSecret);
  const base64 = alone ? [] : [0, 1, 2].flatMap((before) => base64Within(Buffer.from(value), before));
  return [
    ...itself.map((bytes) => ({ bytes, form: "itself" as const, alone })),
    ...base64.map((bytes) => ({ bytes, form: "base64" as const, alone: false })),
  ];
}

/** Those characters that base64 has for the value whatever stands around it, when so many bytes of a group of three stand before it. */
function base64Within(value: Buffer, before: number): Buffer[] {
  const whole = Buffer.concat([Buffer.alloc(before), value]);
  const skipped = Math.ceil((before * 8) / 6);
  const kept = Math.floor((whole.length * 8) / 6);
  return (["base64", "base64url"] as const).map((form) => Buffer.from(whole.toString(form).slice(skipped, kept)));
}

type Range = readonly [start: number, end: number];

/** Where it stands, in bytes of the text. */
function rangesOf({ bytes: needle, form, alone }: Needle, view: Skeleton): Range[] {
  const found: Range[] = [];
  for (let at = view.bytes.indexOf(needle); at !== -1; ) {
    const [from, to] = form === "base64" ? wholeWord(view.bytes, at, at + needle.length) : [at, at + needle.length];
    if (!alone || standsAlone(view.bytes, from, to)) found.push([view.starts[from] ?? 0, view.ends[to - 1] ?? 0]);
    at = view.bytes.indexOf(needle, to);
  }
  return found;
}

/** Base64 goes with all that was encoded with the secret: the user's name stands there too. */
function wholeWord(bytes: Buffer, from: number, to: number): Range {
  let [start, end] = [from, to];
  while (isBase64(bytes[start - 1])) start -= 1;
  while (isBase64(bytes[end])) end += 1;
  return [start, end];
}

const isBase64 = (byte = 0): boolean => /[A-Za-z0-9+/=_-]/.test(String.fromCharCode(byte));
const standsAlone = (bytes: Buffer, from: number, to: number): boolean =>
  !endsInLetter.test(bytes.toString("latin1", Math.max(0, from - 2), from)) &&
  !beginsWithLetter.test(bytes.toString("latin1", to, to + 1));

/** Letters beside it, of two bytes as well: é. What takes three has no spaces around words (Chinese), or is no letter. */
const endsInLetter = /(?:[A-Za-z0-9]|[\xc2-\xdf].)$/s;
const beginsWithLetter = /^[A-Za-z0-9\xc2-\xdf]/;

/** Ranges that overlap are one. */
function replaced(bytes: Buffer, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of ranges.toSorted(([a], [b]) => a - b)) {
    if (start >= done) parts.push(bytes.toString("utf8", done, start), secretMark);
    done = Math.max(done, end);
  }
  return [...parts, bytes.toString("utf8", done)].join("");
}
