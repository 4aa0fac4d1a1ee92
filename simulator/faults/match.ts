// Whether a call is one that a fault is about, and whether it is that fault's turn.

import type { Chance } from "./chance.ts";
import { fits } from "./fits.ts";
import { globMatches } from "./paths.ts";
import type { FaultAsked } from "./schema.ts";

/** What a fault is matched against. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly actor: string;
  /** Ids and names of the pools that the call is about. */
  readonly pools: () => readonly string[];
  /** Whether the call names this id: in its path, its query or its body. */
  readonly names: (id: string) => boolean;
  /** The last line of the ledger before this call. */
  readonly seq: number;
  readonly hasEnded: (jobId: string) => boolean;
}

type Question = (arrival: Arrival) => boolean;

/** All that is asked has to be so; what is not asked is not looked at. */
export function matcherOf(fault: FaultAsked): Question {
  const { method, pool, actor, afterSeq, afterJob } = fault;
  const questions: Question[] = [(arrival) => fits(fault.effect, arrival)];
  if (method !== undefined) questions.push((arrival) => arrival.method === method);
  if (fault.route !== undefined) questions.push(routeMatcher(fault.route));
  if (actor !== undefined) questions.push((arrival) => arrival.actor === actor);
  if (pool !== undefined) questions.push((arrival) => arrival.pools().includes(pool));
  for (const id of [fault.disk, fault.desktop, fault.job])
    if (id !== undefined) questions.push((arrival) => arrival.names(id));
  if (afterSeq !== undefined) questions.push((arrival) => arrival.seq >= afterSeq);
  if (afterJob !== undefined) questions.push((arrival) => arrival.hasEnded(afterJob));
  return (arrival) => questions.every((question) => question(arrival));
}

function routeMatcher(route: string): Question {
  const matches = globMatches(route);
  return (arrival) => route === arrival.operation || matches(arrival.path);
}

interface Turn extends FaultAsked {
  readonly id: number;
  readonly met: number;
  readonly played: number;
}

/** The same calls have the same luck in every run with the same seed. */
export function isDue({ id, nth = 1, every, probability, times, met, played }: Turn, chance: Chance): boolean {
  const most = times ?? (every === undefined && probability === undefined ? 1 : "always");
  if (met < nth || (most !== "always" && played >= most)) return false;
  if ((met - nth) % (every ?? 1) !== 0) return false;
  return probability === undefined || chance(id, met) < probability;
}
