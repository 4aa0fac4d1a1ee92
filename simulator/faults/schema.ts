// What may be asked to go wrong. Unknown fields are refused here, since a misspelt fault would quietly test nothing.

import Type from "typebox";
import { ActSchema, type AnyAct } from "./actSchema.ts";

const strict = { additionalProperties: false };

const effects = {
  /** Waits before anything else. */
  delayMs: Type.Object({ delayMs: Type.Integer({ minimum: 0, maximum: 3_600_000 }) }, strict),
  /** The connection is cut and nothing happens. */
  dropBefore: Type.Object({ dropBefore: Type.Literal(true) }, strict),
  /** It happens, and the connection is cut instead of an answer. */
  dropAfter: Type.Object({ dropAfter: Type.Literal(true) }, strict),
  /** This answer is given instead of what would have happened, or with `after` on top of it. */
  status: Type.Object(
    {
      status: Type.Integer({ minimum: 200, maximum: 599 }),
      body: Type.Optional(Type.Unknown()),
      headers: Type.Optional(Type.Record(Type.String(), Type.String())),
      after: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  /** It happens, and the answer waits until faults are cleared. */
  hold: Type.Object({ hold: Type.Literal(true) }, strict),
  /** It waits until faults are cleared, and happens then if the caller is still there. */
  holdBefore: Type.Object({ holdBefore: Type.Literal(true) }, strict),
  /** The fate of the job that the call starts. */
  job: Type.Object(
    {
      job: Type.Object(
        {
          outcome: Type.Enum(["fail", "partial", "stuck"]),
          failDesktops: Type.Optional(Type.Integer({ minimum: 1 })),
          code: Type.Optional(Type.String({ minLength: 1 })),
          reason: Type.Optional(Type.String()),
        },
        strict,
      ),
    },
    strict,
  ),
  /** It happens, and the answer lacks the job's id. */
  missingJobId: Type.Object({ missingJobId: Type.Literal(true) }, strict),
  /** Somebody else does something just before. */
  act: Type.Object({ act: ActSchema }, strict),
} as const;

export const effectNames = Object.keys(effects) as EffectName[];
export type EffectName = keyof typeof effects;
export const effectSchemas = effects;

export const FaultSchema = Type.Object(
  {
    method: Type.Optional(Type.Enum(["GET", "POST", "PUT", "DELETE"])),
    route: Type.Optional(Type.String({ minLength: 1 })),
    pool: Type.Optional(Type.String({ minLength: 1 })),
    nth: Type.Optional(Type.Integer({ minimum: 1 })),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    effect: Type.Object({}),
  },
  strict,
);

type Effects = { [K in Exclude<EffectName, "act">]: Type.Static<(typeof effects)[K]> } & {
  readonly act: { readonly act: AnyAct };
};
export type FaultEffect = Effects[EffectName];
export type FaultAsked = Omit<Type.Static<typeof FaultSchema>, "effect"> & { readonly effect: FaultEffect };

export function effectName(effect: FaultEffect): EffectName {
  return effectNames.find((name) => name in effect) ?? "status";
}
