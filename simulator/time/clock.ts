// What time it is. Everything in the simulator asks this clock, so a caller who brings `now` owns time.

import { parseTime, type TimeWord } from "./mode.ts";

export interface Clock {
  /** `real`, `x60` or the like, `manual`, or `caller`. */
  readonly mode: string;
  now(): number;
  /** The instants a signature may be dated by: a client outside never runs at our pace. */
  signingTimes(): number[];
  advance(milliseconds: number): void;
  /** Goes on from an instant of an earlier run, where that is later than now. Real time and a caller's cannot. */
  reach(instant: number): void;
}

interface ClockOptions {
  readonly time: TimeWord;
  readonly now?: (() => number) | undefined;
  /** How far the service's clock is off, in seconds: before the world's if it is negative. */
  readonly offsetSeconds?: number | undefined;
}

export function createClock({ time, now, offsetSeconds = 0 }: ClockOptions): Clock {
  const clock = now ? callersClock(now) : ownClock(time);
  return offsetSeconds === 0 ? clock : wrongClock(clock, offsetSeconds * 1000);
}

function ownClock(time: TimeWord): Clock {
  const { pace, factor, startsAt } = parseTime(time);
  if (pace === "manual") return manualClock(startsAt ?? Date.now());
  if (pace === "scaled") return scaledClock(time, factor);
  return { mode: "real", now: Date.now, signingTimes: () => [Date.now()], advance: notMovable, reach: stays };
}

function callersClock(now: () => number): Clock {
  return { mode: "caller", now, signingTimes: () => [now()], advance: notMovable, reach: stays };
}

function scaledClock(mode: string, factor: number): Clock {
  const startedAt = Date.now();
  let ahead = 0;
  const now = () => startedAt + ahead + (Date.now() - startedAt) * factor;
  const reach = (instant: number) => {
    ahead += Math.max(0, instant - now());
  };
  return { mode, now, signingTimes: () => [now(), Date.now()], advance: notMovable, reach };
}

function manualClock(startsAt: number): Clock {
  let time = startsAt;
  return {
    mode: "manual",
    now: () => time,
    signingTimes: () => [time, Date.now()],
    advance: (milliseconds) => {
      time += milliseconds;
    },
    reach: (instant) => {
      time = Math.max(time, instant);
    },
  };
}

/** A service whose clock is off dates its answers by it, and holds signatures against it. */
export function wrongClock(clock: Clock, offset: number): Clock {
  return {
    ...clock,
    now: () => clock.now() + offset,
    reach: (instant) => clock.reach(instant - offset),
    signingTimes: () => clock.signingTimes().map((time) => time + offset),
  };
}

function stays(): void {}

function notMovable(): never {
  throw new Error("this clock is moved only with --time manual");
}
