/** Jobs that fail on k of n desktops: each of the k is named, with its reason, and what went well is counted. */
import { expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../provider/workspace/errors.ts";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { changes, decide, inPool, type JobsBench, makesDesktops } from "./jobs-bench.ts";

/** k of n. */
const shares: readonly (readonly [k: number, n: number])[] = [
  [0, 1],
  [1, 1],
  [0, 3],
  [1, 2],
  [2, 2],
  [1, 3],
  [2, 3],
  [3, 3],
  [2, 4],
  [1, 5],
  [3, 5],
  [5, 5],
  [2, 6],
  [6, 7],
  [5, 8],
  [1, 9],
  [4, 9],
  [8, 9],
  [9, 9],
  [0, 9],
];
const dialects = [
  { "partial-status": "fail", "sub-job-form": "new", "failed-status": "FAIL" },
  { "partial-status": "success", "sub-job-form": "new", "success-status": "COMPLETE" },
  { "partial-status": "success", "sub-job-form": "old", "failed-sub-job-status": "FAIL", "failed-status": "FAILED" },
];
const cases = changes.flatMap((change) =>
  dialects.flatMap((dialect) => shares.map(([k, n]) => [k, n, change.name, dialect, change] as const)),
);

test("there are three hundred of them", () => {
  expect(cases).toHaveLength(300);
});

test.each(cases)("%d of %d desktops fail: %s, %j", async (k, n, _name, dialect, change) => {
  await inPool({ jobSeconds: 10, desktops: n, dialects: dialect }, async (bench) => {
    const fate = { outcome: "partial", failDesktops: k, code: "EVS.0042", reason: "no room on the host" } as const;
    decide(bench, change, k === 0 ? {} : fate);
    const { jobId } = await change.send(bench);
    const wait = { jobId, what: change.name, via: change.via, expectSubJobs: n, ...bench.until(10) };
    if (k === 0) {
      expect(await waitForJob(bench.service, wait)).toMatchObject({ done: n, total: n });
      return;
    }
    const error = await errorOf(waitForJob(bench.service, wait));
    expect(error).toMatchObject({ kind: "job_failed", jobId, message: expect.stringContaining(others(k, n)) });
    const failed = (isWorkspaceError(error) && error.failedDesktops) || [];
    const told = { code: "EVS.0042", reason: "no room on the host" };
    expect(failed).toEqual(failed.map((desktop) => ({ ...desktop, ...told })));
    // Desktops that could not be made have neither id nor name; of all others the service says which have failed.
    const wanted = change === makesDesktops ? Array.from({ length: k }, () => "") : lastOf(bench, k);
    expect(failed.map(({ desktopId }) => desktopId)).toEqual(wanted);
    const names = change === makesDesktops ? [`${k} without an id`] : failed.map((d) => `${d.name} (${d.desktopId})`);
    for (const name of names) expect(error).toMatchObject({ message: expect.stringContaining(name) });
  });
});

const others = (k: number, n: number) => (k === n ? "Failed desktops: " : ` The other ${n - k} of ${n} went through.`);

/** The simulator lets a job fail on the last of a pool's desktops. */
function lastOf({ desktopIds }: JobsBench, k: number): readonly string[] {
  return desktopIds.slice(-k);
}
