import { expect, test } from "@jest/globals";
import { isWorkspaceError } from "../../provider/workspace/errors.ts";
import { waitForJob } from "../../provider/workspace/jobs.ts";
import type { FaultEffect } from "../../simulator/index.ts";
import { errorOf } from "../unit/workspace/server.ts";
import { addDisk, type Process, simulatorForFile } from "./process.ts";

const begin = simulatorForFile();

const outages: readonly (readonly [string, FaultEffect])[] = [
  ["answers 503 to everything", { status: 503 }],
  ["cuts every connection", { dropBefore: true }],
  ["resets every connection", { reset: "before" }],
];

/** What a refresh does: each pool is looked at once, and one that fails does not end the others. */
async function refresh({ service, pools, within }: Process, times: number): Promise<readonly unknown[]> {
  const looks = Array.from({ length: times }, () => pools).flat();
  const ended = await Promise.allSettled(looks.map((pool) => service.showDesktopPoolDetail(pool, within(36_000))));
  return ended.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
}

test("a refresh of 100 pools that are well sends a request for each", async () => {
  const process = await begin({ pools: 50 });
  expect(await refresh(process, 2)).toEqual([]);
  expect(process.calls().length).toBe(100);
});

test.each(outages.flatMap(([name, effect]) => [2, 10].map((times) => [name, times * 50, effect] as const)))(
  "bug: when the service %s, a refresh of %i pools sends at most 1.2 times what it sends when all is well",
  async (_name, pools, effect) => {
    const process = await begin({ pools: 50 });
    process.simulator.fault({ times: "always", effect });
    const errors = await refresh(process, pools / 50);
    expect(errors.length).toBe(pools);
    // Twenty retries are all there is, and whoever finds none left says so.
    expect(process.calls().length).toBe(pools + 20);
    expect(process.calls().length).toBeLessThanOrEqual(pools * 1.2);
    for (const error of errors)
      expect(isWorkspaceError(error, "unavailable") && error.message).toMatch(/budget of retries is spent/);
  },
);

test("looks at jobs go on through an outage at their usual pace, and see the job end after it", async () => {
  const { simulator, service, pools, within, clock, calls } = await begin({ pools: 1 });
  const [pool = ""] = pools;
  const { jobId } = await addDisk(service, pool, within(60));
  const fault = simulator.fault({ method: "GET", times: "always", effect: { status: 503 } });
  const outageEnds = clock.sleep(300_000).then(() => simulator.disarm(fault.id));
  const { deadline } = within(3_600);
  await waitForJob(service, { jobId, poolId: pool, what: "adding a disk", via: "job", deadline });
  await outageEnds;
  const failed = calls().filter(({ status }) => status === 503).length;
  // A tenth of the time waited between two looks, at most 15 s: five minutes hold no more than this.
  expect(failed).toBeGreaterThan(10);
  expect(failed).toBeLessThan(60);
});

test.each([5, 25, 100])(
  "an outage of %i s is survived by a hundred pools at once, which wait for the success of one",
  async (s) => {
    const { simulator, service, pools, within, clock } = await begin({ pools: 100 });
    const fault = simulator.fault({ times: "always", effect: { status: 503 } });
    const outageEnds = clock.sleep(s * 1000).then(() => simulator.disarm(fault.id));
    const looked = await Promise.all(pools.map((pool) => service.showDesktopPoolDetail(pool, within(3_600))));
    await outageEnds;
    expect(looked.map((pool) => pool?.id)).toEqual(pools);
  },
);

test("an outage of IAM and one of the service share one budget: it is the process that must not storm", async () => {
  const { simulator, service, configured, pools, within } = await begin({ pools: 1 });
  simulator.fault({ times: "always", effect: { status: 503 } });
  const looks = Array.from({ length: 40 }, () => service.showDesktopPoolDetail(pools[0] ?? "", within(36_000)));
  await Promise.allSettled(looks);
  const before = simulator.ledger().calls.length;
  expect(before).toBe(40 + 20);
  const elsewhere = await errorOf(configured({ place: { region: simulator.tenant.region } }));
  expect(elsewhere).toMatchObject({ message: expect.stringMatching(/budget of retries is spent/) });
  expect(simulator.ledger().calls.length).toBe(before + 1);
});

test("after an outage a process that has used up its retries goes on, and earns new ones", async () => {
  const {
    simulator,
    service,
    pools: [pool = ""],
    within,
    calls,
  } = await begin({ pools: 1 });
  const look = () => service.showDesktopPoolDetail(pool, within(36_000));
  const outage = simulator.fault({ times: "always", effect: { status: 503 } });
  await Promise.allSettled(Array.from({ length: 40 }, look));
  simulator.disarm(outage.id);
  for (let request = 0; request < 25; request += 1) expect(await look()).toMatchObject({ id: pool });
  const before = calls().length;
  simulator.fault({ times: 5, effect: { status: 503 } });
  expect(await look()).toMatchObject({ id: pool });
  expect(calls().length).toBe(before + 6);
});

test("changes in an outage are each sent once: whether they were done is not known", async () => {
  const { simulator, service, pools, within, calls } = await begin({ pools: 30 });
  simulator.fault({ times: "always", effect: { status: 503 } });
  const ended = await Promise.allSettled(pools.map((pool) => addDisk(service, pool, within(3_600))));
  expect(calls().length).toBe(30);
  for (const one of ended)
    expect(one.status === "rejected" && isWorkspaceError(one.reason, "unknown_result")).toBe(true);
});
