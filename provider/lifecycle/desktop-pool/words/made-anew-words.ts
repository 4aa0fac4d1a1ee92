/** New desktops in the place of those that a begun removal may have taken: whoever goes back to a larger `size` does not get the old ones back. */
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { unfinishedOf } from "../state/state.ts";
import { told } from "./user-words.ts";

/** For the preview, which cannot look: whether anything was taken at all it does not know. */
export function madeAnewPreview(olds: Plain, { size }: Plain): string[] {
  const removes = unfinishedOf(olds).pending?.removes ?? [];
  const most = typeof size === "number" && typeof olds.size === "number" ? size - (olds.size - removes.length) : 0;
  if (removes.length === 0 || most <= 0) return [];
  const whose = removes.length === 1 ? "its" : "their";
  return [
    `an earlier run has begun to delete ${countedDesktops(removes.length)} of pool ${String(olds.poolName)} (${told(removes)}), and ${whose} end is not known: ` +
      `${removes.length === 1 ? "it" : "all or some"} may be gone, with everything on ${removes.length === 1 ? "it" : "them"}. ` +
      `\`size: ${String(size)}\` makes ${newOnes(Math.min(most, removes.length))} in the place of those that are gone, unless the pool has as many by then; nothing that was on the old ones comes back ` +
      "(to make none, go on with the lowering: `size` and `scaleDown` as they were)",
  ];
}

const newOnes = (most: number): string => `up to ${most} new, EMPTY ${most === 1 ? "one" : "ones"}`;
