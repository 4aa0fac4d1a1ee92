/** A refresh of desktops that are on their way out: one list that is older than they are settles none of them. */
import { expect, test } from "@jest/globals";
import { effects, expectSettled, pool, type Story, story, thePool } from "../world/desktop-pools.ts";
import type { Program } from "../world/stack.ts";

const retiring = (at: Story, count: number, size: number): Program => {
  const desktops = Object.fromEntries(
    thePool(at)
      .desktops.slice(0, count)
      .map(({ name, id }) => [name, id]),
  );
  return {
    ...pool({ size }),
    old: { kind: "RetiredDesktops", args: { poolId: { id: "office" }, poolSize: size, desktops } },
  };
};

/** The deletion of all of them fails: they are open in the state. */
async function failed(count: number, size: number) {
  const at = await story({ program: pool({ size }), jobSeconds: 5 });
  const program = retiring(at, count, size);
  at.world.simulator.fault({ route: "BatchDeleteDesktops", times: 2, effect: { job: { outcome: "fail" } } });
  expect((await at.stack.up(program)).errors).toHaveLength(1);
  at.world.simulator.clearFaults();
  const open = () => Object.keys(Object(at.stack.outs("old").unfinished).open ?? {}).length;
  return { at, program, open };
}

test("more desktops than one call can ask for are asked for in several", async () => {
  const { at, open } = await failed(150, 160);
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", effect: { status: 200, body: noDesktops } });
  expect((await at.stack.refresh()).errors).toEqual([]);
  expect(open()).toBe(150);
});

const noDesktops = { desktops: [], total_count: 0 };

test("by a list of the pool that is older than they are none is taken for gone: the next `up` deletes it", async () => {
  const { at, program, open } = await failed(1, 3);
  const older = { status: 200, body: noDesktops };
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", times: 2, effect: older });
  await at.stack.refresh();
  at.world.simulator.clearFaults();
  expect(open()).toBe(1);
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(effects(at, "desktop-deleted")).toHaveLength(1);
  await expectSettled(at, program);
});
