/** Two runs, or a run and a person, grow one pool at the same time: a difference that was right once is never sent later. */
import { expect, test } from "@jest/globals";
import { bodies, changes, desktopIds, effects, expectSettled, pool, story } from "../world/desktop-pools.ts";
import { justBefore, meddling } from "../world/kill.ts";

test("a growth that is refused while another run grows the pool is counted anew, and makes nothing twice", async () => {
  const at = await story({ program: pool() });
  const theirs = { do: "call", operation: "ExpandDesktopPool", pool: "office", body: { size: 2 } } as const;
  const options = justBefore({ call: "expandDesktopPool" }, () => {
    at.world.simulator.act(theirs);
  });
  expect((await at.stack.up(pool({ size: 5 }), options)).errors).toEqual([]);
  expect(effects(at, "desktop-created")).toHaveLength(5);
  await expectSettled(at, pool({ size: 5 }));
});

test("the try after a refusal is not sent with the difference of before: what the other run has made meanwhile counts", async () => {
  const at = await story({ program: pool(), jobSeconds: 5 });
  const busy = { status: 409, body: { error_code: "WKS.00010032", error_msg: "busy" } };
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: busy });
  // Between the refusal and the next try somebody else's job begins and ends.
  at.world.simulator.fault({
    route: "ShowDesktopPoolDetail",
    nth: 4,
    effect: { act: { do: "addDesktop", pool: "office", count: 1 } },
  });
  expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  expect(desktopIds(at)).toHaveLength(5);
  expect(bodies(at, "ExpandDesktopPool").at(-1)).toEqual({ size: 1 });
  await expectSettled(at, pool({ size: 5 }));
});

test("two runs of one program at once end with the size that it says", async () => {
  const at = await story({ program: pool() });
  const other = { ...at, stack: at.stack };
  const first = at.stack.up(pool({ size: 6 }));
  const second = other.stack.up(pool({ size: 6 }));
  for (const { errors } of await Promise.all([first, second])) expect(errors).toEqual([]);
  expect(effects(at, "desktop-created")).toHaveLength(6);
  expect(changes(at).filter((line) => line === "ExpandDesktopPool 200")).toHaveLength(1);
  await expectSettled(at, pool({ size: 6 }));
});

test("a growth whose answer is lost while a person adds a desktop stops in words, and the next `up` makes just what is missing", async () => {
  const at = await story({ program: pool() });
  at.world.simulator.fault({ route: "ExpandDesktopPool", effect: { dropBefore: true } });
  at.world.simulator.fault({
    route: "ExpandDesktopPool",
    also: true,
    effect: { act: { do: "addDesktop", pool: "office" } },
  });
  const up = await at.stack.up(pool({ size: 5 }));
  if (!up.ok) {
    expect(up.errors.join()).toMatch(/whether it was done cannot be told/);
    expect((await at.stack.up(pool({ size: 5 }))).errors).toEqual([]);
  }
  expect(desktopIds(at)).toHaveLength(5);
  await expectSettled(at, pool({ size: 5 }));
});

test("what others make while the pool's detail lags is not made a second time", async () => {
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
  expect((await at.stack.up(pool({ size: 5 }), lagging)).errors).toEqual([]);
  expect(since).toBeDefined();
  expect(desktopIds(at)).toHaveLength(5);
});
