// What time it is. Everything in the simulator asks this clock, so a caller who brings `now` owns time.

export type TimeMode = "real" | "x60" | "manual" | "caller";

export interface Clock {
  readonly mode: TimeMode;
  now(): number;
  /** The instants a signature may be dated by: a client outside never runs at our pace. */
  signingTimes(): number[];
  advance(milliseconds: number): void;
}

export interface ClockOptions {
  readonly time: "real" | "x60" | "manual";
  readonly now?: (() => number) | undefined;
}

export function createClock(options: ClockOptions): Clock {
  if (options.now) return callersClock(options.now);
  if (options.time === "x60") return scaledClock({ factor: 60 });
  if (options.time === "manual") return manualClock();
  return { mode: "real", now: Date.now, signingTimes: () => [Date.now()], advance: notMovable };
}

function callersClock(now: () => number): Clock {
  return { mode: "caller", now, signingTimes: () => [now()], advance: notMovable };
}

function scaledClock({ factor }: { factor: number }): Clock {
  const startedAt = Date.now();
  const now = () => startedAt + (Date.now() - startedAt) * factor;
  return { mode: "x60", now, signingTimes: () => [now(), Date.now()], advance: notMovable };
}

function manualClock(): Clock {
  let time = Date.now();
  return {
    mode: "manual",
    now: () => time,
    signingTimes: () => [time, Date.now()],
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

function notMovable(): never {
  throw new Error("this clock is moved only with --time manual");
}
