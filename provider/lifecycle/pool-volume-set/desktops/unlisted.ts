/** Disks of a set that the pool lists no more while desktops may still have their copies: which of them go with the set, and why others stay. */
import type { Report } from "../../../progress/report.ts";
import { isProtected } from "../../../volumes/protection.ts";
import { successorIds } from "../../../volumes/replacements.ts";
import { nameOf } from "../../../volumes/scope.ts";
import { isLimited } from "../../../volumes/scope-words.ts";
import type { PoolDesktop } from "../../../workspace/types.ts";
import type { Context, Plain } from "../../hooks.ts";
import { scopeOf } from "../arguments/inputs.ts";
import type { State } from "../state/state.ts";
import { shown } from "./outside.ts";
import { copyOf } from "./proof.ts";

interface Asked {
  readonly state: State;
  readonly olds: Plain;
  readonly context: Pick<Context, "run">;
}

export interface Unlisted {
  readonly key: string;
  readonly id: string;
  /** Why its copies stay; absent: they go. */
  readonly stays?: string;
}

export function unlistedOf({ state, olds, context }: Asked, records: ReadonlySet<string>): readonly Unlisted[] {
  const isLost = (id: string): boolean => !records.has(id) && !context.run.isHeld(id);
  const claimed = Object.entries(state.volumeIds).map(([key, id]) => ({ key, id, ...whyStays(key, { state, olds }) }));
  const others = othersOf(state).map(({ key, id, stays }) => ({ key, id, stays, ...whyStays(key, { state, olds }) }));
  return [...claimed, ...others].filter(({ id }) => isLost(id));
}

/** A refresh has missed them, or a replacement has begun to make them: told, and never deleted for that. */
function othersOf(state: State): Required<Unlisted>[] {
  const claimed = new Set(Object.values(state.volumeIds));
  const successors = new Set(successorIds(state));
  const gone = Object.entries(state.vanished).map(([key, id]) => ({ key, id, stays: missed }));
  const begun = Object.entries(state.replacing).flatMap(([key, { old, new: id }]) =>
    id === undefined || !successors.has(id) ? [] : [{ key, id, stays: toFollow(old) }],
  );
  return [...gone, ...begun].filter(({ id }) => !claimed.has(id));
}

const missed = "because an earlier look has missed it on the pool";
const toFollow = (old: string) =>
  `because it was to take the place of disk ${old}, and an earlier run has not brought that to its end`;

/** With a narrower scope nobody knows which copies were to go: those of a dead run stay. */
function whyStays(key: string, { state, olds }: Omit<Asked, "context">): { readonly stays: string } | undefined {
  if (isProtected(key, state)) return { stays: "because it is protected" };
  if (olds.forceDestroy !== true) return { stays: "because `forceDestroy` is not set" };
  return isLimited(scopeOf(olds)) ? { stays: "because nobody knows which desktops its deletion was for" } : undefined;
}

/** No state names them any more when the set is gone. What a failure has named is told, or goes, for that. */
export async function tellStaying(
  report: Report,
  unlisted: readonly Unlisted[],
  desktops: readonly PoolDesktop[],
  isTold: (volumeId: string) => boolean,
): Promise<void> {
  for (const { key, id, stays } of unlisted) {
    const copies = desktops.flatMap((desktop) => {
      const volumeId = copyOf(id, desktop)?.volumeId;
      return volumeId === undefined || isTold(volumeId) ? [] : [`${nameOf(desktop)}: disk ${volumeId}`];
    });
    if (stays === undefined || copies.length === 0) continue;
    await report.warn(
      `what an earlier run left of disk "${key}" (${id}) stays, with its data, on desktops, ${stays}: ${shown(copies)}; ${unnamedFromNow}`,
    );
  }
}

export const unnamedFromNow = "no state names it from now on, delete it in the console when nobody needs it";
