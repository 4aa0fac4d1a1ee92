// The clock that is off while a call is served: by all the seconds of the faults that play on it.

import { type Clock, wrongClock } from "../time/clock.ts";
import { type FaultEffect, only } from "./schema.ts";

/** The very clock, where no fault turns it. */
export function clockUnder(effects: readonly FaultEffect[], clock: Clock): Clock {
  const off = only(effects, "clockOffSeconds").reduce((sum, { clockOffSeconds }) => sum + clockOffSeconds, 0);
  return off === 0 ? clock : wrongClock(clock, off * 1000);
}
