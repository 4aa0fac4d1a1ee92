import { expect, test } from "@jest/globals";
import type { Plain } from "../../provider/lifecycle/hooks.ts";
import { bodies, expectSettled, pool, type Story, said, story, thePool } from "../world/desktop-pools.ts";

const puts = (at: Story) => bodies(at, "UpdateDesktopPool");

/** A field, a value of it, and what is sent when it leaves the program. */
const fields: readonly [name: string, value: unknown, also: Plain, sent: object][] = [
  ["description", "front office", {}, { description: "" }],
  ["tags", { team: "it" }, {}, { tags: [{ key: "pulumi-identity", value: expect.any(String) }] }],
  ["ouName", "OU=front", {}, { ou_name: "" }],
  ["desktopNamePolicyId", "policy-1", {}, { desktop_name_policy_id: "" }],
  ["disconnectedRetentionPeriod", 30, {}, { disconnected_retention_period: 0 }],
  ["enterpriseProjectId", "ep-1", {}, { enterprise_project_id: "0" }],
  ["userResetPolicy", { enable: true, resetCountPerDay: 3 }, {}, { user_reset_policy: { enable: false } }],
  ["inMaintenanceMode", true, {}, { in_maintenance_mode: false }],
  ["enableAutoscale", true, {}, { enable_autoscale: false }],
  ["autoscalePolicy", { minIdle: 2 }, { enableAutoscale: true }, { autoscale_policy: {} }],
];

test.each(fields)("%s is set in place, and cleared when it leaves the program", async (name, value, also, sent) => {
  const at = await story({ program: pool(also) });
  expect((await at.stack.up(pool({ ...also, [name]: value }))).errors).toEqual([]);
  expect(puts(at)).toHaveLength(1);
  expect(Object.keys(Object(puts(at)[0]))).toEqual(Object.keys(sent));
  await expectSettled(at, pool({ ...also, [name]: value }));
  expect((await at.stack.up(pool(also))).errors).toEqual([]);
  expect(puts(at)).toHaveLength(2);
  expect(puts(at)[1]).toEqual(sent);
  expect(at.stack.outs("office")[name]).toBeUndefined();
  await expectSettled(at, pool(also));
});

test("of the system disk speed and key are changed in place for desktops made later, by the disk's own id, and the key is dropped", async () => {
  const root = (more: object) => pool({ rootVolume: { type: "SAS", size: 80, ...more } });
  const at = await story({ program: root({}) });
  const { id } = thePool(at).rootDisk;
  const fast = root({ iops: 4000, throughput: 200, kmsId: "key-1" });
  expect((await at.stack.up(fast)).errors).toEqual([]);
  expect(puts(at)).toEqual([{ root_volume: { id, type: "SAS", iops: 4000, throughput: 200, kms_id: "key-1" } }]);
  await expectSettled(at, fast);
  const up = await at.stack.up(root({ throughput: 200 }));
  expect(said(up, "note")).toContain("rootVolume.iops left the program; the service cannot clear it");
  expect(puts(at)[1]).toEqual({ root_volume: { id, type: "SAS", kms_id: "" } });
  await expectSettled(at, root({ throughput: 200 }));
});

test("a speed of the system disk that somebody else changed is drift, and is put right", async () => {
  const program = pool({ rootVolume: { type: "SAS", size: 80, iops: 4000 } });
  const at = await story({ program });
  const { id } = thePool(at).rootDisk;
  at.world.simulator.act({
    do: "call",
    operation: "UpdateDesktopPool",
    pool: "office",
    body: { root_volume: { id, type: "SAS", iops: 100 } },
  });
  await at.stack.refresh();
  expect(at.stack.outs("office").rootVolume).toEqual({ type: "SAS", size: 80, iops: 100 });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(thePool(at).rootDisk.iops).toBe(4000);
  await expectSettled(at, program);
});

test("a pool is made with every field that a creation takes", async () => {
  const program = pool({
    rootVolume: { type: "SAS", size: 80, iops: 4000, throughput: 200, kmsId: "key-1" },
    vpcId: "vpc-1",
    flavorId: "edge.small",
    securityGroups: [{ id: "sg-1" }],
    availabilityZone: "az-1",
    description: "front",
    ouName: "OU=front",
    domain: "corp.example",
    enterpriseProjectId: "ep-1",
    disconnectedRetentionPeriod: 30,
    enableAutoscale: true,
    autoscalePolicy: {
      autoscaleType: "AUTO_CREATED",
      minIdle: 0,
      maxAutoCreated: 9,
      autoIsolationEnable: true,
      autoIsolationMaxNum: 5,
    },
    userResetPolicy: { enable: true, resetCountPerDay: 3 },
    desktopNamePolicyId: "policy-1",
    inMaintenanceMode: true,
    tags: { team: "it" },
    authorizedObjects: {
      g1: { objectType: "USER_GROUP", objectName: "staff", userGroup: "users", domain: "corp.example" },
    },
  });
  const at = await story({ program });
  expect(bodies(at, "CreateDesktopPool")).toMatchObject([
    {
      root_volume: { type: "SAS", size: 80, iops: 4000, throughput: 200, kms_id: "key-1" },
      vpc_id: "vpc-1",
      flavor_id: "edge.small",
      security_groups: [{ id: "sg-1" }],
      availability_zone: "az-1",
      description: "front",
      ou_name: "OU=front",
      domain: "corp.example",
      enterprise_project_id: "ep-1",
      disconnected_retention_period: 30,
      enable_autoscale: true,
      autoscale_policy: {
        autoscale_type: "AUTO_CREATED",
        min_idle: 0,
        max_auto_created: 9,
        auto_isolation_enable: true,
        auto_isolation_max_num: 5,
      },
      user_reset_policy: { enable: true, reset_count_per_day: 3 },
      desktop_name_policy_id: "policy-1",
      authorized_objects: [
        {
          object_id: "g1",
          object_type: "USER_GROUP",
          object_name: "staff",
          user_group: "users",
          domain: "corp.example",
        },
      ],
    },
  ]);
  expect(puts(at)).toEqual([{ in_maintenance_mode: true }]);
  await expectSettled(at, program);
});

test("limits count for what would be sent: a value that stands in the state as it is passes", async () => {
  const at = await story({ program: pool() });
  const stored = at.stack.state.get("office");
  if (stored === undefined) throw new Error("nothing stands in the state");
  const long = "x".repeat(300);
  at.world.simulator.act({ do: "setPool", pool: "office", attributes: { ou_name: "OU=x" } });
  at.stack.state.set("office", {
    ...stored,
    inputs: { ...stored.inputs, desktopNamePolicyId: long },
    outs: { ...stored.outs, desktopNamePolicyId: long },
  });
  expect((await at.stack.preview(pool({ desktopNamePolicyId: long }))).errors).toEqual([]);
  expect((await at.stack.preview(pool({ desktopNamePolicyId: `${long}y` }))).errors.join()).toContain(
    "desktopNamePolicyId is",
  );
});
