// Faults in the bytes of an answer, and in what its headers say of them. The call itself happens.

import * as Type from "../../schemas/type.ts";
import { Headers, kind } from "./kind.ts";

export const bodyWords = [
  "empty",
  "html",
  "null",
  "array",
  "text",
  "number",
  "empty-object",
  "invalid-json",
  "half-json",
  "invalid-utf8",
  "bom",
  "deep",
] as const;
export type BodyWord = (typeof bodyWords)[number];

export const bodies = {
  spoilBody: kind(
    { spoilBody: Type.Enum([...bodyWords]) },
    {
      description: "it happens, and the answer's body is something else, under the status it would have had",
      examples: [{ spoilBody: "html" }],
    },
  ),
  oversizedMb: kind(
    { oversizedMb: Type.Integer({ minimum: 1, maximum: 100 }) },
    {
      description: "it happens, and the answer is so many megabytes long: a field `padding` more",
      examples: [{ oversizedMb: 20 }],
    },
  ),
  gzip: kind(
    { gzip: Type.Enum(["right", "broken", "cut", "only-said"]) },
    {
      description:
        "it happens, and the answer is compressed, whether or not that was asked for: rightly, broken, cut off, or not at all",
      examples: [{ gzip: "broken" }],
    },
  ),
  contentType: kind(
    { contentType: Type.Union([Type.String({ pattern: "^[\\x20-\\x7e]*$", maxLength: 255 }), Type.Null()]) },
    {
      description: "it happens, and the answer is said to be of another type, or, with null, of none",
      examples: [{ contentType: "text/plain" }],
    },
  ),
  withHeaders: kind(
    { withHeaders: Headers },
    {
      description: "it happens, and the answer has these headers; null leaves one out, a list sends it several times",
      examples: [{ withHeaders: { "x-request-id": null, "x-new": "1" } }],
    },
  ),
} as const;
