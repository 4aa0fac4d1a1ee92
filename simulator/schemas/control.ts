// Requests to the simulator itself.

import Type from "typebox";

export const LedgerQuery = Type.Object({
  kind: Type.Optional(Type.String()),
  pool: Type.Optional(Type.String()),
  disk: Type.Optional(Type.String()),
});

export const StateQuery = Type.Object(
  { seq: Type.Optional(Type.Integer({ minimum: 0 })) },
  { additionalProperties: false },
);

export const ClockBody = Type.Object(
  { advanceSeconds: Type.Number({ minimum: 0, maximum: 366 * 24 * 3600 }) },
  { additionalProperties: false },
);
