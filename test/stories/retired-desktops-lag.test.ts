/** Reads of an `up` that are older than the pool: nobody is refused, left out or made twice for them, and no debt is struck out. */
import { expect, test } from "@jest/globals";
import {
  bodies,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";
import type { Program } from "../world/stack.ts";

const retiringFirst = (at: Story): Program => {
  const [one] = thePool(at).desktops;
  const desktops = { [String(one?.name)]: one?.id };
  return { ...pool(), old: { kind: "RetiredDesktops", args: { poolId: { id: "office" }, poolSize: 3, desktops } } };
};

test("a list of the pool that does not have a named desktop yet is read again: nobody is refused for it", async () => {
  const at = await story({ program: pool() });
  const [id] = desktopIds(at);
  const program = retiringFirst(at);
  const older = { status: 200, body: { desktops: [], total_count: 0 } };
  at.world.simulator.fault({ route: "ListPoolDesktopsDetail", effect: older });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(effects(at, "desktop-deleted").map((e) => e.desktop)).toEqual([id]);
  await expectSettled(at, program);
});

test("a list and a detail that are both older than the deletion agree, and yet the pool is filled up again", async () => {
  const at = await story({ program: pool(), dialects: { "stale-detail-seconds": "20" } });
  at.world.clock.advance(60_000);
  const [id = ""] = desktopIds(at);
  const lists: unknown[] = [];
  let isOld = false;
  const stale = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "listPoolDesktopsDetail") return answer;
    const isAfter = lists.some((list) => !JSON.stringify(list).includes(id));
    lists.push(answer);
    if (!isAfter || isOld) return answer;
    isOld = true;
    return lists[0];
  });
  const program = retiringFirst(at);
  expect((await at.stack.up(program, stale)).errors).toEqual([]);
  expect([isOld, bodies(at, "ExpandDesktopPool"), desktopIds(at).length]).toEqual([true, [{ size: 1 }], 3]);
  await expectSettled(at, program);
});

test("a detail that stays older than the list strikes out no debt: the `up` fails, and the next one makes what is missing", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at);
  const older = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "showDesktopPoolDetail" || typeof answer !== "object") return answer;
    return { ...answer, desktopCount: 3 };
  });
  const up = await at.stack.up(program, older);
  expect(up.errors.join()).toMatch(
    /the desktops are gone, and the service lists 2 desktops of pool office and counts 3; its `size` is 3, and none is made before the two agree: run `pulumi up` again/,
  );
  expect(at.stack.outs("old").unfinished).toEqual({ refill: 1 });
  expect(bodies(at, "ExpandDesktopPool")).toEqual([]);
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(3);
  await expectSettled(at, program);
});

test("an expansion that others begin right before ours counts, though the detail shows it late: none is made too many", async () => {
  const at = await story({ program: pool(), dialects: { "stale-detail-seconds": "60" } });
  at.world.clock.advance(120_000);
  const program = retiringFirst(at);
  const theirs = { do: "call", operation: "ExpandDesktopPool", pool: "office", body: { size: 1 } } as const;
  const others = justBefore({ call: "expandDesktopPool" }, () => {
    at.world.simulator.act(theirs);
  });
  expect((await at.stack.up(program, others)).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(3);
});

test("what others make in a retired desktop's place while the pool's detail lags is not made a second time", async () => {
  const at = await story({ program: pool() });
  const theirs = { do: "call", operation: "ExpandDesktopPool", pool: "office", body: { size: 1 } } as const;
  let last: unknown;
  let since: number | undefined;
  const lagging = meddling(async (name, send) => {
    if (name === "expandDesktopPool" && since === undefined) {
      at.world.simulator.act(theirs);
      since = at.world.clock.now();
    }
    const answer = await send();
    if (name !== "showDesktopPoolDetail") return answer;
    if (since === undefined) last = answer;
    return since !== undefined && at.world.clock.now() - since < 30_000 ? last : answer;
  });
  expect((await at.stack.up(retiringFirst(at), lagging)).errors).toEqual([]);
  expect(since).toBeDefined();
  expect(desktopIds(at)).toHaveLength(3);
});
