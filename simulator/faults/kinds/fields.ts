// Faults in the fields of an answer. The call itself happens, and its answer is changed.

import * as Type from "../../schemas/type.ts";
import { kind, Word } from "./kind.ts";

const strict = { additionalProperties: false };

/** `status` is that field wherever it is, `sub_jobs.status` in every sub-job, and `.status` at the top alone. */
const Paths = Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { minItems: 1, maxItems: 100 });

export const listWords = [
  "item-twice",
  "two-of-one-id",
  "item-missing",
  "shuffled",
  "reversed",
  "empty",
  "null",
  "absent",
] as const;
export type ListWord = (typeof listWords)[number];

export const typeWords = ["string", "number", "boolean", "null", "array", "object"] as const;
export type TypeWord = (typeof typeWords)[number];

export const fields = {
  missingJobId: kind(
    { missingJobId: Type.Literal(true) },
    { description: "the answer lacks the job's id", examples: [{ missingJobId: true }] },
  ),
  jobId: kind(
    { jobId: Type.Enum(["empty", "null", "number", "unknown"]) },
    {
      description: "the answer's job_id is empty, null, a number, or the id of no job",
      examples: [{ jobId: "empty" }],
    },
  ),
  missingFields: kind(
    { missingFields: Paths },
    { description: "the answer lacks these fields", examples: [{ missingFields: ["status", "data_volumes.id"] }] },
  ),
  setFields: kind(
    { setFields: Type.Record(Type.String({ minLength: 1 }), Type.Unknown()) },
    {
      description: "the answer says this instead; a field that is nowhere in it is added at its top",
      examples: [{ setFields: { ".status": "ROLLING" } }, { setFields: { total_count: 7, colour: "red" } }],
    },
  ),
  wrongTypes: kind(
    {
      wrongTypes: Type.Object(
        {
          fields: Type.Optional(Paths),
          to: Type.Optional(Type.Enum([...typeWords], { description: "if left out, one that fits each field ill" })),
        },
        strict,
      ),
    },
    {
      description: "fields of another type than they should have: these, or every one that holds a single value",
      examples: [
        { wrongTypes: { fields: ["size"] } },
        { wrongTypes: {} },
        { wrongTypes: { fields: ["data_volumes"], to: "null" } },
      ],
    },
  ),
  unknownFields: kind(
    { unknownFields: Type.Literal(true) },
    {
      description: "every object of the answer has fields that nobody has heard of",
      examples: [{ unknownFields: true }],
    },
  ),
  unknownWords: kind(
    { unknownWords: Type.Object({ fields: Type.Optional(Paths), word: Type.Optional(Type.String()) }, strict) },
    {
      description: "words that nobody has heard of, in these fields, or in all that have a fixed set of words",
      examples: [{ unknownWords: {} }, { unknownWords: { fields: ["status"], word: "PAUSED" } }],
    },
  ),
  list: kind(
    {
      list: Type.Object({ spoil: Type.Enum([...listWords]), name: Type.Optional(Word) }, strict),
    },
    {
      description: "the lists of the answer, or the one of this name, with an item twice, missing, in another order, …",
      examples: [{ list: { spoil: "item-twice" } }, { list: { spoil: "shuffled", name: "data_volumes" } }],
    },
  ),
  totalCount: kind(
    { totalCount: Type.Union([Type.Enum(["too-high", "too-low", "text", "absent"]), Type.Integer()]) },
    {
      description: "total_count is one too high or too low, a text, absent, or this number",
      examples: [{ totalCount: "too-high" }, { totalCount: 0 }],
    },
  ),
} as const;
