// Makes a world of a document. Everything is read and checked before anything of the old world is given up.

import type { Faults } from "../faults/store.ts";
import { schedule } from "../jobs/run.ts";
import { trades } from "../jobs/trades.ts";
import type { Job } from "../jobs/types.ts";
import type { SavedLedger } from "../ledger/ledger.ts";
import { putDesktop, putDesktopDisk, putPool, putPoolDisk } from "../model/effects.ts";
import { badParameter } from "../model/refusal.ts";
import type { Pool } from "../model/types.ts";
import { layWatches, type Watch } from "../model/watch.ts";
import type { World } from "../model/world.ts";
import { checkOf } from "../schemas/validate.ts";
import { resetStage, type Stage } from "../stage.ts";
import { assertConsistent } from "./consistency.ts";
import { documentVersion, StateDocument } from "./document.ts";
import { poolsOf } from "./entries.ts";
import { hashOf } from "./seal.ts";

const check = checkOf(StateDocument);

/** Tells a document from any other JSON, or says which field is wrong and what it may be. */
export function readDocument(value: unknown): StateDocument {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (version !== undefined && version !== documentVersion) {
    throw badParameter(
      `version: the file is of version ${JSON.stringify(version)}, this simulator reads ${documentVersion}`,
    );
  }
  const fault = check(value);
  if (fault) throw badParameter(fault);
  const document = value as StateDocument;
  assertUnedited(document);
  assertConsistent(document);
  return document;
}

function assertUnedited({ sealed, ...open }: StateDocument): void {
  if (!sealed) return;
  const { hash, ...rest } = sealed;
  if (hash !== hashOf({ ...open, sealed: rest })) {
    throw badParameter("sealed: the file was changed since it was saved; take `sealed` out to load its pools alone");
  }
  const stranger = sealed.jobs.find(({ kind }) => !(kind in trades));
  if (stranger) throw badParameter(`sealed.jobs: this simulator has no job "${stranger.kind}"`);
}

/** Puts the document in the place of all there was, armed faults too. */
export function loadOnto(stage: Stage, document: StateDocument): void {
  const { world, faults } = stage;
  // A dry run finds what is wrong while the old world still stands.
  poolsOf(document.pools ?? [], { time: 0, id: () => "", serial: () => 0 });
  for (const [index, fault] of (document.faults ?? []).entries()) checkFault(faults, fault, `faults.${index}`);
  if (document.sealed) assertNotAhead(world, document.sealed.time);
  resetStage(stage);
  fillWorld(world, document);
  for (const fault of document.faults ?? []) faults.arm(fault);
}

/** Where time cannot be moved, jobs of a later time would wait for ever. */
function assertNotAhead({ clock }: World, time: number): void {
  clock.reach(time);
  if (clock.now() >= Math.floor(time)) return;
  const [saved, now] = [time, clock.now()].map((instant) => new Date(instant).toISOString());
  throw badParameter(`sealed.time: saved at ${saved}, and it is ${now} here; start with --time manual or --time xN`);
}

function checkFault(faults: Faults, fault: unknown, place: string): void {
  try {
    faults.read(fault);
  } catch (error) {
    throw badParameter(`${place}.${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A document with a seal goes on where it was saved. */
function fillWorld(world: World, document: StateDocument): void {
  const { sealed, known = {}, quota = {} } = document;
  Object.assign(world.known, known);
  Object.assign(world.quota, quota);
  world.timeline.advance(sealed?.time ?? world.clock.now());
  const { uuid: id, serial } = world.ids;
  const pools = poolsOf(document.pools ?? [], { time: world.timeline.time(), id, serial });
  if (sealed) restore(world, pools, sealed);
  else for (const pool of pools) plant(world, pool);
}

/** Puts a pool in piece by piece, so that the ledger tells of all of it. */
function plant(world: World, whole: Pool): void {
  const cause = { author: { actor: "state-file", requestId: "" } };
  const pool: Pool = { ...whole, disks: [], desktops: new Map() };
  putPool(world, cause, pool);
  for (const disk of whole.disks) putPoolDisk(world, cause, pool, disk);
  for (const { disks, ...desktop } of whole.desktops.values()) {
    const bare = { ...desktop, disks: [] };
    putDesktop(world, cause, pool, bare);
    for (const disk of disks) putDesktopDisk(world, cause, pool, { desktop: bare, disk });
  }
}

function restore(world: World, pools: readonly Pool[], sealed: NonNullable<StateDocument["sealed"]>): void {
  for (const pool of pools) {
    world.pools.set(pool.id, { ...pool, lastAddAt: sealed.lastAdds[pool.id] });
    for (const desktop of pool.desktops.values()) world.desktops.set(desktop.id, desktop);
  }
  world.ids.restart(sealed.ids);
  // The seal says that a simulator wrote these, so they have its own form.
  world.ledger.restore(sealed.ledger as unknown as SavedLedger);
  for (const job of sealed.jobs as unknown as Job[]) {
    world.jobs.set(job.id, job);
    if (job.endedAt !== undefined) continue;
    if (!job.quiet) for (const id of job.pools) world.pools.get(id)?.runningJobs.add(job.id);
    schedule(world, job);
  }
  for (const [id, watch] of Object.entries(sealed.watches)) world.watches.set(id, watch as unknown as Watch);
  for (const id of sealed.touched) world.touched.add(id);
  layWatches(world);
}
