// A hundred pools that all get a disk at once, under one small request budget: the whole lifecycle of a PoolVolumeSet for each
// (look, be sure that nothing is under way, add, wait for the job, prove it on the desktops), against the simulator.

import { createStack } from "../../test/world/stack.ts";
import { createWorld, type World } from "../../test/world/world.ts";

export interface PoolsAtOnce {
  readonly pools: number;
  readonly perSecond: number;
  /** What a job takes at the least and the most. */
  readonly jobSeconds: readonly [least: number, most: number];
}

export interface Measured {
  readonly failures: readonly string[];
  /** From the first request to the last proof. */
  readonly seconds: number;
  readonly longestJobSeconds: number;
  readonly requests: number;
  /** Looks at jobs. */
  readonly polls: number;
  /** Answers 429. */
  readonly throttled: number;
}

export function changeAtOnce(options: PoolsAtOnce): Promise<Measured> {
  return inWorld(options, async (change, pools) => {
    await Promise.all(pools.map(change));
  });
}

/**
 * The same changes, each when the one before is done: none waits for another, so what they ask beside looks at their jobs is what
 * they need.
 */
export function changeOneByOne(options: PoolsAtOnce): Promise<Measured> {
  return inWorld(options, async (change, pools) => {
    for (const pool of pools) await change(pool);
  });
}

/** The requests of the changes when each is alone, and one look at each job. */
export function requestsNeeded({ pools }: PoolsAtOnce, { requests, polls }: Measured): number {
  return requests - polls + pools;
}

/** Nobody can be faster than the longest job, or than the budget lets the requests go that are needed. */
export function leastSeconds(options: PoolsAtOnce, alone: Measured, atOnce: Measured): number {
  return Math.max(atOnce.longestJobSeconds, requestsNeeded(options, alone) / options.perSecond);
}

const desktops = 2;

/** `change` adds a disk to the pool of that name, and tells what went wrong. */
async function inWorld(
  { pools, perSecond, jobSeconds: [least, most] }: PoolsAtOnce,
  work: (change: (pool: string) => Promise<void>, pools: readonly string[]) => Promise<void>,
): Promise<Measured> {
  const middle = (least + most) / 2;
  const world = await createWorld({ jobSeconds: middle, jitter: (most - least) / 2 / middle });
  const names = Array.from({ length: pools }, (_, number) => `pool-${number + 1}`);
  for (const pool of names) world.simulator.act({ do: "createPool", pool, desktops });
  const startedAt = world.clock.now();
  const failures: string[] = [];
  const change = async (pool: string) => {
    failures.push(...(await addDisk(world, pool, perSecond)).map((error) => `${pool}: ${error}`));
  };
  try {
    await work(change, names);
    return { ...measured(world), seconds: (world.clock.now() - startedAt) / 1000, failures };
  } finally {
    await world.close();
  }
}

/** An `up` of a program that declares one disk on the pool, in a process of its own. */
async function addDisk(world: World, pool: string, perSecond: number): Promise<readonly string[]> {
  const stack = createStack(world, { stackName: pool });
  const poolId = world.simulator.state().pools.find(({ name }) => name === pool)?.id;
  const disks = { kind: "PoolVolumeSet", args: { poolId, volumes: { data: { type: "SAS", size: 100 } } } };
  const { errors } = await stack.up({ disks }, { config: { maxRequestsPerSecond: String(perSecond) } });
  return errors;
}

function measured({ simulator }: World): Omit<Measured, "seconds" | "failures"> {
  const { calls, effects } = simulator.ledger();
  const begun = new Map(effects.flatMap(({ kind, jobId, at }) => (kind === "job-started" ? [[jobId, at]] : [])));
  const lengths = effects.flatMap(({ kind, jobId, at }) =>
    kind === "job-ended" ? [(Date.parse(at) - Date.parse(begun.get(jobId) ?? at)) / 1000] : [],
  );
  return {
    longestJobSeconds: Math.max(...lengths),
    requests: calls.length,
    polls: calls.filter(({ operation }) => operation === "ShowJob").length,
    throttled: calls.filter(({ status }) => status === 429).length,
  };
}
