/**
 * A pool that is deleted for a replacement while its program still says `adopt`: of what the new resource is to take over nothing
 * would be left. Only a deletion can see it, because under `--replace` and `state taint` no other hook knows that there is an old one.
 */
import { isDeepStrictEqual } from "node:util";
import type { Run } from "./run.ts";

interface Going {
  readonly id: string;
  readonly name: string;
}

/** `said`: the `adopt` by which the pool came into the state, where that is known; its name may be another one since. */
export function adoptedAgain(run: Run, { id, name }: Going, said?: unknown): string[] {
  const isAgain = run
    .toBeAdopted()
    .some((adopt) => isDeepStrictEqual(adopt, said) || ("poolId" in adopt ? adopt.poolId === id : adopt.name === name));
  if (!isAgain) return [];
  return [
    `pool ${name} (${id}) is to be replaced, but \`adopt\` in the program names this very pool, and nothing of it would be left to take over: ` +
      "remove `adopt` and `takeFrom`, and give the new pool a `name`, in the same `pulumi up`; to keep the pool, leave out `--replace`, or end a taint of the pool by `pulumi state untaint 'URN'`",
  ];
}
