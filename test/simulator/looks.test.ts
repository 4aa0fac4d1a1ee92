import { expect, test } from "@jest/globals";
import { type Bench, bench, disks, effectsOf, officeBody } from "./client.ts";

async function firstJob(at: Bench): Promise<string> {
  return (await at.send("POST", "/desktop-pools", officeBody)).body.job_id;
}

const show = async (at: Bench, job: string) => (await at.send("GET", `/workspace-jobs/${job}`)).body;

test("with job polls a job moves by looks at it and not by time, and ends at the k-th", async () => {
  const at = await bench({ jobPolls: 4 });
  const job = await firstJob(at);
  at.pass(100_000);
  const seen = [];
  for (let look = 1; look <= 5; look += 1) {
    const { status, sub_jobs } = await show(at, job);
    seen.push([status, ...sub_jobs.map(({ process }: { process: number }) => process)]);
  }
  expect(seen).toEqual([
    ["WAITING", 0, 0, 0],
    ["RUNNING", 50, 10, 0],
    ["RUNNING", 100, 60, 28],
    ["SUCCESS", 100, 100, 100],
    ["SUCCESS", 100, 100, 100],
  ]);
  expect(effectsOf(at, "job-ended").map(({ detail }) => detail)).toEqual(["success"]);
});

test("a list of sub-jobs that holds the job is a look at it, a list that does not is none", async () => {
  const at = await bench({ jobPolls: 2 });
  const job = await firstJob(at);
  const list = async (query: string) => (await at.send("GET", `/workspace-sub-jobs?${query}`)).body.jobs;
  for (let look = 0; look < 3; look += 1) await list("job_type=addDesktopPoolVolumes");
  expect((await list(`job_id=${job}`))[0].status).toBe("WAITING");
  expect((await list("job_type=createDesktopPool"))[0].status).toBe("SUCCESS");
});

test("whoever watches only the pool sees the job end too, and one poll means at once", async () => {
  const at = await bench({ jobPolls: 3 });
  await firstJob(at);
  const statuses = [];
  for (let look = 1; look <= 3; look += 1) {
    statuses.push((await at.send("GET", "/desktop-pools?name=office")).body.desktop_pools[0].status);
  }
  expect(statuses).toEqual(["TEMPORARY", "TEMPORARY", "STEADY"]);
  const quick = await bench({ jobPolls: 1 });
  expect((await show(quick, await firstJob(quick))).status).toBe("SUCCESS");
});

test("looks at a pool and at its job count apart", async () => {
  const at = await bench({ jobPolls: 3 });
  const job = await firstJob(at);
  for (let look = 1; look <= 2; look += 1) {
    await at.send("GET", "/desktop-pools");
    expect((await show(at, job)).status).not.toBe("SUCCESS");
  }
  expect((await show(at, job)).status).toBe("SUCCESS");
});

test("with job polls a pool is busy until somebody has looked", async () => {
  const at = await bench({ jobPolls: 1 });
  const job = await firstJob(at);
  const pool = at.simulator.state().pools[0]?.id;
  const add = () => at.send("POST", `/desktop-pools/${pool}/volumes/batch-add`, { volumes: disks(10) });
  at.pass(1000);
  expect((await add()).status).toBe(409);
  await show(at, job);
  expect((await add()).status).toBe(200);
});

test("a job is forgotten some time after it ended: by its id, by its kind, and not before", async () => {
  const at = await bench({ jobSeconds: 10, jobsForgottenAfter: 60 });
  const job = await firstJob(at);
  const list = async () => (await at.send("GET", "/workspace-sub-jobs?job_type=createDesktopPool")).body;
  at.pass(10 + 59);
  expect([(await show(at, job)).status, (await list()).total_count]).toEqual(["SUCCESS", 3]);
  at.pass(1);
  const reply = await at.send("GET", `/workspace-jobs/${job}`);
  expect([reply.status, reply.body.error_code]).toEqual([404, "WKS.0202"]);
  expect(await list()).toEqual({ total_count: 0, jobs: [] });
  expect(effectsOf(at, "job-ended")).toHaveLength(1);
});

test("a forgotten job can also be an empty object, by the dialect unknown-job=empty", async () => {
  const at = await bench({ jobSeconds: 0, jobsForgottenAfter: 0, dialects: { "unknown-job": "empty" } });
  const job = await firstJob(at);
  expect(await show(at, job)).toEqual({});
});
