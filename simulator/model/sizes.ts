// Which disks a pool may have: their sizes, types and speeds.

import type { VolumeInfo } from "../schemas/shared.ts";
import { badParameter } from "./refusal.ts";
import type { World } from "./world.ts";

export function assertDataDisk(world: World, place: string, volume: VolumeInfo): void {
  assertDataDiskSize(world, `${place}.size`, volume.size);
  assertKind(world, place, volume);
}

export function assertRootDisk(world: World, place: string, volume: VolumeInfo): void {
  assertRootDiskSize(world, `${place}.size`, volume.size);
  assertKind(world, place, volume);
}

export function assertDataDiskSize(world: World, place: string, size: number): void {
  const rule = world.dialects("disk-size");
  const step = rule === "any" ? 1 : 10;
  assertSteps(place, size, { from: step, to: rule === "up-to-1020" ? 1020 : 8200, step });
}

export function assertRootDiskSize(world: World, place: string, size: number): void {
  const any = world.dialects("root-disk-size") === "any";
  assertSteps(place, size, any ? { from: 1, to: 8200, step: 1 } : { from: 80, to: 1020, step: 10 });
}

interface Steps {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function assertSteps(place: string, size: number, { from, to, step }: Steps): void {
  if (size >= from && size <= to && size % step === 0) return;
  throw badParameter(`${place}: ${size} is not a multiple of ${step} from ${from} to ${to}`);
}

const documented = ["SAS", "SSD"];

function assertKind(world: World, place: string, { type, iops, throughput }: VolumeInfo): void {
  if (world.dialects("disk-types") === "documented" && !documented.includes(type)) {
    throw badParameter(`${place}.type: ${type} is not one of ${documented.join(", ")}`);
  }
  if (type !== "GPSSD2" || world.dialects("gpssd2-quality") === "optional") return;
  assertQuality(`${place}.iops`, iops, { from: 3000, to: 12_800 });
  assertQuality(`${place}.throughput`, throughput, { from: 125, to: 1000 });
}

function assertQuality(place: string, value: number | null | undefined, { from, to }: Omit<Steps, "step">): void {
  if (value == null || value < from || value > to) throw badParameter(`${place}: a GPSSD2 disk needs ${from} to ${to}`);
}
