import { expect, test } from "@jest/globals";
import { bench, disks, effectsOf, office, officeBody } from "./client.ts";

async function prepared(over: object = {}) {
  const at = await bench();
  const { poolId, diskIds } = await office(at, { size: 1, data_volumes: disks(50), ...over });
  const put = (body: object) => at.send("PUT", `/desktop-pools/${poolId}`, body);
  const show = async () => (await at.send("GET", `/desktop-pools/${poolId}`)).body;
  return { at, poolId, diskId: diskIds[0] ?? "", put, show };
}

const fields: readonly (readonly [string, unknown, unknown, unknown?])[] = [
  ["description", "for the office", "for the office"],
  ["availability_zone", "ap-southeast-1b", "ap-southeast-1b"],
  ["ou_name", "OU=office", "OU=office"],
  ["desktop_name_policy_id", "policy-1", "policy-1"],
  ["disconnected_retention_period", 30, 30],
  ["enable_autoscale", true, true],
  [
    "autoscale_policy",
    { autoscale_type: "AUTO_CREATED", min_idle: 0 },
    { autoscale_type: "AUTO_CREATED", min_idle: 0 },
  ],
  ["in_maintenance_mode", true, true],
  ["user_reset_policy", { enable: true, reset_count_per_day: 2 }, { enable: true, reset_count_per_day: 2 }],
  ["tags", [{ key: "team", value: "a" }], [{ key: "team", value: "a" }]],
  ["vpc_id", "vpc-2", "vpc-2"],
  ["subnet_ids", ["subnet-2", "subnet-3"], ["subnet-2", "subnet-3"]],
  ["security_groups", [{ id: "group-2" }], [{ id: "group-2", name: "group-group-2" }]],
  ["enterprise_project_id", "project-2", "project-2"],
];

test.each(fields)("an update changes %s alone, shows it, and null leaves it", async (field, sent, shown) => {
  const { at, put, show } = await prepared();
  const before = await show();
  await put({ [field]: sent });
  const after = await show();
  const others = field === "subnet_ids" ? { subnet_id: "subnet-2" } : {};
  expect(after).toEqual({ ...before, ...others, [field]: shown });
  await put({ [field]: null });
  expect(await show()).toEqual(after);
  expect(effectsOf(at, "pool-updated").map(({ detail }) => detail)).toEqual([field, ""]);
});

test("what an update cannot change, it does not: type, size, product, image, and what nobody knows", async () => {
  const { at, put, show } = await prepared();
  const before = await show();
  const body = {
    type: "STATIC",
    size: 9,
    product_id: "x",
    image_id: "x",
    image_type: "private",
    later: 1,
    domain: "x",
  };
  expect((await put({ ...body, description: "new" })).status).toBe(200);
  expect(await show()).toEqual({ ...before, description: "new" });
  expect(at.simulator.state().pools[0]?.attributes).not.toHaveProperty("later");
});

test("an update changes the speed and the key of disks, and says so of the disk", async () => {
  const { at, diskId, put, show } = await prepared();
  const { root_volume } = await show();
  await put({
    root_volume: { id: root_volume.id, type: "SAS", kms_id: "key-1" },
    data_volumes: [{ id: diskId, type: "SAS", iops: 3000, throughput: 125 }],
  });
  const changed = await show();
  expect(changed.root_volume).toMatchObject({ size: 80, kms_id: "key-1" });
  expect(changed.data_volumes).toMatchObject([{ id: diskId, size: 50, iops: 3000, throughput: 125 }]);
  await put({ root_volume: { id: root_volume.id, type: "SAS", kms_id: null } });
  expect((await show()).root_volume.kms_id).toBe("key-1");
  await put({ root_volume: { id: root_volume.id, type: "SAS", kms_id: "" } });
  expect((await show()).root_volume.kms_id).toBeUndefined();
  expect(effectsOf(at, "disk-updated").map(({ detail }) => detail)).toEqual(["kmsId", "iops, throughput", "kmsId"]);
});

test("updates that make no sense are refused with the field, and change nothing", async () => {
  const { at, diskId, put, show } = await prepared();
  const before = await show();
  at.simulator.act({ do: "createPool", pool: "taken" });
  const cases: [object, number, RegExp][] = [
    [{ name: "taken" }, 400, /^name: a desktop pool taken exists/],
    [{ name: "with space" }, 400, /^name/],
    [{ name: "" }, 400, /^name/],
    [{ disconnected_retention_period: 9 }, 400, /^disconnected_retention_period: 9 is less than 10/],
    [{ disconnected_retention_period: 43_201 }, 400, /^disconnected_retention_period/],
    [{ autoscale_policy: { max_auto_created: 5001 } }, 400, /^autoscale_policy\.max_auto_created/],
    [{ user_reset_policy: { reset_count_per_day: 0 } }, 400, /^user_reset_policy\.reset_count_per_day/],
    [{ data_volumes: [{ id: "none", type: "SAS" }] }, 404, /none/],
    [{ data_volumes: [{ id: diskId, type: "SSD" }] }, 400, /^data_volumes\.type: .* is SAS/],
    [{ data_volumes: [{ id: before.root_volume.id, type: "SAS" }] }, 400, /^data_volumes\.id: the root disk/],
    [{ root_volume: { id: diskId, type: "SAS" } }, 400, /^root_volume\.id: .* not the root disk/],
    [{ data_volumes: [{ id: diskId }] }, 400, /^data_volumes\.0\.type/],
  ];
  for (const [body, status, message] of cases) {
    const reply = await put({ description: "half", ...body });
    expect([body, reply.status, reply.body.error_msg]).toEqual([body, status, expect.stringMatching(message)]);
  }
  expect(await show()).toEqual(before);
});

test("only a DYNAMIC pool has a time after which broken sessions end; 0 says nothing of it", async () => {
  const { put } = await prepared({ type: "STATIC" });
  const refused = await put({ disconnected_retention_period: 10 });
  expect([refused.status, refused.body.error_msg]).toEqual([400, expect.stringMatching(/only a DYNAMIC pool/)]);
  expect((await put({ disconnected_retention_period: 0 })).status).toBe(200);
});

test("names are unique as they are written, in all enterprise projects, and free again after a rename", async () => {
  const { at, put } = await prepared();
  const create = async (name: string, over: object = {}) =>
    (await at.send("POST", "/desktop-pools", { ...officeBody, size: 0, name, ...over })).status;
  expect(await create("office", { enterprise_project_id: "other" })).toBe(400);
  expect(await create("Office")).toBe(200);
  expect(await create("办公-1")).toBe(200);
  expect(await create("a_b")).toBe(400);
  await put({ name: "bureau" });
  expect(await create("office")).toBe(200);
  expect((await put({ name: "bureau" })).status).toBe(200);
  const listed = await at.send("GET", "/desktop-pools?enterprise_project_id=0");
  expect(listed.body.total_count).toBe(4);
});

test("a busy pool takes an update, and goes on", async () => {
  const { at, poolId, put, show } = await prepared();
  await at.send("POST", `/desktop-pools/${poolId}/expand`, { size: 1 });
  expect((await put({ description: "new" })).status).toBe(200);
  expect(await show()).toMatchObject({ status: "TEMPORARY", description: "new" });
  at.pass(2);
  expect(await show()).toMatchObject({ status: "STEADY", desktop_count: 2 });
});
