// The faults that are armed, how often each has been met and played, and the calls that are being held.

import { isDeepStrictEqual } from "node:util";
import { badParameter } from "../model/refusal.ts";
import { checkOf } from "../schemas/validate.ts";
import { readAct } from "./act.ts";
import { effectNames, effectSchemas, type FaultAsked, type FaultEffect, FaultSchema } from "./schema.ts";

export interface Fault extends FaultAsked {
  readonly id: number;
  met: number;
  played: number;
}

/** What a fault is matched against. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  /** The id and the name of the pool that the call is about, when it is about one. */
  readonly pool: readonly string[];
}

export interface Faults {
  arm(body: unknown): Fault;
  list(): { faults: readonly Fault[]; held: number };
  /** The fault to play on this call, if any; counts the call for every fault that it matches. */
  meet(arrival: Arrival): Fault | undefined;
  /** Resolves when faults are cleared, or when `gone` says that the caller hung up. */
  hold(gone: (hungUp: () => void) => void): Promise<"released" | "gone">;
  clear(): void;
}

export interface KnownRoutes {
  readonly operations: readonly string[];
}

export function createFaults({ operations }: KnownRoutes): Faults {
  let armed: Fault[] = [];
  let nextId = 1;
  const releases = new Set<() => void>();
  return {
    arm(body) {
      const fault: Fault = { ...readFault(body, operations), id: nextId++, met: 0, played: 0 };
      armed.push(fault);
      return fault;
    },
    list: () => ({ faults: structuredClone(armed), held: releases.size }),
    meet(arrival) {
      let chosen: Fault | undefined;
      for (const fault of armed.filter((candidate) => matches(candidate, arrival))) {
        fault.met += 1;
        if (!chosen && isDue(fault)) chosen = fault;
      }
      if (chosen) chosen.played += 1;
      return chosen;
    },
    hold(gone) {
      return new Promise((resolve) => {
        const end = (how: "released" | "gone") => {
          releases.delete(release);
          resolve(how);
        };
        const release = () => end("released");
        releases.add(release);
        gone(() => end("gone"));
      });
    },
    clear() {
      armed = [];
      for (const release of releases) release();
    },
  };
}

function isDue({ nth = 1, times = 1, met, played }: Fault): boolean {
  return met >= nth && played < times;
}

function matches({ method, route, pool }: Fault, arrival: Arrival): boolean {
  if (method !== undefined && method !== arrival.method) return false;
  if (pool !== undefined && !arrival.pool.includes(pool)) return false;
  return route === undefined || route === arrival.operation || glob(route).test(arrival.path);
}

function glob(pattern: string): RegExp {
  const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`);
}

const checkFault = checkOf(FaultSchema);
const effectChecks = new Map(effectNames.map((name) => [name, checkOf(effectSchemas[name])]));

function readFault(body: unknown, operations: readonly string[]): FaultAsked {
  const wrong = checkFault(body);
  if (wrong) throw badParameter(wrong);
  const fault = body as FaultAsked;
  const { route } = fault;
  if (route !== undefined && !route.includes("/") && !operations.includes(route)) {
    throw badParameter(`route: "${route}" is neither a path nor one of ${operations.join(", ")}`);
  }
  readEffect(fault.effect);
  return fault;
}

function readEffect(effect: FaultEffect): void {
  const names = effectNames.filter((name) => name in effect);
  const [name] = names;
  if (!name || names.length > 1 || isDeepStrictEqual(effect, {})) {
    throw badParameter(`effect: has to be one of ${effectNames.join(", ")}`);
  }
  const wrong = effectChecks.get(name)?.(effect);
  if (wrong) throw badParameter(`effect: ${wrong}`);
  if ("act" in effect) readAct(effect.act);
}
