// The fields of the answers, held against the field lists of the contract of 2024 and of what it gained since.

import { expect, test } from "@jest/globals";
import { bench, disks, office } from "./client.ts";

const words = (text: string) => text.trim().split(/\s+/).sort();

/** In the published schema of 2024. What a desktop only has sometimes (internet_mode, order_id) is left out. */
const desktop2024 = words(`
  addresses attach_state attach_user_infos availability_zone bill_resource_id computer_name created data_volumes
  desktop_id desktop_type enterprise_project_id flavor ip_addresses is_attaching_eip login_status metadata os_version
  ou_name process product product_id root_volume security_groups sid site_name site_type status subnet_id tags
  task_status user_group user_group_list user_list user_name`);
const desktopSince = words(`
  in_maintenance_mode internet_mode_list ipv4 ipv6 is_freeze is_support_internet isolated os_host_name`);
const disk2024 = words("bill_resource_id create_time device display_name id size type volume_id");
const diskSince = words("desktop_pool_disk_id iops kms_id resource_spec_code throughput");
const listed2024 = words(`
  attach_user_infos bill_resource_id computer_name created desktop_id enterprise_project_id in_maintenance_mode
  ip_address ou_name sid subnet_id tags user_group user_name`);
const pool2024 = words(`
  availability_zone charging_mode created_time data_volumes description desktop_count desktop_used enable_autoscale
  enterprise_project_id id image_id image_name image_os_platform image_os_type image_os_version image_product_code
  in_maintenance_mode name on_demand_desktop_num product root_volume status subnet_id type`);
const poolSince = words("isolation_num ou_name subnet_ids tags vpc_id");
const product = words(`
  architecture charge_mode cloud_service_type contain_data_disk cpu descriptions flavor_id is_gpu memory package_type
  product_id resource_type status system_disk_size system_disk_type type volume_product_type`);

const fields = (thing: object) => Object.keys(thing).sort();
const both = (...lists: string[][]) => lists.flat().sort();

async function answers(dialects: Record<string, string>) {
  const at = await bench({ dialects });
  const data_volumes = [{ type: "SAS", size: 50, iops: 1, throughput: 1, kms_id: "key" }];
  const { poolId } = await office(at, { size: 1, data_volumes });
  const desktop = at.simulator.state().pools[0]?.desktops[0]?.id ?? "";
  at.simulator.act({ do: "setDesktop", pool: "office", desktop, user: "ann" });
  const get = async (path: string) => (await at.send("GET", path)).body;
  return {
    ofPool: (await get(`/desktop-pools/${poolId}/desktops`)).pool_desktops[0],
    shown: (await get(`/desktops/${desktop}`)).desktop,
    listed: (await get("/desktops")).desktops[0],
    pool: await get(`/desktop-pools/${poolId}`),
    listedPool: (await get("/desktop-pools")).desktop_pools[0],
  };
}

test("a desktop has the fields of the present contract, and those of 2024 where the region lags", async () => {
  const now = await answers({});
  expect(fields(now.shown)).toEqual(both(desktop2024, desktopSince));
  expect(fields(now.ofPool)).toEqual(both(desktop2024, desktopSince, ["inconsistent_types"]));
  expect(fields(now.ofPool.data_volumes[0])).toEqual(both(disk2024, diskSince));
  expect(fields(now.ofPool.product)).toEqual(words("charge_mode cpu descriptions flavor_id memory product_id type"));
  const then = await answers({ "desktop-fields": "old" });
  expect(fields(then.shown)).toEqual(desktop2024);
  expect(fields(then.ofPool.data_volumes[0])).toEqual(disk2024);
});

test("the fields that a client found missing are missing where that is played, and no others", async () => {
  const { ofPool } = await answers({ "desktop-fields": "seen" });
  const missing = words("inconsistent_types internet_mode_list tags task_status user_group_list user_list");
  const contract = both(desktop2024, desktopSince, ["inconsistent_types"]);
  expect(fields(ofPool)).toEqual(contract.filter((name) => !missing.includes(name)));
});

test("an item of the list of desktops has its fields, and its status only where that is published", async () => {
  const status = words("pool_id status task_status");
  expect(fields((await answers({})).listed)).toEqual(both(listed2024, status));
  expect(fields((await answers({ "desktop-status": "no" })).listed)).toEqual(listed2024);
});

test("a pool has the fields of the present contract, and those of 2024 where the region lags", async () => {
  const now = await answers({});
  const cloud = words("security_groups");
  expect(fields(now.pool)).toEqual(both(pool2024, poolSince, cloud));
  expect(fields(now.pool.product)).toEqual(product);
  expect(fields(now.pool.data_volumes[0])).toEqual(words("id iops kms_id resource_spec_code size throughput type"));
  expect(fields(now.listedPool)).toEqual(both(pool2024, poolSince));
  expect(fields(now.listedPool.data_volumes[0])).toEqual(words("cluster_id size type"));
  const then = await answers({ "tags-returned": "no" });
  expect(fields(then.pool)).toEqual(both(pool2024, cloud));
  expect(fields(then.pool.data_volumes[0])).toEqual(words("id resource_spec_code size type"));
});

test("what pays for a desktop is told the other way round in its metadata than in its pool", async () => {
  const { shown, pool } = await answers({});
  expect([pool.charging_mode, shown.metadata.charging_mode, shown.product.charge_mode]).toEqual(["1", "0", "1"]);
});

test("a desktop isolated counts in its pool", async () => {
  const at = await bench();
  const { poolId } = await office(at, { data_volumes: disks(50) });
  const [first] = at.simulator.state().pools[0]?.desktops ?? [];
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: first?.id ?? "", isolated: true });
  expect((await at.send("GET", `/desktop-pools/${poolId}`)).body.isolation_num).toBe(1);
});
