import { expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import { failedWords, meaningOf, runningWords, succeededWords } from "../../../provider/workspace/jobs/job-status.ts";
import { type JobProgress, waitForJob } from "../../../provider/workspace/jobs.ts";
import { errorOf, type Played, play, type Reply } from "./server.ts";

const sub = (id: string, status: string, more: object = {}) => ({
  id,
  job_id: "J",
  status,
  entities: { desktop_id: `d-${id}` },
  ...more,
});
const job = (status: string, subJobs: readonly object[] = [], more: object = {}) => ({
  json: {
    id: "J",
    status,
    begin_time: "2026-01-01 00:00:00",
    sub_jobs_total: subJobs.length,
    sub_jobs: subJobs,
    ...more,
  },
});
const wait = (
  played: Played,
  more: { readonly minutes?: number; readonly via?: "job" | "sub-jobs"; readonly expectSubJobs?: number } = {},
) => {
  const { minutes = 60, via = "job", ...rest } = more;
  return waitForJob(played.service, {
    jobId: "J",
    what: "adding 1 disk",
    via,
    random: () => 0.5,
    ...played.until(minutes),
    ...rest,
  });
};
const seconds = ({ clock, startedAt }: Played) => (clock.now() - startedAt) / 1000;

test.each(succeededWords)("%s is success", async (word) => {
  await play(
    () => job(word, [sub("1", "SUCCESS")]),
    async (played) => {
      expect(await wait(played)).toMatchObject({ jobId: "J", beginTime: "2026-01-01 00:00:00", done: 1, total: 1 });
    },
  );
});

test.each(failedWords)("%s is a failure, never success", async (word) => {
  await play(
    () => job(word),
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({
        kind: "job_failed",
        jobId: "J",
        message: expect.stringContaining(word),
      });
    },
  );
});

test.each(runningWords)('"%s" is waited for', async (word) => {
  await play(
    (_asked, count) => (count < 4 ? job(word) : job("SUCCESS")),
    async (played) => {
      await wait(played);
      expect(played.server.asked).toHaveLength(4);
    },
  );
});

test("an unknown word is waited out and then quoted; it is neither success nor failure", async () => {
  await play(
    () => job("FROBNICATING"),
    async (played) => {
      const error = await errorOf(wait(played, { minutes: 30 }));
      expect(error).toMatchObject({
        kind: "job_timeout",
        jobId: "J",
        message: expect.stringContaining('"FROBNICATING"'),
      });
      expect(seconds(played)).toBe(1800);
    },
  );
  expect(meaningOf("FROBNICATING")).toBe("unknown");
});

test.each<[string, Reply]>([
  [
    "a failed sub-job under SUCCESS",
    job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "FAILED", { error_code: "WKS.9", fail_reason: "no space" })]),
  ],
  [
    "a failed sub-job under COMPLETE",
    job("COMPLETE", [sub("1", "SUCCESS"), sub("2", "FAIL", { error_code: "WKS.9", message: "no space" })]),
  ],
  [
    "a sub-job that ended well but complains",
    job("SUCCESS", [sub("2", "SUCCESS", { error_code: "WKS.9", fail_reason: "no space" })]),
  ],
])("%s fails the job and names the desktop", async (_name, answer) => {
  await play(
    () => answer,
    async (played) => {
      const error = await errorOf(wait(played));
      expect(error).toMatchObject({ kind: "job_failed", message: expect.stringContaining("d-2: WKS.9 no space") });
      expect(isWorkspaceError(error) && error.failedDesktops).toEqual([
        { desktopId: "d-2", code: "WKS.9", reason: "no space" },
      ]);
    },
  );
});

test.each<[string, Reply]>([
  ["an error code under SUCCESS", job("SUCCESS", [], { job_error_code: "WKS.7" })],
  ["a reason under COMPLETED", job("COMPLETED", [], { fail_reason: "quota" })],
  ["an error code without a status", job("", [], { job_error_code: "WKS.7" })],
])("%s fails the job", async (_name, answer) => {
  await play(
    () => answer,
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({ kind: "job_failed" });
    },
  );
});

test("a job that ends while sub-jobs still run is given a minute for its details", async () => {
  const failedLate = sub("2", "FAILED", { error_code: "WKS.9" });
  await play(
    (_asked, count) => job("SUCCESS", [sub("1", "SUCCESS"), count < 5 ? sub("2", "RUNNING") : failedLate]),
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({
        kind: "job_failed",
        failedDesktops: [{ desktopId: "d-2", code: "WKS.9" }],
      });
    },
  );
  await play(
    () => job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "RUNNING")]),
    async (played) => {
      expect(await wait(played)).toMatchObject({ done: 1, total: 2 });
      expect(seconds(played)).toBeGreaterThanOrEqual(60);
    },
  );
});

test("a failed sub-job that only the sub-jobs' list shows fails the job", async () => {
  const all = [sub("1", "SUCCESS"), sub("2", "FAILED", { fail_reason: "gone" })];
  await play(
    ({ path }) =>
      path.endsWith("/workspace-sub-jobs")
        ? { json: { total_count: 2, jobs: all } }
        : job("SUCCESS", [sub("1", "SUCCESS")], { sub_jobs_total: 2 }),
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({
        kind: "job_failed",
        failedDesktops: [{ desktopId: "d-2", reason: "gone" }],
      });
    },
  );
});

test.each<[string, Reply]>([
  ["502", { status: 502 }],
  ["a cut connection", { drop: "before" }],
  ["429", { status: 429 }],
  ["an answer that is not JSON", { text: "<html>" }],
  ["an answer of another shape", { json: { id: [] } }],
])("a poll that fails with %s is not the job failing", async (_name, fault) => {
  await play(
    (_asked, count) => (count % 2 === 1 && count < 40 ? fault : count < 40 ? job("RUNNING") : job("SUCCESS")),
    async (played) => {
      expect(await wait(played)).toMatchObject({ jobId: "J" });
    },
  );
});

test("polls that fail until the deadline end as job_timeout with the job's id and the last error as cause", async () => {
  await play(
    (_asked, count) => (count === 1 ? job("RUNNING") : { status: 502 }),
    async (played) => {
      const error = await errorOf(wait(played, { minutes: 20 }));
      expect(error).toMatchObject({ kind: "job_timeout", jobId: "J", cause: { kind: "unavailable", status: 502 } });
    },
  );
});

test("a 403 in the middle of a wait ends it with its own kind and the job's id", async () => {
  await play(
    (_asked, count) => (count < 3 ? job("RUNNING") : { status: 403 }),
    async (played) => {
      const error = await errorOf(wait(played));
      expect(error).toMatchObject({
        kind: "forbidden",
        jobId: "J",
        message: expect.stringContaining("workspace:jobs:get"),
      });
    },
  );
});

test("a job may stay unseen for a minute, then its result is unknown", async () => {
  await play(
    (_asked, count) => (count < 8 ? { status: 404, json: { error_code: "WKS.0404" } } : job("SUCCESS")),
    async (played) => {
      await wait(played);
    },
  );
  await play(
    () => ({ status: 404, json: { error_code: "WKS.0404" } }),
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({ kind: "unknown_result", jobId: "J" });
      expect(seconds(played)).toBeGreaterThanOrEqual(60);
      expect(seconds(played)).toBeLessThan(80);
    },
  );
});

test("told by sub-jobs: empty at first, one after the other, done when all have ended and none is added", async () => {
  const lists = [
    [],
    [sub("1", "RUNNING")],
    [sub("1", "SUCCESS")],
    [sub("1", "SUCCESS"), sub("2", "WAITING")],
    [sub("1", "SUCCESS"), sub("2", "SUCCESS")],
  ];
  await play(
    (_asked, count) => {
      const jobs = lists[Math.min(count, lists.length) - 1] ?? [];
      return { json: { total_count: jobs.length, jobs } };
    },
    async (played) => {
      // The third look shows one ended sub-job of one; a number that is known in advance is not fooled by it.
      expect(await wait(played, { via: "sub-jobs", expectSubJobs: 2 })).toMatchObject({ done: 2, total: 2 });
      expect(played.server.asked).toHaveLength(5);
      expect(played.server.asked[0]?.query.get("job_id")).toBe("J");
    },
  );
});

test("told by sub-jobs of unknown number, a list that still grows is not the whole", async () => {
  const lists = [
    [sub("1", "SUCCESS")],
    [sub("1", "SUCCESS"), sub("2", "RUNNING")],
    [sub("1", "SUCCESS"), sub("2", "FAILED")],
  ];
  await play(
    (_asked, count) => {
      const jobs = lists[Math.min(count, lists.length) - 1] ?? [];
      return { json: { total_count: jobs.length, jobs } };
    },
    async (played) => {
      expect(await errorOf(wait(played, { via: "sub-jobs" }))).toMatchObject({
        kind: "job_failed",
        failedDesktops: [{ desktopId: "d-2" }],
      });
    },
  );
});

test("a sub-job with an unknown word is never taken for done, whatever its job says", async () => {
  await play(
    () => job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "ODD")]),
    async (played) => {
      expect(await errorOf(wait(played, { minutes: 20 }))).toMatchObject({
        kind: "job_timeout",
        message: expect.stringContaining('"ODD"'),
      });
    },
  );
});

test("told by sub-jobs, a failed one fails the job", async () => {
  const jobs = [sub("1", "SUCCESS"), sub("2", "FAIL", { error_code: "WKS.9", desktop_name: "pc-2" })];
  await play(
    () => ({ json: { total_count: 2, jobs } }),
    async (played) => {
      const error = await errorOf(wait(played, { via: "sub-jobs" }));
      expect(error).toMatchObject({
        kind: "job_failed",
        failedDesktops: [{ desktopId: "d-2", name: "pc-2", code: "WKS.9" }],
      });
    },
  );
});

test("progress counts ended desktops, and the share of those that run", async () => {
  const seen: JobProgress[] = [];
  const running = [sub("1", "SUCCESS"), sub("2", "RUNNING", { process: 50 }), sub("3", "WAITING"), sub("4", "INIT")];
  await play(
    (_asked, count) =>
      count === 1
        ? job("RUNNING", running)
        : job(
            "SUCCESS",
            running.map(({ id }) => sub(id, "SUCCESS")),
          ),
    async (played) => {
      const onProgress = (progress: JobProgress) => {
        seen.push(progress);
      };
      await waitForJob(played.service, {
        jobId: "J",
        what: "x",
        via: "job",
        onProgress,
        random: () => 0.5,
        ...played.until(60),
      });
    },
  );
  expect(seen).toEqual([
    { done: 1, total: 4, percent: 37, elapsedMs: 0 },
    { done: 4, total: 4, percent: 100, elapsedMs: 950 },
  ]);
});

test("over jobs of 5 to 600 s the waits add at most 3 % in all and never more than 15 s", async () => {
  let overheads = 0;
  let lengths = 0;
  for (let length = 5; length <= 600; length += 17) {
    let endsAt = 0;
    let now = () => 0;
    await play(
      () => (now() >= endsAt ? job("SUCCESS") : job("RUNNING")),
      async (played) => {
        now = played.clock.now;
        endsAt = played.startedAt + length * 1000;
        await wait(played);
        const overhead = seconds(played) - length;
        expect(overhead).toBeLessThanOrEqual(Math.min(15, Math.max(1, length * 0.1)));
        overheads += overhead;
        lengths += length;
      },
    );
  }
  expect(overheads / lengths).toBeLessThanOrEqual(0.03);
});
