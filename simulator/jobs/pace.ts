// How a simulator's jobs go on: by time, each with a length of its own, or by looks at them.

import { type Durations, type JobSeconds, parseDurations } from "./durations.ts";
import type { JobKind } from "./types.ts";

interface PaceOptions {
  readonly jobSeconds?: JobSeconds | undefined;
  /** 0.2 makes jobs up to a fifth shorter or longer. */
  readonly jitter?: number | undefined;
  /** A job ends at the k-th look at it, and not by time. */
  readonly jobPolls?: number | undefined;
  /** Seconds from the end of a job until nobody can ask for it any more. */
  readonly jobsForgottenAfter?: number | undefined;
}

export interface Pace {
  /** As it was asked for. */
  readonly jobSeconds: JobSeconds;
  readonly polls: number | undefined;
  readonly forgottenAfterMs: number;
  milliseconds(job: { readonly id: string; readonly kind: JobKind; readonly desktops: number }): number;
}

/** What a job that moves by looks is laid out over: it has no time of its own, only shares of a way. */
const wayMs = 100_000;

export function createPace({ jobSeconds = 2, jitter = 0, jobPolls, jobsForgottenAfter }: PaceOptions): Pace {
  assertWithin("jitter", jitter, { from: 0, to: 1 });
  if (jobPolls !== undefined) assertWithin("jobPolls", jobPolls, { from: 1, to: 10_000, whole: true });
  if (jobsForgottenAfter !== undefined) assertWithin("jobsForgottenAfter", jobsForgottenAfter, { from: 0, to: 1e9 });
  const durations: Durations = parseDurations(jobSeconds);
  return {
    jobSeconds,
    polls: jobPolls,
    forgottenAfterMs: (jobsForgottenAfter ?? Number.POSITIVE_INFINITY) * 1000,
    milliseconds({ id, kind, desktops }) {
      if (jobPolls !== undefined) return wayMs;
      return Math.round(durations(kind, desktops) * 1000 * (1 + jitter * swayOf(id)));
    },
  };
}

/** From -1 to 1, the same for the same job: ids come from the seed. */
function swayOf(id: string): number {
  return (Number.parseInt(id.slice(0, 8), 16) / 0xffff_ffff) * 2 - 1;
}

function assertWithin(
  name: string,
  value: number,
  { from, to, whole = false }: { from: number; to: number; whole?: boolean },
): void {
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return;
  throw new Error(`${name}: ${value} is not a ${whole ? "whole " : ""}number from ${from} to ${to}`);
}
