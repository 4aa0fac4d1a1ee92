/** What the state of a PoolVolumeSet holds besides its arguments, and how it is read back. */
import { z } from "zod";
import type { Deviants, Mismatch } from "../../../volumes/copies.ts";
import type { Declared, Keyed, Origin, Replacing, Volume } from "../../../volumes/types.ts";
import type { Plain } from "../../hooks.ts";
import { consentTexts, declared, declaredVolumes, handleTypes, inputNames } from "../arguments/inputs.ts";
import type { Copies } from "../identity/known-copies.ts";
import { withOwnLists, withSharedLists } from "./followers.ts";
import { sound } from "./sound.ts";

export const schemaVersion = 1;

const volume = z.object({
  id: z.string(),
  type: z.string(),
  size: z.number(),
  iops: z.number().optional(),
  throughput: z.number().optional(),
});

const leftover = z.object({
  desktopId: z.string(),
  name: z.string().optional(),
  reason: z.string().optional(),
  volumeIds: z.array(z.string()).optional(),
});

/** Whom a call was for. */
const scope = z.object({ handleType: z.enum(handleTypes), desktopIds: z.array(z.string()).exactOptional() });

const origin = z.enum(["added", "adopted", "recovered"]);

/** A call that was accepted, or may have been, and whose end is not known. */
const pending = z.object({
  operation: z.enum(["add", "expand", "delete"]),
  /** Its disks, with the size that they were to have; an added one has no id yet, and no other place for its protection. */
  disks: z.array(
    z.object({
      key: z.string(),
      id: z.string().optional(),
      type: z.string(),
      size: z.number(),
      deletionProtection: z.boolean().optional(),
    }),
  ),
  /** Absent when the answer was lost. */
  jobId: z.string().optional(),
  /** The pool's disks before the call: what is new after it, is ours. */
  before: z.array(z.string()),
  /** Absent where it was for every desktop. */
  scope: scope.optional(),
});

/** What a call was to do to a disk, and the desktops where that is not so. None named: nobody has looked yet. */
const failed = z.object({
  operation: z.enum(["add", "expand", "delete"]),
  key: z.string(),
  /** Absent when the pool has no record of the disk: a failed add can leave copies without one. */
  id: z.string().optional(),
  /** GB that an expansion was to reach. */
  size: z.number().optional(),
  desktops: z.array(leftover),
  /** The desktops that had to follow; absent: every one. */
  on: z.array(z.string()).optional(),
});

/** The claim stays with the old disk until its deletion is proven. */
const replacing = z.object({
  old: z.string(),
  new: z.string().optional(),
  origin: origin.exactOptional(),
  consent: z.string(),
  declared,
});

/** By its place in the lists that several of them share. */
const storedFailed = failed.extend({ followers: z.number().optional() });

const unfinished = z.object({
  pending: z.array(pending).optional(),
  failed: z.array(storedFailed).optional(),
  followers: z.array(z.array(z.string())).optional(),
  replacing: z.record(z.string(), replacing).optional(),
});

export type Pending = z.infer<typeof pending>;
export type Failed = z.infer<typeof failed>;
export type StoredFailed = z.infer<typeof storedFailed>;
export type Leftover = z.infer<typeof leftover>;

const deviants = z.object({
  count: z.number(),
  desktops: z.array(
    z.object({
      desktopId: z.string(),
      name: z.string().optional(),
      size: z.number().optional(),
      because: z.string().optional(),
    }),
  ),
});
const mismatch = z.object({
  missing: deviants.optional(),
  smaller: deviants.optional(),
  larger: deviants.optional(),
});

const addJob = z.object({ id: z.string(), begin: z.string().optional(), zone: z.number().optional() });
const desktops = z.object({ count: z.number(), asOf: z.string() });

/** Copies that do not say which disk they are of, as an older state has them, prove nothing. */
const knownCopies = z.object({ of: z.string(), on: z.record(z.string(), z.string()) });

/** A field of the state that is not what we write is as good as none, alone: the next look at the service fills it. */
const outputs = z.object({
  volumeIds: z.record(z.string(), z.string()).default({}).catch({}),
  origins: z.record(z.string(), origin).default({}).catch({}),
  observed: z.record(z.string(), volume).default({}).catch({}),
  undeclaredVolumes: z.array(volume).default([]).catch([]),
  vanished: z.record(z.string(), z.string()).default({}).catch({}),
  protectedVanished: z.record(z.string(), declared).default({}).catch({}),
  copies: z.record(z.string(), knownCopies).default({}).catch({}),
  inconsistentDesktops: z.record(z.string(), mismatch).default({}).catch({}),
  copiesWithoutRecord: z.record(z.string(), deviants).default({}).catch({}),
  desktopsUnseen: z.string().optional().catch(undefined),
  lastAddJob: addJob.optional().catch(undefined),
  poolName: z.string().default("").catch(""),
  desktops: desktops.optional().catch(undefined),
  unfinished: unfinished.default({}).catch({}),
});

export interface State {
  readonly inputs: Plain;
  readonly recorded: Keyed<Declared>;
  readonly spent: Keyed<string>;
  readonly volumeIds: Keyed<string>;
  readonly origins: Keyed<Origin>;
  readonly observed: Keyed<Volume>;
  readonly undeclaredVolumes: readonly Volume[];
  readonly vanished: Keyed<string>;
  /** Protected keys among the vanished ones, as they were last proven: a disk that comes back is as protected as it was. */
  readonly protectedVanished: Keyed<Declared>;
  readonly copies: Copies;
  /** By key: desktops that do not have its disk as the pool has it, and that no call of ours is to blame for. */
  readonly inconsistentDesktops: Keyed<Mismatch>;
  /** By the id of a disk that is not on the pool: desktops that have a copy of it. */
  readonly copiesWithoutRecord: Keyed<Deviants>;
  /** Why nobody can say whether desktops differ. */
  readonly desktopsUnseen?: string | undefined;
  readonly lastAddJob?: z.infer<typeof addJob> | undefined;
  readonly poolName: string;
  readonly desktops?: { readonly count: number; readonly asOf: string } | undefined;
  readonly pending: readonly Pending[];
  readonly failed: readonly Failed[];
  readonly replacing: Keyed<Replacing>;
}

export function stateOf(outs: Plain): State {
  const said = outputs.parse(outs);
  return sound({
    ...said,
    inputs: Object.fromEntries(Object.entries(outs).filter(([name]) => inputNames.includes(name))),
    recorded: { ...said.protectedVanished, ...declaredVolumes(outs) },
    spent: consentTexts(outs),
    pending: said.unfinished.pending ?? [],
    failed: withOwnLists(said.unfinished),
    replacing: said.unfinished.replacing ?? {},
  });
}

export interface Outputs {
  readonly place: Plain;
  /** The arguments as far as they are true. */
  readonly inputs: Plain;
  readonly state: Omit<State, "inputs" | "recorded" | "spent">;
}

export function outsOf({ place, inputs, state }: Outputs): Plain {
  const { pending, failed, replacing, protectedVanished, ...said } = state;
  return {
    ...inputs,
    ...said,
    ...(Object.keys(protectedVanished).length > 0 ? { protectedVanished } : {}),
    schema: schemaVersion,
    place,
    unfinished: {
      ...(pending.length > 0 ? { pending } : {}),
      ...(failed.length > 0 ? withSharedLists(failed) : {}),
      ...(Object.keys(replacing).length > 0 ? { replacing } : {}),
    },
  };
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

export const isUnfinished = ({
  pending,
  failed,
  replacing,
}: Pick<State, "pending" | "failed" | "replacing">): boolean =>
  pending.length + failed.length + Object.keys(replacing).length > 0;
