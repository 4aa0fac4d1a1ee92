// Autoscale: a pool that is short of idle desktops gets more, and one that has too many for too long loses some.

import { startJob } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import { setState } from "./effects.ts";
import { roomForDesktops } from "./quota.ts";
import { type Desktop, isBusy, isInUse, mostDesktops, type Pool } from "./types.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

const mostAtOnce = 1000;

const authorOf = (world: World) => ({ actor: "autoscale", requestId: world.ids.hex("autoscale") });
const policyOf = ({ attributes }: Pool) => attributes.autoscale_policy ?? {};

/** A pool in trouble is left alone. */
export function isAutoscaled({ attributes, restingStatus }: Pool): boolean {
  return attributes.enable_autoscale === true && ["STEADY", "EXIST_FROZEN"].includes(restingStatus);
}

/** When to make desktops: some time after the pool became short of them, and later after each one that failed. */
export function planGrowth(world: World, pool: Pool, watch: Watch): number | undefined {
  const last = world.jobs.get(watch.growth ?? "");
  if (last?.state === "failed") watch.failures += 1;
  if (last?.state === "success") watch.failures = 0;
  if (last?.endedAt !== undefined) watch.growth = undefined;
  if (watch.growth !== undefined || shortageOf(world, pool) <= 0) return undefined;
  return world.timeline.time() + world.autoscaleSeconds * 1000 * 2 ** Math.min(watch.failures, 20);
}

export function growPool(world: World, pool: Pool, watch: Watch): void {
  const count = shortageOf(world, pool);
  if (count > 0 && watch.growth === undefined) watch.growth = grow(world, pool, { count }).id;
}

/** Makes one desktop for somebody who waits for it. */
export function growFor(world: World, pool: Pool, user: string): Job {
  return grow(world, pool, { count: 1, user });
}

function grow(world: World, pool: Pool, order: { count: number; user?: string }): Job {
  return startJob(world, {
    kind: "expandDesktopPool",
    order: { pool: pool.id, byAutoscale: true, ...order },
    ...itsWay(world, pool),
  });
}

const itsWay = (world: World, pool: Pool) => ({
  pools: [pool.id],
  author: authorOf(world),
  quiet: world.dialects("autoscale-busy") === "no",
});

/** How many desktops are to be made now. */
function shortageOf(world: World, pool: Pool): number {
  const { autoscale_type, min_idle, once_auto_created } = policyOf(pool);
  if (!isAutoscaled(pool) || autoscale_type === "ACCESS_CREATED" || hasToWait(world, pool)) return 0;
  const missing = (min_idle ?? 0) - idleOf(pool).length - comingOf(world, pool);
  return missing <= 0 ? 0 : Math.min(once_auto_created ?? missing, autoscaleRoom(world, pool));
}

const hasToWait = (world: World, pool: Pool) => isBusy(pool) && world.dialects("autoscale-in-busy-pool") === "waits";

/** How many desktops autoscale may still make here. */
export function autoscaleRoom(world: World, pool: Pool): number {
  const desktops = [...pool.desktops.values()];
  const coming = comingOf(world, pool);
  const counted =
    world.dialects("autoscale-max") === "whole-pool" ? desktops : desktops.filter((one) => one.byAutoscale);
  const room = (policyOf(pool).max_auto_created ?? mostDesktops) - counted.length;
  return Math.max(0, Math.min(mostAtOnce, room, mostDesktops - desktops.length - coming, roomForDesktops(world, pool)));
}

/** Desktops that running jobs will make and nobody can see yet. */
function comingOf(world: World, pool: Pool): number {
  const jobs = [...pool.runningJobs].flatMap((id) => world.jobs.get(id) ?? []);
  const making = jobs.filter(({ kind }) => kind === "createDesktopPool" || kind === "expandDesktopPool");
  return making.flatMap(({ subJobs }) => subJobs.filter(({ state, entity }) => state === "waiting" && !entity)).length;
}

/** Nobody's, and in order: a desktop that is switched off is idle too. */
export function isFree(desktop: Desktop): boolean {
  const { status, taskStatus, frozen, isolated } = desktop;
  const going = taskStatus === "deleting" || taskStatus === "deleteFailed";
  return !isInUse(desktop) && status !== "ERROR" && !going && !frozen && !isolated;
}

const idleOf = (pool: Pool) => [...pool.desktops.values()].filter(isFree);

/** Writes down since when each desktop has been idle, and says when the first of them has been so for too long. */
export function planRemoval(world: World, pool: Pool, watch: Watch): number | undefined {
  const { idleSince } = watch;
  const idle = new Set(idleOf(pool).map(({ id }) => id));
  for (const id of idle) idleSince[id] ??= world.timeline.time();
  for (const id of Object.keys(idleSince)) if (!idle.has(id)) delete idleSince[id];
  const duration = policyOf(pool).idle_retention_duration;
  const since = superfluous(world, pool, watch).flatMap(({ id }) => idleSince[id] ?? []);
  return duration == null || since.length === 0 ? undefined : Math.min(...since) + duration * 60_000;
}

export function removeIdle(world: World, pool: Pool, watch: Watch): void {
  const duration = policyOf(pool).idle_retention_duration;
  if (duration == null) return;
  const latest = world.timeline.time() - duration * 60_000;
  const desktops = superfluous(world, pool, watch).filter(({ id }) => (watch.idleSince[id] ?? Infinity) <= latest);
  if (desktops.length === 0) return;
  const way = itsWay(world, pool);
  for (const desktop of desktops) setState(world, way, pool, desktop, { taskStatus: "deleting" });
  startJob(world, { kind: "deleteDesktops", order: { desktops: desktops.map(({ id }) => id) }, ...way });
}

/** The longest idle first, and no more than leave the pool with what it is to keep. */
function superfluous(world: World, pool: Pool, { idleSince }: Watch): Desktop[] {
  if (!isAutoscaled(pool) || hasToWait(world, pool)) return [];
  const { min_idle, min_retention } = policyOf(pool);
  const idle = idleOf(pool);
  const staying = [...pool.desktops.values()].filter(({ taskStatus }) => taskStatus !== "deleting").length;
  const most = Math.max(0, Math.min(idle.length - (min_idle ?? 0), staying - (min_retention ?? 0)));
  const onlyOwn = world.dialects("autoscale-removes") === "own";
  const candidates = idle.filter(({ taskStatus, byAutoscale }) => taskStatus === "" && (byAutoscale || !onlyOwn));
  return candidates.toSorted((a, b) => (idleSince[a.id] ?? 0) - (idleSince[b.id] ?? 0)).slice(0, most);
}
