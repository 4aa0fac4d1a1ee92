// The pools as a ledger tells them: made from its effects alone, one after the other, without the model that wrote them.

import type { Desktop, DesktopDisk, Pool, PoolDisk } from "../model/types.ts";
import type { Effect, EffectKind } from "./ledger.ts";

export interface Replayed {
  readonly pools: Map<string, Pool>;
  readonly desktops: Map<string, Desktop>;
}

export const nothing = (): Replayed => ({ pools: new Map(), desktops: new Map() });

/** Applies effects, in their order, to what earlier ones have made. */
export function replay(effects: Iterable<Effect>, onto: Replayed = nothing()): Replayed {
  for (const effect of effects) steps[effect.kind]?.(onto, effect);
  return onto;
}

type Step = (onto: Replayed, effect: Effect) => void;

const onPool =
  (step: (pool: Pool, effect: Effect, onto: Replayed) => void): Step =>
  (onto, effect) => {
    const pool = onto.pools.get(effect.pool ?? "");
    if (pool) step(pool, effect, onto);
  };

const onPoolDisk = (step: (disk: PoolDisk, effect: Effect) => void): Step =>
  onPool((pool, effect) => {
    const disk = [pool.rootDisk, ...pool.disks].find(({ id }) => id === effect.disk);
    if (disk) step(disk, effect);
  });

const onDesktop =
  (step: (desktop: Desktop, effect: Effect, onto: Replayed) => void): Step =>
  (onto, effect) => {
    const desktop = onto.desktops.get(effect.desktop ?? "");
    if (desktop) step(desktop, effect, onto);
  };

const onDesktopDisk = (step: (disk: DesktopDisk, effect: Effect) => void): Step =>
  onDesktop((desktop, effect) => {
    const disk = [desktop.rootDisk, ...desktop.disks].find(({ volumeId }) => volumeId === effect.volume);
    if (disk) step(disk, effect);
  });

const steps: { readonly [K in EffectKind]?: Step } = {
  "pool-created"(onto, effect) {
    const { pool: id = "", poolName: name = "" } = effect;
    const empty = { disks: [], desktops: new Map(), runningJobs: new Set(), lastAddAt: undefined };
    onto.pools.set(id, { id, name, ...empty, ...fieldsOf(effect) } as unknown as Pool);
  },
  "pool-updated": onPool(assign),
  "users-added": onPool(assign),
  "users-removed": onPool(assign),
  "pool-deleted": onPool(({ id }, _effect, { pools }) => void pools.delete(id)),
  "disk-added": onPool(({ disks }, effect) => void disks.push(fieldsOf(effect) as unknown as PoolDisk)),
  "disk-expanded": onPoolDisk(grow),
  "disk-updated": onPoolDisk(assign),
  "disk-deleted": onPool((pool, { disk }) => {
    pool.disks = pool.disks.filter(({ id }) => id !== disk);
  }),
  "desktop-created": onPool((pool, effect, { desktops }) => {
    const { desktop: id = "", desktopName: name = "" } = effect;
    const desktop = { id, name, poolId: pool.id, disks: [], ...fieldsOf(effect) } as unknown as Desktop;
    desktops.set(id, desktop);
    pool.desktops.set(id, desktop);
  }),
  "desktop-updated": onDesktop(assign),
  "desktop-state": onDesktop(assign),
  "desktop-rebuilt": onDesktop(assign),
  "desktop-deleted": onPool((pool, { desktop = "" }, { desktops }) => {
    desktops.delete(desktop);
    pool.desktops.delete(desktop);
  }),
  "desktop-disk-added": onDesktop(({ disks }, effect) => void disks.push(fieldsOf(effect) as unknown as DesktopDisk)),
  "desktop-disk-expanded": onDesktopDisk(grow),
  "desktop-disk-updated": onDesktopDisk(assign),
  "desktop-disk-deleted": onDesktop((desktop, { volume }) => {
    desktop.disks = desktop.disks.filter(({ volumeId }) => volumeId !== volume);
  }),
  "job-started": onPools((pool, { jobId = "", at, set }) => {
    pool.runningJobs.add(jobId);
    if (set?.kind === "addDesktopPoolVolumes") pool.lastAddAt = Date.parse(at);
  }),
  "job-ended": onPools(({ runningJobs }, { jobId = "" }) => void runningJobs.delete(jobId)),
};

/** A job may hold several pools; its lines name them all. */
function onPools(step: (pool: Pool, effect: Effect) => void): Step {
  return (onto, effect) => {
    const ids = Array.isArray(effect.set?.pools) && !effect.set.quiet ? effect.set.pools : [];
    for (const pool of ids.flatMap((id: string) => onto.pools.get(id) ?? [])) step(pool, effect);
  };
}

function assign(thing: object, effect: Effect): void {
  Object.assign(thing, fieldsOf(effect));
}

function grow(disk: { size: number }, { size }: Effect): void {
  disk.size = size ?? disk.size;
}

/** The line says null for what the model leaves undefined. */
function fieldsOf({ set = {} }: Effect): Record<string, unknown> {
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, own(value) ?? undefined]));
}

/** Texts are shared with the line, what has parts is not: a later line changes it. */
function own(value: unknown): unknown {
  return value && typeof value === "object" ? structuredClone(value) : value;
}
