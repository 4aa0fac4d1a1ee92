// Compiles schemas once, and says what is wrong with a value in one sentence that names the field.

import type { TSchema } from "typebox";
import type * as Checker from "typebox/schema";

export type Check = (value: unknown) => string | undefined;

/** A check that answers with the first fault, or undefined when there is none. */
export function checkOf(schema: TSchema): Check {
  // Compiling is put off to the first use: most runs use a few routes, and all of them want a quick start.
  let compiled: Checker.Validator | undefined;
  return (value) => {
    compiled ??= checker().Compile(schema);
    if (compiled.Check(value)) return undefined;
    return sentence(schema, compiled.Errors(value)[1]);
  };
}

let loaded: typeof Checker | undefined;

/** Loaded when the first value is checked, and not at the start: nobody should wait for what may never be needed. */
function checker(): typeof Checker {
  const { createRequire } = process.getBuiltinModule("node:module");
  loaded ??= createRequire(import.meta.url)("typebox/schema") as typeof Checker;
  return loaded;
}

interface Fault {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

function sentence(schema: TSchema, faults: readonly Fault[]): string {
  // A union reports each branch and then itself; what the person needs is the branch that was meant.
  const fault = faults.find((candidate) => !isNullBranch(candidate)) ?? faults[0];
  if (!fault) return "the request is not valid";
  const place = [fault.instancePath.slice(1).replaceAll("/", "."), ...missing(fault.params)].filter(Boolean).join(".");
  const message = unknownField(schema, fault) ?? `${fault.message}${allowed(fault.params)}`;
  return `${place || "the body"}: ${message}`;
}

/** For a field that nobody knows the checker only says that its schema is false. */
function unknownField(schema: TSchema, { keyword, schemaPath }: Fault): string | undefined {
  const end = "/additionalProperties";
  if (keyword !== "boolean" || !schemaPath.endsWith(end)) return undefined;
  const steps = schemaPath.slice(0, -end.length).split("/").slice(1);
  const closed = steps.reduce((part: unknown, step) => (isRecord(part) ? part[step] : undefined), schema);
  const known = isRecord(closed) && isRecord(closed.properties) ? Object.keys(closed.properties) : [];
  return `is not a known field. Known here: ${known.join(", ")}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isNullBranch(fault: Fault): boolean {
  return fault.keyword === "type" && fault.message.includes("null");
}

function missing(params: object): string[] {
  if (!("requiredProperties" in params) || !Array.isArray(params.requiredProperties)) return [];
  return params.requiredProperties.slice(0, 1).map(String);
}

function allowed(params: object): string {
  if (!("allowedValues" in params) || !Array.isArray(params.allowedValues)) return "";
  return ` (${params.allowedValues.join(", ")})`;
}
