// What a person gets wrong, as the check of a preview answers it: one sentence with key, value, what is allowed and what to do.

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { closeHosts, type Host, startHost } from "./host.ts";
import type { Bag } from "./operations.ts";
import { deskArgs, openSite, poolArgs, retiredArgs, type Site, setArgs } from "./programs.ts";

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeHosts();
  await site.simulator.close();
});

const sas = { type: "SAS", size: 100 };
const disks = (volumes: Bag, args: Bag = {}): Bag => setArgs("pool-1", volumes, args);

const mistakes: Record<string, { inputs: Bag; words: string[] }> = {
  "a misspelt field of a disk": {
    inputs: disks({ data: { type: "SAS", sice: 100 } }),
    words: ["volumes.data.sice", "`size`"],
  },
  "a misspelt argument": {
    inputs: disks({ data: sas }, { forceDestory: true }),
    words: ["forceDestory", "`forceDestroy`"],
  },
  "a misspelt argument of the pool": { inputs: poolArgs({ subnets: ["1"] }), words: ["subnets", "`subnetIds`"] },
  "a size that is no multiple of ten": {
    inputs: disks({ data: { type: "SAS", size: 15 } }),
    words: ["data", "15", "multiple of 10", "10", "8200"],
  },
  "a size below the range": { inputs: disks({ data: { type: "SAS", size: 0 } }), words: ["data", "0", "10"] },
  "a size in quotes": {
    inputs: disks({ data: { type: "SAS", size: "100" } }),
    words: ["volumes.data.size", '"100"', "without quotes"],
  },
  "eleven disks": {
    inputs: disks(Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`d${n}`, sas]))),
    words: ["11 keys", "d10", "at most 10", "remove 1"],
  },
  "one id under two keys": {
    inputs: disks({ a: { ...sas, id: "x" }, b: { ...sas, id: "x" } }),
    words: ["volumes.b.id", '"x"', '"a"', "remove one"],
  },
  "an empty name": { inputs: poolArgs({ name: "" }), words: ["name", '""', "1"] },
  "a name with a space": { inputs: poolArgs({ name: "my office" }), words: ["name", '"my office"', "hyphen"] },
  "a policy of autoscale without autoscale": {
    inputs: poolArgs({ autoscalePolicy: { minIdle: 1 } }),
    words: ["autoscalePolicy is given, but enableAutoscale is not true", "set it, or remove the policy"],
  },
  "a time for taking desktops back, of a pool that never does": {
    inputs: poolArgs({ type: "STATIC", disconnectedRetentionPeriod: 60 }),
    words: ["disconnectedRetentionPeriod", '"STATIC"', "remove it"],
  },
  "a tag with our name": {
    inputs: poolArgs({ tags: { "pulumi-identity": "x" } }),
    words: ["tags", "pulumi-identity", "ours"],
  },
  "data disks of a pool": { inputs: poolArgs({ dataVolumes: [] }), words: ["dataVolumes", "PoolVolumeSet"] },
  "a misspelt argument of a desktop's disks": {
    inputs: deskArgs("desktop-1", { data: sas }, { desktopID: "x" }),
    words: ["desktopID", "`desktopId`"],
  },
  "a size of a desktop's disk that is no multiple of ten": {
    inputs: deskArgs("desktop-1", { data: { type: "SAS", size: 15 } }),
    words: ["data", "15", "multiple of 10", "32760"],
  },
  "a misspelt argument of desktops that have to go": {
    inputs: retiredArgs("pool-1", {}, { allowInuse: {} }),
    words: ["allowInuse", "`allowInUse`"],
  },
  "one desktop that has to go under two names": {
    inputs: retiredArgs("pool-1", { a: "x", b: "x" }),
    words: ["desktops.b", '"x"', '"a"', "remove one of the two"],
  },
  "a duration without a unit": {
    inputs: disks({ data: sas }, { timeouts: { create: "90" } }),
    words: ["timeouts.create", '"90"', '"90m"'],
  },
};

for (const [what, { inputs, words }] of Object.entries(mistakes)) {
  test(`${what} is one sentence that says what is wrong, what is allowed and what to do`, async () => {
    const { reasons } = await site.host.check({}, inputs);
    expect(reasons).toHaveLength(1);
    for (const word of words) expect(reasons[0]).toContain(word);
    expect(site.simulator.ledger().calls).toEqual([]);
  });
}

test("values of resources that are not made yet pass through a check as they are", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const bags = [
    setArgs(unknown, { data: { type: unknown, size: unknown }, whole: unknown }),
    { ...setArgs(unknown, {}), volumes: unknown, allowDataLoss: unknown, region: unknown },
    poolArgs({ name: unknown, size: unknown, subnetIds: [unknown], rootVolume: unknown, tags: { a: unknown } }),
    deskArgs(unknown, { data: { type: unknown, size: unknown } }, { poolId: unknown }),
    retiredArgs(unknown, { a: unknown }, { allowInUse: unknown }),
  ];
  for (const inputs of bags) {
    const { reasons, inputs: passed } = await site.host.check({}, inputs);
    expect(reasons).toEqual([]);
    expect(passed).toMatchObject(inputs);
  }
});

test("two sets for one pool id in one run: the second is refused and names the first", async () => {
  const first = { ...disks({ data: sas }), poolId: "pool-2" };
  const second = {
    ...first,
    resourceUrn: "urn:pulumi:dev::project::pulumi-nodejs:dynamic/workspace:PoolVolumeSet::more",
  };
  expect((await site.host.check({}, first)).reasons).toEqual([]);
  const { reasons } = await site.host.check({}, second);
  expect(reasons).toEqual([
    expect.stringMatching(/pool-2 already has the PoolVolumeSet .*::disks: .*put all disks into it/),
  ]);
});

const settings: Record<string, { env: Record<string, string>; words: string[] }> = {
  "no region": { env: { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "secret-words" }, words: ["region", "HW_REGION_NAME"] },
  "half a credential": { env: { HW_REGION_NAME: "ap-southeast-1", HW_ACCESS_KEY: "a" }, words: ["HW_SECRET_KEY"] },
  "a profile that is not there": {
    env: { HW_REGION_NAME: "ap-southeast-1", HW_PROFILE: "prod", HOME: "/nowhere" },
    words: ["HW_PROFILE", '"prod"', "~/.hcloud/config.json"],
  },
};

for (const [what, { env, words }] of Object.entries(settings)) {
  test(`with ${what} a creation is refused in its preview, while what exists is still previewed`, async () => {
    const host: Host = await startHost({ env });
    const inputs = disks({ data: sas });
    const { reasons } = await host.check({}, inputs);
    expect(reasons).toHaveLength(1);
    for (const word of words) expect(reasons[0]).toContain(word);
    expect((await host.check({ ...inputs }, inputs)).reasons).toEqual([]);
    expect((await host.check({}, { ...inputs, region: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).reasons).toEqual([]);
  });
}

test("without credentials a creation is previewed with one warning: nobody is asked whether this is a cloud server", async () => {
  const metadata = "http://127.0.0.1:9";
  const env = { HW_REGION_NAME: "ap-southeast-1", HW_METADATA_ENDPOINT: metadata, HOME: "/nowhere" };
  const host = await startHost({ env });
  for (const inputs of [disks({ data: sas }), poolArgs({})]) expect((await host.check({}, inputs)).reasons).toEqual([]);
  expect(host.printed().match(/WARNING.*no credentials are set.*/g)).toEqual([
    expect.stringContaining(`ask the ECS metadata service at ${metadata}`),
  ]);
});
