/** A pool with desktops and disks in a simulator, and the changes of it that start jobs: what the tables about jobs are played on. */
import type { WorkspaceService } from "../../provider/workspace/service.ts";
import type { FaultEffect, Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { createWorld, type World } from "../world/world.ts";

type Fate = Extract<FaultEffect, { job: unknown }>["job"];

export interface JobsBench {
  readonly world: World;
  readonly simulator: Simulator;
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly diskIds: readonly string[];
  readonly desktopIds: readonly string[];
  /** So many minutes from now. */
  readonly until: (minutes: number) => { readonly deadline: number };
  readonly seconds: () => number;
}

export interface PoolOptions extends Omit<SimulatorOptions, "now" | "time"> {
  readonly desktops?: number;
}

export async function inPool(options: PoolOptions, story: (bench: JobsBench) => Promise<void>): Promise<void> {
  const { desktops = 3, ...rest } = options;
  const world = await createWorld(rest);
  const { simulator, clock } = world;
  try {
    simulator.act({ do: "createPool", pool: "office", desktops, volumes: [{ size: 50 }, { size: 100 }] });
    const [pool] = simulator.state().pools;
    const service = await world.process().connect({});
    const startedAt = clock.now();
    await story({
      world,
      simulator,
      service,
      poolId: pool?.id ?? "",
      diskIds: pool?.disks.map(({ id }) => id) ?? [],
      desktopIds: pool?.desktops.map(({ id }) => id) ?? [],
      until: (minutes) => ({ deadline: clock.now() + minutes * 60_000 }),
      seconds: () => (clock.now() - startedAt) / 1000,
    });
  } finally {
    await world.close();
  }
}

/** A change that starts a job. */
export interface Change {
  readonly name: string;
  /** The operation, as the ledger names it. */
  readonly operation: string;
  readonly via: "job" | "sub-jobs";
  /** How many desktops its job is about. */
  readonly parts: (desktops: number) => number;
  readonly send: (bench: JobsBench) => Promise<{ readonly jobId: string }>;
}

const handleType = "FOR_EXPAND_AND_ALL";
const all = (desktops: number) => desktops;

export const adds: Change = {
  name: "an add",
  operation: "AddDesktopPoolVolumes",
  via: "job",
  parts: all,
  send: ({ service, poolId, until }) =>
    service.addDesktopPoolVolumes({ poolId, handleType, volumes: [{ type: "SAS", size: 70 }] }, until(5)),
};

export const expands: Change = {
  name: "an expansion",
  operation: "ExpandDesktopPoolVolumes",
  via: "job",
  parts: all,
  send: ({ service, poolId, diskIds: [id = ""], until }) =>
    service.expandDesktopPoolVolumes({ poolId, handleType, volumes: [{ id, type: "SAS", size: 80 }] }, until(5)),
};

export const deletes: Change = {
  name: "a deletion",
  operation: "DeleteDesktopPoolVolumes",
  via: "job",
  parts: all,
  send: ({ service, poolId, diskIds: [, id = ""], until }) =>
    service.deleteDesktopPoolVolumes({ poolId, handleType, volumes: [{ id, type: "SAS", size: 100 }] }, until(5)),
};

export const makesDesktops: Change = {
  name: "new desktops",
  operation: "ExpandDesktopPool",
  via: "job",
  parts: all,
  send: ({ service, poolId, desktopIds, until }) =>
    service.expandDesktopPool(poolId, { add: desktopIds.length }, until(5)),
};

export const removesDesktops: Change = {
  name: "desktops that go",
  operation: "BatchDeleteDesktops",
  via: "sub-jobs",
  parts: all,
  send: ({ service, desktopIds, until }) =>
    service.batchDeleteDesktops(
      { desktopIds, deleteUsers: false, emailNotification: false, forceDelete: false },
      until(5),
    ),
};

export const diskChanges = [adds, expands, deletes] as const;
export const changes = [...diskChanges, makesDesktops, removesDesktops] as const;

/** What becomes of the job that the change starts. */
export function decide({ simulator }: JobsBench, { operation }: Change, job: Fate): void {
  if (Object.keys(job).length > 0) simulator.fault({ route: operation, effect: { job } });
}

/** How often the change was sent, and how often it has begun. */
export function sentAndBegun({ simulator }: JobsBench, { operation }: Change): readonly [number, number] {
  const { calls, effects } = simulator.ledger();
  return [
    calls.filter((call) => call.operation === operation).length,
    effects.filter(({ kind }) => kind === "job-started").length,
  ];
}

export type { Fate };
