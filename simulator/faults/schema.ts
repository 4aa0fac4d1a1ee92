// What may be asked to go wrong, and on which calls.

import * as Type from "../schemas/type.ts";
import type { AnyAct } from "./actSchema.ts";
import { answers } from "./kinds/answers.ts";
import { bodies } from "./kinds/bodies.ts";
import { connections } from "./kinds/connections.ts";
import { fields } from "./kinds/fields.ts";
import { jobs } from "./kinds/jobs.ts";
import { others } from "./kinds/others.ts";
import { waits } from "./kinds/waits.ts";

export const effectSchemas = {
  ...waits,
  ...connections,
  ...answers,
  ...bodies,
  ...fields,
  ...jobs,
  ...others,
} as const;

export type EffectName = keyof typeof effectSchemas;
export const effectNames = Object.keys(effectSchemas) as EffectName[];

const Count = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

/** Which calls a fault is about, and on which of these it plays. Its effect is checked by name, so that errors can name it. */
export const FaultSchema = Type.Object(
  {
    method: Type.Optional(Type.Enum(["GET", "POST", "PUT", "DELETE"])),
    route: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: "the name of a call, or a path in which * is any text",
      }),
    ),
    pool: Type.Optional(Type.String({ minLength: 1, description: "the id or the name of a pool the call is about" })),
    disk: Type.Optional(Type.String({ minLength: 1, description: "a pool's disk or a volume that the call names" })),
    desktop: Type.Optional(Type.String({ minLength: 1, description: "the id of a desktop that the call names" })),
    job: Type.Optional(Type.String({ minLength: 1, description: "the id of a job that the call names" })),
    actor: Type.Optional(Type.String({ minLength: 1, description: "who calls, as the ledger names them" })),
    afterSeq: Type.Optional(
      Type.Integer({ minimum: 0, description: "only calls that come after this line of the ledger" }),
    ),
    afterJob: Type.Optional(Type.String({ minLength: 1, description: "only calls that come when this job has ended" })),
    nth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: "from this matching call on; 1 if left out" }),
    ),
    every: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: "every k-th call from there" }),
    ),
    probability: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: "the chance of each such call, thrown from the seed",
      }),
    ),
    times: Type.Optional(
      Type.Union([Count, Type.Literal("always")], {
        description: "how often it plays: once if left out, always where `every` or `probability` is given",
      }),
    ),
    also: Type.Optional(
      Type.Boolean({ description: "plays on a call beside the fault that has it already, and does not take its turn" }),
    ),
    effect: Type.Object({}),
  },
  { additionalProperties: false, description: "a fault" },
);

type Static<N extends EffectName> = Type.Static<(typeof effectSchemas)[N]>;
type Effects = { [N in Exclude<EffectName, "act" | "actAfter">]: Static<N> } & {
  readonly act: { readonly act: AnyAct };
  readonly actAfter: { readonly actAfter: AnyAct };
};
export type EffectOf<N extends EffectName> = Effects[N];
/** What goes wrong on a call, as `effect` of a fault: one kind, with its own fields. `GET /_sim/faults/kinds` has all of them. */
export type FaultEffect = Effects[EffectName];
/** A fault as `POST /_sim/faults` takes it: which calls it is about, on which of these it plays, and its effect. */
export interface FaultAsked {
  /** Only calls of this method. */
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Only this call, by its name, or a path in which `*` is any text. */
  readonly route?: string;
  /** Only calls about this pool, by id or name. */
  readonly pool?: string;
  /** Only calls that name this disk of a pool, or this volume. */
  readonly disk?: string;
  /** Only calls that name this desktop, by id. */
  readonly desktop?: string;
  /** Only calls that name this job, by id. */
  readonly job?: string;
  /** Only calls of this one, as the ledger names who calls. */
  readonly actor?: string;
  /** Only calls that come after this line of the ledger. */
  readonly afterSeq?: number;
  /** Only calls that come when this job has ended. */
  readonly afterJob?: string;
  /** From this matching call on; 1 if left out. */
  readonly nth?: number;
  /** Every k-th matching call from there. */
  readonly every?: number;
  /** The chance of each such call, over 0 and up to 1, thrown from the seed. */
  readonly probability?: number;
  /** How often it plays: once if left out, always where `every` or `probability` is given. */
  readonly times?: number | "always";
  /** Plays on a call beside the fault that has it already, and does not take its turn. */
  readonly also?: boolean;
  /** What goes wrong. */
  readonly effect: FaultEffect;
}

export function effectName(effect: FaultEffect): EffectName {
  return effectNames.find((name) => name in effect) ?? "status";
}

/** The effects of one kind among several, in their order. */
export function only<N extends EffectName>(effects: readonly FaultEffect[], name: N): EffectOf<N>[] {
  return effects.filter((effect): effect is EffectOf<N> => name in effect);
}
