// What a plain client sees under each value of the dialects about jobs.

import type { jobDialects } from "../../../simulator/dialects/jobs.ts";
import { type Bench, disks, office, officeBody } from "../client.ts";
import { add, type Cases, failedAdd, jobOf } from "./look.ts";

const freshJob = async (at: Bench) => {
  const { body } = await at.send("POST", "/desktop-pools", officeBody);
  return (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
};

export const jobCases: Cases<keyof typeof jobDialects> = {
  "failed-status": [async (at) => (await failedAdd(at)).job.status, ["FAIL", "FAILED", "ERROR"]],
  "failed-sub-job-status": [async (at) => (await failedAdd(at)).job.sub_jobs[2].status, ["FAILED", "FAIL"]],
  "success-status": [
    async (at) => (await jobOf(at, await add(at, await office(at)))).status,
    ["SUCCESS", "COMPLETE", "COMPLETED"],
  ],
  "waiting-status": [async (at) => (await freshJob(at)).status, ["WAITING", "INIT", "PENDING", "", undefined]],
  "partial-status": [
    async (at) => {
      const { status, job_error_code } = (await failedAdd(at)).job;
      return [status, job_error_code];
    },
    [
      ["FAIL", "SIM.0001"],
      ["SUCCESS", undefined],
    ],
  ],
  "expand-job-type": [
    async (at) => {
      const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
      const body = { volumes: [{ id: diskIds[0], size: 60 }] };
      return (await jobOf(at, await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body))).job_type;
    },
    ["expandDesktopPoolVolumes", "expandVolumes"],
  ],
  "job-time-zone": [
    async (at) => (await jobOf(at, await at.send("POST", "/desktop-pools", officeBody))).begin_time,
    ["2026-03-01 08:00:00", "2026-03-01 16:00:00"],
  ],
  "sub-jobs-visible": [
    async (at) => {
      const { body } = await at.send("POST", "/desktop-pools", officeBody);
      return (await at.send("GET", `/workspace-sub-jobs?job_id=${body.job_id}`)).body.total_count;
    },
    [3, 0],
  ],
  "sub-job-form": [
    async (at) => {
      const [, , failed] = (await failedAdd(at)).job.sub_jobs;
      const { message, entity, mac_address, entities } = failed;
      return [message, entity, mac_address === undefined, Object.keys(entities)];
    },
    [
      [undefined, "office-0003", true, ["desktop_id", "product_id", "desktop_name", "ip_address"]],
      ["the simulator was asked to let this fail", undefined, false, ["desktop_id", "product_id"]],
    ],
  ],
  "sub-jobs-filter": [
    async (at) => {
      await office(at);
      const { status, body } = await at.send("GET", "/workspace-sub-jobs");
      return [status, body.total_count];
    },
    [
      [400, undefined],
      [200, 3],
    ],
  ],
  "unknown-job": [
    async (at) => {
      const { status, body } = await at.send("GET", "/workspace-jobs/unknown");
      return [status, body.error_code];
    },
    [
      [404, "WKS.0202"],
      [200, undefined],
    ],
  ],
};
