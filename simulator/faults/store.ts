// The faults that are armed, how often each has been met and played, and the calls that are being held.

import { badParameter, notFound } from "../model/refusal.ts";
import type { Chance } from "./chance.ts";
import { createHolds, type HangUp } from "./holds.ts";
import { type Arrival, isDue, matcherOf } from "./match.ts";
import type { Place } from "./paths.ts";
import { readFault } from "./readFault.ts";
import type { FaultAsked } from "./schema.ts";

/** A fault that is armed. */
export interface Fault extends FaultAsked {
  /** Counts from 1: what disarms it. */
  readonly id: number;
  /** How many calls it was about. */
  met: number;
  /** On how many of these it was played. */
  played: number;
}

export interface Faults {
  /** What `arm` would take, or an error that names the place; nothing is armed. */
  read(body: unknown): FaultAsked;
  arm(body: unknown): Fault;
  list(): { faults: readonly Fault[]; held: number };
  /** The faults to play on this call, in the order they were armed; counts the call for every fault that it matches. */
  meet(arrival: Arrival): readonly Fault[];
  /** Resolves when the fault is cleared, or when `gone` says that the caller hung up. */
  hold(fault: Fault, gone: HangUp): Promise<"released" | "gone">;
  /** Resolves as soon as at least so many calls are held; with 0 as soon as none is. Rejects when the simulator closes before that. */
  whenHeld(calls: number): Promise<void>;
  /** Waits in real time, and no longer than the fault is armed. */
  pause(fault: Fault, milliseconds: number): Promise<void>;
  readonly chance: Chance;
  /** Takes one fault away, and lets go what it holds. */
  disarm(id: number): void;
  clear(): void;
  /** As if nothing had ever been armed. */
  restart(): void;
  /** Disarms all, lets go what is held, and ends the waiting for calls that are not held yet. */
  close(): void;
}

interface FaultsOptions {
  readonly places: readonly Place[];
  readonly chance: Chance;
}

const mostArmed = 10_000;

interface Armed {
  readonly fault: Fault;
  readonly matches: (arrival: Arrival) => boolean;
}

export function createFaults({ places, chance }: FaultsOptions): Faults {
  let armed: Armed[] = [];
  let nextId = 1;
  const holds = createHolds();
  const clear = () => {
    armed = [];
    holds.release();
  };
  return {
    chance,
    clear,
    read: (body) => readFault(body, places),
    arm(body) {
      const asked = structuredClone(readFault(body, places));
      if (armed.length >= mostArmed) throw badParameter(`${mostArmed} faults are armed: clear some first`);
      const fault: Fault = { ...asked, id: nextId++, met: 0, played: 0 };
      armed.push({ fault, matches: matcherOf(fault) });
      return fault;
    },
    list: () => ({ faults: structuredClone(armed.map(({ fault }) => fault)), held: holds.count() }),
    meet: (arrival) => playedOn(arrival, armed, chance),
    hold: ({ id }, gone) => holds.hold(id, gone),
    whenHeld: (calls) => holds.whenHeld(calls),
    pause: ({ id }, milliseconds) => holds.pause(id, milliseconds),
    disarm(id) {
      const others = armed.filter(({ fault }) => fault.id !== id);
      if (others.length === armed.length) throw notFound(`fault ${id} is not armed`);
      armed = others;
      holds.release(id);
    },
    restart() {
      clear();
      nextId = 1;
    },
    close() {
      armed = [];
      holds.close();
    },
  };
}

/** One fault has a call for itself: that which was armed first. Those that play `also` play beside it. */
function playedOn(arrival: Arrival, armed: readonly Armed[], chance: Chance): Fault[] {
  const played: Fault[] = [];
  for (const { fault, matches } of armed) {
    if (!matches(arrival)) continue;
    fault.met += 1;
    const isTaken = !fault.also && played.some(({ also }) => !also);
    if (isTaken || !isDue(fault, chance)) continue;
    fault.played += 1;
    played.push(fault);
  }
  return played;
}
