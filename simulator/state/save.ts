// All that a simulator knows, as a document that it can go on from.

import type { Desktop, DesktopDisk, Pool } from "../model/types.ts";
import type { World } from "../model/world.ts";
import {
  type DesktopDiskEntry,
  type DesktopEntry,
  documentVersion,
  type PoolEntry,
  type StateDocument,
} from "./document.ts";
import { hashOf } from "./seal.ts";

export function saveDocument(world: World): StateDocument {
  const open = { version: documentVersion, known: world.known, quota: world.quota, pools: poolEntries(world) };
  // What JSON leaves out is left out here too, so that the hash is that of the file.
  const plain = JSON.parse(JSON.stringify({ ...open, sealed: sealedOf(world) }));
  return { ...plain, sealed: { hash: hashOf(plain), ...plain.sealed } };
}

function sealedOf(world: World) {
  const lastAdds = [...world.pools.values()].flatMap(({ id, lastAddAt }) =>
    lastAddAt === undefined ? [] : [[id, lastAddAt]],
  );
  return {
    time: world.timeline.time(),
    ids: world.ids.counted(),
    jobs: [...world.jobs.values()],
    lastAdds: Object.fromEntries(lastAdds),
    watches: Object.fromEntries(world.watches),
    touched: [...world.touched],
    ledger: world.ledger.save(),
  };
}

const poolEntries = (world: World) => [...world.pools.values()].map(poolEntry);

const time = (instant: number) => new Date(instant).toISOString();

function poolEntry(pool: Pool): PoolEntry {
  const { desktops, runningJobs: _jobs, lastAddAt: _at, createdAt, restingStatus, users, ...rest } = pool;
  return {
    ...rest,
    createdAt: time(createdAt),
    status: restingStatus as NonNullable<PoolEntry["status"]>,
    users: users.map(({ object, addedAt }) => ({ object, addedAt: time(addedAt) })),
    desktops: [...desktops.values()].map(desktopEntry),
  } as PoolEntry;
}

function desktopEntry({ poolId: _pool, createdAt, userName, rootDisk, disks, ...rest }: Desktop): DesktopEntry {
  return {
    ...rest,
    createdAt: time(createdAt),
    ...(userName === undefined ? {} : { user: userName }),
    rootDisk: diskEntry(rootDisk),
    disks: disks.map(diskEntry),
  } as DesktopEntry;
}

function diskEntry({ createdAt, ...rest }: DesktopDisk): DesktopDiskEntry {
  return { ...rest, createdAt: time(createdAt) } as DesktopDiskEntry;
}
