/** What the pool had at a moment in the middle of a command: what stood there before it, and what the ledger says happened since. */
import type { Call, Effect } from "../../../../simulator/index.ts";
import { type Desktop, ours, type Step } from "./life.ts";

const isGoing = ({ taskStatus }: Desktop): boolean => taskStatus === "deleting";

/** Desktops that count, when the call arrived. */
export function desktopsAt({ before, effects }: Step, { seq }: Call): Set<string> {
  const there = (before.pool?.desktops ?? []).filter((d) => !isGoing(d)).map((d) => d.id);
  const ids = new Set(there);
  for (const { desktop = "", kind, pool, seq: at } of effects) {
    if (at > seq || pool !== poolOf({ before, effects })) continue;
    if (kind === "desktop-created") ids.add(desktop);
    if (kind === "desktop-deleted") ids.delete(desktop);
  }
  return ids;
}

/** The one of the program, which may have been made in this very command. */
function poolOf({ before, effects }: Pick<Step, "before" | "effects">): string | undefined {
  const made = effects.findLast((e) => e.kind === "pool-created" && e.actor === ours);
  return made?.pool ?? before.pool?.id;
}

/** What others have made in this command before the call: the program may have counted before they did. */
export const madeByOthers = ({ effects }: Step, { seq }: Call): number =>
  effects.filter((e) => e.kind === "desktop-created" && e.actor !== ours && e.seq < seq).length;

/** What others have taken away meanwhile. */
export const takenByOthers = ({ effects }: Step): number =>
  effects.filter((e) => e.kind === "desktop-deleted" && e.actor !== ours).length;

const changes: readonly Effect["kind"][] = ["desktop-state", "desktop-updated", "desktop-created"];

/** Nothing when the desktop is not as it was when the command began: nobody can say then what the program has seen. */
export function asSeen({ before, effects }: Step, id: string, { seq }: Call): Desktop | undefined {
  const isChanged = effects.some((e) => e.desktop === id && e.seq < seq && changes.includes(e.kind));
  return isChanged ? undefined : before.pool?.desktops.find((d) => d.id === id);
}
