// What a plain client sees under each value of the dialects about disks.

import type { diskDialects } from "../../../simulator/dialects/disks.ts";
import { disks, effectsOf, office, officeBody } from "../client.ts";
import { add, type Cases, failedAdd, show } from "./look.ts";

export const diskCases: Cases<keyof typeof diskDialects> = {
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
  "disk-id-after-expand": [
    async (at) => {
      const { poolId, diskIds } = await office(at, { data_volumes: disks(50) });
      const body = { volumes: [{ id: diskIds[0], size: 60 }] };
      await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, body);
      at.pass(2);
      const [disk] = (await show(at, { poolId })).data_volumes;
      const desktops = (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body.pool_desktops;
      const joins = new Set(
        desktops.map((one: { data_volumes: object[] }) => Object.values(one.data_volumes[0] ?? {})),
      );
      const { disk_num } = (await at.send("GET", `/desktop-pools/${poolId}/inconsistent-statics`)).body;
      return [disk.size, disk.id === diskIds[0], [...joins].every((own) => Object(own).includes(disk.id)), disk_num];
    },
    [
      [60, true, true, 0],
      [60, false, true, 0],
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
        { id, type: "SSD", size: 90 },
      ]) {
        const reply = await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-expand`, { volumes: [disk] });
        statuses.push(reply.status);
        at.pass(2);
      }
      return statuses;
    },
    [
      [200, 200, 400, 400],
      [200, 200, 400, 200],
      [400, 200, 200, 400],
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
  "root-disk-size": [
    async (at) =>
      (await at.send("POST", "/desktop-pools", { ...officeBody, root_volume: { type: "SAS", size: 45 } })).status,
    [400, 200],
  ],
  "disk-types": [
    async (at) => {
      const data_volumes = [{ type: "ESSD", size: 50 }];
      return (await at.send("POST", "/desktop-pools", { ...officeBody, data_volumes })).status;
    },
    [200, 400],
  ],
  "gpssd2-quality": [
    async (at) => {
      const create = (name: string, quality: object) => {
        const data_volumes = [{ type: "GPSSD2", size: 50, ...quality }];
        return at.send("POST", "/desktop-pools", { ...officeBody, name, data_volumes });
      };
      const without = await create("without", {});
      return [without.status, (await create("with", { iops: 3000, throughput: 125 })).status];
    },
    [
      [200, 200],
      [400, 200],
    ],
  ],
};
