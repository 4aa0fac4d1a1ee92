// docs/terraform.md: a pool that another tool has made by the service's own calls is handed over without a change.

import { afterEach, expect, test } from "@jest/globals";
import { adoptionOf } from "../../provider/functions/adoption/adoption.ts";
import { findPoolByWord } from "../../provider/functions/answers/find-pool.ts";
import { expectSettled } from "../world/desktop-pools.ts";
import { createStack, type Program } from "../world/stack.ts";
import { createWorld, type World } from "../world/world.ts";

const open: World[] = [];
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** What Terraform's resource sends for a pool with equal disks, tags and autoscale. */
const made = {
  name: "sales",
  type: "DYNAMIC",
  size: 3,
  product_id: "workspace.c2.large.windows",
  image_type: "gold",
  image_id: "4fe8a6ab-0000-4000-8000-000000000001",
  root_volume: { type: "SAS", size: 80 },
  data_volumes: [
    { type: "SAS", size: 100 },
    { type: "SAS", size: 100 },
    { type: "SSD", size: 50 },
  ],
  subnet_ids: ["subnet-1", "subnet-2"],
  security_groups: [{ id: "group-1" }],
  disconnected_retention_period: 30,
  enable_autoscale: true,
  autoscale_policy: { autoscale_type: "AUTO_CREATED", max_auto_created: 5, min_idle: 1 },
  description: "by another tool",
  tags: [{ key: "team", value: "sales" }],
};

test("a pool as Terraform leaves it is taken over whole, without a changing call, and the next preview is empty", async () => {
  const world = await createWorld();
  open.push(world);
  world.simulator.act({ do: "call", operation: "CreateDesktopPool", body: made });
  world.clock.advance(3_600_000);
  const before = JSON.stringify(world.simulator.state().pools);
  const changes = () => world.simulator.ledger().calls.flatMap(({ change, operation }) => (change ? [operation] : []));
  const theirs = changes();
  const service = await world.process().connect({});
  const { pool, disks } = adoptionOf(await findPoolByWord(service, "sales", { deadline: world.clock.now() + 60_000 }));
  const program: Program = {
    [pool.name]: { kind: "DesktopPool", args: pool.args },
    "sales-disks": { kind: "PoolVolumeSet", args: { poolId: { id: pool.name }, ...disks?.args } },
  };
  expect(pool.args).toMatchObject({
    subnetIds: made.subnet_ids,
    disconnectedRetentionPeriod: 30,
    enableAutoscale: true,
    autoscalePolicy: { autoscaleType: "AUTO_CREATED", maxAutoCreated: 5, minIdle: 1 },
    tags: { team: "sales" },
  });
  expect(Object.keys(Object(disks?.args.volumes))).toHaveLength(3);
  const stack = createStack(world);
  expect((await stack.up(program)).errors).toEqual([]);
  expect([changes(), JSON.stringify(world.simulator.state().pools)]).toEqual([theirs, before]);
  await expectSettled({ stack }, program);
});
