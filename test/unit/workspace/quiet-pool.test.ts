import { expect, test } from "@jest/globals";
import { changingJobTypes } from "../../../provider/workspace/jobs/under-way.ts";
import { listJobsUnderWay, type QuietProgress, waitForQuietPool } from "../../../provider/workspace/jobs.ts";
import { asksList, list, seconds } from "./job-answers.ts";
import { type Asked, errorOf, type Played, play, type Reply } from "./server.ts";

const pool = (status: string, size = 50): Reply => ({
  json: { id: "P", name: "office", status, desktop_count: 1, data_volumes: [{ id: "D1", type: "SAS", size }] },
});
const gone: Reply = { status: 404, json: { error_code: "WKS.0202" } };
const running = {
  id: "s",
  job_id: "J",
  job_type: "addDesktopPoolVolumes",
  status: "RUNNING",
  entities: { desktop_id: "d" },
};
const asksType = (asked: Asked, type: string) => asksList(asked) && asked.query.get("job_type") === type;
interface More {
  readonly minutes?: number;
  readonly also?: readonly string[];
  readonly onProgress?: (progress: QuietProgress) => void;
}
const quiet = (played: Played, more: More = {}) => {
  const { minutes = 60, ...rest } = more;
  return waitForQuietPool(played.service, "P", { random: () => 0.5, ...played.until(minutes), ...rest });
};
/** `pool`, or the type whose jobs were asked for. */
const questions = ({ server }: Played) =>
  server.asked.map((asked) => (asksList(asked) ? asked.query.get("job_type") : "pool"));

test("a steady pool with nothing under way is quiet at once: read, asked for each type of job, and read again", async () => {
  await play(
    (asked) => (asksList(asked) ? list() : pool("STEADY")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ id: "P", status: "STEADY", dataVolumes: [{ id: "D1", size: 50 }] });
      expect(questions(played)[0]).toBe("pool");
      expect(questions(played).slice(1, -1).sort()).toEqual([...changingJobTypes].sort());
      expect(questions(played).at(-1)).toBe("pool");
      for (const { query } of played.server.asked.filter(asksList))
        expect([query.get("desktop_pool_id"), query.getAll("status")]).toEqual(["P", ["WAITING", "RUNNING"]]);
    },
  );
});

test("jobs of further types are waited for by whoever names them, and asked for by nobody else", async () => {
  const rebuilding = (asked: Asked, count: number) =>
    asksType(asked, "rebuildDesktopPool") && count < 20 ? list({ ...running, job_type: "rebuildDesktopPool" }) : list();
  await play(
    (asked, count) => (asksList(asked) ? rebuilding(asked, count) : pool("STEADY")),
    async (played) => {
      const reasons: string[] = [];
      const onProgress = ({ reason }: QuietProgress) => void reasons.push(reason);
      expect(await quiet(played, { also: ["rebuildDesktopPool"], onProgress })).toMatchObject({ status: "STEADY" });
      expect(reasons[0]).toBe("under way: rebuildDesktopPool (job J)");
      const before = played.server.asked.length;
      expect(before).toBeGreaterThan(20);
      await quiet(played);
      expect(questions(played).slice(before)).not.toContain("rebuildDesktopPool");
    },
  );
});

test.each(["TEMPORARY", "UNKNOWN", "", "BRAND_NEW_WORD", "steady"])(
  'a pool in status "%s" is waited for, and asked for that alone',
  async (status) => {
    await play(
      (asked, count) => (asksList(asked) ? list() : pool(count < 4 ? status : "STEADY")),
      async (played) => {
        expect(await quiet(played)).toMatchObject({ status: "STEADY" });
        expect(questions(played).slice(0, 4)).toEqual(["pool", "pool", "pool", "pool"]);
        expect(played.server.asked).toHaveLength(3 + 12);
        expect(seconds(played)).toBeGreaterThan(0);
      },
    );
  },
);

test.each(["EXIST_FROZEN", "ERROR"])("a pool in status %s is handed over at once", async (status) => {
  await play(
    () => pool(status),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status });
      expect(played.server.asked).toHaveLength(1);
    },
  );
});

test.each(["EXIST_FROZEN", "ERROR"])("a pool that turns %s is handed over, whatever its jobs say", async (status) => {
  await play(
    (asked, count) => (asksList(asked) ? list(running) : pool(count < 20 ? "STEADY" : status)),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status });
    },
  );
});

test.each(["EXIST_FROZEN", "ERROR"])("a pool that turns %s during the look is handed over so", async (status) => {
  await play(
    (asked, count) => (asksList(asked) ? list() : pool(count === 1 ? "STEADY" : status)),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status });
      expect(seconds(played)).toBe(0);
    },
  );
});

test("a pool that is gone is nothing, at the first look or the last", async () => {
  for (const first of [gone, pool("STEADY")])
    await play(
      (asked, count) => (asksList(asked) ? list() : count === 1 ? first : gone),
      async (played) => {
        expect(await quiet(played)).toBeUndefined();
      },
    );
});

test("a steady pool with a running sub-job is waited for, and handed over as the job left it", async () => {
  let left = 5;
  let size = 50;
  await play(
    (asked) => {
      if (!asksList(asked)) return pool("STEADY", size);
      if (!asksType(asked, running.job_type)) return list();
      left -= 1;
      // The job ends between the look at the pool and the look at its jobs.
      if (left === 0) size = 80;
      return left > 0 ? list(running) : list();
    },
    async (played) => {
      expect(await quiet(played)).toMatchObject({ dataVolumes: [{ size: 80 }] });
      // Eleven to see it, two for each look while it is there, and at the end the whole question once more.
      expect(played.server.asked).toHaveLength(11 + 3 * 2 + 2 + 11);
    },
  );
});

test("a job of another type that begins as the one waited for ends is waited for too", async () => {
  const other = { ...running, id: "t", job_id: "K", job_type: "expandDesktopPool" };
  let elapsed = () => 0;
  await play(
    (asked) => {
      if (asksType(asked, "addDesktopPoolVolumes")) return elapsed() < 10 ? list(running) : list();
      if (asksType(asked, "expandDesktopPool")) return elapsed() >= 10 && elapsed() < 30 ? list(other) : list();
      return asksList(asked) ? list() : pool("STEADY");
    },
    async (played) => {
      elapsed = () => seconds(played);
      const reasons = new Set<string>();
      await quiet(played, { onProgress: ({ reason }) => void reasons.add(reason) });
      expect([...reasons]).toEqual([
        "under way: addDesktopPoolVolumes (job J)",
        "under way: expandDesktopPool (job K)",
      ]);
      expect(elapsed()).toBeGreaterThanOrEqual(30);
    },
  );
});

test("a pool that is steady at first and changing at the end is waited for", async () => {
  const statuses = ["STEADY", "TEMPORARY", "TEMPORARY", "STEADY", "STEADY"];
  await play(
    (asked) => (asksList(asked) ? list() : pool(statuses.shift() ?? "")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status: "STEADY" });
      expect(statuses).toEqual([]);
    },
  );
});

test.each(["WAITING", "RUNNING", "INIT", "PENDING", "", "THAWING"])(
  'a sub-job that the service lists as "%s" is under way, whatever its per cent say',
  async (status) => {
    await play(
      (asked) => (asksType(asked, "addVolumes") ? list({ ...running, status, process: 100 }) : list()),
      async (played) => {
        expect(await listJobsUnderWay(played.service, "P", played.until(5))).toMatchObject([
          { id: "s", desktopId: "d", asked: "addVolumes" },
        ]);
      },
    );
  },
);

test.each(["SUCCESS", "COMPLETE", "COMPLETED", "FAIL", "FAILED", "ERROR", "ABNORMAL", "ROLLBACK"])(
  "a sub-job that the service lists as %s is not under way, whatever the filter let through",
  async (status) => {
    await play(
      (asked) => (asksList(asked) ? list({ ...running, status }) : pool("STEADY")),
      async (played) => {
        expect(await quiet(played)).toMatchObject({ id: "P" });
        expect(seconds(played)).toBe(0);
      },
    );
  },
);

test("one sub-job that is in several lists counts once", async () => {
  await play(
    () => list(running),
    async (played) => {
      expect(await listJobsUnderWay(played.service, "P", played.until(5))).toHaveLength(1);
    },
  );
});

test("a type that the service does not know has no jobs", async () => {
  await play(
    (asked) => {
      if (asksType(asked, "expandDesktopPoolVolumes")) return { status: 400, json: { error_code: "WKS.0002" } };
      return asksType(asked, running.job_type) ? list(running) : list();
    },
    async (played) => {
      expect(await listJobsUnderWay(played.service, "P", played.until(5))).toMatchObject([{ id: "s" }]);
    },
  );
});

const refusal: Reply = { status: 400, json: { error_code: "WKS.0002", error_msg: "status is not valid" } };

test("bug: a service that refuses the filter by status is asked without it, and what runs there is under way", async () => {
  const ended = { ...running, id: "old", status: "SUCCESS" };
  await play(
    (asked) => {
      if (asked.query.has("status")) return refusal;
      return asksType(asked, running.job_type) ? list(ended, running) : list();
    },
    async (played) => {
      expect(await listJobsUnderWay(played.service, "P", played.until(5))).toMatchObject([{ id: "s" }]);
      expect(played.server.asked).toHaveLength(2 * changingJobTypes.length);
    },
  );
});

test("bug: where every type is refused, with a filter and without, a pool is not quiet but an error that says so", async () => {
  await play(
    (asked) => (asksList(asked) ? refusal : pool("STEADY")),
    async (played) => {
      expect(await errorOf(quiet(played))).toMatchObject({
        kind: "bad_request",
        status: 400,
        serviceCode: "WKS.0002",
        requestId: "req-1",
        message: expect.stringMatching(
          /what is under way on pool P: .*any of 10 types, .*without one\. Nothing is changed .*support.*status is not valid/,
        ),
      });
    },
  );
});

test("the first look brings work forward, those that follow stand behind it; all of them have the deadline", async () => {
  const asked: unknown[] = [];
  await play(
    (request) => (asksType(request, running.job_type) ? list(running) : asksList(request) ? list() : pool("STEADY")),
    async ({ service, until }) => {
      const watched = {
        ...service,
        showDesktopPoolDetail: async (...call: Parameters<typeof service.showDesktopPoolDetail>) => {
          asked.push(call[1]);
          return service.showDesktopPoolDetail(...call);
        },
        listItaSubJobs: async (...call: Parameters<typeof service.listItaSubJobs>) => {
          asked.push(call[1]);
          return service.listItaSubJobs(...call);
        },
      };
      const { deadline } = until(2);
      await errorOf(waitForQuietPool(watched, "P", { deadline, random: () => 0.5 }));
      expect(asked.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => ({ deadline })));
      expect(asked.length).toBeGreaterThan(50);
      for (const later of asked.slice(11)) expect(later).toEqual({ deadline, poll: true });
    },
  );
});

test("a pool that never gets quiet is a timeout that says why and by which job, and that nothing was changed", async () => {
  await play(
    (asked) => (asksType(asked, running.job_type) ? list(running) : asksList(asked) ? list() : pool("STEADY")),
    async (played) => {
      expect(await errorOf(quiet(played, { minutes: 10 }))).toMatchObject({
        kind: "timeout",
        jobId: "J",
        message:
          "Waited 10 min for pool P to be quiet, in vain: under way: addDesktopPoolVolumes (job J). Nothing was changed " +
          "while waiting. Run `pulumi up` again when it is done, or raise the timeout.",
      });
      expect(seconds(played)).toBe(600);
    },
  );
});

test("a pool that is TEMPORARY for an hour is a timeout that says so, and costs few requests", async () => {
  const progress: QuietProgress[] = [];
  await play(
    () => pool("TEMPORARY"),
    async (played) => {
      const error = await errorOf(quiet(played, { onProgress: (told) => void progress.push(told) }));
      expect(error).toMatchObject({ kind: "timeout", message: expect.stringContaining("its status is TEMPORARY.") });
      expect(error).not.toHaveProperty("jobId");
      expect(progress).toHaveLength(played.server.asked.length);
      expect(progress[0]).toEqual({ reason: "its status is TEMPORARY", elapsedMs: 0 });
      expect(progress.at(-1)).toEqual({ reason: "its status is TEMPORARY", elapsedMs: 3_600_000 });
      expect(played.server.asked.length).toBeLessThan(300);
    },
  );
});

test("looks that fail are not the end of the wait", async () => {
  await play(
    (asked, count) => (count < 5 ? { status: 503 } : asksList(asked) ? list() : pool("STEADY")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ id: "P" });
    },
  );
});

test("a pool that could not be read at all is a timeout with the last error as cause", async () => {
  await play(
    () => ({ status: 503 }),
    async (played) => {
      expect(await errorOf(quiet(played, { minutes: 10 }))).toMatchObject({
        kind: "timeout",
        message: expect.stringContaining("it could not be read"),
        cause: { kind: "unavailable", status: 503 },
      });
    },
  );
});

test("one list of the ten that cannot be had is a look that failed, not an empty list", async () => {
  let refusals = 3;
  await play(
    (asked) => {
      if (!asksType(asked, "deleteVolumes")) return asksList(asked) ? list() : pool("STEADY");
      refusals -= 1;
      return refusals >= 0 ? { text: "<html>" } : list(...(refusals === -1 ? [running] : []));
    },
    async (played) => {
      const reasons: string[] = [];
      await quiet(played, { onProgress: ({ reason }) => void reasons.push(reason) });
      expect(reasons).toEqual(["under way: deleteVolumes (job J)"]);
    },
  );
});

test("a list of jobs that is refused with 403 is an error, not an empty list", async () => {
  await play(
    (asked) => (asksList(asked) ? { status: 403 } : pool("STEADY")),
    async (played) => {
      expect(await errorOf(quiet(played))).toMatchObject({ kind: "forbidden" });
    },
  );
});

test("a refusal of the list is told with what came with it, and with no more; of one type it is named", async () => {
  await play(
    () => ({ status: 400, json: {}, headers: { "x-request-id": "" } }),
    async ({ service, until }) => {
      const error = await errorOf(listJobsUnderWay(service, "P", until(5), ["addVolumes"]));
      expect(error).toMatchObject({
        kind: "bad_request",
        status: 400,
        message: expect.stringMatching(/on pool P: the service refuses to list jobs of type addVolumes, with a filter/),
        cause: { kind: "bad_request" },
      });
      expect(error).not.toHaveProperty("serviceCode");
      expect(error).not.toHaveProperty("requestId");
    },
  );
});

test("why a pool is waited for is told though its status is empty, its job has no id, or there are several of them", async () => {
  const { job_id: _none, ...nameless } = running;
  const second = { ...running, id: "t", job_id: "K" };
  const looks: readonly (readonly [Reply, Reply])[] = [
    [pool(""), list()],
    [pool("STEADY"), list(nameless)],
    [pool("STEADY"), list(nameless, second, { ...second, id: "u" })],
    [pool("STEADY"), list()],
  ];
  let look = -1;
  const reasons: string[] = [];
  await play(
    (asked) => {
      if (asksType(asked, running.job_type)) return looks[look]?.[1] ?? list();
      if (asksList(asked)) return list();
      look = Math.min(reasons.length, looks.length - 1);
      return looks[look]?.[0] ?? pool("STEADY");
    },
    async (played) => {
      await quiet(played, { onProgress: ({ reason }) => void reasons.push(reason) });
      expect(reasons).toEqual([
        "its status is empty",
        "under way: addDesktopPoolVolumes (job without id)",
        "under way: addDesktopPoolVolumes (job without id, K)",
      ]);
    },
  );
});

test("a pool with several kinds of jobs under way names each kind once, and the first job that has an id", async () => {
  const other = { ...running, id: "t", job_id: "K" };
  const { job_id: _none, ...nameless } = running;
  await play(
    (asked) => {
      if (asksType(asked, "addDesktopPoolVolumes")) return list(nameless);
      if (asksType(asked, "expandVolumes")) return list(other, { ...other, id: "u" });
      return asksList(asked) ? list() : pool("STEADY");
    },
    async (played) => {
      expect(await errorOf(quiet(played, { minutes: 1 }))).toMatchObject({
        jobId: "K",
        message: expect.stringContaining("under way: addDesktopPoolVolumes, expandVolumes (job without id, K). "),
      });
    },
  );
});
