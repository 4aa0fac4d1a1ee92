// What every step of the check shares: the service, the verdicts, what was found so far, and patience with an end.

import { setTimeout as delay } from "node:timers/promises";
import { type Cloud, type Reply, wordsOf } from "./cloud.ts";
import type { Settings } from "./settings.ts";
import type { Verdicts } from "./verdicts.ts";

export interface Step {
  readonly title: string;
  /** As the plan prints them. */
  readonly calls: readonly string[];
  /** Ids of the lines that it checks. */
  readonly lines: readonly string[];
  /** What it begins to cost, if anything. */
  readonly costs?: string;
  run(visit: Visit): Promise<void>;
}

/** What earlier steps leave for later ones. */
export interface Found {
  poolId: string;
  desktopId: string;
  diskId: string;
}

export interface Visit {
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly verdicts: Verdicts;
  readonly found: Found;
  /** Ended by Ctrl-C, or when the time is up. */
  readonly signal: AbortSignal;
}

/** Asks again and again, until there is something. */
export async function waitFor<T>(visit: Visit, what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(visit.settings.pollSeconds * 1000, undefined, { signal: visit.signal }).catch(() => {
      throw new Error(`ended while waiting until ${what}: ${String(visit.signal.reason)}`);
    });
  }
}

/** Stops the story when something it stands on did not go well. */
export function need(reply: Reply, what: string): Reply {
  if (reply.status < 300) return reply;
  throw new Error(`${what} was answered ${wordsOf(reply)}`);
}

/** Judges an answer by its status and, for a refusal, by its code. */
export function judgeAnswer({ verdicts }: Visit, id: string, reply: Reply, wanted: { status: number; code?: string }) {
  const code = wanted.code === undefined || wordsOf(reply).includes(` ${wanted.code}`);
  verdicts.judge(id, reply.status === wanted.status && code, wordsOf(reply));
}
