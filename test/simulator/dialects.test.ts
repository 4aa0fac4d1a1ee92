import { expect, test } from "@jest/globals";
import { type DialectName, dialectTable, startSimulator } from "../../simulator/index.ts";
import { type Bench, bench, disks, effectsOf, office, officeBody } from "./client.ts";

/** What a client sees under one value of one dialect. */
type Look = (at: Bench) => Promise<unknown>;

/** Each dialect: what is looked at, and what is seen under each of its values, in the order of the table. */
const cases: { readonly [N in DialectName]: readonly [Look, readonly unknown[]] } = {
  "failed-status": [async (at) => (await failedAdd(at)).job.status, ["FAIL", "FAILED"]],
  "failed-sub-job-status": [async (at) => (await failedAdd(at)).job.sub_jobs[2].status, ["FAILED", "FAIL"]],
  "success-status": [async (at) => (await jobOf(at, await add(at, await office(at)))).status, ["SUCCESS", "COMPLETE"]],
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
  "gone-status": [
    async (at) => {
      const { status, body } = await at.send("GET", "/desktop-pools/none");
      return [status, body.error_code];
    },
    [
      [404, "WKS.0202"],
      [400, "WKS.0001"],
    ],
  ],
  "unknown-disk": [
    async (at) => {
      const { poolId } = await office(at);
      return (await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [{ id: "none" }] }))
        .status;
    },
    [404, 400],
  ],
  "name-taken-status": [
    async (at) => {
      await office(at);
      return (await at.send("POST", "/desktop-pools", officeBody)).status;
    },
    [400, 409],
  ],
  "tags-returned": [
    async (at) => {
      const detail = await show(at, await office(at, { tags: [{ key: "a", value: "b" }] }));
      return [detail.tags, detail.subnet_ids];
    },
    [
      [[{ key: "a", value: "b" }], ["subnet-1"]],
      [undefined, undefined],
    ],
  ],
  "desktop-pool-disk-id": [
    async (at) => {
      const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
      const { body } = await at.send("GET", `/desktop-pools/${poolId}/desktops`);
      return body.pool_desktops[0].data_volumes[0].desktop_pool_disk_id === diskIds[0];
    },
    [true, false],
  ],
  "inconsistent-types": [
    async (at) => {
      const { poolId } = await office(at, { size: 1 });
      at.simulator.act({ do: "addDisk", pool: "office", size: 10, desktops: [] });
      at.simulator.act({ do: "setPool", pool: "office", attributes: { product_id: "another" } });
      return (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body.pool_desktops[0].inconsistent_types;
    },
    [["PRODUCT_ID", "DISK_NUM"], ["PRODUCT"], undefined],
  ],
  "desktop-status": [
    async (at) => {
      await office(at);
      return (await at.send("GET", "/desktops")).body.desktops[0].status;
    },
    ["ACTIVE", undefined],
  ],
  "new-desktop-status": [
    async (at) => {
      await at.send("POST", "/desktop-pools", officeBody);
      at.pass(0.5);
      return at.simulator.state().pools[0]?.desktops[0]?.status;
    },
    ["BUILD", "SHUTOFF"],
  ],
  "failed-desktop": [
    async (at) => {
      at.simulator.fault({ effect: { job: { outcome: "partial" } } });
      await office(at);
      return at.simulator.state().pools[0]?.desktops.map(({ status }) => status);
    },
    [
      ["ACTIVE", "ACTIVE"],
      ["ACTIVE", "ACTIVE", "ERROR"],
    ],
  ],
  "failed-pool-status": [
    async (at) => {
      at.simulator.fault({ effect: { job: { outcome: "fail" } } });
      return (await show(at, await office(at))).status;
    },
    ["ERROR", "STEADY"],
  ],
  "busy-add-code": [
    async (at) => {
      const pool = await office(at);
      await add(at, pool);
      const { status, body } = await add(at, pool);
      return [status, body.error_code];
    },
    [
      [409, "WKS.00010032"],
      [400, "WKS.0407"],
    ],
  ],
  "add-spacing": [
    async (at) => {
      const pool = await office(at);
      await add(at, pool);
      at.pass(299);
      const early = await add(at, pool);
      at.pass(300);
      return [early.body.error_code, (await add(at, pool)).status];
    },
    [
      [undefined, 200],
      ["WKS.0407", 200],
    ],
  ],
  "add-when-stopped": [
    async (at) => {
      const pool = await office(at);
      const desktop = at.simulator.state().pools[0]?.desktops[0]?.id ?? "";
      at.simulator.act({ do: "setDesktop", pool: "office", desktop, status: "SHUTOFF" });
      const path = `/desktop-pools/${pool.poolId}/volumes/batch-add`;
      const unfollowed = await at.send("POST", path, { handle_type: "ONLY_FOR_EXPAND", volumes: disks(10) });
      at.pass(2);
      return [unfollowed.status, (await add(at, pool)).status];
    },
    [
      [409, 409],
      [200, 409],
      [200, 200],
    ],
  ],
  "one-disk-a-call": [async (at) => (await add(at, await office(at), disks(10, 10))).status, [200, 400]],
  "add-record": [
    async (at) => {
      const pool = await office(at);
      await add(at, pool);
      const during = (await show(at, pool)).data_volumes.length;
      at.pass(2);
      return [during, (await show(at, pool)).data_volumes.length];
    },
    [
      [1, 1],
      [0, 1],
    ],
  ],
  "failed-add-template": [
    async (at) => {
      const { pool } = await failedAdd(at);
      return (await show(at, pool)).data_volumes.length;
    },
    [1, 0],
  ],
  "failed-change-template": [
    async (at) => {
      const pool = await office(at, { data_volumes: disks(50) });
      at.simulator.fault({ effect: { job: { outcome: "partial" } } });
      const body = { volumes: [{ id: pool.diskIds[0], size: 60 }] };
      await at.send("POST", `/desktop-pools/${pool.poolId}/volumes/batch-expand`, body);
      at.pass(2);
      return (await show(at, pool)).data_volumes[0].size;
    },
    [50, 60],
  ],
  "desktop-ids-template": [
    async (at) => {
      const pool = await office(at);
      const desktop_ids = at.simulator.state().pools[0]?.desktops.map(({ id }) => id);
      await at.send("POST", `/desktop-pools/${pool.poolId}/volumes/batch-add`, { desktop_ids, volumes: disks(10) });
      at.pass(2);
      return [(await show(at, pool)).data_volumes.length, at.simulator.state().pools[0]?.desktops[0]?.disks.length];
    },
    [
      [1, 1],
      [0, 1],
    ],
  ],
  "default-handle-type": [
    async (at) => {
      const pool = await office(at);
      const desktop = at.simulator.state().pools[0]?.desktops[0]?.id ?? "";
      at.simulator.act({ do: "setDesktop", pool: "office", desktop, user: "ann" });
      await add(at, pool);
      at.pass(2);
      return effectsOf(at, "desktop-disk-added").length;
    },
    [3, 2, 0],
  ],
  "expand-body": [
    async (at) => {
      const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
      const [id] = diskIds;
      const statuses: number[] = [];
      for (const disk of [
        { id, size: 60 },
        { id, type: "SAS", size: 70 },
        { type: "SAS", size: 80 },
      ]) {
        const reply = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, { volumes: [disk] });
        statuses.push(reply.status);
        at.pass(2);
      }
      return statuses;
    },
    [
      [200, 200, 400],
      [200, 200, 400],
      [400, 200, 200],
    ],
  ],
  "delete-body": [
    async (at) => {
      const { poolId, diskIds } = await office(at, { data_volumes: disks(50, 60) });
      const remove = (disk: object) =>
        at.send("POST", `/desktop-pools/${poolId}/volumes/batch-delete`, { volumes: [disk] });
      const short = await remove({ id: diskIds[0] });
      at.pass(2);
      return [short.status, (await remove({ id: diskIds[1], type: "SAS", size: 60 })).status];
    },
    [
      [200, 200],
      [200, 200],
      [400, 200],
    ],
  ],
  "empty-volumes": [async (at) => (await add(at, await office(at), [])).status, [400, 200]],
  "disk-size": [
    async (at) => {
      const statuses: number[] = [];
      for (const size of [10, 15, 8200]) {
        const { status } = await at.send("POST", "/desktop-pools", {
          ...officeBody,
          name: `size-${size}`,
          data_volumes: disks(size),
        });
        statuses.push(status);
      }
      return statuses;
    },
    [
      [200, 400, 200],
      [200, 200, 200],
      [200, 400, 400],
    ],
  ],
  "pool-name-max": [
    async (at) => {
      const create = (length: number) => at.send("POST", "/desktop-pools", { ...officeBody, name: "x".repeat(length) });
      return [(await create(16)).status, (await create(65)).status, (await create(256)).status];
    },
    [
      [200, 400, 400],
      [200, 200, 400],
      [400, 400, 400],
    ],
  ],
  "volume-order": [
    async (at) => {
      const sizes = [10, 20, 30, 40, 50, 60];
      const { data_volumes } = await show(at, await office(at, { data_volumes: disks(...sizes) }));
      return data_volumes.map(({ size }: { size: number }) => size).join() === sizes.join();
    },
    [true, false],
  ],
  "users-published": [
    async (at) => {
      const { body } = await at.send("GET", `/desktop-pools/${(await office(at)).poolId}/users`);
      return body.error_code;
    },
    [undefined, "APIGW.0101"],
  ],
  "users-status": [
    async (at) => {
      const objects = [{ object_id: "u", object_type: "USER", object_name: "ann", user_group: "users" }];
      return (await at.send("POST", `/desktop-pools/${(await office(at)).poolId}/users`, { action: "ADD", objects }))
        .status;
    },
    [204, 200],
  ],
  "put-status": [
    async (at) => (await at.send("PUT", `/desktop-pools/${(await office(at)).poolId}`, { description: "x" })).status,
    [200, 204],
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
};

interface PoolRef {
  readonly poolId: string;
}

const show = async (at: Bench, { poolId }: PoolRef) => (await at.send("GET", `/desktop-pools/${poolId}`)).body;

const add = (at: Bench, { poolId }: PoolRef, volumes: object[] = disks(50)) =>
  at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes });

async function jobOf(at: Bench, { body }: { body: { job_id: string } }) {
  at.pass(2);
  return (await at.send("GET", `/workspace-jobs/${body.job_id}`)).body;
}

/** An add that fails on the last of three desktops. */
async function failedAdd(at: Bench) {
  const pool = await office(at);
  at.simulator.fault({ route: "AddDesktopPoolVolumes", effect: { job: { outcome: "partial" } } });
  return { pool, job: await jobOf(at, await add(at, pool)) };
}

const rows = Object.entries(cases).flatMap(([name, [look, seen]]) =>
  dialectTable[name as DialectName].values.map((value, index) => ({ name, value, look, seen: seen[index] })),
);

test.each(rows)("dialect $name=$value", async ({ name, value, look, seen }) => {
  const at = await bench({ dialects: { [name]: value } });
  expect(await look(at)).toEqual(seen);
});

test("the first value of every dialect is the default", async () => {
  const at = await bench();
  const { dialects } = (await at.send("GET", "/_sim/dialects")).body;
  expect(dialects).toHaveLength(Object.keys(dialectTable).length);
  for (const { chosen, values, source, meaning } of dialects) {
    expect([chosen, source !== "", meaning !== ""]).toEqual([values[0], true, true]);
  }
});

test("an unknown dialect or value is refused with what is allowed", async () => {
  await expect(startSimulator({ dialects: { "put-state": "200" } })).rejects.toThrow(/Known dialects: .*put-status/);
  await expect(startSimulator({ dialects: { "put-status": "201" } })).rejects.toThrow(/Allowed: 200, 204/);
});
