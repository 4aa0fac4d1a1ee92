/** A change is right only for what was seen. A refused call tells that others were at work: then it is decided anew. */
import { type Change, isBusy } from "../workspace/lost-answers.ts";
import type { Until } from "../workspace/service.ts";
import type { Pool } from "../workspace/types.ts";

/** Nothing was sent: whoever asked for it looks again. */
export class OthersAtWork extends Error {}

/** The change, asked before each of its tries whether it is still right. */
export function asSeen<Before>(
  change: Change<Before>,
  isRight: (before: Before, until: Until) => boolean | Promise<boolean>,
): Change<Before> {
  return {
    ...change,
    before: async (until) => {
      const before = await change.before(until);
      if (!(await isRight(before, until))) throw new OthersAtWork("others were at work on the pool meanwhile");
      return before;
    },
  };
}

/** What the pool is like before a try of the call. */
export interface BeforeTry {
  readonly also: Pool | undefined;
  /** Jobs of the same kind, where the service lists them. */
  readonly jobs: { readonly ids: ReadonlySet<string>; readonly underWay: ReadonlySet<string> } | undefined;
}

/** Nothing at work, and no job of the kind under way, or begun since the first try. Whether the pool is gone, the call itself tells. */
export function undisturbed(): (before: BeforeTry) => boolean {
  let first: ReadonlySet<string> | undefined;
  return ({ also, jobs }) => {
    const ids: ReadonlySet<string> = jobs?.ids ?? new Set();
    const known = first ?? ids;
    first = known;
    const isBegun = [...ids].some((id) => !known.has(id));
    // The pool's detail may be older than the job.
    const isAtWork = (jobs?.underWay.size ?? 0) > 0;
    return also === undefined || (!isBusy(also) && !isBegun && !isAtWork);
  };
}
