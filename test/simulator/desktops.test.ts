// The lists of desktops: what each filter finds, how long a page is, what is refused, and what a desktop tells of itself.

import { beforeEach, expect, test } from "@jest/globals";
import { type Bench, bench, disks, office } from "./client.ts";

let at: Bench;
let poolId: string;
/** The ids of the four desktops of the office, and their names. */
let ids: readonly string[];
let names: readonly string[];

const one = (id: number) => ids[id] ?? "";

beforeEach(async () => {
  at = await bench();
  const made = await office(at, {
    size: 4,
    data_volumes: disks(50),
    availability_zone: "ap-southeast-1b",
    enterprise_project_id: "ep-1",
    subnet_ids: ["subnet-1", "subnet-2"],
    tags: [{ key: "team", value: "a" }, { key: "floor", value: "2" }, { key: "empty" }],
  });
  poolId = made.poolId;
  const desktops = at.simulator.state().pools[0]?.desktops ?? [];
  ids = desktops.map(({ id }) => id);
  names = desktops.map(({ name }) => name);
  set(0, { user: "ann" });
  set(1, { user: "annabel", status: "SHUTOFF" });
  set(2, { status: "HIBERNATED", isolated: true });
  set(3, { status: "ERROR", inMaintenance: true });
  // Somebody else's pool, whose desktops have nothing in common with the office's.
  at.simulator.act({ do: "createPool", pool: "lab", desktops: 2 });
});

function set(desktop: number, change: object) {
  at.simulator.act({ do: "setDesktop", pool: "office", desktop: one(desktop), ...change });
}

const places = (desktops: { desktop_id: string }[]) => desktops.map(({ desktop_id }) => ids.indexOf(desktop_id));

async function ofPool(query: string): Promise<number[] | number> {
  const { status, body } = await at.send("GET", `/desktop-pools/${poolId}/desktops?${query}`);
  if (status === 200) expect(body.total_count).toBe(body.pool_desktops.length);
  return status === 200 ? places(body.pool_desktops) : status;
}

async function ofAll(path: string, query: string): Promise<number[] | number> {
  const { status, body } = await at.send("GET", `${path}?${query}`);
  return status === 200 ? places(body.desktops).filter((place) => place >= 0) : status;
}

const all = [0, 1, 2, 3];

test.each<[string, number[]]>([
  ["status=ACTIVE", [0]],
  ["status=SHUTOFF", [1]],
  ["status=HIBERNATED", [2]],
  ["status=ERROR", [3]],
  ["status=active", []],
  ["user_name=ann", [0, 1]],
  ["user_name=ANNA", [1]],
  ["user_names=ann", [0]],
  ["user_names=ann&user_names=annabel", [0, 1]],
  // The names win over the one name.
  ["user_name=nobody&user_names=annabel", [1]],
  ["user_attached=true", [0, 1]],
  ["user_attached=false", [2, 3]],
  ["user_attached=FALSE", [2, 3]],
  ["desktop_type=POOLED", all],
  ["desktop_type=DEDICATED,POOLED", all],
  ["desktop_type=DEDICATED", []],
  ["subnet_id=subnet-1", all],
  ["subnet_id=subnet-2", []],
  ["image_id=image-1", all],
  ["image_id=image", []],
  ["charge_mode=1", all],
  ["charge_mode=0", []],
  ["availability_zone=ap-southeast-1b", all],
  ["availability_zone=ap-southeast-1a", []],
  ["enterprise_project_id=ep-1", all],
  ["enterprise_project_id=0", []],
  ["tag=team=a", all],
  ["tag=team=a,floor=2", all],
  ["tag=team=a,floor=3", []],
  ["tag=team", all],
  ["tag=empty=", all],
  ["tag=empty=x", []],
  ["in_maintenance_mode=true", [3]],
  ["in_maintenance_mode=false", [0, 1, 2]],
  ["is_share_desktop=false", all],
  ["is_share_desktop=true", []],
  ["is_support_internet=false", all],
  ["is_support_internet=true", []],
  ["desktop_ip=192.168.0.1", [0]],
  ["desktop_ip=192.168", all],
  ["computer_name=OFFICE", all],
  ["computer_name=%25", []],
  ["computer_name=%27%22%3C%E4%BA%91", []],
  ["desktop_id=none", []],
  // A name without a value asks for nothing.
  ["status=", all],
  ["sort_field=computer_name&sort_type=DESC", [3, 2, 1, 0]],
  ["sort_field=computer_name", all],
  ["sort_field=created&sort_type=ASC", all],
  ["sort_type=DESC", all],
  ["status=ACTIVE&user_attached=false", []],
])("a pool's desktops and all desktops in detail, asked for with %s", async (query, found) => {
  expect(await ofPool(query)).toEqual(found);
  expect(await ofAll("/desktops/detail", query)).toEqual(found);
});

test.each<[string, number[]]>([
  ["isolated=true", [2]],
  ["isolated=false", [0, 1, 3]],
  ["inconsistent_type=AUTO_ISOLATION", [2]],
  ["inconsistent_type=DISK_NUM", []],
])("only a pool's desktops are asked for with %s", async (query, found) => {
  expect(await ofPool(query)).toEqual(found);
});

test.each<[string, number[]]>([
  ["status=ACTIVE", [0]],
  ["user_name=ann", [0, 1]],
  ["user_name=annabel&user_name=nobody", [1]],
  ["computer_name=office", all],
  ["desktop_ip=192.168.0.2", [1]],
  ["desktop_type=POOLED", all],
  ["subnet_id=subnet-1", all],
  ["enterprise_project_id=ep-1", all],
  ["tag=team=a,floor=2", all],
  ["is_share_desktop=true", []],
])("the list of desktops, asked for with %s", async (query, found) => {
  expect(await ofAll("/desktops", query)).toEqual(found);
});

test("ids and names can be given many times, in either form, and those that nobody has find nothing", async () => {
  expect(await ofPool(`desktop_id=${one(0)}&desktop_id=${one(2)}`)).toEqual([0, 2]);
  expect(await ofPool(`desktop_id=${one(0)},${one(2)},none`)).toEqual([0, 2]);
  expect(await ofPool(`computer_names=${names[1]}&computer_names=${names[3]}`)).toEqual([1, 3]);
  expect(await ofPool(`computer_name=${names[0]}&computer_names=${names[1]}`)).toEqual([1]);
  expect(await ofAll("/desktops", `desktop_id=${one(3)}&pool_id=${poolId}`)).toEqual([3]);
  const lab = at.simulator.state().pools.find(({ name }) => name === "lab")?.id;
  const { body } = await at.send("GET", `/desktops?pool_id=${lab},${poolId},none,${lab}`);
  expect(body.total_count).toBe(6);
  expect((await at.send("GET", `/desktops/detail?pool_id=${lab}`)).body.total_count).toBe(2);
});

const ids101 = Array.from({ length: 101 }, (_, i) => `desktop_id=${i}`).join("&");

test.each([
  ["pool", "inconsistent_type=DISKS"],
  ["pool", "inconsistent_type=product_id"],
  ["pool", "isolated=yes"],
  ["pool", "limit=0"],
  ["pool", "limit=101"],
  ["pool", "limit=ten"],
  ["pool", "offset=-1"],
  ["pool", "offset=10001"],
  ["pool", "limit=10&limit=20"],
  ["pool", "sort_field=status"],
  ["pool", "sort_field=created&sort_type=down"],
  ["pool", "user_attached=1"],
  ["pool", "charge_mode=2"],
  ["pool", "enterprise_project_id=a%20b"],
  ["pool", `enterprise_project_id=${"a".repeat(37)}`],
  ["pool", `computer_name=${"a".repeat(256)}`],
  ["pool", ids101],
  ["detail", "limit=501"],
  ["detail", "limit=1001"],
  ["detail", "is_support_internet=maybe"],
  ["list", "limit=1001"],
  ["list", "limit=-1"],
  ["list", "offset=1.5"],
  ["list", "is_share_desktop=no"],
  ["list", ids101],
])("the %s list refuses %s and names the field", async (list, query) => {
  const path = { pool: `/desktop-pools/${poolId}/desktops`, detail: "/desktops/detail", list: "/desktops" }[list];
  const { status, body } = await at.send("GET", `${path}?${query}`);
  expect([status, body.error_code]).toEqual([400, "WKS.0002"]);
  const field = query.split("=")[0] ?? "";
  expect(body.error_msg).toContain(query.includes("sort_type") ? "sort_type" : field);
});

test("a pool's desktops come ten to a page, all desktops in detail five hundred, the list a thousand; limits are the caps", async () => {
  at.simulator.act({ do: "createPool", pool: "hall", desktops: 1100 });
  const hall = at.simulator.state().pools.find(({ name }) => name === "hall")?.id;
  const ofHall = async (query: string) =>
    (await at.send("GET", `/desktop-pools/${hall}/desktops${query}`)).body.pool_desktops.length;
  expect([
    await ofHall(""),
    await ofHall("?limit=1"),
    await ofHall("?limit=100"),
    await ofHall("?offset=1095"),
  ]).toEqual([10, 1, 100, 5]);
  const pageOf = async (path: string) => {
    const { body } = await at.send("GET", path);
    return [body.desktops.length, body.total_count];
  };
  expect(await pageOf("/desktops")).toEqual([1000, 1106]);
  expect(await pageOf("/desktops?offset=1000")).toEqual([106, 1106]);
  expect(await pageOf("/desktops?limit=0")).toEqual([0, 1106]);
  expect(await pageOf("/desktops/detail")).toEqual([500, 1106]);
  expect(await pageOf("/desktops/detail?limit=2&offset=1105")).toEqual([1, 1106]);
  expect(await pageOf("/desktops?status=ACTIVE&limit=2")).toEqual([2, 1103]);
});

test("a filter's page counts all that it found, also those of other pages", async () => {
  const { body } = await at.send("GET", `/desktop-pools/${poolId}/desktops?user_attached=false&limit=1&offset=1`);
  expect([body.total_count, body.on_demand_desktops_num, body.period_desktops_num]).toEqual([2, 2, 0]);
  expect(places(body.pool_desktops)).toEqual([3]);
  at.simulator.act({ do: "setPool", pool: "office", chargingMode: "0" });
  const prepaid = (await at.send("GET", `/desktop-pools/${poolId}/desktops?charge_mode=0`)).body;
  expect([prepaid.on_demand_desktops_num, prepaid.period_desktops_num]).toEqual([0, 4]);
});

test("one desktop tells of itself what the list in detail tells of it, and one that nobody has is not found", async () => {
  const { body } = await at.send("GET", `/desktops/${one(1)}`);
  const listed = (await at.send("GET", `/desktops/detail?desktop_id=${one(1)}`)).body.desktops[0];
  expect(body).toEqual({ desktop: listed });
  const { inconsistent_types, ...ofPoolToo } = (
    await at.send("GET", `/desktop-pools/${poolId}/desktops?desktop_id=${one(1)}`)
  ).body.pool_desktops[0];
  expect([inconsistent_types, ofPoolToo]).toEqual([[], listed]);
  const gone = await at.send("GET", "/desktops/none");
  expect([gone.status, gone.body.error_code]).toEqual([404, "WKS.0202"]);
});

test("every word of attach_state can be met, and a user who is attached shows in all of the fields about users", async () => {
  const words = [
    ...["ATTACHED", "UNATTACH", "ATTACHING", "DEATTACHING", "DEATTACHED", "ATTACHFAIL", "DEATTACHFAIL", "WAITING"],
    ...["ATTACH_FAIL_CAN_ATTACH_AGAIN", "DEATTACH_FAIL_CAN_DEATTACH_AGAIN"],
  ];
  const desktop = async () => (await at.send("GET", `/desktops/${one(0)}`)).body.desktop;
  for (const word of words) {
    set(0, { attachState: word });
    expect((await desktop()).attach_state).toBe(word);
  }
  set(0, { attachState: null });
  const ann = { object_id: "u-ann", object_type: "USER", object_name: "ann", user_group: "administrators" };
  await at.send("POST", `/desktop-pools/${poolId}/users`, { action: "ADD", objects: [ann] });
  expect(await desktop()).toMatchObject({
    attach_state: "ATTACHED",
    user_name: "ann",
    user_group: "administrators",
    user_list: ["ann"],
    user_group_list: ["administrators"],
    attach_user_infos: [{ user_id: "u-ann", user_name: "ann", user_group: "administrators", type: "USER" }],
  });
  set(0, { user: null });
  expect(await desktop()).toMatchObject({ attach_state: "UNATTACH", user_list: [], attach_user_infos: [] });
});

test("a frozen desktop freezes the status of its pool, and a desktop in maintenance is so by itself or with its pool", async () => {
  const pool = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  const desktop = async (id: number) => (await at.send("GET", `/desktops/${one(id)}`)).body.desktop;
  expect((await pool()).status).toBe("STEADY");
  set(1, { frozen: true });
  expect([(await pool()).status, (await desktop(1)).is_freeze, (await desktop(0)).is_freeze]).toEqual([
    "EXIST_FROZEN",
    true,
    false,
  ]);
  expect([(await desktop(3)).in_maintenance_mode, (await desktop(0)).in_maintenance_mode]).toEqual([true, false]);
  await at.send("PUT", `/desktop-pools/${poolId}`, { in_maintenance_mode: true });
  expect((await desktop(0)).in_maintenance_mode).toBe(true);
});

test("a desktop that is worked on tells how far it is, and what is done to it", async () => {
  for (const id of [0, 1, 2, 3]) set(id, { status: "ACTIVE" });
  await at.send("POST", `/desktop-pools/${poolId}/volumes/batch-add`, { volumes: disks(20) });
  at.pass(0.5);
  const { task_status, process, status } = (await at.send("GET", `/desktops/${one(0)}`)).body.desktop;
  expect([task_status, status]).toEqual(["block_device_mapping", "ACTIVE"]);
  expect(process).toBeGreaterThan(0);
  expect(process).toBeLessThan(100);
  at.pass(2);
  expect((await at.send("GET", `/desktops/${one(0)}`)).body.desktop).toMatchObject({ task_status: "", process: null });
});

test("a pool that names no availability zone is in the first zone of its region, and so are its desktops", async () => {
  const there = await bench({ region: "la-south-2" });
  const made = await office(there);
  const pool = (await there.send("GET", `/desktop-pools/${made.poolId}`)).body;
  const [item] = (await there.send("GET", "/desktop-pools")).body.desktop_pools;
  const { desktops } = (await there.send("GET", "/desktops/detail?availability_zone=la-south-2a")).body;
  expect(desktops.length).toBeGreaterThan(0);
  for (const { availability_zone } of [pool, item, ...desktops]) expect(availability_zone).toBe("la-south-2a");
});
