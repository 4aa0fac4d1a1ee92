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

/** Two are gone, and the new ones in their place could not be made: they are owed to the pool. */
async function owed() {
  const at = await story({ program: pool() });
  const program = retiring(at, 2, 3);
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { outcome: "fail", reason: "no capacity" } } });
  expect((await at.stack.up(program)).errors.join()).toContain("no capacity");
  return { at, program };
}

/** As it was when the pool had just been made. */
function whenJustMade(at: Story) {
  const all = at.world.simulator.ledger().effects;
  return { stale: { effects: all.length - all.findIndex(({ kind }) => kind === "job-ended") - 1 } };
}

/** As it was when others had added two, who are gone again. */
function withOthers(at: Story) {
  const effectsNow = () => at.world.simulator.ledger().effects.length;
  at.world.simulator.act({ do: "addDesktop", pool: "office", count: 2 });
  const then = effectsNow();
  for (const { name } of thePool(at).desktops.slice(1))
    at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: name });
  return { stale: { effects: effectsNow() - then } };
}

const [list, detail] = ["ListPoolDesktopsDetail", "ShowDesktopPoolDetail"] as const;

test.each([
  ["the pool's detail is older than the pool", [detail], () => ({ stale: { effects: 1_000_000 } })],
  ["the list and the detail are older than the deletions", [list, detail], whenJustMade],
  ["the list alone still has desktops that others took away", [list], withOthers],
] as const)(
  "new desktops that are owed to the pool stay owed where %s: the next `up` makes them",
  async (_what, routes, effect) => {
    const { at, program } = await owed();
    at.world.simulator.clearFaults();
    const older = effect(at);
    for (const route of routes) at.world.simulator.fault({ route, times: 10, effect: older });
    await at.stack.refresh();
    expect(at.world.simulator.faults().map(({ played }) => played > 1)).toEqual(routes.map(() => true));
    at.world.simulator.clearFaults();
    expect(at.stack.outs("old").unfinished).toEqual({ refill: 2 });
    expect((await at.stack.up(program)).errors).toEqual([]);
    expect(thePool(at).desktops).toHaveLength(3);
    await expectSettled(at, program);
  },
);
