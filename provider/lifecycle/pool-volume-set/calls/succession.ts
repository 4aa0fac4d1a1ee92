/** A replacement on its way: what stands in the state between the add of the new disk and the deletion of the old one. */
import type { Declared, Origin, StepOf } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { canBeProven, notProven } from "../desktops/proof.ts";
import { claim, type Draft, forget } from "../state/draft.ts";
import { failedWords } from "../words/unfinished-words.ts";
import { lookEveryMs, staleForMs } from "./lag.ts";
import type { Work } from "./work.ts";

/** The old disk keeps the claim; where it is deleted first, for lack of room, the key has no other disk any more. */
export function supersede(draft: Draft, step: StepOf<"add"> | StepOf<"recover">, by?: Successor): boolean {
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

/** The old disk is off the pool: the key has the new one, or none until that is added. Till then its `id` is no wish for it. */
export function succeed(draft: Draft, { key, volume, consent = "" }: StepOf<"delete">, declared: Declared): void {
  const replacement = draft.replacing[key];
  forget(draft, key);
  if (replacement?.new === undefined) {
    draft.replacing[key] = { old: volume.id, consent, declared };
    return;
  }
  claim(draft, key, replacement.new, replacement.origin ?? "added");
  draft.recorded[key] = declared;
}

/** Nothing is deleted before every desktop has what takes its place. */
export async function unprovenSuccessors(work: Work): Promise<Error | undefined> {
  const { service, poolId, until, draft } = work;
  const ids = new Set(Object.values(draft.replacing).flatMap((r) => r.new ?? []));
  const touched = draft.touched.filter((t) => t.operation === "add" && ids.has(t.id));
  const since = service.clock.now();
  while (touched.length > 0) {
    const desktops = await service.listPoolDesktopsDetail(poolId, until);
    const missing = notProven(touched, desktops, draft.pool.dataVolumes);
    if (missing.length === 0 || !canBeProven(desktops)) return undefined;
    if (service.clock.now() - since >= staleForMs)
      return workspaceError("job_failed", ["the old disk was not deleted", ...missing.map(failedWords)].join(": "));
    await service.clock.sleep(lookEveryMs);
  }
  return undefined;
}
