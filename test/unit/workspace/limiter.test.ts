import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createLimiter, type TurnAsked } from "../../../provider/workspace/requests/limiter.ts";
import { workTurnsPerPoll } from "../../../provider/workspace/requests/turns.ts";
import { type TestClock, testClock } from "../../clock.ts";

interface Arrival {
  readonly atMs: number;
  readonly lane: string;
  readonly poll: boolean;
  /** How long after its arrival it gives up. */
  readonly patienceMs: number;
}

interface Passed extends Arrival {
  readonly turn: "go" | "late";
  readonly endedMs: number;
  /** How many arrived before. */
  readonly number: number;
}

interface Plan {
  readonly perSecond: number;
  readonly burst: number;
  readonly arrivals: readonly Arrival[];
  readonly throttles?: readonly { readonly atMs: number; readonly quietMs: number }[];
}

/** Lets everybody arrive at their times, and tells what became of them in the order in which it did. */
async function played({ perSecond, burst, arrivals, throttles = [] }: Plan): Promise<readonly Passed[]> {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, perSecond, burst);
  const passed: Passed[] = [];
  let number = 0;
  const one = async (arrival: Arrival) => {
    const { atMs, lane, poll, patienceMs } = arrival;
    await clock.sleep(atMs);
    const mine = number++;
    const turn = await limiter.take({ lane, poll, deadline: atMs + patienceMs });
    passed.push({ ...arrival, turn, endedMs: clock.now(), number: mine });
  };
  const throttle = async ({ atMs, quietMs }: { readonly atMs: number; readonly quietMs: number }) => {
    await clock.sleep(atMs);
    limiter.slowDown(quietMs);
  };
  await Promise.all([...arrivals.map(one), ...throttles.map(throttle)]);
  await expectNoSleepers(clock);
  return passed;
}

/** Whoever had left a sleeper behind, would move the time of this clock. */
async function expectNoSleepers(clock: TestClock): Promise<void> {
  const before = clock.now();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(clock.now()).toBe(before);
}

const lanes = ["A", "B", "C", "D"];
const arrival = fc.record({
  atMs: fc.integer({ min: 0, max: 20_000 }),
  lane: fc.constantFrom(...lanes),
  poll: fc.boolean(),
  patienceMs: fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.constant(1e9)),
});
const plan = fc.record({
  perSecond: fc.constantFrom(0.5, 1, 3, 5, 7.3),
  burst: fc.integer({ min: 1, max: 20 }),
  arrivals: fc.array(arrival, { minLength: 1, maxLength: 80 }),
});
const throttle = fc.record({ atMs: fc.integer({ min: 0, max: 40_000 }), quietMs: fc.integer({ min: 0, max: 90_000 }) });
const throttledPlan = fc
  .tuple(plan, fc.array(throttle, { maxLength: 10 }))
  .map(([calm, throttles]): Plan => ({ ...calm, throttles }));

/** Sums of doubles. */
const almost = 1e-6;
const went = (all: readonly Passed[]) => all.filter(({ turn }) => turn === "go");
const runs = { numRuns: 150 };

test("in no window of time do more requests go than the burst and what the rate gives, throttled or not", async () => {
  await fc.assert(
    fc.asyncProperty(throttledPlan, async (one) => {
      const times = went(await played(one)).map(({ endedMs }) => endedMs);
      for (const [first, from] of times.entries())
        for (const [more, to] of times.slice(first).entries())
          expect(more + 1).toBeLessThanOrEqual(one.burst + (one.perSecond * (to - from)) / 1000 + almost);
    }),
    runs,
  );
});

test("everybody has a turn by their deadline or hears at the deadline that there is none", async () => {
  await fc.assert(
    fc.asyncProperty(throttledPlan, async (one) => {
      const all = await played(one);
      expect(all).toHaveLength(one.arrivals.length);
      for (const { turn, endedMs, atMs, patienceMs } of all) {
        if (turn === "go") expect(endedMs).toBeLessThanOrEqual(atMs + patienceMs);
        else expect(endedMs).toBe(atMs + patienceMs);
      }
    }),
    runs,
  );
});

test("nobody is late while a turn is unused: each gap between two turns is one interval, or nobody waited in it", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const all = went(await played(one));
      for (const [number, { endedMs, atMs }] of all.entries()) {
        const before = all[number - 1]?.endedMs ?? Number.NEGATIVE_INFINITY;
        expect(endedMs).toBeLessThanOrEqual(Math.max(atMs, before + 1000 / one.perSecond) + almost);
      }
    }),
    runs,
  );
});

test("who comes first in a lane goes first, polls and work each among themselves", async () => {
  await fc.assert(
    fc.asyncProperty(throttledPlan, async (one) => {
      const all = went(await played(one));
      for (const lane of lanes)
        for (const poll of [true, false]) {
          const numbers = all.filter((p) => p.lane === lane && p.poll === poll).map(({ number }) => number);
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        }
    }),
    runs,
  );
});

test("between a request's arrival and its turn the others have their share, and polls one turn in ten, and no more", async () => {
  await fc.assert(
    fc.asyncProperty(throttledPlan, async (one) => {
      const all = went(await played(one));
      for (const [position, mine] of all.entries()) {
        const waiting = all.slice(0, position).filter((p) => p.endedMs > mine.atMs || p.number > mine.number);
        const ahead = waiting.filter((p) => p.lane === mine.lane && p.poll === mine.poll).length;
        const share = (ahead + 1) * lanes.length;
        const bound = mine.poll ? share * (workTurnsPerPoll + 1) : share * (1 + 1 / workTurnsPerPoll) + 1;
        expect(waiting.length).toBeLessThanOrEqual(bound);
      }
    }),
    runs,
  );
});

/** Who goes, and when in milliseconds. */
async function order(
  asked: readonly (TurnAsked & { readonly name: string })[],
  perSecond: number,
  burst: number,
): Promise<readonly string[]> {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, perSecond, burst);
  const passed: string[] = [];
  const one = async ({ name, ...turn }: TurnAsked & { readonly name: string }) => {
    const word = await limiter.take(turn);
    passed.push(`${name}${word === "late" ? " late" : ""}@${clock.now()}`);
  };
  await Promise.all(asked.map(one));
  await expectNoSleepers(clock);
  return passed;
}

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

test("a burst passes, then the rate, first come first served", async () => {
  expect(await order(named("1", "2", "3", "4", "5", "6"), 2, 3)).toEqual([
    "1@0",
    "2@0",
    "3@0",
    "4@500",
    "5@1000",
    "6@1500",
  ]);
});

test("a burst grows again in the time that passes, but never beyond itself", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 2, 3);
  for (let request = 0; request < 3; request += 1) await limiter.take();
  clock.advance(3_600_000);
  for (let request = 0; request < 3; request += 1) await limiter.take();
  expect(clock.now()).toBe(3_600_000);
  await limiter.take();
  expect(clock.now()).toBe(3_600_500);
});

test("of two rates for one project the lower one holds", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 10, 1);
  limiter.atMost(1);
  limiter.atMost(5);
  for (let request = 0; request < 3; request += 1) await limiter.take();
  expect(clock.now()).toBe(2_000);
});

test("a rate that is lowered while somebody waits holds for them", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 1);
  await limiter.take();
  const second = limiter.take();
  limiter.atMost(0.5);
  await second;
  expect(clock.now()).toBe(2_000);
});

test("a pool that wants two hundred requests holds up another that wants one by one of its own", async () => {
  const many = Array.from({ length: 200 }, (_, number) => ({ name: `many ${number}`, lane: "many" }));
  const passed = await order([...many, { name: "one", lane: "one" }], 1, 20);
  expect(passed.indexOf("one@2000")).toBe(21);
});

test("those without a lane are one lane", async () => {
  const asked = [{ name: "a" }, { name: "b" }, { name: "c", lane: "P" }, { name: "d", lane: "" }];
  expect(await order([{ name: "first" }, ...asked], 1, 1)).toEqual(["first@0", "a@1000", "c@2000", "b@3000", "d@4000"]);
});

test("polls wait behind work, but the tenth turn is theirs", async () => {
  const polls = [1, 2].map((number) => ({ name: `poll ${number}`, poll: true, lane: "P" }));
  const work = Array.from({ length: 20 }, (_, number) => ({ name: `work ${number}`, lane: "P" }));
  const passed = await order([{ name: "first" }, ...polls, ...work], 1, 1);
  expect(passed.map((name) => name.startsWith("poll")).flatMap((is, turn) => (is ? [turn] : []))).toEqual([10, 20]);
});

test("work that was done while no poll waited does not count against the next poll or for it", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 1);
  const passed: string[] = [];
  const take = async (name: string, poll: boolean) => {
    await limiter.take({ poll });
    passed.push(name);
  };
  const early = Promise.all(Array.from({ length: 12 }, () => take("early", false)));
  await clock.sleep(10_500);
  await Promise.all([early, take("poll", true), ...Array.from({ length: 12 }, () => take("work", false))]);
  expect(passed.indexOf("poll") - passed.lastIndexOf("early")).toBe(9);
});

test("who cannot have a turn before the deadline hears it at the deadline, and the turn is another's", async () => {
  const asked = [
    { name: "first" },
    { name: "hasty", deadline: 700 },
    { name: "exact", deadline: 1_000 },
    { name: "patient", deadline: 2_500 },
    { name: "too many", deadline: 2_500 },
  ];
  expect(await order(asked, 1, 1)).toEqual([
    "first@0",
    "hasty late@700",
    "exact@1000",
    "patient@2000",
    "too many late@2500",
  ]);
});

test("a deadline that has passed is no reason to refuse a turn that is free, and the end where there is none", async () => {
  const clock = testClock({ start: 5_000 });
  const limiter = createLimiter(clock, 1, 1);
  expect(await limiter.take({ deadline: 1_000 })).toBe("go");
  expect(await limiter.take({ deadline: 1_000 })).toBe("late");
  expect(clock.now()).toBe(5_000);
});

test("one that comes while others wait, and cannot have its turn in time, hears it at its own deadline", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 0.1, 1);
  await limiter.take();
  const waiting = limiter.take().then(() => clock.now());
  await clock.sleep(1_000);
  expect(await limiter.take({ deadline: 3_000 })).toBe("late");
  expect(clock.now()).toBe(3_000);
  expect(await waiting).toBe(10_000);
});

test("one that comes while others wait may have its turn at its very deadline", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 1);
  await limiter.take();
  const early = limiter.take({ lane: "A" });
  await clock.sleep(500);
  const late = limiter.take({ lane: "B", deadline: 2_000 });
  expect(await early).toBe("go");
  expect([await late, clock.now()]).toEqual(["go", 2_000]);
  const last = limiter.take({ deadline: 3_000 });
  expect([await last, clock.now()]).toEqual(["go", 3_000]);
});

test("one that comes first in its lane while another waits goes at the next turn, which is its deadline", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 1);
  await limiter.take();
  const poll = limiter.take({ poll: true });
  await clock.sleep(500);
  expect([await limiter.take({ deadline: 1_000 }), clock.now()]).toEqual(["go", 1_000]);
  expect([await poll, clock.now()]).toEqual(["go", 2_000]);
});

test("a throttle slows down those who wait already, and the silence it asks for is kept by all", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 3);
  await limiter.take();
  limiter.slowDown(4_000);
  const times = await Promise.all([1, 2].map(() => limiter.take().then(() => clock.now())));
  expect(times[0]).toBe(4_000 + 2_000);
  expect(times[1]).toBeGreaterThan(6_000 + 1_000);
  expect(times[1]).toBeLessThan(6_000 + 2_000);
});

test("those who wait while the throttle grows are late when it takes their turn away", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 1, 1);
  await limiter.take();
  const waiting = limiter.take({ deadline: 2_000 });
  limiter.slowDown(5_000);
  expect(await waiting).toBe("late");
  expect(clock.now()).toBe(2_000);
  await expectNoSleepers(clock);
});
