// What faults do to a call that has been carried out or refused, before its answer is made.

import type { FastifyRequest } from "fastify";
import type { Stage } from "../stage.ts";
import { attempt } from "./attempt.ts";
import { held } from "./before.ts";
import { errorAnswer } from "./knownErrors.ts";
import type { FaultEffect } from "./schema.ts";
import type { Fault } from "./store.ts";
import type { Given } from "./wire.ts";

interface Played {
  readonly faults: readonly Fault[];
  readonly call: { fault?: string };
}

/** What is answered after all, or that nothing is. */
export async function playAfter(
  stage: Stage,
  { faults, call }: Played,
  request: FastifyRequest,
  given: Given,
): Promise<"cut" | "reset" | Given> {
  let answer = given;
  for (const fault of faults) {
    const { effect } = fault;
    if ("actAfter" in effect) attempt(stage, call, effect.actAfter);
    if ("dropAfter" in effect) return "cut";
    if ("reset" in effect && effect.reset === "after") return "reset";
    if ("hold" in effect && (await held(stage, fault, request)) === "gone") return "cut";
    if ("stall" in effect && effect.after) {
      await held(stage, fault, request);
      return "cut";
    }
    answer = onTop(effect) ?? answer;
  }
  return answer;
}

/** An answer that is given although it has happened. */
function onTop(effect: FaultEffect): Given | undefined {
  if ("status" in effect && effect.after) return effect;
  return "refusal" in effect && effect.after ? errorAnswer(effect.refusal) : undefined;
}
