// What a plain client sees under each value of the dialects about reads that lag behind.

import type { lagDialects } from "../../../simulator/dialects/lag.ts";
import { type Bench, disks } from "../client.ts";
import { add, type Cases, show } from "./look.ts";

const none = { status: 404, code: "WKS.0202" };

/** A pool that is simply there, since one that was asked for could not be seen yet either. */
function thereIs(at: Bench) {
  const { pool, disks: ids } = at.simulator.act({
    do: "createPool",
    pool: "office",
    desktops: 2,
    volumes: [{ size: 50 }],
  });
  return { poolId: String(pool), diskId: (ids as string[])[0] };
}

export const lagCases: Cases<keyof typeof lagDialects> = {
  "stale-detail-seconds": [
    async (at) => {
      const { poolId, diskId } = thereIs(at);
      const body = { volumes: [{ id: diskId, size: 80 }] };
      await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body);
      const seen: unknown[] = [];
      for (const seconds of [5, 30, 60]) {
        at.pass(seconds);
        const { data_volumes, status } = await show(at, { poolId });
        const [listed] = (await at.send("GET", "/desktop-pools")).body.desktop_pools;
        seen.push([data_volumes[0].size, listed.data_volumes[0].size, status]);
      }
      return seen;
    },
    [
      [
        [80, 80, "STEADY"],
        [80, 80, "STEADY"],
        [80, 80, "STEADY"],
      ],
      [
        [50, 50, "TEMPORARY"],
        [80, 80, "STEADY"],
        [80, 80, "STEADY"],
      ],
      [
        [50, 50, "TEMPORARY"],
        [50, 50, "TEMPORARY"],
        [80, 80, "STEADY"],
      ],
    ],
  ],
  "acceptance-invisible-seconds": [
    async (at) => {
      const { poolId } = thereIs(at);
      const { job_id } = (await add(at, { poolId }, disks(20))).body;
      const seen: unknown[] = [];
      for (const seconds of [1, 30, 60]) {
        at.pass(seconds);
        const { data_volumes, status } = await show(at, { poolId });
        const job = await at.send("GET", `/workspace-jobs/${job_id}`);
        const { total_count } = (await at.send("GET", `/workspace-sub-jobs?job_id=${job_id}`)).body;
        const told = job.status === 200 ? job.body.status : { status: job.status, code: job.body.error_code };
        seen.push([status, data_volumes.length, told, total_count]);
      }
      return seen;
    },
    [
      [
        ["TEMPORARY", 2, "RUNNING", 2],
        ["STEADY", 2, "SUCCESS", 2],
        ["STEADY", 2, "SUCCESS", 2],
      ],
      [
        ["STEADY", 1, none, 0],
        ["STEADY", 2, "SUCCESS", 2],
        ["STEADY", 2, "SUCCESS", 2],
      ],
      [
        ["STEADY", 1, none, 0],
        ["STEADY", 1, none, 0],
        ["STEADY", 2, "SUCCESS", 2],
      ],
    ],
  ],
};
