/** A number of desktops is right only for what was seen. A refused call tells that others were at work: then it is counted anew. */
import type { Change } from "../../../workspace/lost-answers.ts";
import type { Until } from "../../../workspace/service.ts";

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
