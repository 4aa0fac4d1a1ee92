/** Replacements that have begun, of disks that the program has again: nothing finishes them. */
import type { Keyed, Replacing, Step } from "../../volumes/types.ts";

export interface TakenBack {
  readonly lines: readonly string[];
  /** Those that go on. */
  readonly replacing: Keyed<Replacing>;
}

/** `on`: what the new disk stays on, `the pool`. */
export function takenBackIn(replacing: Keyed<Replacing>, steps: readonly Step[], on: string): TakenBack {
  const isBack = ([key, { old }]: [string, Replacing]): boolean =>
    steps.some((s) => (s.kind === "keep" || s.kind === "expand") && s.key === key && s.volume.id === old);
  const all = Object.entries(replacing);
  return {
    lines: all.filter(isBack).map(([key, one]) => backWords(key, one, on)),
    replacing: Object.fromEntries(all.filter((one) => !isBack(one))),
  };
}

function backWords(key: string, { old, new: by }: Replacing, on: string): string {
  const left =
    by === undefined ? "" : `, and the EMPTY disk ${by}, which was added for that, stays on ${on}, in no key`;
  return `UNFINISHED: disk "${key}" (${old}) was being replaced, and the program has it again: it keeps its key${left}`;
}
