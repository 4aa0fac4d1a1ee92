// `npm run bench:outage`: how many requests a run sends to a service that is away, beside what it sends to one that is well.
// Virtual time over real HTTP, so the numbers are the same on every machine.

import { stripVTControlCharacters } from "node:util";
import { Table } from "console-table-printer";
import type { Authenticator } from "../provider/workspace/auth/authenticator.ts";
import { createWorkspaceClient } from "../provider/workspace/client.ts";
import { waitForJob } from "../provider/workspace/jobs.ts";
import { createTransport } from "../provider/workspace/requests/http.ts";
import { createLimiter, defaultRequestsPerSecond } from "../provider/workspace/requests/limiter.ts";
import { createRequests } from "../provider/workspace/requests/requests.ts";
import {
  createRetryBudget,
  longestOutageMs,
  probeEveryMs,
  type RetryBudget,
  retriesAtOnce,
} from "../provider/workspace/requests/retry-budget.ts";
import { createServerTime } from "../provider/workspace/requests/server-time.ts";
import type { WorkspaceService } from "../provider/workspace/service.ts";
import { type FaultEffect, type Simulator, startSimulator } from "../simulator/index.ts";
import { type TestClock, testClock } from "../test/clock.ts";

interface Scene {
  readonly service: WorkspaceService;
  readonly simulator: Simulator;
  readonly clock: TestClock;
  readonly pools: readonly string[];
}

interface Load {
  readonly what: string;
  readonly pools: number;
  /** Done while the service is well, and not counted. */
  readonly prepare?: (scene: Scene) => Promise<readonly string[]>;
  /** Sends requests until it is done or fails; one that fails does not end the others. */
  readonly run: (scene: Scene, prepared: readonly string[]) => Promise<unknown>;
}

const nobody: Authenticator = {
  begin: () => ({
    authenticate: async ({ headers }) => headers,
    answered: () => undefined,
    refused: async (error) => error,
  }),
};

const minuteMs = 60_000;
const farDeadline = (clock: TestClock) => ({ deadline: clock.now() + 600 * minuteMs });

const refreshOf = (pools: number): Load => ({
  what: `refresh of ${pools} pools`,
  pools,
  run: ({ service, clock, pools: ids }) =>
    Promise.allSettled(ids.map((id) => service.showDesktopPoolDetail(id, farDeadline(clock)))),
});

const addDisk = async ({ service, clock }: Scene, poolId: string): Promise<string> => {
  const volumes = [{ type: "SAS", size: 50 }];
  return (
    await service.addDesktopPoolVolumes({ poolId, handleType: "FOR_EXPAND_AND_ALL", volumes }, farDeadline(clock))
  ).jobId;
};

const wait = ({ service, clock }: Scene, poolId: string, jobId: string, minutes: number) => {
  const deadline = clock.now() + minutes * minuteMs;
  return waitForJob(service, { jobId, poolId, what: "adding a disk", via: "job", deadline });
};

const up: Load = {
  what: "100 pools, a disk for each",
  pools: 100,
  run: (scene) => {
    const one = async (poolId: string) => {
      await scene.service.showDesktopPoolDetail(poolId, farDeadline(scene.clock));
      await wait(scene, poolId, await addDisk(scene, poolId), 60);
      await scene.service.showDesktopPoolDetail(poolId, farDeadline(scene.clock));
    };
    return Promise.allSettled(scene.pools.map(one));
  },
};

/** Jobs take longer than that, so both ends of the comparison look for ten minutes. */
const waits: Load = {
  what: "20 jobs looked at for 10 minutes",
  pools: 20,
  prepare: (scene) => Promise.all(scene.pools.map((pool) => addDisk(scene, pool))),
  run: (scene, jobs) => Promise.allSettled(jobs.map((job, number) => wait(scene, scene.pools[number] ?? "", job, 10))),
};

/** How many requests arrived. */
async function requestsOf(load: Load, outage: FaultEffect | undefined, budget: RetryBudget): Promise<number> {
  const clock = testClock();
  const simulator = await startSimulator({ now: () => clock.now(), auth: "off", jobSeconds: 900 });
  for (let number = 0; number < load.pools; number += 1)
    simulator.act({ do: "createPool", pool: `pool-${number}`, desktops: 1 });
  const pools = simulator.state().pools.map(({ id }) => id);
  const scene = { service: serviceOf(simulator, clock, budget), simulator, clock, pools };
  const prepared = (await load.prepare?.(scene)) ?? [];
  const before = simulator.ledger().calls.length;
  if (outage !== undefined) simulator.fault({ times: "always", effect: outage });
  await load.run(scene, prepared);
  const { length } = simulator.ledger().calls;
  await simulator.close();
  return length - before;
}

function serviceOf({ url: endpoint, tenant }: Simulator, clock: TestClock, retryBudget: RetryBudget): WorkspaceService {
  const serverTime = createServerTime(clock);
  const requests = createRequests({
    endpoint,
    transport: createTransport(clock, { userAgent: "bench", insecure: false }),
    authenticator: nobody,
    limiter: createLimiter(clock, defaultRequestsPerSecond),
    retryBudget,
    serverTime,
    clock,
    random: Math.random,
  });
  const place = { region: tenant.region, projectId: tenant.projectId };
  return createWorkspaceClient({ place, endpoint, clock, serverTime, requests });
}

/** Nobody counts. */
const endless: RetryBudget = { pay: () => "paid", earn: () => undefined };

const outages: Readonly<Record<string, FaultEffect>> = {
  "503 to everything": { status: 503 },
  "every connection cut": { dropBefore: true },
};

const table = new Table({
  columns: [
    { name: "load", alignment: "left" },
    { name: "outage", alignment: "left" },
  ],
});
for (const load of [refreshOf(1_000), refreshOf(500), refreshOf(100), up, waits]) {
  const normal = await requestsOf(load, undefined, createRetryBudget());
  const times = (requests: number) => `${requests} (${(requests / normal).toFixed(2)}x)`;
  for (const [outage, effect] of Object.entries(outages)) {
    const ours = times(await requestsOf(load, effect, createRetryBudget()));
    const without = times(await requestsOf(load, effect, endless));
    table.addRow({ load: load.what, outage, normal, "with the retry budget": ours, "without it": without });
  }
}
// In a file or a log the colours are only noise.
const text = table.render();
process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`);
const retries = retriesAtOnce + longestOutageMs / probeEveryMs;
process.stdout.write(
  `Requests that arrived. A process has ${retries} retries for an outage: from ${5 * retries} requests on that is at most 1.2x.\n`,
);
