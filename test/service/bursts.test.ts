import { describe, expect, test } from "@jest/globals";
import type { FaultEffect } from "../../simulator/index.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { addDisk, simulatorForFile } from "./process.ts";

const begin = simulatorForFile();

/** How a request can fail, and whether what it asked for is done. */
const before: readonly FaultEffect[] = [
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 408 },
  { dropBefore: true },
  { reset: "before" },
];
const after: readonly FaultEffect[] = [
  { status: 500, after: true },
  { status: 504, after: true },
  { dropAfter: true },
  { reset: "after" },
];
const faults = [
  ...before.map((effect) => ({ effect, isDone: false })),
  ...after.map((effect) => ({ effect, isDone: true })),
];
/** More than a read survives, and more than twice as many as it has to. */
const lengths = Array.from({ length: 20 }, (_, index) => index + 1);
const cases = faults.flatMap((fault) => lengths.map((times) => ({ ...fault, times })));
const named = cases.map((one) => [`${one.times} × ${JSON.stringify(one.effect)}`, one] as const);
const mostTries = 11;

describe(`bursts of failures on a GET, ${cases.length} cases`, () => {
  test.each(named)("%s: up to ten are survived, and then it is unavailable", async (_name, { effect, times }) => {
    const {
      simulator,
      service,
      pools: [pool = ""],
      within,
      calls,
      clock,
      startedAt,
    } = await begin();
    simulator.fault({ method: "GET", times, effect });
    const reading = service.showDesktopPoolDetail(pool, within(3_600));
    if (times < mostTries) expect(await reading).toMatchObject({ id: pool });
    else
      expect(await errorOf(reading)).toMatchObject({
        kind: "unavailable",
        message: expect.stringContaining("Tried 11 times"),
      });
    expect(calls().length).toBe(Math.min(times + 1, mostTries));
    expect((clock.now() - startedAt) / 1000).toBeLessThan(112);
  });
});

describe(`bursts of failures that begin with a POST, before and after its effect, ${cases.length} cases`, () => {
  test.each(named)(
    "%s: sent once, and the look after it tells what was done",
    async (_name, { effect, isDone, times }) => {
      const {
        simulator,
        service,
        pools: [pool = ""],
        within,
      } = await begin();
      simulator.fault({ times, effect });
      const error = await errorOf(addDisk(service, pool, within(3_600)));
      expect(error).toMatchObject({ kind: "unknown_result", message: expect.stringContaining("not known") });
      const look = () => service.showDesktopPoolDetail(pool, within(3_600));
      // The burst goes on while it looks: a look survives ten failures, two looks more than are left.
      const seen = times - 1 < mostTries ? await look() : await look().catch(look);
      expect(seen?.dataVolumes.length).toBe(isDone ? 1 : 0);
      const { calls, effects } = simulator.ledger();
      expect(calls.filter(({ method }) => method === "POST").length).toBe(1);
      expect(effects.filter(({ kind }) => kind === "disk-added").length).toBe(isDone ? 1 : 0);
      expect(effects.filter(({ kind }) => kind === "job-started").length).toBe(isDone ? 1 : 0);
    },
  );
});

test.each(["PUT", "DELETE"] as const)("a %s whose answer is lost is not sent again either", async (method) => {
  const {
    simulator,
    service,
    pools: [pool = ""],
    within,
    calls,
  } = await begin();
  simulator.fault({ method, effect: { dropAfter: true } });
  const until = within(3_600);
  const sent =
    method === "PUT"
      ? service.updateDesktopPool(pool, { description: "d" }, until)
      : service.deleteDesktopPool(pool, until);
  expect(await errorOf(sent)).toMatchObject({ kind: "unknown_result" });
  expect(calls().filter((call) => call.method === method).length).toBe(1);
});
