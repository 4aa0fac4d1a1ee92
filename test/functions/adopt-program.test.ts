// The program for an existing pool: what it says, that its text and its data are the same, and that nothing of the service becomes code.

import { createContext, runInContext, SourceTextModule, SyntheticModule } from "node:vm";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { adoptionOf } from "../../provider/functions/adoption/adoption.ts";
import { type Language, languages, programText } from "../../provider/functions/adoption/program.ts";
import { adoptProgram } from "../../provider/index.ts";
import type { Pool } from "../../provider/workspace/types.ts";
import { fullPool, openRegion } from "./region.ts";

interface Declared {
  readonly type: string;
  readonly name: unknown;
  readonly args: Record<string, unknown>;
}

/** The resources that a program declares, by running it with classes that write down what they are given. */
async function declaredBy(program: string, language: Language): Promise<Declared[]> {
  const declared: Declared[] = [];
  const kind = (type: string) =>
    class {
      constructor(name: unknown, args: Record<string, unknown>) {
        const isOnPool = "pool" in args;
        declared.push({ type, name, args: isOnPool ? { ...args, pool: args.pool === pool ? "the pool" : "?" } : args });
        if (type === "DesktopPool") pool = this;
      }
    };
  let pool: unknown;
  const offered = { DesktopPool: kind("DesktopPool"), PoolVolumeSet: kind("PoolVolumeSet") };
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  if (language === "javascript") {
    Reflect.set(context, "require", (name: string) => (name === "pulumi-huaweicloud-workspace" ? offered : undefined));
    runInContext(program, context);
    return declared;
  }
  const module = new SourceTextModule(program, { context });
  await module.link(
    () =>
      new SyntheticModule(
        Object.keys(offered),
        function () {
          for (const [name, value] of Object.entries(offered)) this.setExport(name, value);
        },
        { context },
      ),
  );
  await module.evaluate();
  return declared;
}

const text = `// Takes over the pool "office" as it is: the first \`pulumi up\` changes nothing on the service.
// A key under \`volumes\` is the disk's name for life: give each the name that you want before that \`pulumi up\`.
// Note: the pool makes and removes desktops by itself: \`size\` is the number below which it never falls, and not how many there are.
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const pool = new DesktopPool("office", {
  adopt: { poolId: "1d0f6a3e-0000-4000-8000-000000000001" },
  name: "office",
  type: "DYNAMIC",
  size: 1,
  productId: "workspace.c2.large",
  imageId: "image-1",
  rootVolume: { type: "SAS", size: 80 },
  availabilityZone: "ap-southeast-1a",
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  securityGroups: [{ id: "group-1" }, { id: "group-2" }],
  description: "ground floor",
  ouName: "OU=office",
  domain: "office.example",
  tags: { team: "design", "cost-centre": "4711" },
  enterpriseProjectId: "0",
  disconnectedRetentionPeriod: 30,
  enableAutoscale: true,
  autoscalePolicy: { autoscaleType: "AUTO_CREATED", maxAutoCreated: 5, minIdle: 0, minRetention: 1 },
  userResetPolicy: { enable: true, resetCountPerDay: 2 },
  desktopNamePolicyId: "policy-1",
});

new PoolVolumeSet("office-disks", {
  pool,
  volumes: {
    data1: { type: "GPSSD2", size: 100, iops: 4000, throughput: 200, id: "3b000000-0000-4000-8000-000000000002" },
    data2: { type: "SSD", size: 50, id: "9a000000-0000-4000-8000-000000000003" },
  },
});
`;

test("a pool with everything in it is written down whole, with the id of each disk", async () => {
  const region = await openRegion([fullPool]);
  const { program, remarks, ...rest } = await adoptProgram({ name: "office" });
  expect(program).toBe(text);
  expect(remarks).toEqual([expect.stringContaining("`size` is the number below which it never falls")]);
  expect(rest).toMatchObject({ poolId: fullPool.id, name: "office", language: "typescript" });
  expect(region.effects()).toEqual([]);
});

test.each(languages)("a %s program declares exactly the resources that the answer has as data", async (language) => {
  await openRegion([fullPool]);
  const { program, resources } = await adoptProgram({ poolId: fullPool.id, language });
  const [pool, disks] = resources;
  expect(await declaredBy(program, language)).toEqual([pool, { ...disks, args: { ...disks?.args, pool: "the pool" } }]);
});

test("a javascript program is a CommonJS module, as Pulumi makes them", async () => {
  await openRegion([fullPool]);
  const { program } = await adoptProgram({ name: "office", language: "javascript" });
  expect(program).toContain(
    '"use strict";\nconst { DesktopPool, PoolVolumeSet } = require("pulumi-huaweicloud-workspace");\n',
  );
});

test("a pool without data disks is a program without a set, and one disk has a key without a number", async () => {
  await openRegion([
    { id: "bare", name: "bare" },
    { id: "one", name: "one", disks: [{ id: "disk-1", type: "SAS", size: 10 }] },
  ]);
  const bare = await adoptProgram({ name: "bare" });
  expect(bare.program).not.toContain("PoolVolumeSet");
  expect(bare.program).not.toContain("volumes");
  expect(bare.resources).toHaveLength(1);
  expect((await adoptProgram({ name: "one" })).program).toContain(
    '    data: { type: "SAS", size: 10, id: "disk-1" },\n',
  );
});

test("a place that was given by hand stands in the program too", async () => {
  const { simulator } = await openRegion([fullPool]);
  const { region, projectId } = simulator.tenant;
  const { program } = await adoptProgram({ name: "office", region, projectId });
  expect(program).toContain(
    `new DesktopPool("office", {\n  region: "${region}",\n  projectId: "${projectId}",\n  adopt: {`,
  );
});

test("what has to be known first is said in the program and beside it", async () => {
  const attributes = {
    tags: [
      { key: "pulumi-identity", value: "somebody" },
      { key: "team", value: "lab" },
    ],
  };
  await openRegion([{ id: "lab", name: "lab", status: "EXIST_FROZEN", attributes }]);
  const { program, remarks } = await adoptProgram({ name: "lab" });
  expect(remarks).toEqual([
    'the pool is "EXIST_FROZEN": wait until it is "STEADY", and make this program anew then',
    expect.stringMatching(
      /^the pool belongs to a Pulumi program already.* add `takeFrom: "somebody"` to the DesktopPool$/,
    ),
  ]);
  for (const remark of remarks) expect(program).toContain(`// Note: ${remark}.\n`);
  expect(program).toContain('tags: { team: "lab" },');
});

test("a pool that is paid by the year is refused, with the reason", async () => {
  await openRegion([{ id: "old", name: "old", chargingMode: "0" }]);
  const refused = adoptProgram({ name: "old" });
  await expect(refused).rejects.toMatchObject({ kind: "refused" });
  await expect(refused).rejects.toThrow('Pool "old" (old) is paid by the year or month');
});

test("a language that there is not is refused before anything is sent", async () => {
  const region = await openRegion([fullPool]);
  const asked = Reflect.apply(adoptProgram, undefined, [{ name: "office", language: "go" }]);
  await expect(asked).rejects.toThrow(
    'adoptProgram: language is "go": allowed are typescript, javascript. Nothing was sent.',
  );
  expect(region.calls()).toEqual([]);
});

const lagging: Pool = {
  id: "1",
  name: "old",
  status: "STEADY",
  desktopCount: 1,
  subnetId: "subnet-1",
  dataVolumes: [],
};

test("what a region does not tell is asked for by name, and nothing is made up", () => {
  const { pool, remarks } = adoptionOf(lagging);
  expect(pool.args).toEqual({ adopt: { poolId: "1" }, name: "old", size: 1, subnetIds: ["subnet-1"] });
  expect(remarks).toEqual([
    "this region does not tell type, productId, imageId, rootVolume: add what the pool has",
    "this region tells the first subnet only: add the others to `subnetIds`, if there are any",
  ]);
});

test("what an argument would not take is left out, and the pool keeps it", () => {
  const tags = { "": "no key", ok: "yes", long: "x".repeat(44), ["k".repeat(129)]: "long key", "pulumi-identity": "" };
  const userResetPolicy = { enable: false, resetCountPerDay: 0 };
  const odd = { ...lagging, name: "office_2 (old)", tags, userResetPolicy, disconnectedRetentionPeriod: 0 };
  const { pool } = adoptionOf({ ...odd, autoscalePolicy: { maxAutoCreated: 0 } });
  expect(pool.name).toBe("office_2-old");
  expect(pool.args).toEqual({
    adopt: { poolId: "1" },
    size: 1,
    subnetIds: ["subnet-1"],
    tags: { ok: "yes" },
    userResetPolicy: { enable: false },
  });
});

test("with autoscale `size` is the floor that the pool keeps by itself, never more than there is", () => {
  const size = (desktopCount: number, minRetention?: number) =>
    adoptionOf({
      ...lagging,
      desktopCount,
      enableAutoscale: true,
      autoscalePolicy: minRetention === undefined ? {} : { minRetention, onceAutoCreated: 0 },
    }).pool.args;
  expect([size(5, 2).size, size(1, 2).size, size(5).size]).toEqual([2, 1, 0]);
  expect(size(5, 2).autoscalePolicy).toEqual({ minRetention: 2 });
});

/** Texts that have ended literals, comments and lines elsewhere. */
const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    '"',
    "'",
    "`",
    "\\",
    '"});process.exit(7);//',
    `$${"{globalThis.hit=1}"}`,
    "*/globalThis.hit=1/*",
    "\nglobalThis.hit=1//",
    "\u2028globalThis.hit=1//",
    "\u2029globalThis.hit=1//",
    "\r\nglobalThis.hit=1//",
    "</script>",
    "\u001b[2J",
    "\u202etxet",
    "\ud800",
    "__proto__",
    "constructor",
    "",
  ),
);

const volume = fc.record(
  { id: nasty, type: nasty, size: fc.nat(), kmsId: nasty },
  { requiredKeys: ["id", "type", "size"] },
);

const pools: fc.Arbitrary<Pool> = fc.record({
  id: nasty,
  name: nasty,
  type: nasty,
  description: nasty,
  status: nasty,
  desktopCount: fc.nat(),
  productId: nasty,
  imageId: nasty,
  rootVolume: volume,
  subnetIds: fc.array(nasty),
  tags: fc.array(fc.tuple(nasty, nasty)).map((entries) => Object.fromEntries(entries)),
  dataVolumes: fc.uniqueArray(volume, { maxLength: 10, selector: ({ id }) => id }),
});

test.each(languages)(
  "whatever names, tags and types say, a %s program declares just that, in text that shows it",
  async (language) => {
    await fc.assert(
      fc.asyncProperty(pools, async (pool) => {
        const adoption = adoptionOf(pool);
        const program = programText(adoption, language);
        const [first, second] = await declaredBy(program, language);
        expect(first).toEqual({ type: "DesktopPool", ...adoption.pool });
        if (adoption.disks === undefined) expect(second).toBeUndefined();
        else
          expect(second).toEqual({
            type: "PoolVolumeSet",
            name: adoption.disks.name,
            args: { ...adoption.disks.args, pool: "the pool" },
          });
        // Nothing that ends a line, steers a terminal or turns the reading around stands there in clear.
        expect(/[\p{Zl}\p{Zp}\p{Bidi_Control}]|(?!\n)\p{Cc}/u.test(program)).toBe(false);
      }),
    );
  },
);
