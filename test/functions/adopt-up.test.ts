// What `adopt` prints holds what it promises: the first `up` changes nothing on the service, and the preview after it is empty.

import { afterEach, expect, test } from "@jest/globals";
import { adoptionOf } from "../../provider/functions/adoption/adoption.ts";
import { findPoolByWord } from "../../provider/functions/answers/find-pool.ts";
import type { SimulatorOptions } from "../../simulator/index.ts";
import { expectSettled } from "../world/desktop-pools.ts";
import { createStack, type Program } from "../world/stack.ts";
import { createWorld, type World } from "../world/world.ts";
import { fullPool } from "./region.ts";

const open: World[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** The program for the pool of this name, as the stories play one. */
async function programFor(world: World, word: string): Promise<Program> {
  const service = await world.process().connect({});
  const pool = await findPoolByWord(service, word, { deadline: world.clock.now() + 60_000 });
  const { pool: declared, disks } = adoptionOf(pool);
  return {
    [declared.name]: { kind: "DesktopPool", args: declared.args },
    ...(disks === undefined
      ? {}
      : { [disks.name]: { kind: "PoolVolumeSet", args: { poolId: { id: declared.name }, ...disks.args } } }),
  };
}

const disks = (...sizes: number[]) =>
  sizes.map((size, i) => ({ id: `disk-${i}`, type: i % 2 === 0 ? "SAS" : "SSD", size }));

/** A pool as a state file has it. */
interface Pool {
  readonly name: string;
  readonly [field: string]: unknown;
}

type Case = readonly [what: string, pool: Pool, options?: Pick<SimulatorOptions, "dialects">];

const cases: readonly Case[] = [
  ["everything that a region can tell", fullPool],
  ["nothing but desktops", { name: "bare", desktops: 3 }],
  ["no desktop", { name: "empty", desktops: 0, disks: disks(10) }],
  [
    "ten disks, some of them alike",
    { name: "many", disks: disks(10, 20, 10, 20, 10, 10, 10, 10, 10, 10), desktops: 2 },
  ],
  [
    "disks in another order in each answer",
    { name: "many", disks: disks(10, 20, 30, 40), desktops: 2 },
    { dialects: { "volume-order": "shuffled" } },
  ],
  ["a disk with a key of its own", { name: "locked", disks: [{ type: "SAS", size: 10, kmsId: "key-1" }], desktops: 1 }],
  [
    "a system disk with figures and a key of its own",
    {
      name: "fast",
      rootDisk: { type: "GPSSD2", size: 100, iops: 4000, throughput: 200, kmsId: "key-1" },
      disks: [{ type: "ESSD", size: 40, iops: 1000, throughput: 125 }],
      desktops: 1,
    },
  ],
  [
    "a desktop that is broken, and one in maintenance",
    { name: "worn", desktops: [{ status: "ERROR" }, { inMaintenance: true }, {}] },
  ],
  [
    "what a region before 2026 tells",
    { ...fullPool, name: "office" },
    { dialects: { "tags-returned": "no", "desktop-pool-disk-id": "no" } },
  ],
  [
    "users, and a desktop for each",
    {
      name: "static",
      type: "STATIC",
      desktops: [
        { user: "yuan.shao", status: "ACTIVE" },
        { user: "another", status: "SHUTOFF" },
      ],
      users: [{ object: { object_id: "u", object_type: "USER", object_name: "yuan.shao", user_group: "users" } }],
    },
  ],
  [
    "a name and tags beyond what a program may say",
    { name: "office_2 (old)", attributes: { tags: [{ key: "a b/c:d", value: "" }] } },
  ],
  [
    "maintenance, and a policy that is switched off",
    { name: "quiet", attributes: { in_maintenance_mode: true, autoscale_policy: { min_idle: 2 } } },
  ],
];

test.each(cases)(
  "a pool with %s is taken over without a changing call, and settles",
  async (_what, pool, options = {}) => {
    const world = await createWorld({ load: { version: 1, pools: [pool] }, ...options });
    open.push(world);
    const program = await programFor(world, pool.name);
    const stack = createStack(world);
    expect((await stack.preview(program)).errors).toEqual([]);
    const up = await stack.up(program);
    expect(up.errors).toEqual([]);
    expect(up.did).toEqual(Object.keys(program).map((name) => `${name}: create`));
    await expectSettled({ stack }, program);
    expect(world.simulator.ledger().calls.filter((call) => call.change)).toEqual([]);
  },
);

test("a pool of another program is taken only with the line that the program tells and does not write", async () => {
  const attributes = { tags: [{ key: "pulumi-identity", value: "of-another-program" }] };
  const world = await createWorld({ load: { version: 1, pools: [{ name: "theirs", attributes }] } });
  open.push(world);
  const service = await world.process().connect({});
  const { pool, remarks } = adoptionOf(
    await findPoolByWord(service, "theirs", { deadline: world.clock.now() + 60_000 }),
  );
  const [, line] = /add `takeFrom: (".*")` to the DesktopPool/.exec(remarks.join("\n")) ?? [];
  const program = (args: object): Program => ({ theirs: { kind: "DesktopPool", args: { ...pool.args, ...args } } });
  const stack = createStack(world);
  expect((await stack.up(program({}))).errors.join()).toContain(`takeFrom: ${line}`);
  const taking = program({ takeFrom: JSON.parse(line ?? "") });
  expect((await stack.up(taking)).errors).toEqual([]);
  await expectSettled({ stack }, taking);
});
