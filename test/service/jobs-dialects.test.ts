/** In every dialect of the simulator `waitForJob` tells rightly how a job has ended, and not before it has. */
import { expect, test } from "@jest/globals";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import { dialectTable } from "../../simulator/dialects/table.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { adds, decide, expands, inPool, removesDesktops } from "./jobs-bench.ts";

const jobSeconds = 10;
/** Where Workspace is closed, no job begins. */
const everyDialect = Object.entries(dialectTable)
  .flatMap(([name, { values }]) => values.map((value) => [name, value] as const))
  .filter(([name, value]) => name !== "service-closed" || value === "no");

test("there are more than a hundred and fifty", () => {
  expect(everyDialect.length).toBeGreaterThan(150);
});

test.each(everyDialect)("%s=%s: a job that goes well, and one that fails on a desktop", async (name, value) => {
  await inPool({ jobSeconds, dialects: { [name]: value } }, async (bench) => {
    const { service, seconds, until } = bench;
    const { jobId } = await expands.send(bench);
    const wait = { jobId, what: expands.name, via: expands.via, ...until(10) };
    expect(await waitForJob(service, wait)).toMatchObject({ jobId, done: 3, total: 3 });
    expect(seconds()).toBeGreaterThanOrEqual(jobSeconds);
    const begun = seconds();
    decide(bench, adds, { outcome: "partial", failDesktops: 1 });
    const failing = await adds.send(bench);
    const error = await errorOf(waitForJob(service, { ...wait, jobId: failing.jobId }));
    expect(error).toMatchObject({ kind: "job_failed", failedDesktops: [{ desktopId: bench.desktopIds.at(-1) }] });
    expect(seconds() - begun).toBeGreaterThanOrEqual(jobSeconds);
  });
});

test.each(["at-once", "when-running"])("sub-jobs listed %s tell of desktops that go", async (visible) => {
  await inPool({ jobSeconds, dialects: { "sub-jobs-visible": visible } }, async (bench) => {
    const { jobId } = await removesDesktops.send(bench);
    const wait = { jobId, what: "desktops", via: "sub-jobs", expectSubJobs: 3, ...bench.until(10) } as const;
    expect(await waitForJob(bench.service, wait)).toMatchObject({ done: 3, total: 3 });
    expect(bench.seconds()).toBeGreaterThanOrEqual(jobSeconds);
  });
});
