/**
 * Disks that are on the pool again after a refresh missed them. Nobody has seen in a preview what becomes of such a disk, so the
 * run that finds it only claims it: it is neither deleted nor replaced before a refresh has shown it.
 */
import type { Claims, Known, Refusal, Step } from "./types.ts";
import { hostWord, namedDisk } from "./words.ts";

/** `before`: the claims as they stood before the disks were followed. */
export function unseenDeletions(
  steps: readonly Step[],
  before: Pick<Claims, "volumeIds">,
  known: Pick<Known, "desktop">,
): Refusal[] {
  return steps.flatMap((step): Refusal[] => {
    if (step.kind !== "renumber" || Object.hasOwn(before.volumeIds, step.key)) return [];
    const { key, volume } = step;
    if (!steps.some((s) => s.kind === "delete" && s.volume.id === volume.id)) return [];
    const why = `is on the ${hostWord(known)} again after a refresh missed it, and no preview has said that it would be deleted`;
    return [{ key, reason: `${namedDisk(key, volume)} ${why}: run \`pulumi refresh\`, then \`pulumi up\`` }];
  });
}

/** For a key that leaves the program while its disk is missed. */
export const missedLeavesWords = (key: string, id: string, known: Pick<Known, "desktop">): string =>
  `key ${JSON.stringify(key)} leaves the state: a refresh missed its disk ${id}; nothing is deleted, and if the disk is on the ${hostWord(known)} again, this \`pulumi up\` stops and asks for another refresh`;
