/** What a deletion counts on, and is asked for once more when the grace time of a message is over. */
import type { StepOf } from "../../volumes/types.ts";

export interface NamedDisk {
  readonly key: string;
  readonly id: string;
}

/** The disk that is to go, and the new one that takes its place: without that one the data would be gone and no disk be there. */
export const hasToBeThere = (
  { key, volume, successor }: StepOf<"delete">,
  newId: string | undefined,
): readonly NamedDisk[] => [
  { key, id: volume.id },
  ...(successor === undefined || newId === undefined ? [] : [{ key, id: newId }]),
];
