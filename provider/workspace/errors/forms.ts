/** What is a secret or a person by the way it is written, whether or not its value is known: fields, headers, addresses, tokens. */
import { type Hidden, hiddenKind } from "./fields.ts";
import { isMark, mailMark, personMark, secretMark } from "./marks.ts";
import { isOrdinary } from "./ordinary-words.ts";
import { isId, isSmallNumber } from "./people.ts";

export function withoutForms(text: string): string {
  return withoutTokens(withoutMail(withoutFields(withoutChinese(withoutUserInfo(text)))));
}

/** `scheme://user:password@host`. A password may hold what no address may hold. A port is no password. */
function withoutUserInfo(text: string): string {
  return text
    .replace(/:\/\/[^\s"'<>@:/?#[\]]{1,256}:(?!\d{1,5}(?:[/?#\s"']|$))[^\s"'<>]{1,512}@/g, `://${secretMark}@`)
    .replace(/:\/\/[^\s"'<>/?#]{1,1024}@/g, `://${secretMark}@`);
}

/** 密码 and 口令 (password), 密钥 (key), 令牌 (token), with a colon or 是 and 为 (is) before the value, which is not Chinese. */
function withoutChinese(text: string): string {
  return text.replace(
    /((?:密码|口令|密钥|令牌)\s{0,3}(?:[:：=]|是|为)\s{0,3}["'“‘]?)([^\s\p{Script=Han},，。;；、"'“”‘’<>]{1,4096})/gu,
    (whole, before: string, value: string) => (isOrdinary(value) || isMark(value) ? whole : `${before}${secretMark}`),
  );
}

/** An address: its local part begins where no such part can have begun before, so each character is looked at a few times at most. */
const mail =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,2000}?(?:@|%40|%2540|\\+u0040|&#64;|&commat;)(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}][\p{L}\p{N}-]{1,62}/giu;

function withoutMail(text: string): string {
  return text.replace(mail, mailMark);
}

/** Signatures, tokens and pairs of a name and a password that stand alone. */
function withoutTokens(text: string): string {
  return text
    .replace(
      /SDK-HMAC-SHA256(?:[\s,;]{1,4}(?:Access|Credential|SignedHeaders|Signature)=[^\s,|"'<>\\]{0,4096}){1,8}/g,
      secretMark,
    )
    .replace(/(?<![\w-])(Access|Signature)=[^\s,;|&"'<>\\)[]{4,4096}/gi, `$1=${secretMark}`)
    .replace(
      /(?<![\w-])([Bb]earer|Basic)\s{1,3}([A-Za-z0-9+/_=.~-]{6,20000})/g,
      (whole, scheme: string, value: string) =>
        /[\d+/=_.~]|[a-z][A-Z]/.test(value) ? `${scheme} ${secretMark}` : whole,
    )
    .replace(/(?<![A-Za-z0-9+/_=-])(?:MII|eyJ)[A-Za-z0-9+/_=.-]{60,}/g, secretMark);
}

/** A name, then what joins it to its value; the quotes may be escaped, once or more. */
const field =
  /(?<![\w.+/-])([A-Za-z_][\w.-]{0,80})(?:(\\{0,7})(["']))?(\s{0,8}(?:=>|[:=]|%3[AaDd]|,(?=\s{0,8}\\{0,7}["']))\s{0,8})/g;
const element = /<([A-Za-z_][\w.-]{0,80})>([^<]{1,4096})(?=<\/)/g;

function withoutFields(text: string): string {
  return withoutValues(text).replace(element, (whole, name: string, value: string) => {
    const kind = hiddenKind(name);
    return kind === undefined || value.trim() === "" || isMark(value) ? whole : `<${name}>${markOf(kind, value)}`;
  });
}

/** Once through the text, from name to name; what was taken out is not looked at again. */
function withoutValues(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const found of text.matchAll(field)) {
    const [whole, name = "", , quote, joint = ""] = found;
    const kind = hiddenKind(name);
    const from = found.index + whole.length;
    // A comma joins only in lists of raw headers: ["Authorization", "…"].
    if (kind === undefined || from < done || (joint.includes(",") && quote === undefined)) continue;
    const value = valueAt(text, from, kind);
    if (!isValue(value.text, { kind, spoken: quote === undefined && /: +$/.test(joint) })) continue;
    parts.push(text.slice(done, value.from), markOf(kind, value.text));
    done = value.to;
  }
  return [...parts, text.slice(done)].join("");
}

interface Value {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** In a sentence, "password: must be longer" says nothing that is to be hidden; names of settings and our own marks are no values. */
function isValue(text: string, { kind, spoken }: { readonly kind: Hidden; readonly spoken: boolean }): boolean {
  if (text === "" || isMark(text)) return false;
  if (/^(?:HW_|HUAWEICLOUD_|huaweicloud:)\w+$/.test(text) || /^(?:null|true|false|undefined)$/.test(text)) return false;
  if (kind === "person" && (isId(text) || isSmallNumber(text))) return false;
  return !spoken || !isOrdinary(text);
}

const markOf = (kind: Hidden, value: string): string => {
  if (kind !== "person") return secretMark;
  return value.includes("@") ? mailMark : personMark;
};

function valueAt(text: string, from: number, kind: Hidden): Value {
  const opening = /^\\{0,7}["']/.exec(text.slice(from, from + 8))?.[0];
  if (opening !== undefined) {
    const start = from + opening.length;
    return valueTo(text, start, endOfQuoted(text, start, { escapes: opening.length - 1, quote: opening.slice(-1) }));
  }
  const bracket = text[from];
  if (bracket === "[" || bracket === "{") return valueTo(text, from, endOfBracketed(text, from));
  // A backslash before a letter is within the value: corp\\ann.
  const end = kind === "header" ? /[\n\r|"'<>\\]/g : /[\s,;&|"'<>)\]}]|\\(?!\w)/g;
  end.lastIndex = from;
  return valueTo(text, from, end.exec(text)?.index ?? text.length);
}

const valueTo = (text: string, from: number, to: number): Value => ({ text: text.slice(from, to).trim(), from, to });

/** The same quote behind as many backslashes; a text that was cut off ends the value with it. */
function endOfQuoted(
  text: string,
  from: number,
  { escapes, quote }: { readonly escapes: number; readonly quote: string },
): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 1)) {
    let before = at;
    while (text[before - 1] === "\\") before -= 1;
    if (at - before === escapes) return before;
  }
  return text.length;
}

/** A list or a record goes whole. Brackets within quotes do not count; an apostrophe in a word is no quote. */
function endOfBracketed(text: string, from: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (quote !== undefined) {
      if (character === quote && text[at - 1] !== "\\") quote = undefined;
    } else if (character === '"' || (character === "'" && /[\s[{(,:=]/.test(text[at - 1] ?? ""))) quote = character;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
