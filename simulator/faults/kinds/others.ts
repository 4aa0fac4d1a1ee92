// Faults of the world around a call: other people, the past, credentials and clocks.

import * as Type from "../../schemas/type.ts";
import { ActSchema } from "../actSchema.ts";
import { kind } from "./kind.ts";

const strict = { additionalProperties: false };

export const others = {
  act: kind(
    { act: ActSchema },
    {
      description: "another person does this just before",
      examples: [{ act: { do: "addDisk", pool: "office", size: 20 } }],
    },
  ),
  actAfter: kind(
    { actAfter: ActSchema },
    {
      description: "another person does this just after it has happened, before it is answered",
      examples: [{ actAfter: { do: "deletePool", pool: "office" } }],
    },
  ),
  stale: kind(
    {
      stale: Type.Union([
        Type.Object({ effects: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, strict),
        Type.Object({ seconds: Type.Number({ minimum: 0, maximum: 1e9 }) }, strict),
      ]),
    },
    {
      description:
        "a GET answers as it was so many effects of the ledger ago, or so many seconds; others are not touched",
      examples: [{ stale: { effects: 3 } }, { stale: { seconds: 20 } }],
    },
  ),
  expireToken: kind(
    { expireToken: Type.Enum(["this", "all"]) },
    {
      description: "the call's token, or every one that was given out, is no good from now on",
      examples: [{ expireToken: "this" }],
    },
  ),
  clockOffSeconds: kind(
    { clockOffSeconds: Type.Integer({ minimum: -1e9, maximum: 1e9 }) },
    {
      description:
        "the service's clock is off by so much: in the header Date, and where it checks a signature or a token",
      examples: [{ clockOffSeconds: 3600 }],
    },
  ),
} as const;
