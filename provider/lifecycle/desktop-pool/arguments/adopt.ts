/** The argument `adopt`: which pool a creation takes over. Afterwards it says nothing, unless it comes to name another pool. */
import { z } from "zod";
import type { Plain } from "../../hooks.ts";
import { isUnknown } from "../../unknowns.ts";
import { saysExactly } from "../fields/values.ts";

const adopt = z.union([z.object({ poolId: z.string() }), z.object({ name: z.string() })]);

export type Adopt = z.infer<typeof adopt>;

/** Nothing where the program says none, or a preview does not know it yet. */
export function adoptOf(args: Plain): Adopt | undefined {
  const parsed = adopt.safeParse(args.adopt);
  if (!parsed.success || Object.values(parsed.data).some(isUnknown)) return undefined;
  return parsed.data;
}

/** Inert, and never a difference: where it leaves the program nothing is to be done. */
export const isAnotherAdopt = (olds: Plain, news: Plain): boolean =>
  news.adopt !== undefined && !saysExactly(news.adopt, olds.adopt);

/** For `check`, which knows no id: both programs name one. */
export function adoptMoved(olds: Plain, news: Plain): string[] {
  const from = adoptOf(olds);
  const to = adoptOf(news);
  if (from === undefined || to === undefined || !("poolId" in from) || !("poolId" in to)) return [];
  return from.poolId === to.poolId ? [] : [adoptWords(to.poolId, from.poolId)];
}

/** For what knows the pool's id: `diff` and `update`. A name is looked up by the update. */
export function adoptElsewhere(id: string, olds: Plain, news: Plain): string[] {
  const to = adoptOf(news);
  if (to === undefined || !isAnotherAdopt(olds, news) || !("poolId" in to) || to.poolId === id) return [];
  return [adoptWords(to.poolId, id)];
}

/** The new pool of a replacement could not be taken over: the pool that `adopt` names is the one that was deleted. */
export const adoptInReplacement = (news: Plain): string[] =>
  news.adopt === undefined
    ? []
    : [
        "the pool is to be replaced, but `adopt` is still in the program: remove `adopt` and `takeFrom`, and give the new pool a `name`, in the same `up`",
      ];

const adoptWords = (to: string, id: string): string =>
  `adopt names pool ${to}, but this resource has pool ${id}: \`adopt\` counts only when a resource is made; set it back or remove it, and take over the other pool with a resource of its own`;

export const adoptNameWords = (name: string, id: string): string =>
  `adopt names a pool "${name}", which is not the pool of this resource (${id}): \`adopt\` counts only when a resource is made; set it back or remove it, and take over the other pool with a resource of its own`;
