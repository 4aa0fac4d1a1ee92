// What a field may hold, written down by hand from the reference, and the judgement of a value by it.
// Nothing here comes from the simulator's own schemas, so that the two can disagree.

/** How a call is refused. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  /** The field that the message has to name: the one that is judged, unless it is said here. */
  readonly place?: string;
}

interface Common {
  /** Whether the field has to be there. A field that may be left out may be null as well. */
  readonly must?: boolean;
  /** A last look at a value whose form is right. */
  readonly also?: (value: never) => Refused | undefined;
}

export type Rule = Common &
  (
    | { readonly is: "text"; readonly min: number; readonly max: number; readonly pattern?: RegExp }
    | { readonly is: "whole"; readonly min: number; readonly max: number; readonly step?: number }
    | { readonly is: "flag" }
    | { readonly is: "word"; readonly words: readonly string[] }
    | { readonly is: "list"; readonly of: Rule; readonly min: number; readonly max: number }
    | { readonly is: "thing"; readonly fields: Fields }
  );

export type Fields = Readonly<Record<string, Rule>>;

export const text = (min: number, max: number, pattern?: RegExp): Rule => ({
  is: "text",
  min,
  max,
  ...(pattern ? { pattern } : {}),
});
export const whole = (min: number, max: number, step = 1): Rule => ({ is: "whole", min, max, step });
export const flag: Rule = { is: "flag" };
export const word = (...words: string[]): Rule => ({ is: "word", words });
export const list = (of: Rule, min: number, max: number): Rule => ({ is: "list", of, min, max });
export const thing = (fields: Fields): Rule => ({ is: "thing", fields });
export const must = (rule: Rule): Rule => ({ ...rule, must: true });

export const badParameter = { status: 400, code: "WKS.0002" } as const;
/** What is not there is told by its id, not by its field. */
export const notThere = { status: 404, code: "WKS.0202", place: "" } as const;
export const conflict = { status: 409, code: "WKS.00010032" } as const;
export const emptyMessage = { status: 400, code: "WKS.0001" } as const;
export const badRequest = { status: 400, code: "APIGW.0201" } as const;
export const notPublished = { status: 404, code: "APIGW.0101" } as const;

/** Any text of the right form, but only these are there. */
export function oneOf(known: readonly string[], otherwise: Refused, rule: Rule = text(1, 255)): Rule {
  return { ...rule, also: (value: unknown) => (known.includes(String(value)) ? undefined : otherwise) };
}

/** A list that may not name one thing twice. */
export function distinct(rule: Rule, key: (item: never) => unknown = (item) => item): Rule {
  const twice = (items: readonly never[]) => new Set(items.map(key)).size < items.length;
  return { ...rule, also: (value: readonly never[]) => (twice(value) ? badParameter : undefined) };
}

/** Undefined when the value may stand there. */
export function judge(rule: Rule, value: unknown, place = ""): Refused | undefined {
  if (value === undefined) return rule.must ? bad(place) : undefined;
  if (value === null && !rule.must) return undefined;
  const wrong = wrongForm(rule, value, place);
  if (wrong) return wrong;
  const refused = rule.also?.(value as never);
  return refused && { place, ...refused };
}

function wrongForm(rule: Rule, value: unknown, place: string): Refused | undefined {
  switch (rule.is) {
    case "text":
      return isText(rule, value) ? undefined : bad(place);
    case "whole":
      return isWhole(rule, value) ? undefined : bad(place);
    case "flag":
      return typeof value === "boolean" ? undefined : bad(place);
    case "word":
      return typeof value === "string" && rule.words.includes(value) ? undefined : bad(place);
    case "list":
      return Array.isArray(value) ? wrongItem(rule, value, place) : bad(place);
    case "thing":
      return isThing(value) ? wrongField(rule.fields, value, place) : bad(place);
  }
}

function isText({ min, max, pattern }: Rule & { is: "text" }, value: unknown): boolean {
  return typeof value === "string" && value.length >= min && value.length <= max && (pattern?.test(value) ?? true);
}

function isWhole({ min, max, step = 1 }: Rule & { is: "whole" }, value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max && value % step === 0;
}

export function isThing(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function wrongItem({ of, min, max }: Rule & { is: "list" }, items: readonly unknown[], place: string) {
  if (items.length < min || items.length > max) return bad(place);
  // An item cannot be left out, so null is no item.
  return firstOf(items.map((item, index) => judge(must(of), item, join(place, String(index)))));
}

/** Where several fields are wrong, the message may name any of them. */
function wrongField(fields: Fields, value: Record<string, unknown>, place: string): Refused | undefined {
  const wrong = Object.entries(fields).flatMap(([name, rule]) => judge(rule, value[name], join(place, name)) ?? []);
  const [first, ...others] = wrong;
  return first && others.length > 0 ? { ...first, place: "" } : first;
}

const firstOf = (found: readonly (Refused | undefined)[]) => found.find((one) => one !== undefined);
const bad = (place: string): Refused => ({ ...badParameter, place });
export const join = (place: string, name: string) => (place === "" ? name : `${place}.${name}`);
