/** Copies that go from single desktops: one call each, all of their jobs awaited, and one error that says all that went wrong. */
import { describe, expect, test } from "@jest/globals";
import { deleteCopies } from "../../../provider/lifecycle/pool-volume-set/desktops/delete-copies.ts";
import { workspaceError } from "../../../provider/workspace/errors.ts";
import type { Job } from "../../../provider/workspace/types.ts";
import { errorOf } from "../workspace/server.ts";
import { failedOn, listener, type Played, played, unanswered } from "./desktops-scene.ts";
import { until } from "./identity-scene.ts";

const copies = (...ids: readonly string[]) =>
  ids.map((desktopId) => ({ desktopId, volumeIds: [`v-${desktopId}`], what: `emptying ${desktopId}` }));

async function start(scene: Played = {}) {
  const { service, asked } = await played(scene);
  const { heard, report } = listener();
  const onSending = () => void asked.push("sending");
  return { asked, heard, deletion: { service, report, poolId: "p", until, onSending } };
}

const sent = (desktopId: string) => ["sending", `delete v-${desktopId} on ${desktopId}`];

test("each desktop has its call, told before it is sent; the jobs are awaited after the last call", async () => {
  const { deletion, asked, heard } = await start();
  await deleteCopies(deletion, copies("d1", "d2"));
  expect(asked).toEqual([...sent("d1"), ...sent("d2"), "job delete-d1", "job delete-d2"]);
  expect(heard).toEqual(["progress: emptying d1", "progress: emptying d2"]);
});

test("nobody has to be told of a call", async () => {
  const { service, asked } = await played({});
  const { report } = listener();
  await deleteCopies({ service, report, poolId: "p", until }, copies("d1"));
  expect(asked).toEqual(["delete v-d1 on d1", "job delete-d1"]);
});

test("a call whose answer is lost, and that shows as done without a job, is followed by no wait", async () => {
  const { deletion, asked } = await start({ pools: [undefined], answers: { deleteDesktopVolumes: unanswered } });
  await deleteCopies(deletion, copies("d1"));
  expect(asked).toEqual(["sending", "pool"]);
});

describe("a call that the service does not take", () => {
  const refusal = workspaceError("forbidden", "no permission");
  /** The first desktop's is taken. */
  const refusingSecond = async (jobs: Readonly<Record<string, Partial<Job>>> = {}) => {
    const { deletion, asked } = await start({ jobs });
    const { deleteDesktopVolumes } = deletion.service;
    const service: typeof deletion.service = {
      ...deletion.service,
      deleteDesktopVolumes: async (volumes, limits) => {
        if (volumes.desktopId === "d2") throw refusal;
        return deleteDesktopVolumes(volumes, limits);
      },
    };
    return { deletion: { ...deletion, service }, asked };
  };

  test("is the last one, and those before it are awaited before it is told", async () => {
    const { deletion, asked } = await refusingSecond();
    expect(await errorOf(deleteCopies(deletion, copies("d1", "d2", "d3")))).toBe(refusal);
    expect(asked).toEqual([...sent("d1"), "sending", "job delete-d1"]);
  });

  test("is told after the job that failed, under the kind of that failure", async () => {
    const { deletion } = await refusingSecond({ "delete-d1": failedOn("d1", "no room") });
    expect(await errorOf(deleteCopies(deletion, copies("d1", "d2")))).toMatchObject({
      kind: "job_failed",
      message: "emptying d1: job delete-d1 ended FAIL. Failed desktops: d1: no room.\nno permission",
      failedDesktops: [{ desktopId: "d1", reason: "no room" }],
    });
  });
});

describe("jobs that fail", () => {
  test("alone are told as they are", async () => {
    const { deletion, asked } = await start({ jobs: { "delete-d1": failedOn("d1", "no room") } });
    const error = await errorOf(deleteCopies(deletion, copies("d1", "d2")));
    expect(error).toMatchObject({
      kind: "job_failed",
      message: "emptying d1: job delete-d1 ended FAIL. Failed desktops: d1: no room.",
      jobId: "delete-d1",
    });
    expect(asked.slice(-2)).toEqual(["job delete-d1", "job delete-d2"]);
  });

  test("together are one error, with the words and the desktops of each, and the first as its cause", async () => {
    const jobs = { "delete-d1": failedOn("d1", "no room"), "delete-d2": failedOn("d2", "in use") };
    const { deletion } = await start({ jobs });
    expect(await errorOf(deleteCopies(deletion, copies("d1", "d2")))).toMatchObject({
      message: [
        "emptying d1: job delete-d1 ended FAIL. Failed desktops: d1: no room.",
        "emptying d2: job delete-d2 ended FAIL. Failed desktops: d2: in use.",
      ].join("\n"),
      failedDesktops: [
        { desktopId: "d1", reason: "no room" },
        { desktopId: "d2", reason: "in use" },
      ],
      cause: { jobId: "delete-d1" },
    });
  });
});

describe("waits that break off", () => {
  /** What is thrown in place of the first job's state, and of the second's where it is said. */
  const broken = async (first: Error, second?: Error) => {
    const job = failedOn("d2", "in use");
    const showJob = async (id: string): Promise<Job> => {
      if (id === "delete-d1") throw first;
      if (second !== undefined) throw second;
      return { id, status: "FAIL", subJobs: [], ...job };
    };
    const { deletion } = await start({ answers: { showJob } });
    return errorOf(deleteCopies(deletion, copies("d1", "d2")));
  };
  const refused = workspaceError("forbidden", "no permission.");

  test("name no desktop of their own beside those that failed", async () => {
    expect(await broken(refused)).toMatchObject({
      kind: "forbidden",
      message: expect.stringMatching(
        /^no permission\. Job delete-d1 may still be going on\.\nemptying d2: job delete-d2/,
      ),
      failedDesktops: [{ desktopId: "d2", reason: "in use" }],
    });
  });

  test("by a defect of ours are told with the defect first, or among the words of a failure before it", async () => {
    const defect = new Error("a defect");
    expect(await broken(defect)).toBe(defect);
    const error = await broken(refused, defect);
    expect(error).toMatchObject({
      kind: "forbidden",
      message: "no permission. Job delete-d1 may still be going on.\na defect",
      failedDesktops: [],
    });
  });
});
