// Makes JSON schemas as typebox makes them, with typebox's types and without its code: loading that takes longer than all
// of ours together, and a schema that is only looked at needs none of it. What checks values is loaded when one is checked.

import type * as Typebox from "typebox";

export type { Static, TObject, TProperties, TSchema } from "typebox";

type Options = Readonly<Record<string, unknown>>;
type Schema = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Schema>>;

/** Typebox's own mark, which no JSON shows. */
const mark = "~optional";

const simple = (type: string) => (options?: Options) => ({ type, ...options });

function object(properties: Properties, options?: Options) {
  const required = Object.keys(properties).filter((name) => !(mark in (properties[name] ?? {})));
  return { type: "object", ...(required.length > 0 ? { required } : {}), properties, ...options };
}

function optional(schema: Schema) {
  return Object.defineProperty({ ...schema }, mark, { value: true });
}

function partial({ required: _required, properties, ...others }: { required?: unknown; properties: Properties }) {
  const entries = Object.entries(properties).map(([name, schema]) => [name, optional(schema)]);
  return { ...others, properties: Object.fromEntries(entries) };
}

// The one place where typebox's types are put on what is made here; a test holds both against each other.
const boolean = simple("boolean") as unknown as typeof Typebox.Boolean;
const integer = simple("integer") as unknown as typeof Typebox.Integer;
const number = simple("number") as unknown as typeof Typebox.Number;
const string = simple("string") as unknown as typeof Typebox.String;
const nothing = simple("null") as unknown as typeof Typebox.Null;
const array = ((items: Schema, options?: Options) => ({
  type: "array",
  items,
  ...options,
})) as unknown as typeof Typebox.Array;
const enumeration = ((words: readonly unknown[], options?: Options) => ({
  enum: words,
  ...options,
})) as unknown as typeof Typebox.Enum;
const literal = ((word: unknown, options?: Options) => ({
  type: typeof word,
  const: word,
  ...options,
})) as unknown as typeof Typebox.Literal;
const never = ((options?: Options) => ({ not: {}, ...options })) as unknown as typeof Typebox.Never;
const record = ((_name: Schema, value: Schema, options?: Options) => ({
  type: "object",
  patternProperties: { "^.*$": value },
  ...options,
})) as unknown as typeof Typebox.Record;
const union = ((schemas: readonly Schema[], options?: Options) => ({
  anyOf: schemas,
  ...options,
})) as unknown as typeof Typebox.Union;
const unknown = ((options?: Options) => ({ ...options })) as unknown as typeof Typebox.Unknown;
const typedObject = object as unknown as typeof Typebox.Object;
const typedOptional = optional as unknown as typeof Typebox.Optional;
const typedPartial = partial as unknown as typeof Typebox.Partial;

export {
  array as Array,
  boolean as Boolean,
  enumeration as Enum,
  integer as Integer,
  literal as Literal,
  never as Never,
  nothing as Null,
  number as Number,
  record as Record,
  string as String,
  typedObject as Object,
  typedOptional as Optional,
  typedPartial as Partial,
  union as Union,
  unknown as Unknown,
};
