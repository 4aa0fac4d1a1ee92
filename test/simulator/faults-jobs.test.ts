import { expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { effectsOf } from "./client.ts";
import { type FaultBench, faultBench, jsonOf } from "./faultBench.ts";
import { raw } from "./raw.ts";

type Fate = Extract<FaultEffect, { job: unknown }>["job"];

async function started(job: Fate) {
  const it = await faultBench();
  it.arm({ job });
  return { ...it, jobId: String(jsonOf(await it.add()).job_id) };
}

// By hand, since words that nobody has heard of fit no schema.
const jobOf = async ({ at, url }: FaultBench, id: string) => raw(url, "GET", `${at.base}/workspace-jobs/${id}`);
const subJobsOf = async ({ at, url }: FaultBench, id: string, more = "") =>
  jsonOf(await raw(url, "GET", `${at.base}/workspace-sub-jobs?job_id=${id}${more}`));

const ending = (it: FaultBench) => effectsOf(it.at, "job-ended").at(-1)?.detail;
const disksOnDesktops = ({ at }: FaultBench) => at.simulator.state().pools[0]?.desktops.map((one) => one.disks.length);
const disksOfPool = ({ at }: FaultBench) => at.simulator.state().pools[0]?.disks.length;

test("a job that lies says SUCCESS, and there is no disk anywhere", async () => {
  const it = await started({ outcome: "lie" });
  it.at.pass(2);
  expect(jsonOf(await jobOf(it, it.jobId))).toMatchObject({
    status: "SUCCESS",
    sub_jobs: [{ status: "SUCCESS" }, {}, {}],
  });
  expect([disksOfPool(it), disksOnDesktops(it), ending(it)]).toEqual([
    2,
    [2, 2, 2],
    "success, though nothing was done",
  ]);
  expect((await it.add()).status).toBe(200);
});

test("a job can lie about some desktops", async () => {
  const it = await started({ outcome: "lie", failDesktops: 1 });
  it.at.pass(2);
  expect([disksOfPool(it), disksOnDesktops(it), ending(it)]).toEqual([3, [3, 3, 2], "success, though not everywhere"]);
});

test("a lie about deleting desktops leaves them as they were", async () => {
  const it = await faultBench();
  const ids = it.at.simulator.state().pools[0]?.desktops.map(({ id }) => id);
  it.arm({ job: { outcome: "lie" } });
  await it.at.send("POST", "/desktops/batch-delete", { desktop_ids: ids });
  it.at.pass(2);
  expect(it.at.simulator.state().pools[0]?.desktops.map(({ taskStatus }) => taskStatus)).toEqual(["", "", ""]);
  it.arm({ job: { outcome: "lie" } });
  await it.at.send("POST", `/desktop-pools/${it.poolId}/expand`, { size: 2 });
  it.at.pass(2);
  expect(it.at.simulator.state().pools[0]?.desktops).toHaveLength(3);
});

test("a lie about enlarging or deleting a disk leaves the pool's disk as it was, and the desktops' disks", async () => {
  const it = await faultBench();
  const before = it.at.simulator.state().pools;
  for (const [call, volume] of [
    ["batch-expand", { id: it.diskIds[0], size: 100 }],
    ["batch-delete", { id: it.diskIds[0], type: "SAS", size: 50 }],
  ] as const) {
    it.arm({ job: { outcome: "lie" } });
    await it.at.send("POST", `/desktop-pools/${it.poolId}/volumes/${call}`, { volumes: [volume] });
    it.at.pass(2);
    expect([call, it.at.simulator.state().pools, ending(it)]).toEqual([
      call,
      before,
      "success, though nothing was done",
    ]);
  }
});

test("a job that denies says FAIL, and all was done", async () => {
  const it = await started({ outcome: "denial", code: "EVS.1", reason: "timed out" });
  it.at.pass(2);
  expect(jsonOf(await jobOf(it, it.jobId))).toMatchObject({
    status: "FAIL",
    job_error_code: "EVS.1",
    sub_jobs: [{ status: "FAILED", fail_reason: "timed out" }, {}, {}],
  });
  expect([disksOfPool(it), disksOnDesktops(it), ending(it)]).toEqual([3, [3, 3, 3], "fail, though all was done"]);
});

test("a job that warns ends well and tells an error code", async () => {
  const it = await started({ outcome: "warning", code: "EVS.2" });
  expect(jsonOf(await jobOf(it, it.jobId))).not.toHaveProperty("job_error_code");
  it.at.pass(2);
  expect(jsonOf(await jobOf(it, it.jobId))).toMatchObject({ status: "SUCCESS", job_error_code: "EVS.2" });
  expect([disksOnDesktops(it), ending(it)]).toEqual([[3, 3, 3], "success"]);
});

test("a job that never begins waits for ever, and its pool stays busy until somebody ends it", async () => {
  const it = await started({ outcome: "unbegun" });
  it.at.pass(86_400);
  const job = jsonOf(await jobOf(it, it.jobId));
  expect([job.status, job.sub_jobs.map(({ status, process }: never) => [status, process])]).toEqual([
    "WAITING",
    Array(3).fill(["WAITING", 0]),
  ]);
  expect((await it.add()).status).toBe(409);
  it.at.simulator.act({ do: "endJob", job: it.jobId });
  expect(disksOnDesktops(it)).toEqual([3, 3, 3]);
});

test("a stuck job stops at the per cent that is asked for", async () => {
  for (const process of [0, 50, 100]) {
    const it = await started({ outcome: "stuck", process, failDesktops: 3 });
    it.at.pass(86_400);
    const { status, sub_jobs } = jsonOf(await jobOf(it, it.jobId));
    expect([status, sub_jobs.map((one: { process: number }) => one.process)]).toEqual([
      "RUNNING",
      Array(3).fill(process),
    ]);
  }
});

test("jobs and sub-jobs can have words that nobody has heard of, or none, until their end or for ever", async () => {
  const it = await started({ status: "PAUSED", subJobStatus: "THAWING", untilEnd: true });
  const during = jsonOf(await jobOf(it, it.jobId));
  expect([during.status, during.sub_jobs[0].status]).toEqual(["PAUSED", "THAWING"]);
  expect((await subJobsOf(it, it.jobId, "&status=THAWING")).total_count).toBe(3);
  it.at.pass(2);
  const after = jsonOf(await jobOf(it, it.jobId));
  expect([after.status, after.sub_jobs[0].status]).toEqual(["SUCCESS", "SUCCESS"]);
  const empty = await started({ status: "", subJobStatus: "" });
  empty.at.pass(2);
  const ended = jsonOf(await jobOf(empty, empty.jobId));
  expect([ended.status, ended.sub_jobs[0].status, disksOnDesktops(empty)]).toEqual(["", "", [3, 3, 3]]);
});

test("a job can vanish, at once or at its end, while what it does happens or does not", async () => {
  const it = await started({ vanishes: "at-once" });
  expect([(await jobOf(it, it.jobId)).status, (await subJobsOf(it, it.jobId)).total_count]).toEqual([404, 0]);
  it.at.pass(2);
  expect([(await jobOf(it, it.jobId)).status, disksOnDesktops(it)]).toEqual([404, [3, 3, 3]]);
  const late = await started({ vanishes: "at-end", outcome: "lie" });
  expect([(await jobOf(late, late.jobId)).status, (await subJobsOf(late, late.jobId)).total_count]).toEqual([200, 3]);
  late.at.pass(2);
  expect([(await jobOf(late, late.jobId)).status, (await subJobsOf(late, late.jobId)).total_count]).toEqual([404, 0]);
  expect(disksOnDesktops(late)).toEqual([2, 2, 2]);
});

test("a job's sub-jobs can be listed never, or end last first", async () => {
  const it = await started({ subJobs: "none" });
  it.at.pass(2);
  expect(jsonOf(await jobOf(it, it.jobId))).toMatchObject({ status: "SUCCESS", sub_jobs_total: 0, sub_jobs: [] });
  expect((await subJobsOf(it, it.jobId)).jobs).toEqual([]);
  const reversed = await started({ subJobs: "reversed" });
  reversed.at.pass(1.1);
  const { jobs } = await subJobsOf(reversed, reversed.jobId);
  expect(jobs.map(({ status }: { status: string }) => status)).toEqual(["RUNNING", "RUNNING", "SUCCESS"]);
});

test("a slow job takes so many times as long, and another one no time at all", async () => {
  const it = await started({ slow: 100 });
  it.at.pass(199);
  expect(jsonOf(await jobOf(it, it.jobId)).status).toBe("RUNNING");
  it.at.pass(1);
  expect(jsonOf(await jobOf(it, it.jobId)).status).toBe("SUCCESS");
  const quick = await started({ slow: 0 });
  expect(jsonOf(await jobOf(quick, quick.jobId)).status).toBe("SUCCESS");
});

test("failDesktops says of how many desktops the outcome is, and all others go well", async () => {
  const it = await started({ outcome: "fail", failDesktops: 2 });
  it.at.pass(2);
  expect([disksOnDesktops(it), ending(it)]).toEqual([[3, 2, 2], "partial"]);
});

test("the fate of a job is left for the next call that can start one", async () => {
  const it = await faultBench();
  it.arm({ job: { outcome: "fail" } });
  expect(jsonOf(await it.show()).name).toBe("office");
  expect([it.lastCall()?.status, it.lastCall()?.fault]).toEqual([200, undefined]);
});
