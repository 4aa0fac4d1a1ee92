/**
 * Between the plan and an add another run of the same program may have added the same disk: while this run's own expansion went
 * on, or while the service refused the add because something was under way. Before each try it is looked whether it is there.
 */
import type { Volume } from "../../../volumes/types.ts";
import { strangeDisk } from "../../../volumes/words.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import type { Change } from "../../../workspace/lost-answers.ts";
import type { Until } from "../../../workspace/service.ts";
import type { Call } from "./run-call.ts";
import type { Work } from "./work.ts";

export function unlessAddedMeanwhile<Before>(
  work: Work,
  { operation, disks, what }: Pick<Call, "operation" | "disks" | "what">,
  change: Change<Before>,
): Change<Before> {
  if (operation !== "add") return change;
  const { service, poolId, draft } = work;
  let tries = 0;
  const fresh = async (until: Until): Promise<readonly Volume[]> => {
    const pool = tries === 1 ? draft.pool : await service.showDesktopPoolDetail(poolId, until);
    const own = new Set([...Object.values(draft.volumeIds), ...Object.values(draft.replacing).map((r) => r.new)]);
    return (pool?.dataVolumes ?? []).filter((v) => !draft.planned.has(v.id) && !own.has(v.id));
  };
  return {
    ...change,
    async before(until) {
      tries += 1;
      // After a lost answer a new disk may be ours, and the look that follows one decides.
      const others = draft.pending.length > 0 ? [] : await fresh(until);
      const equal = others.filter((v) => disks.some((d) => d.type === v.type && d.size === v.size));
      if (equal.length > 0) throw addedMeanwhile({ what, disks }, equal);
      return change.before(until);
    },
  };
}

/** Other calls of this change may have been done before it. */
const addedMeanwhile = ({ what, disks }: Pick<Call, "what" | "disks">, equal: readonly Volume[]): Error =>
  workspaceError(
    "refused",
    `${what}: meanwhile ${equal.map(strangeDisk).join(", ")} came to the pool, perhaps by another run of this program; the add of ${disks.map(({ key }) => `"${key}"`).join(", ")} was not done: run \`pulumi up\` again, it plans anew from what is there`,
  );
