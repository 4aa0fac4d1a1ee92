import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { officeWith } from "../world/programs.ts";
import { createStack, type Stack } from "../world/stack.ts";
import { createWorld, type World } from "../world/world.ts";

let world: World;
let stack: Stack;
beforeEach(async () => {
  world = await createWorld();
  stack = createStack(world);
});
afterEach(() => world.close());

const changes = () =>
  world.simulator
    .ledger()
    .calls.filter((c) => c.change)
    .map((c) => `${c.operation} ${c.status}`);

test("a pool with two disks is made, grown, changed and destroyed, each by one call of its kind", async () => {
  const two = { data: { type: "SAS", size: 100 }, scratch: { type: "SSD", size: 50 } };
  const up = await stack.up(officeWith(two));
  expect(up.errors).toEqual([]);
  expect(changes()).toEqual(["CreateDesktopPool 200", "AddDesktopPoolVolumes 200"]);
  expect((await stack.preview(officeWith({ scratch: two.scratch, data: two.data }))).did).toEqual([]);

  const next = officeWith({ data: { type: "SAS", size: 120 }, logs: { type: "SAS", size: 30 } });
  expect((await stack.up(next)).errors).toEqual([]);
  expect(changes().slice(2)).toEqual([
    "ExpandDesktopPoolVolumes 200",
    "AddDesktopPoolVolumes 200",
    "DeleteDesktopPoolVolumes 200",
  ]);
  expect((await stack.refresh()).did).toEqual([]);
  expect((await stack.preview(next)).did).toEqual([]);

  const refused = await stack.destroy();
  expect(refused.errors.join()).toContain("forceDestroy: true");
  const consented = officeWith(
    { data: { type: "SAS", size: 120 }, logs: { type: "SAS", size: 30 } },
    { forceDestroy: true },
    { forceDestroy: true },
  );
  expect((await stack.up(consented)).errors).toEqual([]);
  expect((await stack.destroy()).errors).toEqual([]);
  expect(world.simulator.state().pools).toEqual([]);
});
