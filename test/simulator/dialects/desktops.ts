// What a plain client sees under each value of the dialects about desktops.

import type { desktopDialects } from "../../../simulator/dialects/desktops.ts";
import { type Bench, disks, type Office, office, officeBody } from "../client.ts";
import type { Cases } from "./look.ts";

export const desktopCases: Cases<keyof typeof desktopDialects> = {
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
  "desktop-fields": [
    async (at) => {
      const { data_volumes, ...desktop } = await firstOf(at, await office(at, { data_volumes: disks(50) }));
      const fields = ["task_status", "user_list", "inconsistent_types", "os_host_name", "isolated", "sid"];
      const ofDisk = ["resource_spec_code", "desktop_pool_disk_id", "volume_id"];
      return [...fields.filter((name) => name in desktop), ...ofDisk.filter((name) => name in data_volumes[0])];
    },
    [
      [
        ...["task_status", "user_list", "inconsistent_types", "os_host_name", "isolated", "sid"],
        ...["resource_spec_code", "desktop_pool_disk_id", "volume_id"],
      ],
      ["task_status", "user_list", "inconsistent_types", "sid", "volume_id"],
      ["os_host_name", "isolated", "sid", "resource_spec_code", "desktop_pool_disk_id", "volume_id"],
    ],
  ],
  "pool-desktop-type": [
    async (at) => {
      const { desktop_type } = await firstOf(at, await office(at));
      return [desktop_type, (await at.send("GET", `/desktops?desktop_type=${desktop_type}`)).body.total_count];
    },
    [
      ["POOLED", 3],
      ["DEDICATED", 3],
    ],
  ],
  "process-without-task": [async (at) => (await firstOf(at, await office(at))).process, [null, 100]],
  "detail-limit": [
    async (at) => {
      at.simulator.act({ do: "createPool", pool: "large", desktops: 600 });
      const page = (await at.send("GET", "/desktops/detail")).body.desktops.length;
      return [page, (await at.send("GET", "/desktops/detail?limit=501")).status];
    },
    [
      [500, 400],
      [600, 200],
    ],
  ],
  "desktop-in-use": [
    async (at) => {
      const { poolId } = await office(at);
      const [one = "", two = ""] = idsIn(at);
      at.simulator.act({ do: "setDesktop", pool: "office", desktop: one, user: "ann" });
      at.simulator.act({ do: "setDesktop", pool: "office", desktop: two, loginStatus: "CONNECTED" });
      const body = { handle_type: "FOR_EXPAND_AND_IDLE", volumes: disks(10) };
      await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, body);
      at.pass(2);
      return at.simulator.state().pools[0]?.desktops.map((desktop) => desktop.disks.length);
    },
    [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
    ],
  ],
  "delete-in-use": [
    async (at) => {
      await office(at);
      const [one = ""] = idsIn(at);
      at.simulator.act({ do: "setDesktop", pool: "office", desktop: one, user: "ann" });
      return (await at.send("POST", "/desktops/batch-delete", { desktop_ids: [one] })).status;
    },
    [202, 409],
  ],
  "add-volumes-key": [
    async (at) => {
      await office(at);
      const [one, two] = idsIn(at);
      const published = { desktop_volumes: [{ desktop_id: one, volumes: disks(10) }] };
      const first = await at.send("POST", "/volumes", published);
      at.pass(2);
      const seen = { addDesktopVolumesReq: [{ desktop_id: two, volumes: disks(10) }] };
      return [first.status, (await at.send("POST", "/volumes", seen)).status];
    },
    [
      [200, 200],
      [200, 400],
      [400, 200],
    ],
  ],
  "desktop-add-spacing": [
    async (at) => {
      await office(at);
      const [one, two] = idsIn(at);
      const gift = (id: string | undefined) => at.send("POST", `/desktops/${id}/volumes`, { volumes: disks(10) });
      await gift(one);
      at.pass(299);
      const codes = [(await gift(one)).body.error_code, (await gift(two)).body.error_code];
      at.pass(2);
      return [...codes, (await gift(one)).body.error_code];
    },
    [
      [undefined, "WKS.00010032", undefined],
      ["WKS.0407", undefined, undefined],
    ],
  ],
  "copies-in-busy-pool": [
    async (at) => {
      await office(at, { data_volumes: disks(50, 60) });
      const [one, two] = at.simulator.state().pools[0]?.desktops ?? [];
      const take = (from: typeof one, nth: number) =>
        at.send("POST", `/desktops/${from?.id}/volumes/batch-delete`, { volume_ids: [from?.disks[nth]?.volumeId] });
      const statuses = [(await take(one, 0)).status, (await take(two, 0)).status, (await take(one, 1)).status];
      at.pass(2);
      return [...statuses, (await take(one, 1)).status];
    },
    [
      [200, 409, 409, 200],
      [200, 200, 409, 200],
    ],
  ],
  "qos-types": [
    async (at) => {
      await office(at, { data_volumes: disks(50) });
      const volume = at.simulator.state().pools[0]?.desktops[0]?.disks[0]?.volumeId;
      const body = { volume_ids: [volume], qos: { iops: 1000, throughput: 100 } };
      return (await at.send("PUT", "/volumes/batch-modify-qos", body)).status;
    },
    [400, 200],
  ],
};

async function firstOf(at: Bench, { poolId }: Office) {
  return (await at.send("GET", `/desktop-pools/${poolId}/desktops`)).body.pool_desktops[0];
}

const idsIn = (at: Bench): string[] => at.simulator.state().pools[0]?.desktops.map(({ id }) => id) ?? [];
