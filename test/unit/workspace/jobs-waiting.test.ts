import { expect, test } from "@jest/globals";
import { type JobProgress, waitForJob } from "../../../provider/workspace/jobs.ts";
import type { LogFields } from "../../../provider/workspace/log/log.ts";
import { asksList, inTurn, job, list, seconds, sub, unknownJob, wait } from "./job-answers.ts";
import { type Asked, errorOf, play, type Reply } from "./server.ts";

test.each<[string, Reply]>([
  ["502", { status: 502 }],
  ["a cut connection", { drop: "before" }],
  ["an answer that is cut off", { ...job("SUCCESS"), drop: "within" }],
  ["429", { status: 429 }],
  ["an answer that is not JSON", { text: "<html>" }],
  ["an answer of another shape", { json: { id: [] } }],
  ["success and an error code", { json: { error_code: "WKS.1" } }],
])("a poll that fails with %s is not the job failing", async (_name, fault) => {
  await play(
    (_asked, count) => (count % 2 === 1 && count < 30 ? fault : count < 30 ? job("RUNNING") : job("SUCCESS")),
    async (played) => {
      expect(await wait(played)).toMatchObject({ jobId: "J" });
    },
  );
});

test("ten polls that fail in a row are not the job failing either", async () => {
  await play(
    inTurn(job("RUNNING"), ...Array.from({ length: 10 }, () => ({ status: 503 })), job("SUCCESS")),
    async (p) => {
      expect(await wait(p)).toMatchObject({ jobId: "J" });
      expect(p.server.asked).toHaveLength(12);
    },
  );
});

test("polls that fail until the deadline end as job_timeout with the job's id and the last error as cause", async () => {
  await play(inTurn(job("RUNNING"), { status: 502 }), async (played) => {
    expect(await errorOf(wait(played, { minutes: 20 }))).toMatchObject({
      kind: "job_timeout",
      jobId: "J",
      jobBegin: "2026-01-01 00:00:00",
      cause: { kind: "unavailable", status: 502 },
    });
    expect(seconds(played)).toBe(1200);
  });
});

test("a 403 in the middle of a wait ends it with its own kind and the job's id", async () => {
  await play(inTurn(job("RUNNING"), job("RUNNING"), { status: 403, json: { error_code: "WKS.1" } }), async (played) => {
    expect(await errorOf(wait(played))).toMatchObject({
      kind: "forbidden",
      jobId: "J",
      status: 403,
      serviceCode: "WKS.1",
      requestId: "req-1",
      message: expect.stringMatching(/workspace:jobs:get.*Job J may still be going on\.$/),
    });
  });
});

test("a job that goes on at the deadline is late: the error has its id, its words and how long it was, and says how to go on", async () => {
  const running = job("RUNNING", [sub("1", "WAITING")]);
  await play(inTurn(job("INIT"), running), async (played) => {
    expect(await errorOf(wait(played, { minutes: 20 }))).toMatchObject({
      kind: "job_timeout",
      jobId: "J",
      jobBegin: "2026-01-01 00:00:00",
      message:
        'adding 1 disk: job J has not ended after 20 min; its status words were "INIT", "RUNNING", "WAITING". ' +
        "It goes on at the service; the next `pulumi up` waits for it and starts nothing anew.",
    });
    expect(seconds(played)).toBe(1200);
  });
});

test.each([
  [1.5, "90 s"],
  [1.99, "119 s"],
  [2, "2 min"],
  [12.4, "12 min"],
])("after %d minutes it says %s", async (minutes, words) => {
  await play(
    () => job("RUNNING"),
    async (played) => {
      const message = expect.stringContaining(`has not ended after ${words};`);
      expect(await errorOf(wait(played, { minutes }))).toMatchObject({ message });
    },
  );
});

test("a wait that was late can be taken up again by the job's id", async () => {
  await play(
    (_asked, count) => (count < 60 ? job("RUNNING") : job("SUCCESS")),
    async (played) => {
      expect(await errorOf(wait(played, { minutes: 1 }))).toMatchObject({ kind: "job_timeout", jobId: "J" });
      expect(await wait(played, { minutes: 60 })).toMatchObject({ jobId: "J", beginTime: "2026-01-01 00:00:00" });
    },
  );
});

test("a deadline that is now still gives one look, and one that has passed gives none", async () => {
  await play(inTurn(job("SUCCESS"), job("RUNNING")), async (played) => {
    expect(await wait(played, { minutes: 0 })).toMatchObject({ jobId: "J" });
    expect(await errorOf(wait(played, { minutes: 0 }))).toMatchObject({ kind: "job_timeout" });
    expect(await errorOf(wait(played, { minutes: -1 }))).toMatchObject({
      kind: "job_timeout",
      cause: { kind: "busy" },
    });
    expect([played.server.asked.length, seconds(played)]).toEqual([2, 0]);
  });
});

test("the last look is at the deadline, so what ends with it is seen", async () => {
  await play(
    (_asked, count) => (count === 1 ? job("RUNNING") : job("SUCCESS")),
    async (played) => {
      await wait(played, { minutes: 10, minDelayMs: 3_600_000 });
      expect(seconds(played)).toBe(600);
    },
  );
});

test.each(["job", "sub-jobs"] as const)(
  "every request of a wait has its deadline and its pool, and stands behind work: the %s asked first",
  async (via) => {
    const asked: unknown[] = [];
    const ofUnknown = (request: Asked) => (asksList(request) ? list() : unknownJob);
    await play(ofUnknown, async ({ service, until }) => {
      const watched = {
        ...service,
        showJob: async (...call: Parameters<typeof service.showJob>) => {
          asked.push(call[1]);
          return service.showJob(...call);
        },
        listItaSubJobs: async (...call: Parameters<typeof service.listItaSubJobs>) => {
          asked.push(call[1]);
          return service.listItaSubJobs(...call);
        },
      };
      const { deadline } = until(1);
      await errorOf(waitForJob(watched, { jobId: "J", poolId: "P", what: "adding 1 disk", via, deadline }));
      expect(asked.length).toBeGreaterThan(50);
      for (const one of asked) expect(one).toEqual({ deadline, poolId: "P", poll: true });
    });
  },
);

test("progress counts desktops and never goes back, though what the service tells may", async () => {
  const seen: JobProgress[] = [];
  const onProgress = (progress: JobProgress) => {
    seen.push(progress);
  };
  const running = [sub("1", "SUCCESS"), sub("2", "RUNNING", { process: 50 }), sub("3", "WAITING"), sub("4", "INIT")];
  const grown = [...running, sub("5", "WAITING"), sub("6", "WAITING")];
  const ended = grown.map(({ id }) => sub(id, "SUCCESS"));
  await play(inTurn(job("RUNNING", running), job("RUNNING", grown), job("SUCCESS", ended)), async (played) => {
    await wait(played, { onProgress });
  });
  expect(seen).toEqual([
    { done: 1, total: 4, percent: 37, elapsedMs: 0 },
    { done: 1, total: 6, percent: 37, elapsedMs: 950 },
    { done: 6, total: 6, percent: 100, elapsedMs: 1900 },
  ]);
});

test("a look that shows nothing tells no progress", async () => {
  const seen: JobProgress[] = [];
  const unseen = [{ status: 503 }, unknownJob, list()];
  await play(inTurn(...unseen, job("SUCCESS", [sub("1", "SUCCESS")])), async (played) => {
    await wait(played, { onProgress: (progress) => void seen.push(progress) });
  });
  expect(seen).toEqual([{ done: 1, total: 1, percent: 100, elapsedMs: 1900 }]);
});

test("two lines of the log tell of a wait: that it began, and how the job ended", async () => {
  const lines: (readonly [string, LogFields])[] = [];
  const log = { info: (event: string, fields: LogFields) => void lines.push([event, fields]), debug: () => {} };
  await play(inTurn(job("RUNNING"), job("SUCCESS"), job("FAIL")), async (played) => {
    const service = { ...played.service, log };
    const asked = { jobId: "J", what: "adding 1 disk", via: "job", ...played.until(60) } as const;
    await waitForJob(service, asked);
    await errorOf(waitForJob(service, asked));
  });
  expect(lines).toEqual([
    ["job", { job: "J", state: "waited for" }],
    ["job", { job: "J", state: "succeeded", status: "SUCCESS", ms: 950 }],
    ["job", { job: "J", state: "waited for" }],
    ["job", { job: "J", state: "failed", status: "FAIL", ms: 0 }],
  ]);
});
