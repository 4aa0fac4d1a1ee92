// Another person at work: changes that take effect at once, without a job and without asking whether the pool is busy.

import { bornDesktop } from "../jobs/makeDesktops.ts";
import { endSubJob } from "../jobs/run.ts";
import {
  attachDisk,
  type Cause,
  changeDesktop,
  changePool,
  detachDisk,
  dropDesktop,
  dropPool,
  dropPoolDisk,
  growDesktopDisk,
  growPoolDisk,
  makePoolDisk,
  putPoolDisk,
} from "../model/effects.ts";
import { findPoolByName } from "../model/find.ts";
import { foundPool } from "../model/pools.ts";
import { badParameter, notFound } from "../model/refusal.ts";
import type { Desktop, Pool, PoolDisk } from "../model/types.ts";
import type { World } from "../model/world.ts";
import { checkOf } from "../schemas/validate.ts";
import { type ActAsked, type ActName, ActSchema, type AnyAct, acts } from "./actSchema.ts";

const checkFrame = checkOf(ActSchema);
const checks = Object.fromEntries(Object.entries(acts).map(([name, schema]) => [name, checkOf(schema)]));

/** Tells an act from any other JSON, or says which field is wrong. */
export function readAct(body: unknown): AnyAct {
  const frameFault = checkFrame(body);
  if (frameFault) throw badParameter(frameFault);
  const act = body as AnyAct;
  const fault = checks[act.do]?.(act);
  if (fault) throw badParameter(`${act.do}: ${fault}`);
  return act;
}

/** Does it and says what it made or touched, so that a test can go on with the id. */
export function perform(world: World, act: AnyAct): Record<string, unknown> {
  const cause = { author: { actor: act.actor ?? "another-person", requestId: world.ids.hex("act") } };
  const perform = performers[act.do] as Performer<ActName>;
  return perform(world, cause, act);
}

type Performer<N extends ActName> = (world: World, cause: Cause, act: ActAsked<N>) => Record<string, unknown>;

const performers: { readonly [N in ActName]: Performer<N> } = {
  addDisk(world, cause, { pool: name, type = "SAS", size, desktops }) {
    const pool = poolOf(world, name);
    const disk = makePoolDisk(world, { type, size });
    putPoolDisk(world, cause, pool, disk);
    for (const desktop of listed(pool, desktops)) attachDisk(world, cause, pool, desktop, disk);
    return { pool: pool.id, disk: disk.id };
  },
  expandDisk(world, cause, { pool: name, disk: diskId, size, desktops }) {
    const pool = poolOf(world, name);
    const disk = diskOf(pool, diskId);
    growPoolDisk(world, cause, pool, disk, size);
    for (const owned of ownedOf(pool, disk, desktops)) growDesktopDisk(world, cause, pool, owned, size);
    return { pool: pool.id, disk: disk.id };
  },
  deleteDisk(world, cause, { pool: name, disk: diskId, desktops }) {
    const pool = poolOf(world, name);
    const disk = diskOf(pool, diskId);
    for (const owned of ownedOf(pool, disk, desktops)) detachDisk(world, cause, pool, owned);
    dropPoolDisk(world, cause, pool, disk);
    return { pool: pool.id, disk: disk.id };
  },
  setDesktop(world, cause, { pool: name, desktop: desktopName, ...change }) {
    const pool = poolOf(world, name);
    const desktop = desktopOf(pool, desktopName);
    const { actor: _actor, do: _do, user, ...states } = change;
    const set = { ...states, ...(user === undefined ? {} : { userName: user ?? undefined }) };
    changeDesktop(world, cause, pool, desktop, set);
    return { desktop: desktop.id };
  },
  addDesktop(world, cause, { pool: name, status = "ACTIVE", count = 1 }) {
    const pool = poolOf(world, name);
    const born = Array.from({ length: count }, () => bornDesktop(world, cause, pool, status));
    return { pool: pool.id, desktop: born[0]?.id, desktops: born.map(({ id }) => id) };
  },
  deleteDesktop(world, cause, { pool: name, desktop: desktopName }) {
    const pool = poolOf(world, name);
    const desktop = desktopOf(pool, desktopName);
    dropDesktop(world, cause, pool, desktop);
    return { pool: pool.id, desktop: desktop.id };
  },
  deleteDesktopDisk(world, cause, { pool: name, desktop: desktopName, volume }) {
    const pool = poolOf(world, name);
    const desktop = desktopOf(pool, desktopName);
    const disk = desktop.disks.find(({ volumeId, poolDiskId }) => volumeId === volume || poolDiskId === volume);
    if (!disk) throw notFound(`volume: ${volume} is not a data disk of desktop ${desktopName}`);
    detachDisk(world, cause, pool, { desktop, disk });
    return { desktop: desktop.id, volume: disk.volumeId };
  },
  createPool(world, cause, { pool: name, desktops = 0, volumes = [], body }) {
    const data_volumes = volumes.map(({ type = "SAS", size }) => ({ type, size }));
    const pool = foundPool(world, cause, { ...anyPool, data_volumes, ...body, name });
    for (let made = 0; made < desktops; made++) bornDesktop(world, cause, pool, "ACTIVE");
    return { pool: pool.id, disks: pool.disks.map(({ id }) => id), desktops: [...pool.desktops.keys()] };
  },
  deletePool(world, cause, { pool: name }) {
    const pool = poolOf(world, name);
    for (const desktop of pool.desktops.values()) dropDesktop(world, cause, pool, desktop);
    dropPool(world, cause, pool);
    return { pool: pool.id };
  },
  renamePool(world, cause, { pool: oldName, name }) {
    const pool = poolOf(world, oldName);
    changePool(world, cause, pool, { name }, "name");
    return { pool: pool.id };
  },
  setPool(world, cause, { pool: name, status, chargingMode, attributes }) {
    const pool = poolOf(world, name);
    const set = {
      restingStatus: status ?? pool.restingStatus,
      chargingMode: chargingMode ?? pool.chargingMode,
      attributes: { ...pool.attributes, ...attributes },
    };
    const changed = JSON.parse(JSON.stringify({ status, chargingMode, ...attributes }));
    changePool(world, cause, pool, set, Object.keys(changed).join(", "));
    return { pool: pool.id };
  },
  endJob(world, _cause, { job: jobId, outcome = "success" }) {
    const job = world.jobs.get(jobId);
    if (!job) throw notFound(`job: ${jobId} does not exist`);
    for (const subJob of job.subJobs) {
      subJob.destiny = outcome === "fail" ? "failed" : "success";
      endSubJob(world, job, subJob);
    }
    return { job: job.id };
  },
};

const anyPool = {
  type: "DYNAMIC" as const,
  size: 0,
  product_id: "workspace.x86.ultimate.large2",
  image_type: "gold",
  image_id: "image-of-another-person",
  subnet_ids: ["subnet-of-another-person"],
  root_volume: { type: "SAS", size: 80 },
};

function poolOf(world: World, nameOrId: string): Pool {
  const pool = findPoolByName(world, nameOrId);
  if (!pool) throw notFound(`pool: ${nameOrId} does not exist`);
  return pool;
}

function diskOf(pool: Pool, diskId: string): PoolDisk {
  const disk = pool.disks.find(({ id }) => id === diskId);
  if (!disk) throw notFound(`disk: ${diskId} is not a disk of pool ${pool.name}`);
  return disk;
}

function desktopOf(pool: Pool, nameOrId: string): Desktop {
  const desktop = [...pool.desktops.values()].find(({ id, name }) => id === nameOrId || name === nameOrId);
  if (!desktop) throw notFound(`desktop: ${nameOrId} is not in pool ${pool.name}`);
  return desktop;
}

function listed(pool: Pool, names: readonly string[] | undefined): Desktop[] {
  return names ? names.map((name) => desktopOf(pool, name)) : [...pool.desktops.values()];
}

function ownedOf(pool: Pool, disk: PoolDisk, names: readonly string[] | undefined) {
  return listed(pool, names).flatMap((desktop) =>
    desktop.disks.filter(({ poolDiskId }) => poolDiskId === disk.id).map((own) => ({ desktop, disk: own })),
  );
}
