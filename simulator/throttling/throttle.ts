// Counts the calls of each user to each operation, and refuses those that are too many for their minute.

import type { Dialects } from "../dialects/choose.ts";
import { codes, type Refusal, refuse } from "../model/refusal.ts";

export interface Throttle {
  /** The refusal of one call too many. Calls that are refused are not counted. */
  meet(call: ThrottledCall): Refusal | undefined;
  clear(): void;
}

interface ThrottledCall {
  readonly actor: string;
  readonly operation: string;
  readonly method: string;
}

interface ThrottleOptions {
  readonly dialects: Dialects;
  readonly now: () => number;
  /** Calls a minute of one user to one operation, in place of the documented ones. */
  readonly rate?: number | undefined;
}

interface Minute {
  readonly beginsAt: number;
  readonly count: number;
}

const minuteMs = 60_000;
const documented = { reads: 200, writes: 100 };

export function createThrottle({ dialects, now, rate }: ThrottleOptions): Throttle {
  const minutes = new Map<string, Minute>();
  const limitOf = (method: string) => {
    if (rate !== undefined) return rate;
    if (dialects("throttling") === "off") return undefined;
    return method === "GET" ? documented.reads : documented.writes;
  };
  return {
    meet({ actor, operation, method }) {
      const limit = limitOf(method);
      if (limit === undefined) return undefined;
      const key = `${actor}/${operation}`;
      const minute = minuteAt(now(), minutes.get(key));
      if (minute.count >= limit) return tooMany(limit, dialects, minute.beginsAt + minuteMs - now());
      minutes.set(key, { ...minute, count: minute.count + 1 });
      return undefined;
    },
    clear: () => minutes.clear(),
  };
}

/** A minute begins with the first call after the last one is over. */
function minuteAt(now: number, last: Minute | undefined): Minute {
  return last && now < last.beginsAt + minuteMs ? last : { beginsAt: now, count: 0 };
}

function tooMany(limit: number, dialects: Dialects, leftMs: number): Refusal {
  const text = `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 minute`;
  const refusal = refuse(429, codes.throttled, text);
  if (dialects("throttled-retry-after") === "absent") return refusal;
  return Object.assign(refusal, { headers: { "retry-after": String(Math.max(1, Math.ceil(leftMs / 1000))) } });
}
