// Query strings: numbers and booleans arrive as text, and a name may be repeated.

import type { TObject } from "./type.ts";
import * as Type from "./type.ts";

interface PagingLimits {
  readonly minLimit?: number;
  readonly maxLimit: number;
  readonly maxOffset: number;
  /** How many items a page has when the call does not say: as many as it may, where this is left out. */
  readonly defaultLimit?: number;
}

export function paging({ minLimit = 0, maxLimit, maxOffset, defaultLimit = maxLimit }: PagingLimits) {
  return {
    limit: Type.Optional(
      Type.Integer({
        minimum: minLimit,
        maximum: maxLimit,
        default: defaultLimit,
        description: "the length of a page",
      }),
    ),
    offset: Type.Optional(
      Type.Integer({ minimum: 0, maximum: maxOffset, default: 0, description: "how many items to leave out" }),
    ),
  };
}

export const Filter = (maxLength = 255) => Type.Optional(Type.String({ maxLength }));
export const Yes = Type.Optional(Type.Boolean());

/** A filter with several values: the name repeated, or the values with commas between them, or both. */
export const Repeated = Type.Optional(
  Type.Array(Type.String({ maxLength: 255 }), { maxItems: 100, description: "may be repeated, or a comma list" }),
);

/** The values as the schema wants them, where the text allows it. A name without a value asks for nothing. */
export function readQuery({ properties }: TObject, query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  return Object.fromEntries(given.map(([name, value]) => [name, readValue(properties[name], value)]));
}

type PropertySchema = TObject["properties"][string] | undefined;

function readValue(schema: PropertySchema, value: unknown): unknown {
  const type = schema && "type" in schema ? schema.type : undefined;
  if (type === "array") return [value].flat().flatMap((text) => String(text).split(",").filter(Boolean));
  if (typeof value !== "string") return value;
  if (type === "integer" && /^[+-]?\d+$/.test(value)) return Number(value);
  if (type === "boolean" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return value;
}

/** Undefined means that the filter is not set. */
export function valuesOf(repeated: readonly string[] | undefined): readonly string[] | undefined {
  return repeated?.length ? repeated : undefined;
}

export function page<T>(items: readonly T[], asked: { limit?: number; offset?: number }, defaultLimit: number): T[] {
  const offset = asked.offset ?? 0;
  return items.slice(offset, offset + (asked.limit ?? defaultLimit));
}
