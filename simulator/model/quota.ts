// How much one project may have, how much it has and is promised by jobs that go on, and the refusal of more than that.

import type { Job } from "../jobs/types.ts";
import { promisedOwnDisks } from "./promisedDisks.ts";
import { codes, refuse } from "./refusal.ts";
import type { Desktop, Pool } from "./types.ts";
import type { World } from "./world.ts";

/** Desktops, disks with root disks among them, and the gigabytes of all these disks. */
export const quotaKinds = ["instances", "volumes", "volume_gigabytes"] as const;
type QuotaKind = (typeof quotaKinds)[number];

/** What is not named has no limit. */
export type Quota = { [K in QuotaKind]?: number | undefined };
export type Amounts = { readonly [K in QuotaKind]: number };

const nothing: Amounts = { instances: 0, volumes: 0, volume_gigabytes: 0 };

/** What is there, and what jobs are about to make. */
export function usedQuota(world: World): Amounts {
  const present = [...world.desktops.values()].map(amountsOf);
  const promised = [...promisedDesktops(world), ...promisedDisks(world), ...promisedOwnDisks(world)];
  return [...present, ...promised].reduce(sum, nothing);
}

/** Refuses what would go over a limit, before anything has begun. */
export function assertQuota(world: World, more: Partial<Amounts>): void {
  const limited = quotaKinds.filter((kind) => world.quota[kind] !== undefined && (more[kind] ?? 0) > 0);
  if (limited.length === 0) return;
  const used = usedQuota(world);
  for (const kind of limited) {
    const limit = world.quota[kind] ?? 0;
    const wanted = used[kind] + (more[kind] ?? 0);
    if (wanted > limit)
      throw overQuota(world, `quota of ${kind}: ${limit} allowed, ${used[kind]} used, ${wanted} wanted`);
  }
}

/** No source names the code for this; it is ours. */
function overQuota(world: World, message: string) {
  return refuse(Number(world.dialects("quota-status")), codes.overQuota, message);
}

/** How many more desktops of a pool fit into the quota. */
export function roomForDesktops(world: World, pool: Pool): number {
  const each = amountsOfNew([pool.rootDisk, ...pool.disks]);
  const used = usedQuota(world);
  const rooms = quotaKinds.map((kind) => Math.floor(((world.quota[kind] ?? Infinity) - used[kind]) / each[kind]));
  return Math.max(0, Math.min(...rooms));
}

interface Sized {
  readonly size: number;
}

/** What so many desktops with these disks take up. */
export function amountsOfNew(disks: readonly Sized[], count = 1): Amounts {
  return times({ instances: 1, volumes: disks.length, volume_gigabytes: gigabytes(disks) }, count);
}

const amountsOf = ({ rootDisk, disks }: Desktop) => amountsOfNew([rootDisk, ...disks]);
const gigabytes = (disks: readonly Sized[]) => disks.reduce((total, { size }) => total + size, 0);

function times(amounts: Amounts, count: number): Amounts {
  const { instances, volumes, volume_gigabytes } = amounts;
  return { instances: instances * count, volumes: volumes * count, volume_gigabytes: volume_gigabytes * count };
}

function sum(one: Amounts, other: Amounts): Amounts {
  return {
    instances: one.instances + other.instances,
    volumes: one.volumes + other.volumes,
    volume_gigabytes: one.volume_gigabytes + other.volume_gigabytes,
  };
}

const isGoingOn = ({ state }: Job) => state === "waiting" || state === "running";

/** Desktops of running jobs that nobody can see yet. */
function promisedDesktops(world: World): Amounts[] {
  return [...world.jobs.values()].filter(isGoingOn).flatMap((job) => {
    const pool = makesDesktops(job) ? world.pools.get(job.order.pool) : undefined;
    if (!pool || !makesDesktops(job)) return [];
    const waiting = job.subJobs.filter(({ state, entity }) => state === "waiting" && !entity).length;
    return [amountsOfNew([pool.rootDisk, ...pool.disks], Math.min(waiting, job.order.count))];
  });
}

function makesDesktops(job: Job): job is Job<"createDesktopPool" | "expandDesktopPool"> {
  return job.kind === "createDesktopPool" || job.kind === "expandDesktopPool";
}

/** Disks of running adds that the desktops do not have yet. */
function promisedDisks(world: World): Amounts[] {
  return [...world.jobs.values()].filter(isGoingOn).flatMap((job) => {
    const open = job.subJobs.filter(
      ({ state, entity }) => entity && (state === "waiting" || state === "running"),
    ).length;
    return addsDisks(job) ? [times(disksOf(job.order.made), open)] : [];
  });
}

function addsDisks(job: Job): job is Job<"addDesktopPoolVolumes"> {
  return job.kind === "addDesktopPoolVolumes";
}

function disksOf(disks: readonly Sized[]): Amounts {
  return { instances: 0, volumes: disks.length, volume_gigabytes: gigabytes(disks) };
}

/** What a disk call would take up: so much for each desktop that follows. */
export function amountsOfDisks(disks: readonly Sized[], desktops: number): Amounts {
  return times(disksOf(disks), desktops);
}
