// What is refused of a desktop's own disks before anything begins.

import type { Job, JobKind } from "../jobs/types.ts";
import type { BatchModifyQosBody, OwnVolume } from "../schemas/desktopDisks.ts";
import { findPool } from "./find.ts";
import { badParameter, codes, conflict, type Refusal, refuse } from "./refusal.ts";
import { assertNotBusy } from "./rules.ts";
import type { Desktop, DesktopDisk, Pool } from "./types.ts";
import { chosenSpeeds } from "./volumeProducts.ts";
import type { World } from "./world.ts";

const addSpacingMs = 5 * 60_000;

export function assertEmptyIsAllowed(world: World, count: number, place: string): void {
  if (count === 0 && world.dialects("empty-volumes") === "refuse") throw badParameter(`${place}: no disk is given`);
}

export function assertOwnDisk(world: World, { type, size, iops, throughput }: OwnVolume): void {
  if (size % 10 !== 0) throw badParameter(`volumes.size: ${size} is not a multiple of 10`);
  const wantsSpeeds = type === "GPSSD2" && world.dialects("gpssd2-quality") === "required";
  if (wantsSpeeds) assertSpeeds({ iops, throughput });
}

type Speeds = { readonly [N in keyof typeof chosenSpeeds]?: number | null | undefined };

function assertSpeeds(asked: Speeds): void {
  for (const name of ["iops", "throughput"] as const) {
    const [least, most] = chosenSpeeds[name];
    const value = asked[name];
    if (value != null && value >= least && value <= most) continue;
    throw badParameter(`${name}: ${value ?? "nothing"} is not from ${least} to ${most}, as a GPSSD2 disk wants it`);
  }
}

export function assertQosCanChange(world: World, disk: DesktopDisk, qos: BatchModifyQosBody["qos"]): void {
  const chosen = disk.type === "GPSSD2";
  if (!chosen && world.dialects("qos-types") === "GPSSD2") {
    throw badParameter(`volume_ids: volume ${disk.volumeId} is ${disk.type}, and only GPSSD2 has a speed to choose`);
  }
  if (chosen) assertSpeeds(qos);
}

/** A desktop that is given disks already answers with a code of its own, any other that is busy with a conflict. */
export function assertFreeForAdd(world: World, desktop: Desktop): void {
  if (isGivenDisks(world, desktop)) throw addingDisks(desktop);
  assertNotBusy(findPool(world, desktop.poolId));
  const { status, taskStatus, name } = desktop;
  const wantsActive = world.dialects("add-when-stopped") !== "allow";
  if (taskStatus !== "" || (wantsActive && status !== "ACTIVE")) {
    throw conflict(`desktop ${name} is ${[status, taskStatus].filter(Boolean).join(", ")}: it must be ACTIVE`);
  }
}

/** The conflict is told of "the desktop's present state": whether work on other desktops of its pool counts is told nowhere. */
export function assertFreeForDeletion(world: World, pool: Pool, desktop: Desktop): void {
  const isElsewhere = jobsOn(world, desktop).every(
    ({ kind, subJobs }) =>
      kind === ("deleteVolumes" satisfies JobKind) && subJobs.every(({ entity }) => entity?.id !== desktop.id),
  );
  if (isElsewhere && world.dialects("copies-in-busy-pool") === "allow") return;
  assertNotBusy(pool);
}

function addingDisks({ name }: Desktop): Refusal {
  return refuse(400, codes.addingDisks, `disks are being added to desktop ${name}, try again in 5 minutes`);
}

function isGivenDisks(world: World, desktop: Desktop): boolean {
  const since = world.timeline.time() - addSpacingMs;
  const spaced = world.dialects("desktop-add-spacing") === "5min";
  return (spaced ? [...world.jobs.values()] : jobsOn(world, desktop)).some(
    ({ kind, endedAt, createdAt, subJobs }) =>
      kind === ("addVolumes" satisfies JobKind) &&
      (endedAt === undefined || createdAt > since) &&
      subJobs.some(({ entity }) => entity?.id === desktop.id),
  );
}

function jobsOn(world: World, desktop: Desktop): Job[] {
  return [...findPool(world, desktop.poolId).runningJobs].flatMap((id) => world.jobs.get(id) ?? []);
}
