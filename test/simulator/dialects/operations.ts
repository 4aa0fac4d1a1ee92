// What a plain client sees under each value of the dialects about what is done to pools as a whole.

import type { operationDialects } from "../../../simulator/dialects/operations.ts";
import { type Bench, disks, type Office, office } from "../client.ts";
import { type Cases, jobOf, show } from "./look.ts";

const post = (at: Bench, { poolId }: Office, path: string, body: object) =>
  at.send("POST", `/desktop-pools/${poolId}${path}`, body);

const resize = (at: Bench, pool: Office, over: object = { mode: "STOP_DESKTOP" }) =>
  post(at, pool, "/resize", { product_id: "bigger", ...over });

const desktopsOf = (at: Bench) => at.simulator.state().pools[0]?.desktops ?? [];

const states = (at: Bench) => desktopsOf(at).map(({ status }) => status);

async function prepaid(at: Bench, over: object = {}) {
  const pool = await office(at, { size: 1, data_volumes: disks(50), ...over });
  at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  return pool;
}

const autoscaled = (policy: object) => ({
  size: 1,
  enable_autoscale: true,
  autoscale_policy: { autoscale_type: "AUTO_CREATED", ...policy },
});

const statusOf = async (reply: Promise<{ status: number }>) => (await reply).status;

/** One desktop of three is frozen. */
async function partlyFrozen(at: Bench) {
  const pool = await office(at, { size: 3, data_volumes: disks(50) });
  const [first] = desktopsOf(at);
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: first?.id ?? "", frozen: true });
  return pool;
}

export const operationCases: Cases<keyof typeof operationDialects> = {
  "resize-running": [async (at) => statusOf(resize(at, await office(at), {})), [409, 200]],
  "after-resize": [
    async (at) => {
      await jobOf(at, await resize(at, await office(at, { size: 1 })));
      return states(at);
    },
    [["ACTIVE"], ["SHUTOFF"]],
  ],
  "resize-jobs": [
    async (at) => {
      const reply = await resize(at, await office(at, { size: 1 }));
      const { job_id, jobs } = reply.body;
      const own = jobs && (await at.send("GET", `/workspace-jobs/${jobs[0].job_id}`)).body.id;
      return jobs && [jobs[0].job_id === job_id, own === jobs[0].job_id];
    },
    [[false, true], [true, true], undefined],
  ],
  "resize-job-type": [
    async (at) => (await jobOf(at, await resize(at, await office(at, { size: 1 })))).job_type,
    ["resizeDesktopPool", "operateDesktops"],
  ],
  "failed-rebuild": [
    async (at) => {
      const pool = await office(at, { size: 1 });
      at.simulator.fault({ route: "RebuildDesktopPool", effect: { job: { outcome: "fail" } } });
      await jobOf(at, await post(at, pool, "/rebuild", { image_id: "image-2" }));
      return states(at);
    },
    [["ACTIVE"], ["ERROR"]],
  ],
  "action-wrong-state": [
    async (at) => {
      const pool = await office(at, { size: 2 });
      at.simulator.act({ do: "setDesktop", pool: "office", desktop: desktopsOf(at)[1]?.id ?? "", status: "SHUTOFF" });
      const reply = await post(at, pool, "/action", { op_type: "os-start" });
      if (reply.status !== 200) return reply.status;
      const { status, sub_jobs } = await jobOf(at, reply);
      return [status, sub_jobs.length, states(at)];
    },
    [["SUCCESS", 1, ["ACTIVE", "ACTIVE"]], 409, ["FAIL", 2, ["ACTIVE", "ACTIVE"]]],
  ],
  "frozen-refuses": [
    async (at) => {
      const pool = await partlyFrozen(at);
      const add = (handle_type: string) =>
        statusOf(post(at, pool, "/volumes/batch-add", { volumes: disks(10), handle_type }));
      return [await add("FOR_EXPAND_AND_ALL"), await add("ONLY_FOR_EXPAND")];
    },
    [
      [409, 200],
      [409, 409],
      [200, 409],
    ],
  ],
  "error-pool": [
    async (at) => {
      const pool = await office(at);
      at.simulator.act({ do: "setPool", pool: "office", status: "ERROR" });
      return statusOf(post(at, pool, "/volumes/batch-add", { volumes: disks(10) }));
    },
    [200, 409],
  ],
  "prepaid-refuses": [
    async (at) => {
      const pool = await prepaid(at);
      const add = await post(at, pool, "/volumes/batch-add", { volumes: disks(10) });
      const bigger = await resize(at, pool);
      at.pass(2);
      return [add.status, bigger.status, await statusOf(post(at, pool, "/expand", { size: 1 }))];
    },
    [
      [400, 400, 200],
      [400, 200, 200],
      [400, 400, 400],
    ],
  ],
  "order-result": [
    async (at) => {
      const { poolId } = await prepaid(at);
      const add_volume_param = { desktop_pool_id: poolId, volume_type: "SAS", volume_size: 10 };
      const path = "/desktop-pool/periodic/change/order";
      const { body } = await at.send("POST", path, { type: "ADD_VOLUME", add_volume_param });
      at.pass(2);
      const { result, order_status } = body.orders[0];
      return [result, order_status, (await show(at, { poolId })).data_volumes.length];
    },
    [
      ["SUCCESS", 3, 2],
      ["FAIL", undefined, 1],
      [undefined, 6, 1],
    ],
  ],
  "quota-status": [
    async (at) => {
      const pool = await office(at);
      at.simulator.act({ do: "setQuota", instances: 3 });
      const { status, body } = await post(at, pool, "/expand", { size: 1 });
      return [status, body.error_code];
    },
    [
      [400, "SIM.0430"],
      [403, "SIM.0430"],
    ],
  ],
  "autoscale-busy": [
    async (at) => {
      const pool = await office(at, autoscaled({ min_idle: 2 }));
      at.pass(59);
      const { body } = await at.send(
        "GET",
        `/workspace-sub-jobs?job_type=expandDesktopPool&desktop_pool_id=${pool.poolId}`,
      );
      const { status } = await show(at, pool);
      return [status, body.total_count, await statusOf(post(at, pool, "/expand", { size: 1 }))];
    },
    [
      ["TEMPORARY", 1, 409],
      ["STEADY", 1, 200],
    ],
  ],
  "autoscale-in-busy-pool": [
    async (at) => {
      const pool = await office(at, { ...autoscaled({ min_idle: 2 }), enable_autoscale: false });
      at.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "stuck" } } });
      await post(at, pool, "/volumes/batch-add", { volumes: disks(10), handle_type: "FOR_EXPAND_AND_ALL" });
      await at.send("PUT", `/desktop-pools/${pool.poolId}`, { enable_autoscale: true });
      at.pass(3600);
      return desktopsOf(at).length;
    },
    [2, 1],
  ],
  "autoscale-max": [
    async (at) => {
      await office(at, autoscaled({ min_idle: 5, max_auto_created: 3 }));
      desktopsOf(at);
      at.pass(3600);
      return desktopsOf(at).length;
    },
    [4, 3],
  ],
  "autoscale-removes": [
    async (at) => {
      await office(at, { ...autoscaled({ idle_retention_duration: 10 }), size: 2 });
      desktopsOf(at);
      at.pass(3600);
      return desktopsOf(at).length;
    },
    [0, 2],
  ],
  "autoscale-limits": [
    async (at) => {
      const { poolId } = await office(at);
      return statusOf(at.send("PUT", `/desktop-pools/${poolId}`, { autoscale_policy: { min_idle: 0 } }));
    },
    [200, 400],
  ],
  "cleared-policy": [
    async (at) => {
      const pool = await office(at, autoscaled({ min_idle: 1 }));
      await at.send("PUT", `/desktop-pools/${pool.poolId}`, { autoscale_policy: {} });
      return (await show(at, pool)).autoscale_policy;
    },
    [undefined, { once_auto_created: 1 }],
  ],
};
