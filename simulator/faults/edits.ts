// What faults do to the fields of an answer.

import type { Chance } from "./chance.ts";
import { type Entries, isMeant, isObject, mapObjects } from "./json.ts";
import type { TypeWord } from "./kinds/fields.ts";
import { spoiltLists } from "./lists.ts";
import type { EffectName, EffectOf, FaultEffect } from "./schema.ts";

/** Fields that have a fixed set of words. */
const wordFields = [
  "status",
  "task_status",
  "login_status",
  "attach_state",
  "job_type",
  "charging_mode",
  "object_type",
  "user_group",
  "inconsistent_types",
  "result",
];

export interface EditContext {
  readonly chance: Chance;
  /** Tells one play of a fault from the next. */
  readonly turn: string;
}

type Edit<N extends EffectName> = (body: unknown, effect: EffectOf<N>, context: EditContext) => unknown;

const edits = {
  missingJobId: (body) => without(body, [".job_id"]),
  jobId(body, { jobId }) {
    const values = { empty: "", null: null, number: 7, unknown: "00000000-0000-4000-a000-000000000000" };
    return isObject(body) && "job_id" in body ? { ...body, job_id: values[jobId] } : body;
  },
  missingFields: (body, { missingFields }) => without(body, missingFields),
  setFields: (body, { setFields }) => withFields(body, setFields),
  wrongTypes(body, { wrongTypes: { fields, to } }) {
    const isAsked = (path: readonly string[], value: unknown) =>
      fields ? fields.some((pattern) => isMeant(path, pattern)) : !isContainer(value);
    return eachField(body, (path, value) => (isAsked(path, value) ? ofType(value, to) : value));
  },
  unknownFields: (body) =>
    mapObjects(body, (entries) => [
      ...entries,
      ["x_newer_text", "from a newer service"],
      ["x_newer", { list: [1, null] }],
    ]),
  unknownWords(body, { unknownWords: { fields = wordFields, word = "FROM_A_NEWER_SERVICE" } }) {
    const spoilt = (value: unknown) => (Array.isArray(value) ? value.map(() => word) : word);
    return eachField(body, (path, value) => (fields.some((pattern) => isMeant(path, pattern)) ? spoilt(value) : value));
  },
  list: (body, { list }, context) => spoiltLists(body, list, context),
  totalCount(body, { totalCount }) {
    if (!isObject(body) || !("total_count" in body)) return body;
    if (totalCount === "absent") return without(body, [".total_count"]);
    const right = Number(body.total_count);
    const words = { "too-high": right + 1, "too-low": right - 1, text: `${right}` };
    return { ...body, total_count: typeof totalCount === "number" ? totalCount : words[totalCount] };
  },
} satisfies { readonly [N in EffectName]?: Edit<N> };

type EditName = keyof typeof edits;

/** The body as the effect leaves it; effects of other kinds leave it as it is. */
export function edited(body: unknown, effect: FaultEffect, context: EditContext): unknown {
  const name = Object.keys(edits).find((candidate): candidate is EditName => candidate in effect);
  if (!name) return body;
  // The name is that of the effect's own kind.
  return (edits[name] as Edit<EffectName>)(body, effect, context);
}

function without(body: unknown, patterns: readonly string[]): unknown {
  return mapObjects(body, (entries, path) =>
    entries.filter(([name]) => !patterns.some((pattern) => isMeant([...path, name], pattern))),
  );
}

function withFields(body: unknown, set: Readonly<Record<string, unknown>>): unknown {
  const patterns = Object.entries(set);
  const met = new Set<string>();
  const changed = eachField(body, (path, value) => {
    const found = patterns.find(([pattern]) => isMeant(path, pattern));
    if (found) met.add(found[0]);
    return found ? found[1] : value;
  });
  const added = patterns.filter(([pattern]) => !met.has(pattern));
  const fresh = added.map(([pattern, value]): Entries[number] => [pattern.replace(/^\./, ""), value]);
  return isObject(changed) ? Object.fromEntries([...Object.entries(changed), ...fresh]) : changed;
}

function eachField(body: unknown, change: (path: readonly string[], value: unknown) => unknown): unknown {
  return mapObjects(body, (entries, path) => entries.map(([name, value]) => [name, change([...path, name], value)]));
}

const isContainer = (value: unknown) => typeof value === "object" && value !== null;

/** Something of another type. What can be said in the other type is: 50 becomes "50". */
function ofType(value: unknown, to: TypeWord = illFitting(value)): unknown {
  const values: { readonly [T in TypeWord]: unknown } = {
    string: isContainer(value) ? JSON.stringify(value) : String(value),
    number: 7,
    boolean: true,
    null: null,
    array: [value],
    object: { value },
  };
  return values[to];
}

function illFitting(value: unknown): TypeWord {
  if (typeof value === "string") return "number";
  if (Array.isArray(value)) return "object";
  return value === null || isObject(value) ? "array" : "string";
}
