/** Which key has which disk, while a change goes on: claimed, let go, or given another one in its place. */
import type { Declared, Origin, Replacing, StepOf } from "../../volumes/types.ts";

/** The claims of a draft: at every moment what is proven. */
export interface ClaimsDraft {
  recorded: Record<string, Declared>;
  volumeIds: Record<string, string>;
  origins: Record<string, Origin>;
  vanished: Record<string, string>;
  replacing: Record<string, Replacing>;
}

export function forget(draft: ClaimsDraft, key: string): void {
  delete draft.volumeIds[key];
  delete draft.origins[key];
  delete draft.recorded[key];
  delete draft.replacing[key];
}

export function claim(draft: ClaimsDraft, key: string, id: string, origin: Origin): void {
  draft.volumeIds[key] = id;
  draft.origins[key] = origin;
  delete draft.replacing[key];
  delete draft.vanished[key];
}

/** The old disk keeps the claim; where it is deleted first, for lack of room, the key has no other disk any more. */
export function supersede(draft: ClaimsDraft, step: StepOf<"add"> | StepOf<"recover">, by?: Successor): boolean {
  const { key, replaces } = step;
  if (replaces === undefined || draft.volumeIds[key] !== replaces.volume.id) return false;
  const { volume, consent, declared } = replaces;
  draft.replacing[key] = { old: volume.id, ...(by === undefined ? {} : newDisk(by)), consent, declared };
  return true;
}

interface Successor {
  readonly id: string;
  readonly origin: Origin;
}

const newDisk = ({ id, origin }: Successor) => ({ new: id, ...(origin === "added" ? {} : { origin }) });

/** The old disk is gone: the key has the new one, or none until that is added. Till then its `id` is no wish for it. */
export function succeed(draft: ClaimsDraft, { key, volume, consent = "" }: StepOf<"delete">, declared: Declared): void {
  const replacement = draft.replacing[key];
  forget(draft, key);
  if (replacement?.new === undefined) {
    draft.replacing[key] = { old: volume.id, consent, declared };
    return;
  }
  claim(draft, key, replacement.new, replacement.origin ?? "added");
  draft.recorded[key] = declared;
}
