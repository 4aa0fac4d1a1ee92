/**
 * A virtual clock that is sound with real sockets: it jumps to the next sleeper only when no request is in flight and the
 * event loop has been quiet for some turns. Nothing global is patched; got's own time-outs stay real.
 */
import type { Clock } from "../provider/workspace/clock.ts";

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

export interface TestClock extends Clock {
  requestBegan(): void;
  requestEnded(): void;
  /** Requests that were begun and have not ended. */
  inFlight(): number;
  /** Moves time without anybody sleeping, as another process would see it pass. Sleepers that are due wake in their order. */
  advance(ms: number): void;
}

/** Turns of the event loop without a request before time may move: promise chains and got's own hand-overs end in them. */
const quietTurns = 4;

export function testClock(options: { readonly start?: number } = {}): TestClock {
  let now = options.start ?? Date.UTC(2026, 0, 1);
  let requests = 0;
  let turns = 0;
  let pumping = false;
  const sleepers: Sleeper[] = [];

  const pump = () => {
    turns = requests === 0 ? turns + 1 : 0;
    if (turns > quietTurns) wakeNext();
    pumping = sleepers.length > 0;
    if (pumping) setImmediate(pump);
  };
  const wakeNext = () => {
    turns = 0;
    const next = sleepers.shift();
    if (next === undefined) return;
    now = Math.max(now, next.wakeAt);
    next.wake();
  };
  const startPumping = () => {
    turns = 0;
    if (pumping) return;
    pumping = true;
    setImmediate(pump);
  };
  const sleep = async (ms: number) => {
    assertSpan("sleep", ms);
    await new Promise<void>((wake) => {
      insert(sleepers, { wakeAt: now + Math.max(0, ms), wake });
      startPumping();
    });
  };

  return {
    now: () => now,
    sleep,
    requestBegan: () => {
      requests += 1;
    },
    requestEnded: () => {
      if (requests === 0) throw new Error("a request ended that had not begun");
      requests -= 1;
      turns = 0;
    },
    inFlight: () => requests,
    advance: (ms) => {
      assertSpan("advance", ms);
      if (ms < 0) throw new RangeError(`time does not go back: advance(${ms})`);
      now += ms;
    },
  };
}

/** Those who wake at the same time do so in the order in which they fell asleep. */
function insert(sleepers: Sleeper[], sleeper: Sleeper): void {
  const later = sleepers.findIndex(({ wakeAt }) => wakeAt > sleeper.wakeAt);
  sleepers.splice(later === -1 ? sleepers.length : later, 0, sleeper);
}

/** One sleep of NaN would make every later time NaN. */
function assertSpan(what: string, ms: number): void {
  if (!Number.isFinite(ms)) throw new RangeError(`no span of time: ${what}(${ms})`);
}
