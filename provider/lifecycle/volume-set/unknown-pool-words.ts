/**
 * What a preview says of a set whose pool it cannot know: one that is new in the program, under another name perhaps, or one that is
 * to be replaced. Only the `up` can tell whether it is the pool that the set is on.
 */
import type { Plain } from "../hooks.ts";
import { isUnknown } from "../unknowns.ts";

/** Nothing where the pool is known, or where the state holds the consent to delete the disks. */
export function unknownPoolRefusal({ poolId, forceDestroy }: Plain, news: Plain): string | undefined {
  if (!isUnknown(news.poolId) || forceDestroy === true) return undefined;
  return (
    `which pool it will be is not known yet: it is new in the program, or is to be replaced. If it is another one than ${String(poolId)}, the \`pulumi up\` stops and no disk is deleted: ` +
    "if the pool resource was renamed or moved in the program, give it `aliases`; to replace the pool, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on the pool and on this set"
  );
}

export const aliasWords = (news: Plain): string =>
  isUnknown(news.poolId) ? "; if the pool resource was renamed or moved in the program, give it `aliases` instead" : "";
