// Schemas with a title are told once, under that title, and referred to from everywhere else.

import type { TSchema } from "typebox";

export interface Components {
  readonly schemas: Readonly<Record<string, unknown>>;
  /** The schema as the document tells it: a reference where it has a title. */
  refer(schema: TSchema): unknown;
}

export function collectComponents(): Components {
  const schemas: Record<string, unknown> = {};
  const sources = new Map<string, string>();
  const refer = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(refer);
    if (schema === null || typeof schema !== "object") return schema;
    const title = titleOf(schema);
    if (title === undefined) return told(schema);
    assertOneMeaning(sources, title, JSON.stringify(schema));
    schemas[title] ??= told(schema);
    return { $ref: `#/components/schemas/${title}` };
  };
  const each = (fields: object) => Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, refer(one)]));
  const told = (schema: object) => {
    const parts = Object.entries(schema).filter(([key]) => nested.includes(key));
    const maps = Object.entries(schema).filter(([key]) => named.includes(key));
    return {
      ...schema,
      ...each(Object.fromEntries(parts)),
      ...Object.fromEntries(maps.map(([key, fields]) => [key, each(fields)])),
    };
  };
  return { schemas, refer };
}

/** The keywords that hold schemas, and those that hold schemas by name. What the others hold is data. */
const nested = ["items", "anyOf", "allOf", "oneOf", "not", "additionalProperties"];
const named = ["properties", "patternProperties"];

function titleOf(schema: object): string | undefined {
  return "title" in schema && typeof schema.title === "string" ? schema.title : undefined;
}

function assertOneMeaning(sources: Map<string, string>, title: string, source: string): void {
  const known = sources.get(title) ?? source;
  sources.set(title, source);
  if (known !== source) throw new Error(`two schemas have the title ${title}`);
}
