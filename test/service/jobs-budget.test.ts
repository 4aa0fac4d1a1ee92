/** A small run of `npm run bench:wait`, held to its limits: what waiting adds to jobs, and what a crowd of them makes of a budget. */
import { describe, expect, test } from "@jest/globals";
import { waitFor } from "../../bench/wait/jobs.ts";
import { ours, terraforms } from "../../bench/wait/policies.ts";
import { changeAtOnce, changeOneByOne, leastSeconds } from "../../bench/wait/pools.ts";
import { job, seconds, wait } from "../unit/workspace/job-answers.ts";
import { errorOf, play } from "../unit/workspace/server.ts";

describe("jobs of 5 to 600 s, one by one", () => {
  test("ours adds at most 3 % to all of them together, and to none more than 15 s", async () => {
    const { lengthMs, overheadMs, largestMs } = await waitFor(60, ours);
    expect(overheadMs / lengthMs).toBeLessThanOrEqual(0.03);
    expect(largestMs).toBeLessThanOrEqual(15_000);
    expect(overheadMs).toBeGreaterThan(0);
  });

  test("the policy of Terraform's provider, replayed, adds half a minute to each", async () => {
    const { jobs, overheadMs, largestMs } = await waitFor(60, terraforms);
    expect(overheadMs / jobs / 1000).toBeCloseTo(30, -1);
    expect(largestMs).toBeGreaterThan(30_000);
  });
});

describe("pools that all get a disk at once", () => {
  const options = { pools: 20, perSecond: 2, jobSeconds: [10, 30] } as const;

  test("take at most 1.3 times of what the budget and the longest job demand, and none fails", async () => {
    const alone = await changeOneByOne(options);
    const atOnce = await changeAtOnce(options);
    expect([...alone.failures, ...atOnce.failures]).toEqual([]);
    expect(atOnce.throttled).toBe(0);
    expect(atOnce.seconds / leastSeconds(options, alone, atOnce)).toBeLessThanOrEqual(1.3);
    // Looks at jobs are what is left over of the budget, not what eats it.
    expect(atOnce.polls).toBeLessThan(alone.polls);
  });
});

test.each([
  [40, 3],
  [60, 5],
])("%d jobs under %d requests a second are each known to have ended within 15 s", async (jobs, perSecond) => {
  const endsAfter = 100;
  let elapsed = () => 0;
  await play(
    () => job(elapsed() >= endsAfter ? "SUCCESS" : "RUNNING"),
    async (played) => {
      elapsed = () => seconds(played);
      const known = await Promise.all(Array.from({ length: jobs }, () => wait(played).then(elapsed)));
      expect(Math.max(...known) - endsAfter).toBeLessThanOrEqual(15);
      expect(played.server.asked.length / elapsed()).toBeLessThanOrEqual(perSecond);
    },
    { maxRequestsPerSecond: perSecond },
  );
});

test("two hundred jobs under three requests a second are looked at in turn, and none is forgotten", async () => {
  const jobs = 200;
  const perSecond = 3;
  let elapsed = () => 0;
  await play(
    () => job(elapsed() >= 100 ? "SUCCESS" : "RUNNING"),
    async (played) => {
      elapsed = () => seconds(played);
      const known = await Promise.all(
        Array.from({ length: jobs }, () => wait(played, { random: Math.random }).then(elapsed)),
      );
      // Nobody can ask two hundred times in less than this.
      const round = jobs / perSecond;
      expect(Math.max(...known) - 100).toBeLessThanOrEqual(round * 1.1);
    },
    { maxRequestsPerSecond: perSecond },
  );
});

test("a job that never ends in a crowd is late at its own deadline, not later", async () => {
  await play(
    () => job("RUNNING"),
    async (played) => {
      const waits = Array.from({ length: 30 }, (_, number) => 1 + number / 10);
      const ends = await Promise.all(
        waits.map((minutes) => errorOf(wait(played, { minutes })).then(() => seconds(played) / 60)),
      );
      for (const [number, minutes] of waits.entries()) expect(ends[number]).toBeCloseTo(minutes, 1);
    },
    { maxRequestsPerSecond: 2 },
  );
});
