/** What the state of a DesktopVolumeSet holds besides its arguments, and how it is read back. */
import { z } from "zod";
import type { Declared, Keyed } from "../../../volumes/types.ts";
import type { Plain } from "../../hooks.ts";
import { consentTexts, declared, declaredVolumes } from "../../volume-set/disks.ts";
import { sound } from "../../volume-set/sound.ts";
import { addJob, begunDisk, origin, replacing, type SetState, volume } from "../../volume-set/state-parts.ts";
import { inputNames } from "../arguments/inputs.ts";

export const schemaVersion = 1;

/** A call that was accepted, or may have been, and whose end is not known. */
const pending = z.object({
  operation: z.enum(["add", "expand", "speed", "delete"]),
  disks: z.array(begunDisk),
  /** Absent when the answer was lost. */
  jobId: z.string().optional(),
  /** EVS ids of the disks of the desktop before the call, those of its pool among them. */
  before: z.array(z.string()),
});

export type Pending = z.infer<typeof pending>;

const unfinished = z.object({
  pending: z.array(pending).optional(),
  replacing: z.record(z.string(), replacing).optional(),
});

/** A field of the state that is not what we write is as good as none, alone: the next look at the service fills it. */
const outputs = z.object({
  volumeIds: z.record(z.string(), z.string()).default({}).catch({}),
  origins: z.record(z.string(), origin).default({}).catch({}),
  observed: z.record(z.string(), volume).default({}).catch({}),
  undeclaredVolumes: z.array(volume).default([]).catch([]),
  vanished: z.record(z.string(), z.string()).default({}).catch({}),
  protectedVanished: z.record(z.string(), declared).default({}).catch({}),
  lastAddJob: addJob.optional().catch(undefined),
  desktopName: z.string().default("").catch(""),
  pool: z.object({ id: z.string(), name: z.string() }).optional().catch(undefined),
  volumesOfPool: z.number().default(0).catch(0),
  unfinished: unfinished.default({}).catch({}),
});

export interface State extends SetState {
  /** Protected keys among the vanished ones, as they were last proven: a disk that comes back is as protected as it was. */
  readonly protectedVanished: Keyed<Declared>;
  readonly lastAddJob?: z.infer<typeof addJob> | undefined;
  readonly desktopName: string;
  /** The pool that the desktop was last seen in. */
  readonly pool?: { readonly id: string; readonly name: string } | undefined;
  /** Copies of the pool's disks on the desktop: they count for its room. */
  readonly volumesOfPool: number;
  readonly pending: readonly Pending[];
}

export function stateOf(outs: Plain): State {
  const said = outputs.parse(outs);
  return sound({
    ...said,
    inputs: Object.fromEntries(Object.entries(outs).filter(([name]) => inputNames.includes(name))),
    recorded: { ...said.protectedVanished, ...declaredVolumes(outs) },
    spent: consentTexts(outs),
    pending: said.unfinished.pending ?? [],
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
  const { pending: begun, replacing: replaced, protectedVanished, ...said } = state;
  return {
    ...inputs,
    ...said,
    ...(Object.keys(protectedVanished).length > 0 ? { protectedVanished } : {}),
    schema: schemaVersion,
    place,
    unfinished: {
      ...(begun.length > 0 ? { pending: begun } : {}),
      ...(Object.keys(replaced).length > 0 ? { replacing: replaced } : {}),
    },
  };
}

export const isUnfinished = ({ pending: begun, replacing: replaced }: Pick<State, "pending" | "replacing">): boolean =>
  begun.length + Object.keys(replaced).length > 0;
