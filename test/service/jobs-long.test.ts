/** Jobs that wait for long, run for long, or stick: the wait ends with the job's id, and can be taken up again. */
import { expect, test } from "@jest/globals";
import { type JobProgress, waitForJob } from "../../provider/workspace/jobs.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { type Change, changes, decide, type Fate, inPool, type JobsBench, sentAndBegun } from "./jobs-bench.ts";

/** Jobs of a minute, unless their fate is another. They wait for a tenth of their time. */
const fates: readonly (readonly [what: string, fate: Fate, runsAfterMinutes: number])[] = [
  ["waits for ten minutes and runs for ninety", { slow: 100 }, 10],
  ["waits for three minutes and runs for half an hour", { slow: 30 }, 3],
  ["never begins", { outcome: "unbegun" }, Number.POSITIVE_INFINITY],
  ["sticks at 99 % on one desktop", { outcome: "stuck", failDesktops: 1 }, 0],
  ["sticks half-way on every desktop", { outcome: "stuck", failDesktops: 3, process: 50 }, 0],
];
const deadlines = [1, 2, 5, 12] as const;
const cases = changes.flatMap((change) =>
  fates.flatMap(([what, fate, runsAfter]) =>
    deadlines.map((minutes) => {
      const word = minutes > runsAfter ? "RUNNING" : "WAITING";
      return [change.name, what, minutes, word, fate, change] as const;
    }),
  ),
);

test("there are a hundred of them", () => {
  expect(cases).toHaveLength(100);
});

test.each(cases)(
  "%s whose job %s is late at %d min, %s, and ends later",
  async (_name, _what, minutes, word, fate, change) => {
    await inPool({ jobSeconds: 60 }, async (bench) => {
      decide(bench, change, fate);
      const { jobId } = await change.send(bench);
      const { progress, error } = await late(bench, change, jobId, minutes);
      expect(error).toMatchObject({ kind: "job_timeout", jobId, jobBegin: expect.stringMatching(/^2026-11-21 08:00/) });
      expect(error).toMatchObject({ message: expect.stringContaining(`"${word}"`) });
      expect(bench.seconds()).toBe(minutes * 60);
      expectToRise(progress);
      bench.simulator.act({ do: "endJob", job: jobId, outcome: "success" });
      // A process that knows nothing but the id.
      const wait = { jobId, what: change.name, via: change.via, expectSubJobs: change.parts(3), ...bench.until(1) };
      expect(await waitForJob(bench.service, wait)).toMatchObject({ jobId, done: 3, total: 3 });
      expect(sentAndBegun(bench, change)).toEqual([1, 1]);
    });
  },
);

async function late({ service, until }: JobsBench, { name, via, parts }: Change, jobId: string, minutes: number) {
  const progress: JobProgress[] = [];
  const onProgress = (told: JobProgress) => void progress.push(told);
  const wait = { jobId, what: name, via, expectSubJobs: parts(3), ...until(minutes), onProgress };
  return { progress, error: await errorOf(waitForJob(service, wait)) };
}

function expectToRise(progress: readonly JobProgress[]): void {
  const percents = progress.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(Math.max(...percents)).toBeLessThan(100);
}
