/** What every set of disks holds in its state besides its arguments. */
import { z } from "zod";
import type { Declared, Keyed, Origin, Replacing, Volume } from "../../volumes/types.ts";
import type { Plain } from "../hooks.ts";
import { declared } from "./disks.ts";

export const volume = z.object({
  id: z.string(),
  type: z.string(),
  size: z.number(),
  iops: z.number().optional(),
  throughput: z.number().optional(),
});

/** Of a call: its disks, with the size that they were to have; an added one has no id yet, and no other place for its protection. */
export const begunDisk = z.object({
  key: z.string(),
  id: z.string().optional(),
  type: z.string(),
  size: z.number(),
  deletionProtection: z.boolean().optional(),
});

export const origin = z.enum(["added", "adopted", "recovered"]);

/** The claim stays with the old disk until its deletion is proven. */
export const replacing = z.object({
  old: z.string(),
  new: z.string().optional(),
  origin: origin.exactOptional(),
  consent: z.string(),
  declared,
});

/** The add that an earlier run knows last, and the zone in which the service writes its times. */
export const addJob = z.object({ id: z.string(), begin: z.string().optional(), zone: z.number().optional() });

/** A call that was accepted, or may have been, and whose end is not known. */
export interface Begun {
  readonly operation: string;
  readonly disks: readonly z.infer<typeof begunDisk>[];
  /** Absent when the answer was lost. */
  readonly jobId?: string | undefined;
  /** The disks before the call: what is new after it, is ours. */
  readonly before: readonly string[];
}

export interface SetState {
  readonly inputs: Plain;
  readonly recorded: Keyed<Declared>;
  readonly spent: Keyed<string>;
  readonly volumeIds: Keyed<string>;
  readonly origins: Keyed<Origin>;
  readonly observed: Keyed<Volume>;
  readonly undeclaredVolumes: readonly Volume[];
  readonly vanished: Keyed<string>;
  readonly replacing: Keyed<Replacing>;
}

/** Without its `id`: an EMPTY disk in its place is not the one that was taken over. */
export function protectedOf(recorded: Keyed<Declared>, vanished: Keyed<string>): Record<string, Declared> {
  const entries = Object.keys(vanished).flatMap((key) => {
    const known = Object.hasOwn(recorded, key) ? recorded[key] : undefined;
    if (known?.deletionProtection !== true) return [];
    const { id: _former, ...rest } = known;
    return [[key, rest] as const];
  });
  return Object.fromEntries(entries);
}
