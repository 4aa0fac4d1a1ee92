/** The stories of jobs, and of what the project may buy. */
import { expect } from "@jest/globals";
import type { Given } from "./scene.ts";
import { type Story, zoneless } from "./stories.ts";

const some = expect.stringMatching(/./);
const jobType = "executeDesktopsAction";
const jobMs = 120_000;

const begun = async ({ service, pool, until }: Given): Promise<string> =>
  (await service.executeDesktopPoolAction({ poolId: pool, opType: "reboot" }, until)).jobId;

const ended = async (given: Given): Promise<string> => {
  const jobId = await begun(given);
  given.clock.advance(jobMs);
  return jobId;
};

const failed = async (given: Given): Promise<string> => {
  const job = { outcome: "fail", code: "WKS.1234", reason: "no room" } as const;
  given.simulator.fault({ route: "ExecuteDesktopPoolAction", pool: given.pool, effect: { job } });
  return ended(given);
};

interface End {
  readonly status: string;
  /** A number, or what jest takes for one. */
  readonly process: unknown;
  readonly errorCode?: string;
  readonly failReason?: string;
  /** In the older schema only. */
  readonly message?: string;
}

const well = { status: "SUCCESS", process: 100 };
const badly = ({ says }: Given): End => ({
  status: says("failed-sub-job-status"),
  process: expect.any(Number),
  errorCode: "WKS.1234",
  failReason: "no room",
  ...(says("sub-job-form") === "old" ? { message: "no room" } : {}),
});

/** The parts of both desktops in the job, after its end. */
const parts = (given: Given, jobId: string, end: End): object[] =>
  given.desktops.map((desktopId, index) => ({
    id: some,
    jobId,
    jobType,
    beginTime: zoneless(given, given.at),
    endTime: some,
    desktopId,
    desktopName: given.names[index],
    ...end,
  }));

const jobOf = (given: Given, jobId: string, fields: object): object => ({
  id: jobId,
  jobType,
  beginTime: zoneless(given, given.at),
  subJobsTotal: 2,
  ...fields,
});

/** What a job that has not begun is called here; a status that is empty or absent is the empty word. */
function waitingWord({ says }: Given): string {
  const word = says("waiting-status");
  return word === "empty" || word === "absent" ? "" : word;
}

export const jobStories: readonly Story[] = [
  {
    method: "listItaSubJobs",
    operation: "ListItaSubJobs",
    before: ended,
    asked: () => ["GET /workspace-sub-jobs"],
    query: ({ pool }) => ({
      job_type: jobType,
      desktop_pool_id: pool,
      status: ["SUCCESS", "FAILED"],
      offset: "0",
      limit: "1000",
    }),
    play: (service, { pool, until }) =>
      service.listItaSubJobs({ jobType, desktopPoolId: pool, statuses: ["SUCCESS", "FAILED"] }, until),
    hears: (given, jobId) => parts(given, jobId, well),
  },
  {
    method: "listItaSubJobs",
    when: "of a job that failed",
    operation: "ListItaSubJobs",
    before: failed,
    asked: () => ["GET /workspace-sub-jobs"],
    play: (service, { until }, jobId) => service.listItaSubJobs({ jobId }, until),
    hears: (given, jobId) => parts(given, jobId, badly(given)),
  },
  {
    method: "showJob",
    operation: "ShowJob",
    before: ended,
    asked: (_given, jobId) => [`GET /workspace-jobs/${jobId}`],
    play: (service, { until }, jobId) => service.showJob(jobId, until),
    hears: (given, jobId) =>
      jobOf(given, jobId, {
        status: given.says("success-status"),
        endTime: some,
        subJobs: parts(given, jobId, well),
      }),
  },
  {
    method: "showJob",
    when: "it has not begun",
    operation: "ShowJob",
    before: begun,
    asked: (_given, jobId) => [`GET /workspace-jobs/${jobId}`],
    play: (service, { until }, jobId) => service.showJob(jobId, until),
    hears: (given, jobId) => {
      if (given.says("acceptance-invisible-seconds") !== "0") return undefined;
      const isListed = given.says("sub-jobs-visible") === "at-once";
      const subJobs = given.desktops.map((desktopId) => expect.objectContaining({ desktopId, status: "WAITING" }));
      const status = waitingWord(given);
      return jobOf(given, jobId, isListed ? { status, subJobs } : { status, subJobs: [], subJobsTotal: 0 });
    },
  },
  {
    method: "showJob",
    when: "it failed",
    operation: "ShowJob",
    before: failed,
    asked: (_given, jobId) => [`GET /workspace-jobs/${jobId}`],
    play: (service, { until }, jobId) => service.showJob(jobId, until),
    hears: (given, jobId) =>
      jobOf(given, jobId, {
        status: given.says("failed-status"),
        endTime: some,
        errorCode: "WKS.1234",
        failReason: "no room",
        subJobs: parts(given, jobId, badly(given)),
      }),
  },
  {
    method: "showJob",
    when: "nobody knows it",
    operation: "ShowJob",
    asked: () => ["GET /workspace-jobs/unknown"],
    play: (service, { until }) => service.showJob("unknown", until),
  },
  {
    method: "listVolumeProductInfo",
    operation: "ListVolumeProductInfo",
    asked: () => ["GET /volume/products"],
    query: () => ({ availability_zone: "az", volume_type: ["GPSSD2", "SAS"] }),
    play: (service, { until }) =>
      service.listVolumeProductInfo({ availabilityZone: "az", volumeTypes: ["GPSSD2", "SAS"] }, until),
    hears: () => [
      { resourceSpecCode: "workspace.volume.sas", volumeType: "SAS", status: "normal" },
      {
        resourceSpecCode: "workspace.volume.gpssd2",
        volumeType: "GPSSD2",
        status: "normal",
        iops: { min: 3000, max: 12_800 },
        throughput: { min: 125, max: 1000 },
      },
    ],
  },
  {
    method: "showQuotas",
    operation: "ShowQuotas",
    before: async ({ simulator }) => {
      simulator.act({ do: "setQuota", instances: 500 });
      return "";
    },
    asked: () => ["GET /quotas"],
    play: (service, { until }) => service.showQuotas(until),
    hears: () => ({
      resources: [
        { type: "general_instances", quota: 500, used: expect.any(Number), unit: "" },
        { type: "volumes", quota: -1, used: expect.any(Number), unit: "" },
        { type: "volume_gigabytes", quota: -1, used: expect.any(Number), unit: "GB" },
      ],
      siteQuotas: [],
    }),
  },
];
