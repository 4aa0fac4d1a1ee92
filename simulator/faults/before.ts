// What faults do to a call before it is carried out, and often in the place of it.

import type { FastifyRequest } from "fastify";
import type { Stage } from "../stage.ts";
import { attempt } from "./attempt.ts";
import type { Chance } from "./chance.ts";
import { errorAnswer } from "./knownErrors.ts";
import { goDown } from "./outage.ts";
import { retryAfter } from "./retryAfter.ts";
import type { EffectOf, FaultEffect } from "./schema.ts";
import type { Fault } from "./store.ts";
import type { Given } from "./wire.ts";

/** How it goes on: as usual, or not at all, or with this answer. */
export type Verdict = "go on" | "cut" | "reset" | Given;

interface Played {
  readonly faults: readonly Fault[];
  readonly call: { fault?: string };
}

/** Tells one play of a fault from the next. */
type Turn = Pick<Fault, "id" | "met">;

/** One after the other, in the order they were armed, until one of them ends the call. */
export async function playBefore(stage: Stage, visit: Played, request: FastifyRequest): Promise<Verdict> {
  for (const fault of visit.faults) {
    const verdict = await begin(stage, fault, visit, request);
    if (verdict !== "go on") return verdict;
    if (request.raw.socket.destroyed) return "cut";
  }
  return "go on";
}

async function begin(stage: Stage, fault: Fault, { call }: Played, request: FastifyRequest): Promise<Verdict> {
  const { faults, world } = stage;
  const { effect } = fault;
  if ("delayMs" in effect) await faults.pause(fault, delayOf(faults.chance, fault, effect));
  if ("act" in effect) attempt(stage, call, effect.act);
  if ("dropBefore" in effect) return "cut";
  if ("reset" in effect && effect.reset === "before") return "reset";
  if ("holdBefore" in effect && (await held(stage, fault, request)) === "gone") return "cut";
  if ("stall" in effect && !effect.after) {
    await held(stage, fault, request);
    return "cut";
  }
  if ("downMs" in effect) {
    void goDown(request.server.server, faults.pause(fault, effect.downMs));
    return "cut";
  }
  return insteadOf(effect, { url: request.url, now: world.clock.now() }) ?? "go on";
}

/** Held until the fault is cleared, or until the caller hangs up, which may have been before. */
export function held({ faults }: Stage, fault: Fault, request: FastifyRequest): Promise<"released" | "gone"> {
  const { socket } = request.raw;
  return faults.hold(fault, (hungUp) => (socket.destroyed ? hungUp() : socket.once("close", hungUp)));
}

export function delayOf(chance: Chance, { id, met }: Turn, { delayMs }: EffectOf<"delayMs">): number {
  if (typeof delayMs === "number") return delayMs;
  return delayMs.from + Math.floor(chance(id, met, "delay") * (delayMs.to - delayMs.from + 1));
}

/** An answer that is given while nothing happens. */
function insteadOf(effect: FaultEffect, { url, now }: { url: string; now: number }): Given | undefined {
  if ("status" in effect && !effect.after) return effect;
  if ("refusal" in effect && !effect.after) return errorAnswer(effect.refusal);
  if ("redirect" in effect) return { status: effect.redirect, headers: { location: effect.to ?? url } };
  if (!("throttle" in effect)) return undefined;
  const { status = 429, seconds = 2, retryAfter: form } = effect.throttle;
  const value = retryAfter(form, seconds, now);
  const headers = value === undefined ? {} : { "retry-after": value };
  return { ...errorAnswer({ code: "APIGW.0308", status }), headers };
}
