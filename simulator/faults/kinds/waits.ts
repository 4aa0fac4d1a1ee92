// Faults that let a caller wait.

import * as Type from "../../schemas/type.ts";
import { after, kind, Milliseconds } from "./kind.ts";

export const waits = {
  delayMs: kind(
    { delayMs: Type.Union([Milliseconds, Type.Object({ from: Milliseconds, to: Milliseconds }, strictly())]) },
    {
      description: "waits before anything else, in real time: so long, or, from the seed, between two times",
      examples: [{ delayMs: 500 }, { delayMs: { from: 100, to: 900 } }],
    },
  ),
  hold: kind(
    { hold: Type.Literal(true) },
    { description: "it happens, and the answer waits until the fault is cleared", examples: [{ hold: true }] },
  ),
  holdBefore: kind(
    { holdBefore: Type.Literal(true) },
    {
      description: "it waits until the fault is cleared, and happens then if the caller is still there",
      examples: [{ holdBefore: true }],
    },
  ),
  stall: kind(
    { stall: Type.Literal(true), ...after },
    {
      description:
        "the call is never answered: the connection is cut when the fault is cleared, or the caller hangs up",
      examples: [{ stall: true }, { stall: true, after: true }],
    },
  ),
} as const;

function strictly() {
  return { additionalProperties: false };
}
