// What has to be true of a simulator at any time, whatever was done to it. Counted here by hand from what a client sees, and
// from the ledger, and never by the simulator's own functions for it.

import { expect } from "@jest/globals";
import type { Bench } from "../simulator/client.ts";
import { asJson, toldPools } from "../simulator/toldPools.ts";

type State = ReturnType<Bench["simulator"]["state"]>;
type Pool = State["pools"][number];
type Dialects = Readonly<Record<string, string>>;
type Effects = ReturnType<Bench["simulator"]["ledger"]>["effects"];

export async function assertInvariants(at: Bench, dialects: Dialects): Promise<void> {
  const { pools, jobs } = at.simulator.state();
  const { effects } = at.simulator.ledger();
  expect(toldPools(effects)).toEqual(asJson(pools));
  assertContent(pools, effects);
  for (const pool of pools) {
    assertDisks(pool, effects, dialects);
    expect([pool.id, pool.status === "TEMPORARY"]).toEqual([pool.id, jobs.some((job) => job.pools.includes(pool.id))]);
    await assertCounts(at, pool);
  }
  await assertJobs(at, effects);
}

/** A desktop's disk was made from one of its pool's disks, which may be gone by now, or is its own; and from none twice. */
function assertDisks(pool: Pool, effects: Effects, dialects: Dialects): void {
  const ever = new Set([...poolDiskIds(pool, effects), ...(isLate(dialects) ? givenFirst(pool, effects) : [])]);
  for (const desktop of pool.desktops) {
    const from = desktop.disks.flatMap(({ poolDiskId }) => poolDiskId ?? []);
    expect(from.filter((id) => !ever.has(id))).toEqual([]);
    expect(new Set(from).size).toBe(from.length);
    expect(desktop.rootDisk.poolDiskId).toBe(pool.rootDisk.id);
    expect(desktop.disks.length).toBeLessThanOrEqual(10);
  }
}

/** Of every disk that the pool has, or had by its own lines. */
function poolDiskIds(pool: Pool, effects: Effects): string[] {
  const told = effects.flatMap(({ kind, pool: id, disk, set }) => {
    if (id !== pool.id) return [];
    // Where an expansion gives a disk a new id, the line says so.
    const now = kind === "disk-updated" ? set?.id : kind === "disk-added" ? disk : undefined;
    return now === undefined ? [] : [String(now)];
  });
  return [pool.rootDisk.id, ...told];
}

/** Whether desktops may have a disk that is in the pool only later, or never: there the pool's own lines do not name it. */
function isLate(dialects: Dialects): boolean {
  return dialects["desktop-ids-template"] === "no" || dialects["add-record"] === "at-job-end";
}

/** Disks that desktops were given by the jobs that add disks: all others are copies of what the pool has. */
function givenFirst(pool: Pool, effects: Effects): string[] {
  const adds = effects.filter(({ kind, set }) => kind === "job-started" && set?.kind === "addDesktopPoolVolumes");
  const jobs = new Set(adds.map(({ jobId }) => jobId));
  return effects.flatMap(({ kind, pool: id, disk, jobId }) =>
    kind === "desktop-disk-added" && id === pool.id && disk && jobs.has(jobId) ? [disk] : [],
  );
}

/** Every writing is on one disk that is there, or is told as lost, once. */
function assertContent(pools: readonly Pool[], effects: Effects): void {
  const there = pools.flatMap(({ desktops }) =>
    desktops.flatMap(({ rootDisk, disks }) => [rootDisk, ...disks].map(({ content }) => content)),
  );
  const lost = effects.flatMap(({ contentLost }) => contentLost ?? []);
  const written = effects.flatMap(({ set }) => [set?.rootDisk, set].flatMap(contentOf));
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
  for (const id of started) {
    const { status, body } = await at.send("GET", `/workspace-jobs/${id}`);
    expect([id, status, body.end_time !== undefined]).toEqual([id, 200, ended.has(id)]);
    expect(body.sub_jobs_total).toBeGreaterThan(0);
  }
}

/** Of a disk that a line tells of: a pool's own disks hold nothing. */
function contentOf(disk: unknown): string[] {
  return typeof disk === "object" && disk !== null && "content" in disk ? [String(disk.content)] : [];
}
