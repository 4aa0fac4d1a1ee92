import { expect, test } from "@jest/globals";
import {
  createRate,
  longestQuietMs,
  oneThrottleMs,
  type Rate,
  recoverMs,
  slowestPerSecond,
} from "../../../provider/workspace/requests/rate.ts";

/** Milliseconds between requests that go as soon as they may, from a moment on. */
function pauses(rate: Rate, from: number, count: number): number[] {
  let now = from;
  return Array.from({ length: count }, () => {
    const ms = rate.waitMs(now);
    now += ms;
    expect(rate.waitMs(now)).toBe(0);
    rate.spend();
    return ms;
  });
}

const empty = { perSecond: 2, burst: 1 };

test("a burst goes at once, then one each interval", () => {
  expect(pauses(createRate({ perSecond: 2, burst: 3 }, 0), 0, 5)).toEqual([0, 0, 0, 500, 500]);
});

test("the time that passes fills the bucket, up to the burst", () => {
  const rate = createRate({ perSecond: 2, burst: 3 }, 0);
  pauses(rate, 0, 3);
  expect(pauses(rate, 1_000, 3)).toEqual([0, 0, 500]);
  expect(pauses(rate, 1_000_000, 4)).toEqual([0, 0, 0, 500]);
});

test("asking how long does not change how long", () => {
  const rate = createRate(empty, 0);
  rate.spend();
  expect([rate.waitMs(0), rate.waitMs(125), rate.waitMs(125), rate.waitMs(375)]).toEqual([500, 375, 375, 125]);
});

test("a clock that is set back stands still for the rate, one that is set forward gives a burst and no more", () => {
  const rate = createRate({ perSecond: 1, burst: 2 }, 1_000_000);
  expect(pauses(rate, 1_000_000, 3)).toEqual([0, 0, 1_000]);
  expect(rate.waitMs(0)).toBe(1_000);
  expect(rate.waitMs(1_000)).toBe(0);
  expect(pauses(rate, 99_000_000, 3)).toEqual([0, 0, 1_000]);
});

test("the lowest rate ever named holds, at once", () => {
  const rate = createRate({ perSecond: 10, burst: 1 }, 0);
  rate.spend();
  rate.atMost(1);
  rate.atMost(5);
  expect(rate.waitMs(0)).toBe(1_000);
});

test("a throttle halves the rate and takes what was saved up", () => {
  const rate = createRate({ perSecond: 2, burst: 20 }, 0);
  rate.slowDown(0, 0);
  expect(rate.waitMs(0)).toBe(1_000);
});

test("throttles within five seconds are one", () => {
  const rate = createRate({ perSecond: 2, burst: 1 }, 0);
  rate.slowDown(0, 0);
  rate.slowDown(oneThrottleMs - 1, 0);
  rate.spend();
  // What was saved up since the first one is still there, and went.
  expect(rate.waitMs(oneThrottleMs - 1)).toBeLessThan(1_000);
  const twice = createRate({ perSecond: 2, burst: 1 }, 0);
  twice.slowDown(0, 0);
  twice.slowDown(oneThrottleMs, 0);
  // A half, and what has come back in five of sixty seconds, halved again.
  expect(twice.waitMs(oneThrottleMs)).toBeCloseTo(1000 / ((1 + (2 * oneThrottleMs) / recoverMs) / 2), 6);
});

test("the rate comes back by an equal step each second, from nothing to all of it in a minute", () => {
  const rate = createRate({ perSecond: 8, burst: 1 }, 0);
  rate.slowDown(0, 0);
  const intervalAt = (now: number) => {
    rate.waitMs(now);
    rate.spend();
    return rate.waitMs(now);
  };
  expect(intervalAt(recoverMs / 8)).toBeCloseTo(1000 / 5, 6);
  expect(intervalAt(recoverMs / 4)).toBeCloseTo(1000 / 6, 6);
  expect(intervalAt(recoverMs / 2)).toBeCloseTo(1000 / 8, 6);
  expect(intervalAt(recoverMs * 2)).toBeCloseTo(1000 / 8, 6);
});

test("a throttle that goes on slows down to one request in four seconds, and not further", () => {
  const rate = createRate({ perSecond: 3, burst: 1 }, 0);
  for (let now = 0; now < 600_000; now += 1_000) rate.slowDown(now, 0);
  expect(rate.waitMs(600_000)).toBeLessThanOrEqual(1000 / slowestPerSecond);
  expect(slowestPerSecond).toBe(0.25);
  const quick = createRate({ perSecond: 0.3, burst: 1 }, 0);
  quick.slowDown(0, 0);
  expect(quick.waitMs(0)).toBe(4_000);
});

test("a configured rate that is lower than that is not raised by a throttle", () => {
  const rate = createRate({ perSecond: 0.1, burst: 1 }, 0);
  rate.slowDown(0, 0);
  expect(rate.waitMs(0)).toBe(10_000);
});

test("the silence that was asked for is kept before the next request, and nothing is saved up in it", () => {
  const rate = createRate(empty, 0);
  rate.slowDown(0, 3_000);
  expect(rate.waitMs(0)).toBe(3_000 + 1_000);
  expect(rate.waitMs(1_000)).toBeCloseTo(2_000 + 1_000 / (1 + 2 / 60), 6);
  expect(rate.waitMs(3_000)).toBeGreaterThan(900);
});

test("silence holds up others no longer than five seconds, and a shorter wish does not end a longer one", () => {
  const rate = createRate(empty, 0);
  rate.slowDown(0, 60_000);
  rate.slowDown(0, 1_000);
  expect(longestQuietMs).toBe(5_000);
  expect(rate.waitMs(0)).toBe(5_000 + 1_000);
});

test("silence holds for throttles that do not slow down once more", () => {
  const rate = createRate(empty, 0);
  rate.slowDown(0, 0);
  rate.slowDown(0, 2_000);
  expect(rate.waitMs(0)).toBe(2_000 + 1_000);
});
