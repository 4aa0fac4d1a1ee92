// Faults of the connection: cut, reset, slow, or framed in ways that clients seldom meet.

import * as Type from "../../schemas/type.ts";
import { kind, Milliseconds } from "./kind.ts";

const strict = { additionalProperties: false };
const Bytes = Type.Integer({ minimum: 1, maximum: 1_000_000 });

export const connections = {
  dropBefore: kind(
    { dropBefore: Type.Literal(true) },
    { description: "the connection is cut and nothing happens", examples: [{ dropBefore: true }] },
  ),
  dropAfter: kind(
    { dropAfter: Type.Literal(true) },
    { description: "it happens, and the connection is cut instead of an answer", examples: [{ dropAfter: true }] },
  ),
  reset: kind(
    { reset: Type.Enum(["before", "after"]) },
    {
      description: "the connection is reset (RST) without an answer: before it happens, or after",
      examples: [{ reset: "after" }],
    },
  ),
  downMs: kind(
    { downMs: Type.Integer({ minimum: 1, maximum: 60_000 }) },
    {
      description: "nothing happens, all connections are cut, and for so long, in real time, new ones are refused",
      examples: [{ downMs: 300 }],
    },
  ),
  cutBody: kind(
    {
      cutBody: Type.Object(
        {
          sent: Type.Optional(
            Type.Integer({ minimum: 0, description: "bytes of the body that come; half of it if left out" }),
          ),
          end: Type.Enum(["close", "reset", "silence"]),
        },
        strict,
      ),
    },
    {
      description: "it happens; the answer announces its whole length, and stops in the middle of its body",
      examples: [{ cutBody: { end: "reset" } }, { cutBody: { sent: 10, end: "close" } }],
    },
  ),
  slow: kind(
    {
      slow: Type.Object(
        { bytes: Bytes, everyMs: Milliseconds, head: Type.Optional(Type.Boolean({ description: "the head too" })) },
        strict,
      ),
    },
    {
      description: "it happens, and the answer comes a few bytes at a time",
      examples: [{ slow: { bytes: 16, everyMs: 20 } }],
    },
  ),
  closeMs: kind(
    { closeMs: Milliseconds },
    {
      description: "it happens; the answer has no length, and the connection that ends it is closed so much later",
      examples: [{ closeMs: 300 }],
    },
  ),
  http10: kind(
    { http10: Type.Literal(true) },
    {
      description: "it happens, and HTTP/1.0 answers: without a length, ended by closing",
      examples: [{ http10: true }],
    },
  ),
  informational: kind(
    { informational: Type.Enum([100, 102, 103]) },
    {
      description: "it happens, and an answer of this status comes before the real one",
      examples: [{ informational: 103 }],
    },
  ),
  chunked: kind(
    { chunked: Type.Enum(["whole", "broken", "unended"]) },
    {
      description:
        "it happens, and the answer comes in chunks: whole, with a length that is no number, or without the last one",
      examples: [{ chunked: "unended" }],
    },
  ),
} as const;
