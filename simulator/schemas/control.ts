// Requests to the simulator itself.

import * as Type from "./type.ts";

const seq = Type.Optional(Type.Integer({ minimum: 0, description: "as it was after this line of the ledger" }));

const Word = Type.Optional(Type.String({ minLength: 1 }));
const Flag = Type.Optional(Type.Boolean());

export const LedgerQuery = Type.Object(
  {
    kind: Type.Optional(Type.String({ minLength: 1, description: "one kind of effect, or several with commas" })),
    pool: Type.Optional(Type.String({ minLength: 1, description: "an id or a name" })),
    desktop: Type.Optional(Type.String({ minLength: 1, description: "an id or a name" })),
    disk: Type.Optional(Type.String({ minLength: 1, description: "a pool's disk or an EVS volume" })),
    actor: Word,
    job: Word,
    request: Word,
    lost: Type.Optional(Type.Boolean({ description: "only what lost data" })),
    refused: Flag,
    after: Type.Optional(Type.Integer({ minimum: 0, description: "only lines after this one" })),
    seq,
    last: Type.Optional(Type.Integer({ minimum: 1, description: "only so many lines, from the end" })),
    format: Type.Optional(Type.Enum(["json", "text"])),
  },
  { additionalProperties: false },
);
export type LedgerQuery = Type.Static<typeof LedgerQuery>;

export const StateQuery = Type.Object(
  { seq, pool: Type.Optional(Type.String({ description: "only this pool and its jobs: an id or a name" })) },
  { additionalProperties: false },
);

export const OverviewQuery = Type.Object({ seq }, { additionalProperties: false });

export const ClockBody = Type.Object(
  {
    advanceSeconds: Type.Optional(Type.Number({ minimum: 0, maximum: 366 * 24 * 3600 })),
    now: Type.Optional(Type.String({ description: "an instant, such as 2026-03-01T08:00:00Z" })),
  },
  { additionalProperties: false },
);
export type ClockBody = Type.Static<typeof ClockBody>;
