import { expect, test } from "@jest/globals";
import { listJobsUnderWay, waitForQuietPool } from "../../../provider/workspace/jobs.ts";
import { type Asked, errorOf, type Played, play, type Reply } from "./server.ts";

const pool = (status: string, size = 50): Reply => ({
  json: { id: "P", name: "office", status, desktop_count: 1, data_volumes: [{ id: "D1", type: "SAS", size }] },
});
const jobs = (...list: readonly object[]): Reply => ({ json: { total_count: list.length, jobs: list } });
const running = {
  id: "s",
  job_id: "J",
  job_type: "addDesktopPoolVolumes",
  status: "RUNNING",
  entities: { desktop_id: "d" },
};
const asksJobs = ({ path }: Asked) => path.endsWith("/workspace-sub-jobs");
const asksType = (asked: Asked, type: string) => asksJobs(asked) && asked.query.get("job_type") === type;
const quiet = (played: Played, minutes = 60) =>
  waitForQuietPool(played.service, "P", { random: () => 0.5, ...played.until(minutes) });

test("a steady pool with nothing under way is quiet at once", async () => {
  await play(
    (asked) => (asksJobs(asked) ? jobs() : pool("STEADY")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ id: "P", status: "STEADY", dataVolumes: [{ id: "D1", size: 50 }] });
      const filters = played.server.asked
        .filter(asksJobs)
        .map(({ query }) => [query.get("desktop_pool_id"), query.getAll("status")]);
      expect(new Set(filters.map((filter) => JSON.stringify(filter)))).toEqual(
        new Set(['["P",["WAITING","RUNNING"]]']),
      );
    },
  );
});

test.each(["TEMPORARY", "UNKNOWN", "", "BRAND_NEW_WORD"])('a pool in status "%s" is waited for', async (status) => {
  await play(
    (asked, count) => (asksJobs(asked) ? jobs() : pool(count < 4 ? status : "STEADY")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status: "STEADY" });
      expect(played.clock.now()).toBeGreaterThan(played.startedAt);
    },
  );
});

test.each(["EXIST_FROZEN", "ERROR"])("a pool in status %s is handed over at once", async (status) => {
  await play(
    () => pool(status),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ status });
      expect(played.server.asked).toHaveLength(1);
    },
  );
});

test("a pool that is gone is nothing", async () => {
  await play(
    () => ({ status: 404, json: { error_code: "WKS.0202" } }),
    async (played) => {
      expect(await quiet(played)).toBeUndefined();
    },
  );
});

test("a steady pool with a running sub-job is waited for, and handed over as the job left it", async () => {
  let left = 3;
  let size = 50;
  await play(
    (asked) => {
      if (!asksJobs(asked)) return pool("STEADY", size);
      if (!asksType(asked, running.job_type)) return jobs();
      left -= 1;
      // The job ends between the look at the pool and the look at its jobs.
      if (left === 0) size = 80;
      return left > 0 ? jobs(running) : jobs();
    },
    async (played) => {
      expect(await quiet(played)).toMatchObject({ dataVolumes: [{ size: 80 }] });
      expect(left).toBe(0);
    },
  );
});

test("a pool that never gets quiet is a timeout that says why, and nothing was changed", async () => {
  await play(
    (asked) => (asksType(asked, running.job_type) ? jobs(running) : asksJobs(asked) ? jobs() : pool("STEADY")),
    async (played) => {
      const error = await errorOf(quiet(played, 10));
      expect(error).toMatchObject({
        kind: "timeout",
        message: expect.stringContaining("under way: addDesktopPoolVolumes"),
      });
      expect(error).toMatchObject({ message: expect.stringContaining("Nothing was changed") });
    },
  );
});

test("looks that fail are not the end of the wait", async () => {
  await play(
    (asked, count) => (count < 5 ? { status: 503 } : asksJobs(asked) ? jobs() : pool("STEADY")),
    async (played) => {
      expect(await quiet(played)).toMatchObject({ id: "P" });
    },
  );
});

test("only sub-jobs that have not ended are under way, and a type that the service does not know has none", async () => {
  await play(
    (asked) => {
      if (asksType(asked, "expandDesktopPoolVolumes")) return { status: 400, json: { error_code: "WKS.0002" } };
      return asksType(asked, running.job_type) ? jobs(running, { ...running, id: "t", status: "SUCCESS" }) : jobs();
    },
    async (played) => {
      expect(await listJobsUnderWay(played.service, "P", played.until(5))).toMatchObject([{ id: "s", desktopId: "d" }]);
    },
  );
});

test("a list of jobs that is refused with 403 is an error, not an empty list", async () => {
  await play(
    (asked) => (asksJobs(asked) ? { status: 403 } : pool("STEADY")),
    async (played) => {
      expect(await errorOf(quiet(played))).toMatchObject({ kind: "forbidden" });
    },
  );
});
