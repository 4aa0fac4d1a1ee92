/** What a job says of itself, in every word that is known and in some that nobody knows: told rightly, and never taken for success. */
import { expect, test } from "@jest/globals";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { type Change, diskChanges, type Fate, inPool, type JobsBench, removesDesktops } from "./jobs-bench.ts";

interface Case {
  readonly what: string;
  readonly change: Change;
  readonly fate?: Fate;
  /** Faults of the looks at the job. */
  readonly looks?: readonly { readonly effect: FaultEffect; readonly times: number | "always" }[];
  readonly dialects?: Readonly<Record<string, string>>;
  /** `succeeded`, or the kind of the error. */
  readonly ends: "succeeded" | "job_failed" | "job_timeout" | "unknown_result";
  readonly says?: RegExp;
}

const jobSeconds = 20;
const timeoutMinutes = 2;

const failed = ["FAIL", "FAILED", "ERROR", "ABNORMAL", "ROLLBACK"];
const succeeded = ["SUCCESS", "COMPLETE", "COMPLETED"];
const running = ["WAITING", "RUNNING", "INIT", "PENDING", ""];
const unknown = ["FROBNICATING", "SUCCEEDED", "CANCELLED", "DONE", "PARTIAL_SUCCESS"];

const anyCase = (word: string) => [...new Set([word, word.toLowerCase()])];

function wordsOf(change: Change): Case[] {
  const told = (what: string, fate: Fate, ends: Case["ends"], says?: RegExp): Case => {
    return { what, change, fate, ends, ...(says === undefined ? {} : { says }) };
  };
  return [
    ...failed.flatMap(anyCase).map((word) => told(`its job is ${word}`, { status: word }, "job_failed")),
    ...failed.map((word) =>
      told(`its sub-jobs are ${word}`, { subJobStatus: word }, "job_failed", /Failed desktops: /),
    ),
    ...succeeded
      .flatMap(anyCase)
      .map((word) => told(`it says ${word} from the start`, { status: word, untilEnd: false }, "succeeded")),
    ...running.map((word) => told(`its job is "${word}" until it ends`, { status: word, untilEnd: true }, "succeeded")),
    ...running.map((word) =>
      told(`its sub-jobs are "${word}" until they end`, { subJobStatus: word, untilEnd: true }, "succeeded"),
    ),
    ...unknown.map((word) => told(`its job is ${word} until it ends`, { status: word, untilEnd: true }, "succeeded")),
    ...unknown.map((word) =>
      told(`its job is ${word} for ever`, { status: word }, "job_timeout", new RegExp(`does not know "${word}"`)),
    ),
    ...unknown.map((word) =>
      told(`its sub-jobs are ${word} for ever`, { subJobStatus: word }, "job_timeout", new RegExp(`"${word}"`)),
    ),
    told("its job and sub-jobs have no word", { status: "", subJobStatus: "" }, "job_timeout", /status words were ""/),
    told("it warns by an error code", { outcome: "warning", code: "EVS.2" }, "job_failed", /ended SUCCESS \(EVS\.2/),
    told("it denies what it did", { outcome: "denial", code: "EVS.3" }, "job_failed", /EVS\.3/),
    told("it is never seen", { vanishes: "at-once" }, "unknown_result", /does not know job/),
    told("it is gone at its end", { vanishes: "at-end" }, "unknown_result", /no longer knows job/),
  ];
}

const unseen: FaultEffect = { refusal: { code: "WKS.0202" } };

function sightsOf(change: Change): Case[] {
  const seen = (what: string, looks: number, effect: FaultEffect): Case => {
    return { what, change, looks: [{ effect, times: looks }], ends: "succeeded" };
  };
  const lagging = (seconds: string): Case => {
    const dialects = { "acceptance-invisible-seconds": seconds };
    return { what: `it shows after ${seconds} s`, change, dialects, ends: "succeeded" };
  };
  return [
    ...[1, 5, 20].map((looks) => seen(`its job is a 404 for ${looks} looks`, looks, unseen)),
    seen("its job is an empty object for 10 looks", 10, { status: 200, body: {} }),
    seen("its job is an answer without a body for 5 looks", 5, { spoilBody: "empty" }),
    seen("its job has no status for 5 looks", 5, { missingFields: [".status"] }),
    ...["10", "40", "59"].map(lagging),
    { what: "unknown jobs are empty objects", change, dialects: emptyWhenUnknown, ends: "succeeded" },
    {
      what: "unknown jobs are empty objects, and it is gone at its end",
      change,
      dialects: emptyWhenUnknown,
      fate: { vanishes: "at-end" },
      ends: "unknown_result",
    },
  ];
}
const emptyWhenUnknown = { "unknown-job": "empty", "acceptance-invisible-seconds": "10" };

const listedLate = { "sub-jobs-visible": "when-running" };
const toldBySubJobs: readonly Case[] = [
  ...failed.map((word): Case => {
    return {
      what: `its sub-jobs are ${word}`,
      change: removesDesktops,
      fate: { subJobStatus: word },
      ends: "job_failed",
    };
  }),
  ...running.map((word): Case => {
    const fate = { subJobStatus: word, untilEnd: true };
    return { what: `its sub-jobs are "${word}" until they end`, change: removesDesktops, fate, ends: "succeeded" };
  }),
  ...unknown.map((word): Case => {
    const fate = { subJobStatus: word };
    return { what: `its sub-jobs are ${word} for ever`, change: removesDesktops, fate, ends: "job_timeout" };
  }),
  { what: "they are not listed until they run", change: removesDesktops, dialects: listedLate, ends: "succeeded" },
  { what: "they are never listed", change: removesDesktops, fate: { subJobs: "none" }, ends: "succeeded" },
  { what: "they are never seen", change: removesDesktops, fate: { vanishes: "at-once" }, ends: "unknown_result" },
];
const cases = [...diskChanges.flatMap((change) => [...wordsOf(change), ...sightsOf(change)]), ...toldBySubJobs];

test("there are at least two hundred of them", () => {
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

test.each(cases.map((one) => [one.change.name, one.what, one.ends, one] as const))(
  "%s: %s → %s",
  async (_name, _what, ends, one) => {
    await inPool({ jobSeconds, dialects: one.dialects ?? {} }, async (bench) => {
      for (const { effect, times } of one.looks ?? []) bench.simulator.fault({ route: "ShowJob", effect, times });
      if (one.fate !== undefined) bench.simulator.fault({ route: one.change.operation, effect: { job: one.fate } });
      const { jobId } = await one.change.send(bench);
      const wait = waitFor(bench, one.change, jobId);
      if (ends === "succeeded") {
        expect(await wait).toMatchObject({ jobId });
        // It was not believed before it was true.
        expect(bench.seconds()).toBeGreaterThanOrEqual(jobSeconds);
        return;
      }
      const error = await errorOf(wait);
      expect(error).toMatchObject({ kind: ends, jobId, message: expect.stringContaining(jobId) });
      if (one.says !== undefined) expect(error).toMatchObject({ message: expect.stringMatching(one.says) });
    });
  },
);

function waitFor({ service, until }: JobsBench, { name, via, parts }: Change, jobId: string) {
  const known = via === "sub-jobs" ? { expectSubJobs: parts(3) } : {};
  return waitForJob(service, { jobId, what: name, via, ...known, ...until(timeoutMinutes) });
}
