// What can be asked of the fault and act controls, as JSON schemas with examples: made from the very schemas that check
// what is asked, so that a new kind needs no line here.

import { acts } from "../faults/actSchema.ts";
import { effectSchemas } from "../faults/schema.ts";
import type { TSchema } from "../schemas/type.ts";
import { routes } from "./table.ts";

export function faultChoices() {
  const operations = [...new Set(routes.map(({ operation }) => operation))];
  return { operations, kinds: choicesOf(effectSchemas) };
}

export const actChoices = () => ({ acts: choicesOf(acts) });

function choicesOf(schemas: Readonly<Record<string, TSchema>>) {
  return Object.entries(schemas).map(([name, schema]) => choiceOf(name, schema));
}

function choiceOf(name: string, schema: Schema) {
  const { description = "", examples = [exampleOf(schema)] } = schema;
  return { name, description, examples, schema };
}

/** The least that the schema lets pass, as far as it can be told without a name of anything there is. */
function exampleOf(schema: Schema): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? [];
  if (first) return exampleOf(first);
  if (schema.type === "object") return exampleObject(schema);
  if (schema.type === "array") return [];
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  if (schema.type === "boolean") return true;
  return schema.type === "string" ? "" : null;
}

function exampleObject({ required = [], properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]));
}

/** The words of JSON schema that are read here. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}
