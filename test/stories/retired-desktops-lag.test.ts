/** Reads of an `up` that are older than the pool: nobody is refused, left out or made twice for them, and no debt is struck out. */
import { expect, test } from "@jest/globals";
import {
  bodies,
  desktopIds,
  effects,
  expectSettled,
  pool,
  type Story,
  said,
  story,
  thePool,
} from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";
import type { Program } from "../world/stack.ts";

const retiringFirst = (at: Story, many = 1): Program => {
  const desktops = Object.fromEntries(
    thePool(at)
      .desktops.slice(0, many)
      .map(({ name, id }) => [name, id]),
  );
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

/** Once `begins` has been called, the pool's detail counts so many desktops more than there are, for as long as the `up` lasts. */
const countingOff = (at: Story, by: number, begins: string) => {
  let isOff = false;
  return meddling(async (name, send) => {
    const answer = await send();
    if (name === begins) isOff = true;
    if (!isOff || name !== "showDesktopPoolDetail" || typeof answer !== "object") return answer;
    return { ...answer, desktopCount: thePool(at).desktops.length + by };
  });
};

test("new desktops whose job went well are owed no more, though the detail goes on to lack one: what others then remove is not made", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at, 2);
  expect((await at.stack.up(program, countingOff(at, -1, "expandDesktopPool"))).errors).toEqual([]);
  expect(at.stack.outs("old").unfinished).toEqual({});
  expect(desktopIds(at)).toHaveLength(3);
  const [, , last = ""] = desktopIds(at);
  at.world.simulator.act({ do: "deleteDesktop", pool: "office", desktop: last });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
});

test("new desktops whose job went well are in the state, though the pool cannot be counted afterwards", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at, 2);
  let isMade = false;
  const uncounted = meddling(async (name, send) => {
    if (isMade && name === "listPoolDesktopsDetail") throw new Error("the list cannot be had");
    const answer = await send();
    if (name === "expandDesktopPool") isMade = true;
    return answer;
  });
  expect((await at.stack.up(program, uncounted)).errors.join()).toContain("the list cannot be had");
  expect(at.stack.outs("old").unfinished).toEqual({});
  expect(said(await at.stack.preview(program))).not.toContain("still to be made");
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  await expectSettled(at, program);
});

test("a list and a detail that are both older than the new desktops of a good job are read again: none stays owed", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at, 2);
  const before = new Map<string, unknown>();
  let oldLists = 0;
  const stale = meddling(async (name, send) => {
    const answer = await send();
    if (name !== "showDesktopPoolDetail" && name !== "listPoolDesktopsDetail") return answer;
    const isMade = desktopIds(at).length === 3 && bodies(at, "ExpandDesktopPool").length > 0;
    if (!isMade) before.set(name, answer);
    if (isMade && name === "listPoolDesktopsDetail") oldLists += 1;
    return isMade && oldLists < 2 ? before.get(name) : answer;
  });
  expect((await at.stack.up(program, stale)).errors).toEqual([]);
  expect(at.stack.outs("old").unfinished).toEqual({});
  expect([oldLists, bodies(at, "ExpandDesktopPool"), desktopIds(at).length]).toEqual([2, [{ size: 2 }], 3]);
  await expectSettled(at, program);
});

test("new desktops whose job nobody heard the end of are made only as far as both list and detail show them", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at, 2);
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { job: { vanishes: "at-once" } } });
  const up = await at.stack.up(program, countingOff(at, -1, "expandDesktopPool"));
  expect(up.errors.join()).toMatch(
    /lists 3 desktops of pool office and counts 2; .* no more are made before the two agree/,
  );
  expect(at.stack.outs("old").unfinished).toEqual({ refill: 1 });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 2 }]);
  await expectSettled(at, program);
});

test("a pool that breaks after the last new desktop was made is not told as one that still lacks it", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at);
  const breaking = meddling(async (name, send) => {
    const answer = await send();
    const isMade = desktopIds(at).length === 3 && bodies(at, "ExpandDesktopPool").length > 0;
    return isMade && name === "showDesktopPoolDetail" && typeof answer === "object"
      ? { ...answer, status: "ERROR" }
      : answer;
  });
  expect((await at.stack.up(program, breaking)).errors).toEqual([]);
  expect(at.stack.outs("old").unfinished).toEqual({});
  await expectSettled(at, program);
});

test("a detail that lastingly counts one too many stops only the last new desktop: the others are made, and it stays owed", async () => {
  const at = await story({ program: pool() });
  const program = retiringFirst(at, 2);
  const up = await at.stack.up(program, countingOff(at, 1, "batchDeleteDesktops"));
  expect(up.errors.join()).toMatch(
    /the service lists 2 desktops of pool office and counts 3; its `size` is 3, and no more are made before the two agree/,
  );
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }]);
  expect(at.stack.outs("old").unfinished).toEqual({ refill: 1 });
  expect((await at.stack.up(program)).errors).toEqual([]);
  expect(bodies(at, "ExpandDesktopPool")).toEqual([{ size: 1 }, { size: 1 }]);
  expect(desktopIds(at)).toHaveLength(3);
  await expectSettled(at, program);
});
