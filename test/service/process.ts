/**
 * One simulator for a file of tests, empty again for each case, and for each case a provider process of its own: a clock,
 * a request budget and a retry budget that nobody else has used.
 */
import { afterAll, beforeAll } from "@jest/globals";
import { createService, type ServiceParts } from "../../provider/workspace/registry.ts";
import type { Until, WorkspaceService } from "../../provider/workspace/service.ts";
import type { Settings } from "../../provider/workspace/settings.ts";
import { type Call, type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { type TestClock, testClock } from "../clock.ts";
import { given } from "../unit/workspace/server.ts";

export interface Process {
  readonly simulator: Simulator;
  readonly clock: TestClock;
  readonly service: WorkspaceService;
  /** A service of the same process for other settings. */
  readonly configured: (changed: Partial<Settings>) => Promise<WorkspaceService>;
  readonly startedAt: number;
  /** A deadline so many seconds after the start. */
  readonly within: (seconds: number) => Until;
  /** The ids of pools that stand there when the case begins. */
  readonly pools: readonly string[];
  /** The calls of the case so far, with their seconds since its start. */
  readonly calls: () => readonly (Call & { readonly second: number })[];
}

export interface Begin {
  /** How many pools there are, each with one desktop. Default 1. */
  readonly pools?: number;
  readonly settings?: Partial<Settings>;
  readonly parts?: Partial<ServiceParts>;
}

/** To be called once, at the top of a file; what it gives begins a case. */
export function simulatorForFile(options: Omit<SimulatorOptions, "now" | "time"> = {}) {
  let simulator: Simulator;
  let clock = testClock({ start: Date.UTC(2026, 10, 21, 8) });
  beforeAll(async () => {
    simulator = await startSimulator({ jobSeconds: 60, ...options, now: () => clock.now() });
  });
  afterAll(() => simulator.close());

  return async ({ pools = 1, settings = {}, parts = {} }: Begin = {}): Promise<Process> => {
    clock = testClock({ start: Date.UTC(2026, 10, 21, 8) });
    const mine = clock;
    simulator.clearFaults();
    simulator.reset();
    const ids = Array.from({ length: pools }, (_, number) => poolId(simulator, `pool-${number}`));
    const startedAt = mine.now();
    const configured = (changed: Partial<Settings>) =>
      createService({ ...settingsOf(simulator), ...changed }, { clock: mine, random: () => 0.5, ...parts });
    return {
      simulator,
      clock: mine,
      service: await configured(settings),
      configured,
      startedAt,
      within: (seconds) => ({ deadline: startedAt + seconds * 1000 }),
      pools: ids,
      calls: () =>
        simulator.ledger().calls.map((call) => ({ ...call, second: (Date.parse(call.at) - startedAt) / 1000 })),
    };
  };
}

function poolId(simulator: Simulator, name: string): string {
  simulator.act({ do: "createPool", pool: name, desktops: 1 });
  const pool = simulator.state().pools.find((one) => one.name === name);
  if (pool === undefined) throw new Error(`there is no pool ${name}`);
  return pool.id;
}

function settingsOf({ url, tenant }: Simulator): Settings {
  const { accessKey, secretKey, projectId, region } = tenant;
  return {
    place: { region, projectId },
    endpoint: url,
    iamEndpoint: url,
    credentials: given({ kind: "access key", accessKey, secretKey }),
    insecure: false,
    maxRequestsPerSecond: 3,
    sources: {},
  };
}

/** A disk for all desktops of a pool. */
export const addDisk = (service: WorkspaceService, poolId: string, until: Until) =>
  service.addDesktopPoolVolumes(
    { poolId, handleType: "FOR_EXPAND_AND_ALL", volumes: [{ type: "SAS", size: 50 }] },
    until,
  );
