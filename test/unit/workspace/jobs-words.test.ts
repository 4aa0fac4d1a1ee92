import { expect, test } from "@jest/globals";
import { failedWords, meaningOf, runningWords, succeededWords } from "../../../provider/workspace/jobs/status-words.ts";
import { hasEnded } from "../../../provider/workspace/jobs.ts";
import { asksList, inTurn, job, list, seconds, sub, wait } from "./job-answers.ts";
import { errorOf, play } from "./server.ts";

test("the tables are closed: these words, and no other", () => {
  expect(succeededWords).toEqual(["SUCCESS", "COMPLETE", "COMPLETED"]);
  expect(failedWords).toEqual(["FAIL", "FAILED", "ERROR", "ABNORMAL", "ROLLBACK"]);
  expect(runningWords).toEqual(["WAITING", "RUNNING", "INIT", "PENDING", ""]);
});

test.each(succeededWords)("%s is success", async (word) => {
  await play(
    () => job(word, [sub("1", "SUCCESS")]),
    async (played) => {
      expect(await wait(played)).toMatchObject({ jobId: "J", beginTime: "2026-01-01 00:00:00", done: 1, total: 1 });
      expect(played.server.asked).toHaveLength(1);
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
        jobBegin: "2026-01-01 00:00:00",
        message: `adding 1 disk: job J ended ${word}.`,
      });
    },
  );
});

test.each(runningWords)('"%s" is waited for', async (word) => {
  await play(inTurn(job(word), job(word), job(word), job("SUCCESS")), async (played) => {
    await wait(played);
    expect(played.server.asked).toHaveLength(4);
  });
});

test("an unknown word is waited out and then quoted; it is neither success nor failure", async () => {
  await play(
    () => job("FROBNICATING"),
    async (played) => {
      const error = await errorOf(wait(played, { minutes: 30 }));
      expect(error).toMatchObject({
        kind: "job_timeout",
        jobId: "J",
        message: expect.stringContaining('"FROBNICATING". This release does not know "FROBNICATING".'),
      });
      expect(seconds(played)).toBe(1800);
    },
  );
});

test.each([
  ...succeededWords.map((word) => [word, "succeeded"] as const),
  ...failedWords.map((word) => [word, "failed"] as const),
  ...runningWords.map((word) => [word, "running"] as const),
  ["FROBNICATING", "unknown"] as const,
  ["SUCCESSFUL", "unknown"] as const,
  ["NOT FAILED", "unknown"] as const,
])('"%s" means %s in any case, with room around it', (word, meaning) => {
  expect([word, word.toLowerCase(), ` ${word}\n`].map(meaningOf)).toEqual([meaning, meaning, meaning]);
});

test.each([...succeededWords, ...failedWords])("a sub-job that is %s has ended", (status) => {
  expect(hasEnded({ id: "1", status })).toBe(true);
});

test.each([...runningWords, "FROBNICATING"])('a sub-job that is "%s" has not ended', (status) => {
  expect(hasEnded({ id: "1", status })).toBe(false);
});

test.each([...runningWords.filter((word) => word !== ""), "FROBNICATING"])(
  "a sub-job that is %s and complains goes on: only one without a word has ended by its complaint",
  (status) => {
    expect(hasEnded({ id: "1", status, errorCode: "WKS.9" })).toBe(false);
    expect(hasEnded({ id: "1", status: "", errorCode: "WKS.9" })).toBe(true);
    expect(hasEnded({ id: "1", status: "", failReason: "no space" })).toBe(true);
  },
);

test.each([...failedWords])("a sub-job that is %s fails its job, told by itself or by its list", async (status) => {
  await play(
    (asked) => (asksList(asked) ? list(sub("1", status)) : job("SUCCESS", [sub("1", status)])),
    async (played) => {
      const failed = { kind: "job_failed", failedDesktops: [{ desktopId: "d-1" }] };
      expect(await errorOf(wait(played))).toMatchObject(failed);
      expect(await errorOf(wait(played, { via: "sub-jobs", expectSubJobs: 1 }))).toMatchObject(failed);
    },
  );
});

test.each([...succeededWords])("a sub-job that is %s went well, told by itself or by its list", async (status) => {
  await play(
    (asked) => (asksList(asked) ? list(sub("1", status)) : job("SUCCESS", [sub("1", status)])),
    async (played) => {
      expect(await wait(played)).toMatchObject({ done: 1 });
      expect(await wait(played, { via: "sub-jobs", expectSubJobs: 1 })).toMatchObject({ done: 1 });
      expect(seconds(played)).toBe(0);
    },
  );
});

test.each([...runningWords, "FROBNICATING"])('a sub-job that is "%s" is waited for in a list', async (status) => {
  await play(inTurn(list(sub("1", status)), list(sub("1", "SUCCESS"))), async (played) => {
    expect(await wait(played, { via: "sub-jobs", expectSubJobs: 1 })).toMatchObject({ done: 1 });
    expect(played.server.asked).toHaveLength(2);
  });
});
