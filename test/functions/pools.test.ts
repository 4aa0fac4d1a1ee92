// What a program learns of pools that exist. It only asks: nothing here changes anything.

import { afterEach, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import {
  getDesktopPool,
  getDesktopPoolOutput,
  listDesktopPools,
  listDesktopPoolsOutput,
} from "../../provider/index.ts";
import { fullPool, openRegion } from "./region.ts";

afterEach(() => pulumi.runtime.setAllConfig({}));

const pools = (...names: string[]) => names.map((name) => ({ id: `id-of-${name}`, name }));

test("a pool is found by its id and by its name, and all of it is told", async () => {
  const region = await openRegion([fullPool]);
  const byId = await getDesktopPool({ poolId: fullPool.id });
  expect(await getDesktopPool({ name: "office" })).toEqual(byId);
  expect(byId).toEqual({
    poolId: fullPool.id,
    name: "office",
    place: { region: "ap-southeast-1", projectId: "0123456789abcdef0123456789abcdef" },
    status: "STEADY",
    type: "DYNAMIC",
    description: "ground floor",
    createdTime: "2026-03-01T08:00:00.000Z",
    chargingMode: "1",
    desktopCount: 2,
    desktopUsed: 0,
    availabilityZone: "ap-southeast-1a",
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    productId: "workspace.c2.large",
    flavorId: "s6.large.2",
    imageId: "image-1",
    rootVolume: expect.objectContaining({ type: "SAS", size: 80 }),
    dataVolumes: [
      { id: "3b000000-0000-4000-8000-000000000002", type: "GPSSD2", size: 100, iops: 4000, throughput: 200 },
      { id: "9a000000-0000-4000-8000-000000000003", type: "SSD", size: 50 },
    ],
    securityGroupIds: ["group-1", "group-2"],
    disconnectedRetentionPeriod: 30,
    enableAutoscale: true,
    autoscalePolicy: { autoscaleType: "AUTO_CREATED", maxAutoCreated: 5, minIdle: 0, minRetention: 1 },
    userResetPolicy: { enable: true, resetCountPerDay: 2 },
    desktopNamePolicyId: "policy-1",
    enterpriseProjectId: "0",
    inMaintenanceMode: false,
    ouName: "OU=office",
    domain: "office.example",
    tags: { team: "design", "cost-centre": "4711" },
  });
  expect(region.effects()).toEqual([]);
});

test("a name is the exact one, though the service's filter finds others too", async () => {
  await openRegion(pools("office-2", "office", "Office", "my-office"));
  expect((await getDesktopPool({ name: "office" })).poolId).toBe("id-of-office");
  expect((await getDesktopPool({ name: "Office" })).poolId).toBe("id-of-Office");
});

test("who misses is told where was looked, and the pools that come nearest", async () => {
  await openRegion(pools("office-2", "lab", "offcie", "warehouse", "design", "print", "call-centre"));
  const missed = getDesktopPool({ name: "office" });
  await expect(missed).rejects.toMatchObject({ kind: "not_found" });
  await expect(missed).rejects.toThrow(
    'There is no pool with the name "office" in project 0123456789abcdef0123456789abcdef, region ap-southeast-1. ' +
      'Nearest: "office-2" (id-of-office-2), "offcie" (id-of-offcie), ',
  );
  await expect(missed).rejects.not.toThrow("call-centre");
  await expect(getDesktopPool({ poolId: "id-of-lap" })).rejects.toThrow(
    'no pool with the id "id-of-lap" in project 0123456789abcdef0123456789abcdef, region ap-southeast-1. Nearest: "lab" (id-of-lab)',
  );
});

test("in a project without pools the words are about the place", async () => {
  await openRegion([]);
  await expect(getDesktopPool({ name: "office" })).rejects.toThrow(
    "There is no pool at all: look at region and project",
  );
  expect(await listDesktopPools()).toEqual([]);
});

test("the list has every pool, though they stand on several pages", async () => {
  const names = Array.from({ length: 1050 }, (_, i) => `pool-${i}`);
  const region = await openRegion(pools(...names));
  const listed = await listDesktopPools();
  expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(listed[0]).toEqual({
    poolId: expect.stringMatching(/^id-of-pool-/),
    name: expect.stringMatching(/^pool-/),
    status: "STEADY",
    createdTime: expect.stringMatching(/^20/),
  });
  const pages = region.calls().filter((call) => call.startsWith("ListDesktopPools"));
  expect(pages).toEqual(["ListDesktopPools 200", "ListDesktopPools 200"]);
});

test("a part of a name picks the pools that hold it, in any case", async () => {
  await openRegion(pools("Office-2", "office", "lab"));
  const listed = await listDesktopPools({ nameContains: "OFFICE" });
  expect(listed.map(({ name }) => name).sort()).toEqual(["Office-2", "office"]);
});

test.each([
  ["nothing", {}, "getDesktopPool: poolId or name is missing: add one of them. Nothing was sent."],
  ["id and name", { poolId: "1", name: "a" }, "poolId and name are both given: keep one of them"],
  ["an empty name", { name: " " }, "name is empty: give it a value, or leave it out"],
  ["a number", { poolId: 7 }, "poolId is a number, not a text"],
  ["null", { poolId: null }, "poolId is null, not a text"],
  ["a promise", { poolId: Promise.resolve("1") }, "poolId is a promise (write `await` before it), not a text"],
  [
    "an output",
    { poolId: pulumi.output("1") },
    "poolId is an output, which has its value only later (use the function that ends in Output)",
  ],
  [
    "a misspelt argument",
    { poolID: "1" },
    '"poolID" is not an argument: there are poolId, name, region, projectId, endpoint, profile; poolId or name is missing',
  ],
  ["a text for all", "office", "the arguments are a string, not an object"],
])("%s is refused, all at once and before anything is sent", async (_what, args, words) => {
  const region = await openRegion(pools("office"));
  const asked = Reflect.apply(getDesktopPool, undefined, [args]);
  await expect(asked).rejects.toMatchObject({ kind: "refused" });
  await expect(asked).rejects.toThrow(words);
  expect(region.calls()).toEqual([]);
});

test("an API that the region does not publish is never a pool that is not there", async () => {
  const { simulator } = await openRegion(pools("office"));
  simulator.fault({
    route: "ShowDesktopPoolDetail",
    effect: { status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  });
  await expect(getDesktopPool({ poolId: "id-of-office" })).rejects.toMatchObject({ kind: "not_published" });
});

test("the configuration is the one of the resources: arguments, then the stack's config, then the environment", async () => {
  const { simulator } = await openRegion(pools("office"));
  process.env.HW_WORKSPACE_ENDPOINT = "http://127.0.0.1:9";
  pulumi.runtime.setAllConfig({ "huaweicloud:endpoint": simulator.url });
  expect(await listDesktopPools()).toHaveLength(1);
  pulumi.runtime.setAllConfig({ "huaweicloud:endpoint": "http://127.0.0.1:9" });
  expect(await listDesktopPools({ endpoint: simulator.url })).toHaveLength(1);
  delete process.env.HW_REGION_NAME;
  await expect(listDesktopPools()).rejects.toThrow(
    "set huaweicloud:region, HW_REGION_NAME or listDesktopPools's region, for example to ap-southeast-1",
  );
});

test("a failure names the line of the program that asked, and no file of this package", async () => {
  await openRegion([]);
  const { stack = "" } = (await getDesktopPool({ name: "office" }).catch((error: Error) => error)) as Error;
  expect(stack).toContain("pools.test.ts");
  expect(stack).not.toMatch(/provider[/\\]functions/);
});

test("outputs are taken, and an answer is an output", async () => {
  await openRegion(pools("office"));
  const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply((v) => resolve(v as T)));
  const found = getDesktopPoolOutput({ name: pulumi.output(Promise.resolve("office")) });
  expect(await value(found.poolId)).toBe("id-of-office");
  expect(await value(listDesktopPoolsOutput({ nameContains: found.name }))).toHaveLength(1);
});

test("an argument that a preview does not know yet asks nothing, and the answer is unknown too", async () => {
  const region = await openRegion(pools("office"));
  const wasPreview = pulumi.runtime.isDryRun();
  // Not among the types that Pulumi publishes.
  const setPreview: (is: boolean) => void = Reflect.get(pulumi.runtime, "_setIsDryRun");
  setPreview(true);
  try {
    const found = getDesktopPoolOutput({ poolId: pulumi.output(pulumi.unknown as unknown as string) });
    const isKnown: unknown = await Reflect.get(found, "isKnown");
    expect([isKnown, region.calls()]).toEqual([false, []]);
  } finally {
    setPreview(wasPreview);
  }
});
