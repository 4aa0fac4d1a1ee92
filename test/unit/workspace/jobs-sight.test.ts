import { expect, test } from "@jest/globals";
import { waitForJob } from "../../../provider/workspace/jobs.ts";
import { asksList, inTurn, job, list, seconds, sub, unknownJob, wait } from "./job-answers.ts";
import { type Asked, errorOf, play, type Reply } from "./server.ts";

/** ShowJob and the list answer in turn, each by its own count. */
function byWitness(ofJob: readonly Reply[], ofList: readonly Reply[]) {
  const counts = { job: 0, list: 0 };
  return (asked: Asked): Reply => {
    const which = asksList(asked) ? "list" : "job";
    counts[which] += 1;
    return inTurn(...(which === "list" ? ofList : ofJob))(asked, counts[which]);
  };
}
const lists = ({ server }: { readonly server: { readonly asked: readonly Asked[] } }) => server.asked.filter(asksList);

test("a job may stay unseen for a minute", async () => {
  await play(byWitness([...Array.from({ length: 30 }, () => unknownJob), job("SUCCESS")], [list()]), async (played) => {
    await wait(played);
    expect(seconds(played)).toBeGreaterThan(50);
    expect(seconds(played)).toBeLessThan(60);
  });
});

test.each(["job", "sub-jobs"] as const)("a job that nobody knows for a minute is lost, asked %s first", async (via) => {
  await play(
    (asked) => (asksList(asked) ? list() : unknownJob),
    async (played) => {
      expect(await errorOf(wait(played, { via }))).toMatchObject({
        kind: "unknown_result",
        jobId: "J",
        message: "adding 1 disk: the service does not know job J. Whether it was done is not known.",
      });
      expect(seconds(played)).toBeGreaterThanOrEqual(60);
      expect(seconds(played)).toBeLessThan(80);
    },
  );
});

test("a job that was seen and vanishes for a minute is lost, and what was seen of it last is told", async () => {
  const running = job("RUNNING", [sub("1", "RUNNING", { process: 40 })]);
  await play(byWitness([running, running, unknownJob], [list()]), async (played) => {
    const error = await errorOf(wait(played));
    expect(error).toMatchObject({ kind: "unknown_result", jobId: "J", jobBegin: "2026-01-01 00:00:00" });
    expect(error).toMatchObject({ message: expect.stringContaining("no longer knows job J.") });
    expect(error).toMatchObject({ message: expect.stringContaining('last seen at 40 %, "RUNNING"') });
  });
});

test("a job that is lost from sight for less than a minute is waited for", async () => {
  const unseen = (looks: number) => Array.from({ length: looks }, () => unknownJob);
  const turns = [job("RUNNING"), ...unseen(24), job("RUNNING"), ...unseen(7), job("SUCCESS")];
  await play(byWitness(turns, [list()]), async (played) => {
    expect(await wait(played)).toMatchObject({ jobId: "J" });
    expect(seconds(played)).toBeGreaterThan(75);
  });
});

test("bug: looks that fail between two that do not see a job are no minute without it", async () => {
  const failing = Array.from({ length: 30 }, () => ({ status: 503 }));
  await play(byWitness([unknownJob, ...failing, unknownJob, job("SUCCESS")], [list()]), async (played) => {
    expect(await wait(played)).toMatchObject({ jobId: "J" });
    expect(seconds(played)).toBeGreaterThan(60);
  });
});

test("bug: a list that is out of order does not say that a job is unknown, and one that is refused takes nothing away", async () => {
  for (const [status, kind] of [
    [503, "job_timeout"],
    [429, "job_timeout"],
    [403, "unknown_result"],
  ] as const)
    await play(byWitness([unknownJob], [{ status }]), async (played) => {
      expect(await errorOf(wait(played, { minutes: 5 }))).toMatchObject({ kind, jobId: "J" });
    });
});

test("at a deadline before the minute is over, a job that was never seen is late and not lost", async () => {
  await play(
    (asked) => (asksList(asked) ? list() : unknownJob),
    async (played) => {
      expect(await errorOf(wait(played, { minutes: 0.5 }))).toMatchObject({
        kind: "job_timeout",
        jobId: "J",
        message: expect.stringContaining("has not ended after 30 s; it was never seen."),
      });
    },
  );
});

test("a job that does not show itself is told by its sub-jobs, and at their end it is given a minute", async () => {
  const listed = [list(sub("1", "RUNNING")), list(sub("1", "SUCCESS"))];
  await play(byWitness([unknownJob], listed), async (played) => {
    expect(await wait(played)).toMatchObject({ jobId: "J", done: 1, total: 1 });
    expect(seconds(played)).toBeGreaterThanOrEqual(60);
    expect(seconds(played)).toBeLessThan(80);
  });
});

test("where the list may not be read, a job that does not show itself is just unseen", async () => {
  await play(byWitness([unknownJob, unknownJob, job("SUCCESS")], [{ status: 403 }]), async (played) => {
    expect(await wait(played)).toMatchObject({ jobId: "J" });
    expect(lists(played)).toHaveLength(2);
  });
});

test("a failed sub-job that only the list shows fails the job", async () => {
  const all = [sub("1", "SUCCESS"), sub("2", "FAILED", { fail_reason: "gone" })];
  await play(byWitness([job("SUCCESS", [sub("1", "SUCCESS")], { sub_jobs_total: 2 })], [list(...all)]), async (p) => {
    expect(await errorOf(wait(p))).toMatchObject({
      kind: "job_failed",
      failedDesktops: [{ desktopId: "d-2", reason: "gone" }],
    });
    expect(lists(p)[0]?.query.get("job_id")).toBe("J");
  });
});

test("while a job goes on nobody asks for the part that it does not show", async () => {
  const running = job("RUNNING", [sub("1", "RUNNING")], { sub_jobs_total: 2 });
  await play(byWitness([running, running, job("SUCCESS", [sub("1", "SUCCESS")])], [{ status: 500 }]), async (p) => {
    await wait(p);
    expect(lists(p)).toEqual([]);
  });
});

test("where neither shows all sub-jobs of an ended job, they are given a minute", async () => {
  const part = sub("1", "SUCCESS");
  await play(byWitness([job("SUCCESS", [part], { sub_jobs_total: 2 })], [list(part)]), async (played) => {
    expect(await wait(played)).toMatchObject({ done: 1, total: 2 });
    expect(seconds(played)).toBeGreaterThanOrEqual(60);
  });
});

test("a list that may not be read hides a desktop that failed: the wait ends, and names the job and the right", async () => {
  await play(
    byWitness([job("SUCCESS", [], { sub_jobs_total: 2 })], [{ status: 403, json: { error_code: "WKS.00010001" } }]),
    async (played) => {
      expect(await errorOf(wait(played))).toMatchObject({
        kind: "forbidden",
        jobId: "J",
        message: expect.stringContaining("workspace:jobs:listSubJobs"),
      });
    },
  );
});

test("told by sub-jobs of a known number: empty at first, one after the other, done when all have ended", async () => {
  const answers = [
    list(),
    list(sub("1", "RUNNING")),
    list(sub("1", "SUCCESS")),
    list(sub("1", "SUCCESS"), sub("2", "WAITING")),
    list(sub("1", "SUCCESS"), sub("2", "SUCCESS")),
  ];
  await play(byWitness([unknownJob], answers), async (played) => {
    // The third look shows one ended sub-job of one; a number that is known in advance is not fooled by it.
    expect(await wait(played, { via: "sub-jobs", expectSubJobs: 2, poolId: "P" })).toMatchObject({ done: 2, total: 2 });
    expect(lists(played)).toHaveLength(5);
    // The job itself is asked where the list is empty, and where all that it shows has ended and more is expected.
    expect(played.server.asked).toHaveLength(5 + 2);
    const query = lists(played)[0]?.query;
    expect([query?.get("job_id"), query?.get("desktop_pool_id")]).toEqual(["J", "P"]);
  });
});

test("told by sub-jobs of an unknown number, the job's own word says when they are all", async () => {
  const answers = [
    list(sub("1", "SUCCESS")),
    list(sub("1", "SUCCESS"), sub("2", "RUNNING")),
    list(sub("1", "SUCCESS"), sub("2", "FAILED")),
  ];
  await play(byWitness([job("RUNNING"), job("FAIL")], answers), async (played) => {
    expect(await errorOf(wait(played, { via: "sub-jobs" }))).toMatchObject({
      kind: "job_failed",
      failedDesktops: [{ desktopId: "d-2" }],
    });
    expect(lists(played)).toHaveLength(3);
  });
});

test("sub-jobs that wait for longer than a minute before they show are not lost while the job shows itself", async () => {
  const waiting = Array.from({ length: 60 }, () => job("WAITING"));
  const unlisted = Array.from({ length: 60 }, () => list());
  await play(byWitness(waiting, [...unlisted, list(sub("1", "SUCCESS"))]), async (played) => {
    expect(await wait(played, { via: "sub-jobs", expectSubJobs: 1 })).toMatchObject({ done: 1 });
    expect(seconds(played)).toBeGreaterThan(200);
  });
});

test("told by sub-jobs that are never listed, an ended job is given a minute, and then its word counts", async () => {
  await play(byWitness([job("FAIL", [], { fail_reason: "no address left" })], [list()]), async (played) => {
    expect(await errorOf(wait(played, { via: "sub-jobs", expectSubJobs: 3 }))).toMatchObject({
      kind: "job_failed",
      message: expect.stringContaining("no address left"),
    });
    expect(seconds(played)).toBeGreaterThanOrEqual(60);
  });
});

test("where no sub-job is expected and none is listed, the job's own word counts at once", async () => {
  await play(byWitness([job("SUCCESS")], [list()]), async (played) => {
    expect(await wait(played, { via: "sub-jobs", expectSubJobs: 0 })).toMatchObject({ done: 0, total: 0 });
    expect(seconds(played)).toBe(0);
  });
});

test("the minute of grace is a minute: of being unseen, and of details that do not follow", async () => {
  const everyMinute = { minDelayMs: 60_000, maxDelayMs: 60_000, random: () => 1 };
  await play(byWitness([unknownJob], [list()]), async (played) => {
    expect(await errorOf(wait(played, everyMinute))).toMatchObject({ kind: "unknown_result" });
    expect(seconds(played)).toBe(60);
  });
  await play(byWitness([job("SUCCESS", [sub("1", "RUNNING")])], []), async (played) => {
    expect(await wait(played, everyMinute)).toMatchObject({ done: 0, total: 1 });
    expect(seconds(played)).toBe(60);
  });
});

test("fewer sub-jobs than expected that have all ended are given a minute, told as what they are", async () => {
  await play(byWitness([{ status: 500 }], [list(sub("1", "SUCCESS"))]), async (played) => {
    expect(await wait(played, { via: "sub-jobs", expectSubJobs: 3 })).toMatchObject({ done: 1, total: 3 });
    expect(seconds(played)).toBeGreaterThanOrEqual(60);
  });
});

test("a wait for a job without an id is refused: in a list's question an empty id stands for all jobs", async () => {
  await play(
    () => list(sub("1", "SUCCESS")),
    async (played) => {
      expect(await errorOf(wait(played, { jobId: "", via: "sub-jobs" }))).toMatchObject({ kind: "refused" });
      expect(played.server.asked).toEqual([]);
    },
  );
});

test("a mistake of ours in the second question is thrown as it is: it says nothing of the job", async () => {
  for (const via of ["job", "sub-jobs"] as const)
    await play(
      (asked) => (asksList(asked) ? list() : unknownJob),
      async ({ service, until }) => {
        const second = via === "job" ? "listItaSubJobs" : "showJob";
        const broken = { ...service, [second]: () => Promise.reject(new TypeError("a mistake")) };
        const asked = { jobId: "J", what: "adding 1 disk", via, ...until(5) } as const;
        expect(await errorOf(waitForJob(broken, asked))).toBeInstanceOf(TypeError);
      },
    );
});

test("the list is asked for the job alone where no pool is named", async () => {
  await play(byWitness([unknownJob], [list(sub("1", "SUCCESS"))]), async (played) => {
    await wait(played, { via: "sub-jobs", expectSubJobs: 1 });
    expect(lists(played).map(({ query }) => [query.get("job_id"), query.has("desktop_pool_id")])).toEqual([
      ["J", false],
    ]);
  });
});
