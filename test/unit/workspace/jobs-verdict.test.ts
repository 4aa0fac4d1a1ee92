import { describe, expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../../provider/workspace/errors.ts";
import { stateOf, stateOfSubJobs } from "../../../provider/workspace/jobs/job-status.ts";
import { eachOnce, failedDesktop } from "../../../provider/workspace/jobs/sub-jobs.ts";
import { asksList, inTurn, job, list, seconds, sub, wait } from "./job-answers.ts";
import { errorOf, play, type Reply } from "./server.ts";

describe("what fails a job", () => {
  test.each<[string, Reply]>([
    [
      "a failed sub-job under SUCCESS",
      job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "FAILED", { error_code: "WKS.9", fail_reason: "no space" })]),
    ],
    [
      "a failed sub-job under COMPLETE that gives its reason in the older field",
      job("COMPLETE", [sub("1", "SUCCESS"), sub("2", "FAIL", { error_code: "WKS.9", message: "no space" })]),
    ],
    [
      "a sub-job that ended well but complains",
      job("SUCCESS", [sub("2", "SUCCESS", { error_code: "WKS.9", fail_reason: "no space" })]),
    ],
    [
      "a sub-job without a word that complains",
      job("SUCCESS", [sub("2", "", { error_code: "WKS.9", fail_reason: "no space" })]),
    ],
  ])("%s, and the desktop is named", async (_name, answer) => {
    await play(
      () => answer,
      async (played) => {
        const error = await errorOf(wait(played));
        expect(error).toMatchObject({ kind: "job_failed", message: expect.stringContaining("d-2: WKS.9 no space") });
        expect(isWorkspaceError(error) && error.failedDesktops).toEqual([
          { desktopId: "d-2", code: "WKS.9", reason: "no space" },
        ]);
        expect(seconds(played)).toBe(0);
      },
    );
  });

  test.each<[string, Reply, string]>([
    ["an error code under SUCCESS", job("SUCCESS", [], { job_error_code: "WKS.7" }), "ended SUCCESS (WKS.7)."],
    ["a reason under COMPLETED", job("COMPLETED", [], { fail_reason: "quota" }), "ended COMPLETED (quota)."],
    ["an error code without a status", job("", [], { job_error_code: "WKS.7" }), "job J failed (WKS.7)."],
    [
      "an error code and a reason under a word that nobody knows, when no sub-job goes on",
      job("ABORTED", [sub("1", "SUCCESS")], { job_error_code: "WKS.7", fail_reason: "quota" }),
      "ended ABORTED (WKS.7 quota).",
    ],
  ])("%s", async (_name, answer, words) => {
    await play(
      () => answer,
      async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({
          kind: "job_failed",
          message: expect.stringContaining(words),
        });
      },
    );
  });

  test("an old sub-job's message alone is no complaint: a job that went well says so in words too", async () => {
    await play(
      () => job("SUCCESS", [sub("1", "SUCCESS", { message: "done" })]),
      async (played) => {
        expect(await wait(played)).toMatchObject({ done: 1 });
      },
    );
  });
});

describe("what ends a job", () => {
  test.each(["RUNNING", "WAITING", "INIT", "PENDING"])(
    "a complaint while the job says %s is no end: it goes on with the other desktops",
    async (word) => {
      const complaining = job(word, [sub("1", "FAILED")], { job_error_code: "WKS.7" });
      await play(inTurn(complaining, complaining, job("FAIL", [sub("1", "FAILED")])), async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({ kind: "job_failed" });
        expect(played.server.asked).toHaveLength(3);
      });
    },
  );

  test("a complaint without a status is no end while a sub-job goes on", async () => {
    const complaining = job("", [sub("1", "RUNNING")], { job_error_code: "WKS.7" });
    await play(inTurn(complaining, job("FAIL", [sub("1", "SUCCESS")])), async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({
        kind: "job_failed",
        message: expect.stringContaining("FAIL"),
      });
    });
  });

  test("a job without a status that complains goes on as long as one of its desktops does, and no list is no end", () => {
    const subJobs = [{ id: "1", status: "RUNNING" }];
    const complaining = { id: "J", status: "", errorCode: "WKS.7", subJobs };
    expect(stateOf({ jobId: "J", job: complaining })?.phase).toBe("running");
    expect(stateOf({ jobId: "J", job: { ...complaining, subJobs: [] } })?.phase).toBe("ended");
    expect(stateOfSubJobs("J", []).phase).toBe("running");
    expect(stateOf({ jobId: "J", listed: [] })).toBeUndefined();
  });

  test("a sub-job with an unknown word is never taken for done, whatever its job says", async () => {
    await play(
      () => job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "ODD")]),
      async (played) => {
        expect(await errorOf(wait(played, { minutes: 20 }))).toMatchObject({
          kind: "job_timeout",
          message: expect.stringContaining('This release does not know "ODD".'),
        });
      },
    );
  });

  test("a job that ends while sub-jobs still run is given a minute for its details, and then believed", async () => {
    const failedLate = sub("2", "FAILED", { error_code: "WKS.9" });
    const late = (count: number) => (count < 5 ? sub("2", "RUNNING") : failedLate);
    await play(
      (_asked, count) => job("SUCCESS", [sub("1", "SUCCESS"), late(count)]),
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
        expect(seconds(played)).toBeLessThan(75);
      },
    );
  });

  test("details that still change are no standstill: the minute begins with the last change", async () => {
    const ended = (count: number) =>
      Array.from({ length: 50 }, (_, i) => sub(`${i}`, i < count ? "SUCCESS" : "RUNNING"));
    await play(
      (_asked, count) => job("SUCCESS", ended(count)),
      async (played) => {
        expect(await wait(played)).toMatchObject({ done: 50, total: 50 });
        expect(seconds(played)).toBeGreaterThan(200);
        expect(played.server.asked).toHaveLength(50);
      },
    );
  });
});

describe("which sub-jobs count", () => {
  test("those of another job in the list do not, and those without a job's id do", async () => {
    const other = sub("9", "FAILED", { job_id: "K" });
    const { job_id: _none, ...anonymous } = sub("2", "SUCCESS");
    await play(
      () => list(sub("1", "SUCCESS"), other, anonymous),
      async (played) => {
        expect(await wait(played, { via: "sub-jobs", expectSubJobs: 2 })).toMatchObject({ done: 2, total: 2 });
      },
    );
  });

  test("what a job itself lists is its own, whatever ids stand in it", async () => {
    await play(
      () => job("SUCCESS", [sub("1", "SUCCESS"), sub("2", "FAILED", { job_id: "J-2" })]),
      async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({ failedDesktops: [{ desktopId: "d-2" }] });
      },
    );
  });

  test("one that is listed twice counts once", async () => {
    await play(
      () => job("SUCCESS", [sub("1", "SUCCESS"), sub("1", "SUCCESS"), sub("2", "SUCCESS")], { sub_jobs_total: 2 }),
      async (played) => {
        expect(await wait(played)).toMatchObject({ done: 2, total: 2 });
      },
    );
  });

  test.each([
    [["RUNNING", "SUCCESS"], "SUCCESS"],
    [["SUCCESS", "RUNNING"], "RUNNING"],
    [["FAILED", "SUCCESS"], "FAILED"],
    [["SUCCESS", "FAILED"], "FAILED"],
    [["FAILED", "RUNNING"], "FAILED"],
    [["ODD", "SUCCESS"], "SUCCESS"],
  ])("one that is told as %j is %s: what was told later counts, but a failure is not taken back", (told, status) => {
    expect(eachOnce(told.map((word) => ({ id: "1", status: word })))).toEqual([{ id: "1", status }]);
  });

  test("without ids nobody can say that two are one", () => {
    expect(
      eachOnce([
        { id: "", status: "SUCCESS" },
        { id: "", status: "SUCCESS" },
      ]),
    ).toHaveLength(2);
  });
});

describe("what is told of it", () => {
  test("the number of desktops is the largest that anybody names", () => {
    const subJobs = [{ id: "1", status: "SUCCESS" }];
    const of = (subJobsTotal: number) => ({ id: "J", status: "RUNNING", subJobsTotal, subJobs });
    expect(stateOf({ jobId: "J", job: of(4) })?.report).toMatchObject({ done: 1, total: 4 });
    expect(stateOf({ jobId: "J", job: of(0) })?.report).toMatchObject({ done: 1, total: 1 });
    expect(stateOf({ jobId: "J", job: of(4), expected: 7 })?.report).toMatchObject({ done: 1, total: 7 });
    expect(stateOf({ jobId: "J", listed: subJobs, expected: 3 })?.report).toMatchObject({ done: 1, total: 3 });
  });

  test.each([
    ["half of the desktops, one of them half-way", ["SUCCESS", 0, "RUNNING", 50], 75],
    ["nothing before it has begun", ["WAITING", 0, "WAITING", 0], 0],
    ["never 100 before its end", ["RUNNING", 100, "SUCCESS", 100], 99],
    ["nothing below 0", ["RUNNING", -50, "WAITING", 0], 0],
    ["nothing above 100 for one of them", ["RUNNING", 500, "WAITING", 0], 49],
  ] as const)("its percentage is %s", (_name, [first, done, second, doneToo], percent) => {
    const subJobs = [
      { id: "1", status: first, process: done },
      { id: "2", status: second, process: doneToo },
    ];
    expect(stateOf({ jobId: "J", job: { id: "J", status: "RUNNING", subJobs } })?.percent).toBe(percent);
  });

  test("a job whose desktops have all ended and that does not say so itself is not at 100 %", () => {
    const subJobs = [{ id: "1", status: "SUCCESS" }];
    expect(stateOf({ jobId: "J", job: { id: "J", status: "RUNNING", subJobs } })?.percent).toBe(99);
    expect(stateOf({ jobId: "J", listed: subJobs })).toMatchObject({ phase: "behind", percent: 99 });
    expect(stateOf({ jobId: "J", listed: subJobs, expected: 1 })).toMatchObject({ phase: "ended", percent: 100 });
    expect(stateOf({ jobId: "J", job: { id: "J", status: "RUNNING", subJobs: [] } })?.percent).toBe(0);
  });

  test("told by sub-jobs of which some go on, it is as far as they are; of which some are missing, it is behind", () => {
    const half = [{ id: "1", status: "RUNNING", process: 50 }];
    expect(stateOf({ jobId: "J", listed: half })).toMatchObject({ phase: "running", percent: 50 });
    expect(stateOfSubJobs("J", [{ id: "1", status: "SUCCESS" }], 2)).toMatchObject({ phase: "behind", percent: 50 });
  });

  test("of a failed desktop only what is known is told", () => {
    expect(failedDesktop({ id: "1", status: "FAILED" })).toStrictEqual({ desktopId: "" });
    expect(
      failedDesktop({
        id: "1",
        status: "FAILED",
        desktopId: "d",
        desktopName: "pc",
        errorCode: "WKS.9",
        message: "no",
      }),
    ).toStrictEqual({ desktopId: "d", name: "pc", code: "WKS.9", reason: "no" });
  });

  test("a job that is told by its sub-jobs began with the first of them", () => {
    const listed = ["2026-01-01 00:02:00", "2026-01-01 00:01:00"].map((beginTime, id) => ({
      id: `${id}`,
      status: "RUNNING",
      beginTime,
    }));
    expect(stateOf({ jobId: "J", listed })?.report.beginTime).toBe("2026-01-01 00:01:00");
    expect(stateOf({ jobId: "J", listed: [{ id: "1", status: "RUNNING" }] })?.report).not.toHaveProperty("beginTime");
  });

  test("desktops that failed for one reason are told together, each by its name; what went well is counted", async () => {
    const lost = (id: string, name: string) => sub(id, "FAILED", { fail_reason: "no room", desktop_name: name });
    const answer = job("FAIL", [
      lost("1", "pc-1"),
      sub("2", "FAILED", { error_code: "WKS.9" }),
      lost("3", "pc-3"),
      sub("4", "SUCCESS"),
      sub("5", "FAILED"),
      { ...sub("6", "FAILED"), entities: {} },
    ]);
    await play(
      () => answer,
      async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({
          message:
            "adding 1 disk: job J ended FAIL. Failed desktops: pc-1 (d-1), pc-3 (d-3): no room; d-2: WKS.9; " +
            "d-5, 1 without an id: no reason given. The other 1 of 6 went through.",
        });
      },
    );
  });

  test("a failed job that blames no desktop does not tell of others", async () => {
    await play(
      () => job("FAIL", [sub("1", "SUCCESS")], { fail_reason: "quota" }),
      async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({ message: "adding 1 disk: job J ended FAIL (quota)." });
      },
    );
  });

  test("a failed job some of whose desktops never tell how they ended says so after a minute", async () => {
    const answer = job("FAIL", [sub("1", "FAILED"), sub("2", "SUCCESS"), sub("3", "RUNNING"), sub("4", "WAITING")]);
    await play(
      () => answer,
      async (played) => {
        expect(await errorOf(wait(played))).toMatchObject({
          message: expect.stringMatching(/The other 1 of 4 went through\. Of 2 it is not told how they ended\.$/),
        });
        expect(seconds(played)).toBeGreaterThanOrEqual(60);
      },
    );
  });

  test("told by sub-jobs, a failed one fails the job", async () => {
    const jobs = [sub("1", "SUCCESS"), sub("2", "FAIL", { error_code: "WKS.9", desktop_name: "pc-2" })];
    await play(
      (asked) => (asksList(asked) ? list(...jobs) : { status: 500 }),
      async (played) => {
        expect(await errorOf(wait(played, { via: "sub-jobs", expectSubJobs: 2 }))).toMatchObject({
          kind: "job_failed",
          failedDesktops: [{ desktopId: "d-2", name: "pc-2", code: "WKS.9" }],
          jobDesktops: ["d-1", "d-2"],
          message: expect.stringMatching(/^adding 1 disk: job J failed\./),
        });
      },
    );
  });
});
