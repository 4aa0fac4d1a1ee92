import { expect, test } from "@jest/globals";
import { createLimiter } from "../../../provider/workspace/requests/limiter.ts";
import { testClock } from "../../clock.ts";
import { serve } from "./server.ts";

test("sleepers of the test clock wake in the order of their times, and time is what they asked for", async () => {
  const clock = testClock({ start: 0 });
  const woken: string[] = [];
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push(`${name}@${clock.now()}`);
  };
  await Promise.all([sleeper("c", 3_000), sleeper("a", 1_000), sleeper("b", 2_000), sleeper("b2", 2_000)]);
  expect(woken).toEqual(["a@1000", "b@2000", "b2@2000", "c@3000"]);
});

test("the test clock stands still while a request is in flight, however long it takes in real time", async () => {
  const clock = testClock({ start: 0 });
  clock.requestBegan();
  const slept = clock.sleep(1_000).then(() => clock.now());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(clock.now()).toBe(0);
  clock.requestEnded();
  expect(await slept).toBe(1_000);
});

test("many workers polling over real sockets each see their own time", async () => {
  const clock = testClock({ start: 0 });
  const server = await serve(() => ({ json: {} }));
  const worker = async () => {
    for (let poll = 0; poll < 30; poll += 1) {
      clock.requestBegan();
      await (await fetch(server.url)).text();
      clock.requestEnded();
      await clock.sleep(15_000);
    }
    return clock.now();
  };
  const ends = await Promise.all(Array.from({ length: 8 }, worker));
  expect(ends).toEqual(Array.from({ length: 8 }, () => 450_000));
  await server.close();
});

test("the limiter lets a burst pass, then its rate, first come first served", async () => {
  const clock = testClock({ start: 0 });
  const limiter = createLimiter(clock, 2, 3);
  const passed: string[] = [];
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (number) => {
      await limiter.take();
      passed.push(`${number}@${clock.now()}`);
    }),
  );
  expect(passed).toEqual(["1@0", "2@0", "3@0", "4@500", "5@1000", "6@1500"]);
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
