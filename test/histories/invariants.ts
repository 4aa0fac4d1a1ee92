// What has to be true of a simulator at any time, whatever was done to it. Counted here by hand from what a client sees, and
// from the ledger, and never by the simulator's own functions for it.

import { expect } from "@jest/globals";
import { replay } from "../../simulator/ledger/replay.ts";
import type { Bench } from "../simulator/client.ts";

type State = ReturnType<Bench["simulator"]["state"]>;
type Pool = State["pools"][number];
type Effects = ReturnType<Bench["simulator"]["ledger"]>["effects"];

export async function assertInvariants(at: Bench): Promise<void> {
  const { pools, jobs } = at.simulator.state();
  const { effects } = at.simulator.ledger();
  assertReplay(pools, effects);
  assertContent(pools, effects);
  for (const pool of pools) {
    assertDisks(pool, effects);
    expect([pool.id, pool.status === "TEMPORARY"]).toEqual([pool.id, jobs.some((job) => job.pools.includes(pool.id))]);
    await assertCounts(at, pool);
  }
  await assertJobs(at, effects);
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** The ledger, replayed from empty, gives the present pools, desktops and disks. */
function assertReplay(pools: readonly Pool[], effects: Effects): void {
  const told = [...replay(effects).pools.values()].map(
    ({ desktops, users, disks, rootDisk, id, name, attributes }) => ({
      ...{ id, name, attributes, rootDisk, disks },
      users: users.map(({ object }) => object),
      desktops: [...desktops.values()].map(({ createdAt: _at, poolId: _pool, userName, ...rest }) => ({
        ...rest,
        user: userName ?? null,
      })),
    }),
  );
  const seen = pools.map(({ type: _t, status: _s, chargingMode: _c, ...pool }) => pool);
  expect(plain(told)).toEqual(plain(seen));
}

/** A desktop's disk was made from one of its pool's disks, which may be gone by now, or is its own; and from none twice. */
function assertDisks(pool: Pool, effects: Effects): void {
  const ever = new Set([
    pool.rootDisk.id,
    ...effects.flatMap(({ kind, pool: id, disk }) => (kind === "disk-added" && id === pool.id && disk ? [disk] : [])),
    // Where an expansion gives a disk a new id, the line says so.
    ...effects.flatMap(({ kind, pool: id, set }) =>
      kind === "disk-updated" && id === pool.id ? [String(set?.id)] : [],
    ),
    // Where only listed desktops get a disk it is in no template: the line of the desktop's disk names it all the same.
    ...effects.flatMap(({ kind, pool: id, disk }) =>
      kind === "desktop-disk-added" && id === pool.id && disk ? [disk] : [],
    ),
  ]);
  for (const desktop of pool.desktops) {
    const from = desktop.disks.flatMap(({ poolDiskId }) => poolDiskId ?? []);
    expect(from.filter((id) => !ever.has(id))).toEqual([]);
    expect(new Set(from).size).toBe(from.length);
    expect(desktop.rootDisk.poolDiskId).toBe(pool.rootDisk.id);
    expect(desktop.disks.length).toBeLessThanOrEqual(10);
  }
}

/** Every writing is on one disk that is there, or is told as lost, once. */
function assertContent(pools: readonly Pool[], effects: Effects): void {
  const there = pools.flatMap(({ desktops }) => desktops.flatMap(({ disks }) => disks.map(({ content }) => content)));
  const lost = effects.flatMap(({ contentLost }) => contentLost ?? []);
  const written = effects.flatMap(({ kind, set }) => (kind === "desktop-disk-added" ? String(set?.content) : []));
  expect([...there, ...lost].sort()).toEqual(written.sort());
}

/** What the service counts is what there is to count. */
async function assertCounts(at: Bench, pool: Pool): Promise<void> {
  const { body: list } = await at.send("GET", `/desktop-pools/${pool.id}/desktops?limit=100`);
  const { body: detail } = await at.send("GET", `/desktop-pools/${pool.id}`);
  const { body: statics } = await at.send("GET", `/desktop-pools/${pool.id}/inconsistent-statics`);
  expect([list.total_count, list.pool_desktops.length, detail.desktop_count]).toEqual(
    Array(3).fill(pool.desktops.length),
  );
  const used = pool.desktops.filter(({ user }) => user !== null).length;
  expect([detail.id, detail.desktop_used]).toEqual([pool.id, used]);
  expect(statics).toMatchObject(staticsOf(pool));
}

function staticsOf({ attributes, desktops, rootDisk, disks }: Pool) {
  const template = [rootDisk, ...disks].map(({ id, size }) => [id, size] as const);
  const copies = desktops.map((desktop) => [desktop.rootDisk, ...desktop.disks]);
  const differsInNumber = copies.filter(
    (own) =>
      own.length !== template.length || template.some(([id]) => !own.some(({ poolDiskId }) => poolDiskId === id)),
  );
  const differsInSize = copies.filter((own) =>
    own.some(({ poolDiskId, size }) => template.some(([id, gb]) => id === poolDiskId && gb !== size)),
  );
  return {
    product_id: desktops.filter(({ productId }) => productId !== attributes.product_id).length,
    image_id: desktops.filter(({ imageId }) => imageId !== attributes.image_id).length,
    disk_num: differsInNumber.length,
    disk_size: differsInSize.length,
  };
}

/** Every job ever started can be asked for, has a part, and has ended just when the ledger says so. */
async function assertJobs(at: Bench, effects: Effects): Promise<void> {
  const ended = new Set(effects.flatMap(({ kind, jobId }) => (kind === "job-ended" ? (jobId ?? []) : [])));
  const started = effects.flatMap(({ kind, jobId }) => (kind === "job-started" ? (jobId ?? []) : []));
  for (const id of started.slice(-3)) {
    const { status, body } = await at.send("GET", `/workspace-jobs/${id}`);
    expect([id, status, body.end_time !== undefined]).toEqual([id, 200, ended.has(id)]);
    expect(body.sub_jobs_total).toBeGreaterThan(0);
  }
}
