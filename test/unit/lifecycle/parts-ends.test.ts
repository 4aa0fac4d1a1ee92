/** Calls of earlier runs are heard to their end before anything is planned, and a list that lags is given its time. */
import { describe, expect, test } from "@jest/globals";
import { leftAfterLag } from "../../../provider/lifecycle/lag.ts";
import { endOf, endsOf, goodJobs } from "../../../provider/lifecycle/volume-set/ends.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { WorkspaceService } from "../../../provider/workspace/service.ts";
import type { Job } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { begun, now, serviceOf, until } from "./identity-scene.ts";
import { jobOf } from "./state-scene.ts";

const job = (id: string, status: string, more: Partial<Job> = {}): Job => ({ id, status, subJobs: [], ...more });

async function scene(showJob: WorkspaceService["showJob"]) {
  const lines: string[] = [];
  const asked: unknown[] = [];
  const nothing = async () => undefined;
  const progress = async (line: string) => {
    lines.push(line);
  };
  const service = await serviceOf({
    showJob: async (id, how) => {
      asked.push([id, how]);
      return showJob(id, how);
    },
    listItaSubJobs: async (query) => {
      asked.push(query);
      return [];
    },
  });
  const report = { warn: nothing, note: nothing, done: nothing, progress };
  return { lines, asked, service, waiting: { service, report, poolId: "p", until } };
}

describe("the calls of earlier runs", () => {
  test("are waited for one after the other, each with words of its own; one without a job has no end to hear", async () => {
    const { lines, asked, waiting } = await scene(async (id) =>
      job(id, "SUCCESS", { beginTime: "2026-11-21 08:00:00" }),
    );
    const pending = [begun("add", { data: "n", log: "m" }, { jobId: "j-1" }), begun("delete", { old: "o" })];
    const last = begun("expand", { data: "x" }, { jobId: "j-2" });
    const told = (jobId: string) => ({ jobId, beginTime: "2026-11-21 08:00:00", done: 0, total: 0, subJobs: [] });
    expect(await endsOf([...pending, last], waiting)).toStrictEqual([
      { pending: pending[0], job: told("j-1") },
      { pending: pending[1] },
      { pending: last, job: told("j-2") },
    ]);
    expect(lines).toEqual([
      'waiting for the add of "data", "log" of an earlier run: 100 % (0/0 desktops) 00:00',
      'waiting for the expand of "data" of an earlier run: 100 % (0/0 desktops) 00:00',
    ]);
    const how = { deadline: until.deadline, poll: true, poolId: "p" };
    expect(asked).toEqual([
      ["j-1", how],
      ["j-2", how],
    ]);
  });

  test("that failed have ended too, and their failure is told with what they were", async () => {
    const { waiting } = await scene(async (id) => job(id, "FAIL", { failReason: "no room" }));
    const { job: none, failure } = await endOf("j-1", waiting, "adding 1 disk");
    expect(none).toBeUndefined();
    expect(failure).toMatchObject({ kind: "job_failed", message: "adding 1 disk: job j-1 ended FAIL (no room)." });
  });

  test("of which the service does not know anything any more have an end that nobody has heard", async () => {
    const { waiting } = await scene(async () => undefined);
    expect(await endOf("j-1", waiting, "adding 1 disk")).toStrictEqual({});
  });

  test("that cannot be looked at stop everything: nobody knows whether they still go on", async () => {
    const { waiting } = await scene(async () => {
      throw workspaceError("forbidden", "no right to look at jobs");
    });
    expect(await errorOf(endOf("j-1", waiting, "adding 1 disk"))).toMatchObject({ kind: "forbidden", jobId: "j-1" });
  });

  test("that go on to the deadline stop everything as well", async () => {
    const { service, waiting } = await scene(async (id) => job(id, "RUNNING"));
    expect(await errorOf(endOf("j-1", waiting, "adding 1 disk"))).toMatchObject({ kind: "job_timeout" });
    expect(service.clock.now()).toBe(until.deadline);
  });

  test("are good where their job is known to have ended well", () => {
    const ended = [
      { pending: begun("add", {}, { jobId: "j-1" }), job: jobOf("j-1") },
      { pending: begun("add", {}, { jobId: "j-2" }), failure: new Error("failed") },
      { pending: begun("add", {}, { jobId: "j-3" }) },
      { pending: begun("add", {}), job: jobOf("j-4") },
    ];
    expect(goodJobs(ended)).toEqual(new Set(["j-1"]));
  });
});

describe("what is still listed", () => {
  async function left(...looks: readonly (readonly string[])[]) {
    const service = await serviceOf({});
    let count = 0;
    const found = await leftAfterLag(service, async () => {
      count += 1;
      return looks[Math.min(count, looks.length) - 1] ?? [];
    });
    return { found, count, seconds: (service.clock.now() - now) / 1000 };
  }

  test("is looked at again as long as a lag can explain it, and believed then", async () => {
    expect(await left(["x"])).toEqual({ found: ["x"], count: 7, seconds: 30 });
    expect(await left(["x", "y"], ["y"])).toEqual({ found: ["y"], count: 7, seconds: 30 });
  });

  test("is nothing as soon as a look finds nothing", async () => {
    expect(await left([])).toEqual({ found: [], count: 1, seconds: 0 });
    expect(await left(["x"], ["x"], [])).toEqual({ found: [], count: 3, seconds: 10 });
  });
});
