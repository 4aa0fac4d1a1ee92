// How a wait that ended badly is told, word for word.

import { expect, test } from "@jest/globals";
import { isWorkspaceError, workspaceError } from "../../../provider/workspace/errors.ts";
import { jobFailed, jobTimeout, lostJob, minutes, withJobId } from "../../../provider/workspace/jobs/job-errors.ts";
import { type JobState, stateOf } from "../../../provider/workspace/jobs/job-status.ts";
import type { SubJob } from "../../../provider/workspace/types.ts";
import { errorOf } from "./server.ts";

const waited = { jobId: "J", what: "adding 1 disk" };
const sub = (id: string, status: string, more: Partial<SubJob> = {}): SubJob => ({
  id,
  status,
  desktopId: `d-${id}`,
  ...more,
});

function state(status: string, subJobs: readonly SubJob[], more: object = {}): JobState {
  const found = stateOf({ jobId: "J", job: { id: "J", status, subJobs, ...more } });
  if (found === undefined) throw new Error("there is no state");
  return found;
}

const failure = (...told: Parameters<typeof state>): string => jobFailed(waited, state(...told)).message;

test.each<[string, string, readonly SubJob[], object, string]>([
  ["its word", "FAIL", [], {}, "ended FAIL."],
  ["no word", "", [], { errorCode: "W.1" }, "failed (W.1)."],
  ["its reason", "FAIL", [], { errorCode: "W.1", failReason: "quota" }, "ended FAIL (W.1 quota)."],
  [
    "a desktop, and the others",
    "FAIL",
    [sub("1", "FAILED", { failReason: "no room" }), sub("2", "SUCCESS"), sub("3", "SUCCESS")],
    {},
    "ended FAIL. Failed desktops: d-1: no room. The other 2 of 3 went through.",
  ],
  [
    "all of its desktops, each reason once",
    "FAIL",
    [
      sub("1", "FAILED", { errorCode: "W.1", failReason: "no room" }),
      sub("2", "FAILED", { errorCode: "W.1", failReason: "no room", desktopName: "pc" }),
      sub("3", "FAILED", { errorCode: "W.1" }),
      sub("4", "FAILED"),
    ],
    {},
    "ended FAIL. Failed desktops: d-1, pc (d-2): W.1 no room; d-3: W.1; d-4: no reason given.",
  ],
  [
    "its desktops alone, where its own reason is theirs",
    "FAIL",
    [sub("1", "FAILED", { errorCode: "W.1", failReason: "no room" }), sub("2", "SUCCESS")],
    { errorCode: "W.1", failReason: "no room" },
    "ended FAIL. Failed desktops: d-1: W.1 no room. The other 1 of 2 went through.",
  ],
  [
    "its own reason too, where a desktop has another",
    "FAIL",
    [sub("1", "FAILED", { errorCode: "W.1", failReason: "no room" }), sub("2", "FAILED", { errorCode: "W.2" })],
    { errorCode: "W.1", failReason: "no room" },
    "ended FAIL (W.1 no room). Failed desktops: d-1: W.1 no room; d-2: W.2.",
  ],
  [
    "desktops without an id",
    "FAIL",
    [sub("1", "FAILED", { desktopId: "" }), sub("2", "FAILED", { desktopId: "" }), sub("3", "FAILED")],
    {},
    "ended FAIL. Failed desktops: d-3, 2 without an id: no reason given.",
  ],
  [
    "desktops of which nobody has told",
    "FAIL",
    [sub("1", "FAILED"), sub("2", "RUNNING"), sub("3", "RUNNING")],
    {},
    "ended FAIL. Failed desktops: d-1: no reason given. Of 2 it is not told how they ended.",
  ],
  ["no desktop", "FAIL", [sub("1", "SUCCESS")], {}, "ended FAIL."],
])("a failed job is told by %s", (_what, status, subJobs, more, words) => {
  expect(failure(status, subJobs, more)).toBe(`adding 1 disk: job J ${words}`);
});

test("a failed job's error has the desktops that failed, those that it was for, and when it began", () => {
  const subJobs = [sub("1", "FAILED"), { id: "2", status: "SUCCESS" }, sub("3", "SUCCESS")];
  expect(jobFailed(waited, state("FAIL", subJobs, { beginTime: "then" }))).toMatchObject({
    kind: "job_failed",
    jobId: "J",
    jobBegin: "then",
    jobDesktops: ["d-1", "d-3"],
    failedDesktops: [{ desktopId: "d-1" }],
  });
  expect("jobBegin" in jobFailed(waited, state("FAIL", subJobs))).toBe(false);
});

test("a job that goes on too long is told by its words, and those that this release does not know are quoted", () => {
  const late = (words: readonly string[]) =>
    jobTimeout(waited, { words: new Set(words), elapsedMs: 180_000, state: undefined, cause: undefined }).message;
  const goesOn = "It goes on at the service; the next `pulumi up` waits for it and starts nothing anew.";
  expect(late([])).toBe(`adding 1 disk: job J has not ended after 3 min; it was never seen. ${goesOn}`);
  expect(late(["RUNNING", "INIT"])).toBe(
    `adding 1 disk: job J has not ended after 3 min; its status words were "RUNNING", "INIT". ${goesOn}`,
  );
  expect(late(["RUNNING", "ODD", "RARE"])).toBe(
    'adding 1 disk: job J has not ended after 3 min; its status words were "RUNNING", "ODD", "RARE". ' +
      `This release does not know "ODD", "RARE". ${goesOn}`,
  );
});

test("its error has the job, when it began, and why the last look failed", () => {
  const cause = new Error("no answer");
  const began = state("RUNNING", [], { beginTime: "then" });
  const error = jobTimeout(waited, { words: new Set(), elapsedMs: 1, state: began, cause });
  expect(error).toMatchObject({ kind: "job_timeout", jobId: "J", jobBegin: "then", cause: { message: "no answer" } });
});

test("a lost job is told by what was last seen of it", () => {
  expect(lostJob(waited, undefined)).toMatchObject({
    kind: "unknown_result",
    jobId: "J",
    message: "adding 1 disk: the service does not know job J. Whether it was done is not known.",
  });
  const seen = state("RUNNING", [sub("1", "WAITING", { process: 0 }), sub("2", "SUCCESS")], { beginTime: "then" });
  expect(lostJob(waited, seen)).toMatchObject({
    jobBegin: "then",
    message:
      'adding 1 disk: the service no longer knows job J. It was last seen at 50 %, "RUNNING", "WAITING", "SUCCESS". ' +
      "Whether it was done is not known.",
  });
});

test("what ends the wait and not the job names the job, and keeps all that it said", async () => {
  const details = { status: 403, serviceCode: "W.1", requestId: "r", cause: new Error("inner") };
  const thrown = workspaceError("forbidden", "No right.", details);
  expect(await errorOf(withJobId("J", () => Promise.reject(thrown)))).toMatchObject({
    kind: "forbidden",
    message: "No right. Job J may still be going on.",
    jobId: "J",
    status: 403,
    serviceCode: "W.1",
    requestId: "r",
    cause: { message: "inner" },
  });
  const bare = await errorOf(withJobId("J", () => Promise.reject(workspaceError("busy", "No."))));
  expect(isWorkspaceError(bare, "busy")).toBe(true);
  for (const name of ["status", "serviceCode", "requestId", "cause"]) expect(name in Object(bare)).toBe(false);
});

test("an error that names its job, or is a stranger's, goes on as it is; so does a result", async () => {
  const own = workspaceError("job_failed", "No.", { jobId: "K" });
  expect(await errorOf(withJobId("J", () => Promise.reject(own)))).toBe(own);
  const strange = new Error("no");
  expect(await errorOf(withJobId("J", () => Promise.reject(strange)))).toBe(strange);
  expect(await withJobId("J", () => Promise.resolve(7))).toBe(7);
});

test.each([
  [0, "0 s"],
  [1_499, "1 s"],
  [1_500, "2 s"],
  [119_999, "120 s"],
  [120_000, "2 min"],
  [150_001, "3 min"],
])("%d ms are %s", (ms, words) => {
  expect(minutes(ms)).toBe(words);
});
