/** A job has succeeded, and for s seconds the pool does not show what it has done: it is looked for until it shows. */
import { expect, test } from "@jest/globals";
import { lookForEffect, waitForJob } from "../../provider/workspace/jobs.ts";
import type { Pool } from "../../provider/workspace/types.ts";
import { adds, type Change, deletes, expands, inPool, type JobsBench } from "./jobs-bench.ts";

type Shows = (pool: Pool | undefined) => boolean;

const effects: readonly (readonly [change: Change, shows: Shows])[] = [
  [adds, (pool) => pool?.dataVolumes.length === 3],
  [expands, (pool) => pool?.dataVolumes.some(({ size }) => size === 80) === true],
  [deletes, (pool) => pool?.dataVolumes.length === 1],
];

/** From none to more than a minute, so that some are longer than anybody waits. */
const cases = Array.from({ length: 200 }, (_, number) => {
  const seconds = Math.floor(number * 0.34);
  const [change, shows] = effects[number % effects.length] ?? [adds, () => false];
  return [change.name, seconds, change, shows] as const;
});
const patienceSeconds = 45;

test("there are two hundred of them", () => {
  expect(new Set(cases.map(([name, seconds]) => `${name} ${seconds}`)).size).toBe(200);
});

test.each(cases)("%s shows %d s after its job has ended", async (_name, seconds, change, shows) => {
  const dialects = { "stale-detail-seconds": String(seconds), "add-record": "at-job-end" };
  await inPool({ jobSeconds: 5, dialects }, async (bench) => {
    const { jobId } = await change.send(bench);
    await waitForJob(bench.service, { jobId, what: change.name, via: change.via, ...bench.until(10) });
    const endedAt = endOf(bench, jobId);
    const since = bench.world.clock.now();
    const pool = await lookForEffect(
      bench.service,
      { look: (until) => bench.service.showDesktopPoolDetail(bench.poolId, until), shows },
      bench.until(patienceSeconds / 60),
    );
    const waited = (bench.world.clock.now() - since) / 1000;
    const shown = (bench.world.clock.now() - endedAt) / 1000;
    if (shows(pool)) {
      expect(shown).toBeGreaterThanOrEqual(seconds);
      // About a tenth of the wait, and a second at the least.
      expect(waited).toBeLessThanOrEqual(Math.max(seconds * 1.1, seconds + 1));
    } else {
      expect([waited, seconds > patienceSeconds]).toEqual([patienceSeconds, true]);
    }
  });
});

function endOf({ simulator }: JobsBench, jobId: string): number {
  const ended = simulator.ledger().effects.find((effect) => effect.kind === "job-ended" && effect.jobId === jobId);
  return Date.parse(ended?.at ?? "");
}
