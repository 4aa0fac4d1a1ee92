import { expect, test } from "@jest/globals";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import { createCrowd } from "../../../provider/workspace/jobs/crowd.ts";
import { type Polling, poll } from "../../../provider/workspace/jobs/polling.ts";
import { testClock } from "../../clock.ts";
import { job, wait } from "./job-answers.ts";
import { errorOf, play } from "./server.ts";

const late = () => workspaceError("timeout", "late");

/** When the looks were, in milliseconds since the first, until the deadline. */
async function looksUntil(deadline: number, polling: Omit<Polling, "deadline">): Promise<readonly number[]> {
  const clock = testClock({ start: 0 });
  const looks: number[] = [];
  const look = async () => {
    looks.push(clock.now());
    return undefined;
  };
  await errorOf(poll(clock, { deadline, ...polling }, { look, late }));
  return looks;
}
const gaps = (looks: readonly number[]) => looks.slice(1).map((at, i) => at - (looks[i] ?? 0));
const most = () => 1;

test("looks are a second apart at first, then a tenth of the time waited, then a quarter of a minute", async () => {
  const looks = await looksUntil(600_000, { random: most });
  expect(looks.slice(0, 11)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((second) => second * 1000));
  for (const [i, gap] of gaps(looks).slice(0, -1).entries())
    expect(gap).toBe(Math.round(Math.min(Math.max((looks[i] ?? 0) / 10, 1_000), 15_000)));
  expect(looks.at(-1)).toBe(600_000);
  expect(Math.max(...gaps(looks))).toBe(15_000);
});

test("chance makes them up to a tenth shorter, never longer, so that many waits do not march in step", async () => {
  expect((await looksUntil(10_000, { random: () => 0 })).slice(0, 3)).toEqual([0, 900, 1_800]);
  expect((await looksUntil(10_000, { random: () => 0.5 })).slice(0, 3)).toEqual([0, 950, 1_900]);
  const real = gaps(await looksUntil(10_000, {})).slice(0, -1);
  expect(Math.min(...real)).toBeGreaterThanOrEqual(900);
  expect(Math.max(...real)).toBeLessThanOrEqual(1_000);
  expect(new Set(real).size).toBeGreaterThan(1);
});

test("a wait may bring its own shortest and longest interval", async () => {
  const looks = await looksUntil(60_000, { minDelayMs: 4_000, maxDelayMs: 5_000, random: most });
  expect(gaps(looks).slice(0, 3)).toEqual([4_000, 4_000, 4_000]);
  expect(Math.max(...gaps(looks))).toBe(5_000);
  expect(gaps(await looksUntil(60_000, { minDelayMs: 20_000, random: most }))).toEqual([20_000, 20_000, 20_000]);
  expect(gaps(await looksUntil(2_000, { maxDelayMs: 500, random: most }))).toEqual([500, 500, 500, 500]);
});

test.each<Polling>([
  { deadline: Number.NaN },
  { deadline: Number.POSITIVE_INFINITY },
  { deadline: 1, minDelayMs: 0 },
  { deadline: 1, minDelayMs: -1 },
  { deadline: 1, minDelayMs: Number.NaN },
  { deadline: 1, maxDelayMs: 0 },
  { deadline: 1, minDelayMs: 2_000, maxDelayMs: 1_000 },
  { deadline: 1, maxDelayMs: Number.POSITIVE_INFINITY },
])("a wait without sense is refused before its first look: %j", async (polling) => {
  let looks = 0;
  const look = async () => {
    looks += 1;
    return "found";
  };
  const error = await errorOf(poll(testClock(), polling, { look, late }));
  expect(error).toMatchObject({ kind: "refused", message: expect.stringContaining("Nothing was sent.") });
  expect(looks).toBe(0);
});

test("a mistake of ours in a look is thrown as it is, at once", async () => {
  let looks = 0;
  const look = async () => {
    looks += 1;
    throw new TypeError("a mistake");
  };
  expect(await errorOf(poll(testClock(), { deadline: Date.UTC(2027, 0) }, { look, late }))).toBeInstanceOf(TypeError);
  expect(looks).toBe(1);
});

test("a wait alone has the whole budget: only where a second is less than two requests it looks more rarely", async () => {
  expect(gaps(await looksUntil(4_000, { random: most, crowd: createCrowd(3) }))).toEqual([1_000, 1_000, 1_000, 1_000]);
  expect(gaps(await looksUntil(8_000, { random: most, crowd: createCrowd(1) })).slice(0, 2)).toEqual([2_000, 2_000]);
});

test.each([
  [1, 3, 667],
  [10, 3, 6_667],
  [22, 3, 14_667],
  // From here on half of the budget would make them rarer than anybody wants.
  [23, 3, 15_000],
  [45, 3, 15_000],
  // From here on the whole budget does not do for less.
  [46, 3, 15_333],
  [100, 3, 33_333],
  [100, 5, 20_000],
  [100, 100, 2_000],
])("%d waits that share %d requests a second look every %d ms each", (waits, perSecond, intervalMs) => {
  const crowd = createCrowd(perSecond);
  for (let joined = 0; joined < waits; joined += 1) crowd.join();
  expect(Math.round(crowd.intervalMs(15_000))).toBe(intervalMs);
});

test("a wait that has ended makes room for the others, and of two rates the lower one holds", () => {
  const crowd = createCrowd(10);
  const leave = [crowd.join(), crowd.join(), crowd.join()];
  expect(crowd.intervalMs(15_000)).toBe(600);
  leave[0]?.();
  expect(crowd.intervalMs(15_000)).toBe(400);
  crowd.atMost(2);
  crowd.atMost(5);
  expect(crowd.intervalMs(15_000)).toBe(2_000);
});

test("a wait leaves the crowd however it ends", async () => {
  const crowd = createCrowd(1);
  const clock = testClock();
  const deadline = clock.now() + 5_000;
  await poll(clock, { deadline, crowd }, { look: async () => "found", late });
  await errorOf(poll(clock, { deadline, crowd }, { look: async () => undefined, late }));
  await errorOf(poll(clock, { deadline, crowd }, { look: () => Promise.reject(new TypeError("a mistake")), late }));
  expect(crowd.intervalMs(15_000)).toBe(0);
});

test("the waits of one service share its budget, and leave some of it", async () => {
  await play(
    () => job("RUNNING"),
    async (played) => {
      await Promise.all(Array.from({ length: 20 }, () => errorOf(wait(played, { minutes: 2 }))));
      // Alone, each would look about 47 times; the limiter would let 260 of them pass in two minutes.
      expect(played.server.asked.length).toBeLessThan(210);
      expect(played.server.asked.length).toBeGreaterThan(20 * 8);
    },
    { maxRequestsPerSecond: 2 },
  );
});
