/** What a deletion of a set leaves on single desktops: copies without a record on the pool, deleted as far as they were to go. */
import type { Report } from "../../../progress/report.ts";
import { isLimited } from "../../../volumes/scope-words.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Context, Plain } from "../../hooks.ts";
import { scopeOf } from "../arguments/inputs.ts";
import { leftAfterLag } from "../calls/lag.ts";
import type { State } from "../state/state.ts";
import { type Copies, deleteCopies } from "./delete-copies.ts";
import { isIdle, isLeftAlone } from "./scope.ts";

interface Cleaning {
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly state: State;
  readonly olds: Plain;
  readonly context: Context;
  readonly poolId: string;
  readonly until: Until;
}

/** Copies on desktops that a failure left without a pool record, of an earlier `up` or of a deletion of this set before. */
export async function cleanLeftovers(
  { service, report, state, olds, context, poolId, until }: Cleaning,
  pool: Pool,
): Promise<void> {
  const toGo = state.failed.filter((f) => f.operation !== "expand");
  const told = new Set(toGo.flatMap((f) => f.desktops).flatMap((d) => d.volumeIds ?? []));
  const deleted = new Set(
    toGo.filter((f) => f.operation === "delete").flatMap((f) => f.desktops.flatMap((d) => d.volumeIds ?? [])),
  );
  const records = new Set(pool.dataVolumes.map((v) => v.id));
  const given = Object.entries(state.volumeIds).filter(
    ([key, id]) => !records.has(id) && state.recorded[key]?.deletionProtection !== true && !context.run.isHeld(id),
  );
  // With a narrower scope nobody knows which copies were to go: those of a dead run stay.
  const gone = new Set(olds.forceDestroy === true && !isLimited(scopeOf(olds)) ? given.map(([, id]) => id) : []);
  if (told.size + gone.size === 0) return;
  // A deletion that a dead run has started may still be at work on the copies.
  await waitForQuietPool(service, poolId, { deadline: until.deadline });
  const scope = scopeOf(olds);
  const isReached = (desktop: PoolDesktop) => scope.handleType !== "FOR_EXPAND_AND_IDLE" || isIdle(desktop);
  // A deletion that the program has taken back for a desktop by a narrower scope is not made there after all.
  const isTold = (volumeId: string, desktop: PoolDesktop) =>
    told.has(volumeId) && !(deleted.has(volumeId) && isLeftAlone(scope, desktop));
  const copies = async (): Promise<readonly Copies[]> =>
    (await service.listPoolDesktopsDetail(poolId, until)).filter(isReached).flatMap((desktop) => {
      const { desktopId } = desktop;
      const volumeIds = desktop.dataVolumes.flatMap(({ volumeId, desktopPoolDiskId: of = "" }) =>
        volumeId !== undefined && !records.has(of) && (isTold(volumeId, desktop) || gone.has(of)) ? [volumeId] : [],
      );
      return volumeIds.length === 0
        ? []
        : [{ desktopId, volumeIds, what: `deleting what is left on desktop ${desktopId}` }];
    });
  const found = await copies();
  if (found.length === 0) return;
  await deleteCopies({ service, report, poolId, until }, found);
  const left = await leftAfterLag(service, copies);
  if (left.length > 0) throw copiesLeft(left);
}

const copiesLeft = (left: readonly Copies[]) =>
  workspaceError(
    "bad_answer",
    `the service says that the deletion of what was left on desktops is done, but they still show it: ${left
      .map(({ desktopId, volumeIds }) => `${volumeIds.join(", ")} on desktop ${desktopId}`)
      .join("; ")}. The set stays in the state; run the same command again`,
  );
