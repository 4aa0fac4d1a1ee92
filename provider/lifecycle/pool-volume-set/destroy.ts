/** Deleting a set: its disks, if the state holds the consent and nothing else of this run has them. Looks first, stores nothing. */
import { successorIds } from "../../volumes/replacements.ts";
import type { Volume } from "../../volumes/types.ts";
import { namedDisk } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForJob, waitForQuietPool } from "../../workspace/jobs.ts";
import { atSightOfJob, deletingDesktopDisks, deletingPoolDisks, sendOnce } from "../../workspace/lost-answers.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool } from "../../workspace/types.ts";
import type { Context, Plain } from "../hooks.ts";
import { connectAt } from "../place.ts";
import { progressOf } from "../progress-line.ts";
import { timeoutMs } from "../timeouts.ts";
import { awaitRecords, endsOf, goodJobs } from "./carried.ts";
import { defaultHandleType } from "./inputs.ts";
import { lookEveryMs, staleForMs } from "./lag.ts";
import { type State, stateOf } from "./state.ts";
import { ofPendingAdds } from "./whose.ts";

interface Claimed {
  readonly key: string;
  readonly volume: Volume;
}

export async function destroy(context: Context, _id: string, olds: Plain): Promise<void> {
  const state = stateOf(olds);
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + timeoutMs(olds, "delete") };
  const poolId = String(olds.poolId);
  const report = context.report({ name: `PoolVolumeSet of pool ${state.poolName}` });
  const waited = await afterPending(state, { service, report, poolId, until });
  if (waited === undefined) return;
  const { pool: seen, good } = waited;
  const { mine, held } = claimedOn(seen, state, context, good);
  if (held.length > 0) await report.note(`${held.join(", ")} stay: another resource of this run holds them`);
  if (mine.length === 0) return cleanLeftovers({ service, state, olds, context, poolId, until }, seen);
  refuse(mine, olds, state);
  const pool = await waitForQuietPool(service, poolId, { deadline: until.deadline });
  if (pool === undefined) return;
  refuseFrozen(pool);
  const now = claimedOn(pool, state, context, good).mine;
  if (now.length > 0) await deleteAll({ service, poolId, until, progress: (what) => progressOf(report, what) }, now);
  await cleanLeftovers({ service, state, olds, context, poolId, until }, pool);
  await report.done(`deleted ${now.map(({ key, volume }) => namedDisk(key, volume)).join(", ")}`);
}

/** What an add under way brings belongs to the set: it is waited for, and counts if its job ended well. */
async function afterPending(
  state: State,
  waiting: Parameters<typeof endsOf>[1],
): Promise<{ readonly pool: Pool; readonly good: ReadonlySet<string> } | undefined> {
  const { service, poolId, until, report } = waiting;
  const seen = await service.showDesktopPoolDetail(poolId, until);
  const adds = state.pending.filter((p) => p.operation === "add");
  if (seen === undefined || adds.length === 0) return seen && { pool: seen, good: new Set() };
  const ended = await endsOf(adds, waiting);
  const quiet = await waitForQuietPool(service, poolId, { deadline: until.deadline });
  const pool = quiet && (await awaitRecords(ended, quiet, waiting));
  const good = goodJobs(ended);
  const unclear = adds
    .filter((p) => p.jobId === undefined || !good.has(p.jobId))
    .flatMap((p) => p.disks.map((d) => d.key));
  if (unclear.length > 0)
    await report.warn(
      `an add of ${unclear.map((k) => `"${k}"`).join(", ")} did not end well: what it left on the pool, if anything, stays there`,
    );
  return pool && { pool, good };
}

/** Claimed disks, and those of an add of ours that the state does not know the end of, and that ended well. */
function claimedOn(
  pool: Pool,
  state: State,
  { run }: Context,
  good: ReadonlySet<string>,
): { mine: Claimed[]; held: string[] } {
  const successors = Object.entries(state.replacing).flatMap(([key, { new: id }]) =>
    id === undefined || !successorIds(state).includes(id) ? [] : [[key, id] as const],
  );
  const claims = [...Object.entries(state.volumeIds), ...successors].flatMap(([key, id]) => {
    const volume = pool.dataVolumes.find((v) => v.id === id);
    return volume === undefined ? [] : [{ key, volume }];
  });
  const unclaimed = pool.dataVolumes.filter((v) => !claims.some(({ volume }) => volume.id === v.id));
  const begun = ofPendingAdds(state.pending, unclaimed).filter(({ pending: { jobId = "" } }) => good.has(jobId));
  const all = [...claims, ...begun.map(({ key, volume }) => ({ key, volume }))];
  const held = all.filter(({ volume }) => run.isHeld(volume.id));
  return { mine: all.filter((c) => !held.includes(c)), held: held.map(({ key, volume }) => namedDisk(key, volume)) };
}

const ways =
  "bring the resource back into the program and run `pulumi up` with `forceDestroy: true` on it, then remove it; if it was renamed or moved, add `aliases` to it; " +
  "to keep the disks and forget them, use `pulumi state delete 'URN'` or `retainOnDelete: true`";

/** One protected disk keeps the whole set, and with it a pool behind it, before the first call. */
function refuse(mine: readonly Claimed[], olds: Plain, state: State): void {
  const isProtected = mine.filter(({ key }) => state.recorded[key]?.deletionProtection === true);
  const reasons = [
    ...isProtected.map(
      ({ key, volume }) =>
        `${namedDisk(key, volume)} is protected: set \`deletionProtection: false\` under "${key}" and run \`pulumi up\` first`,
    ),
    ...(olds.forceDestroy === true
      ? []
      : [
          `this would delete ${mine.map(({ key, volume }) => namedDisk(key, volume)).join(", ")} with their data on every desktop of pool ${state.poolName}: ${ways}`,
        ]),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `nothing was deleted: ${reasons.join("\n")}`);
}

function refuseFrozen(pool: Pool): void {
  if (pool.chargingMode === "0")
    throw workspaceError(
      "refused",
      `nothing was deleted: pool ${pool.name} is paid by the year or month, its disks can only be changed by an order in the console`,
    );
}

interface Deletion {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
  readonly progress: (what: string) => ReturnType<typeof progressOf>;
}

async function deleteAll({ service, poolId, until, progress }: Deletion, mine: readonly Claimed[]): Promise<void> {
  const volumes = mine.map(({ volume: { id, type, size } }) => ({ id, type, size }));
  const what = mine.length === 1 ? "deleting 1 disk" : `deleting ${mine.length} disks`;
  const change = deletingPoolDisks(service, { poolId, handleType: defaultHandleType, volumes });
  const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
  if (jobId !== undefined)
    await waitForJob(service, {
      jobId,
      poolId,
      what,
      via: "job",
      deadline: until.deadline,
      onProgress: progress(what),
    });
  await refuseStillListed({ service, poolId, until }, mine);
}

type Looking = Pick<Deletion, "service" | "poolId" | "until">;

/** A job that ended well may be another person's, or have done nothing: a set leaves the state only when its disks are gone. */
async function refuseStillListed({ service, poolId, until }: Looking, mine: readonly Claimed[]): Promise<void> {
  const left = await leftAfterLag(service, async () => {
    const pool = await service.showDesktopPoolDetail(poolId, until);
    return mine.filter(({ volume: { id } }) => pool?.dataVolumes.some((v) => v.id === id));
  });
  if (left.length === 0) return;
  const named = left.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  throw workspaceError(
    "bad_answer",
    `the service says that the deletion is done, but pool ${poolId} still shows ${named}: the job may have been another person's. ` +
      "The set stays in the state; run the same command again",
  );
}

/** What is still listed when a lag of the lists cannot explain it any more. */
async function leftAfterLag<Left>(
  { clock }: WorkspaceService,
  look: () => Promise<readonly Left[]>,
): Promise<readonly Left[]> {
  const since = clock.now();
  for (;;) {
    const left = await look();
    if (left.length === 0 || clock.now() - since >= staleForMs) return left;
    await clock.sleep(lookEveryMs);
  }
}

interface Cleaning {
  readonly service: WorkspaceService;
  readonly state: State;
  readonly olds: Plain;
  readonly context: Context;
  readonly poolId: string;
  readonly until: Until;
}

/** Copies on desktops that a failure left without a pool record, of an earlier `up` or of a deletion of this set before. */
async function cleanLeftovers({ service, state, olds, context, poolId, until }: Cleaning, pool: Pool): Promise<void> {
  const told = new Set(state.failed.flatMap((f) => f.desktops).flatMap((d) => d.volumeIds ?? []));
  const records = new Set(pool.dataVolumes.map((v) => v.id));
  const given = Object.entries(state.volumeIds).filter(
    ([key, id]) => !records.has(id) && state.recorded[key]?.deletionProtection !== true && !context.run.isHeld(id),
  );
  const gone = new Set(olds.forceDestroy === true ? given.map(([, id]) => id) : []);
  if (told.size + gone.size === 0) return;
  // A deletion that a dead run has started may still be at work on the copies.
  await waitForQuietPool(service, poolId, { deadline: until.deadline });
  const copies = async (): Promise<readonly Copies[]> =>
    (await service.listPoolDesktopsDetail(poolId, until)).flatMap(({ desktopId, dataVolumes }) => {
      const volumeIds = dataVolumes.flatMap(({ volumeId, desktopPoolDiskId: of = "" }) =>
        volumeId !== undefined && !records.has(of) && (told.has(volumeId) || gone.has(of)) ? [volumeId] : [],
      );
      return volumeIds.length === 0 ? [] : [{ desktopId, volumeIds }];
    });
  const found = await copies();
  if (found.length === 0) return;
  for (const { desktopId, volumeIds } of found) {
    const what = `deleting what is left on desktop ${desktopId}`;
    const change = deletingDesktopDisks(service, { poolId, desktopId, volumeIds });
    const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
    if (jobId === undefined) continue;
    await waitForJob(service, { jobId, what, via: "job", deadline: until.deadline });
  }
  const left = await leftAfterLag(service, copies);
  if (left.length > 0) throw copiesLeft(left);
}

interface Copies {
  readonly desktopId: string;
  readonly volumeIds: readonly string[];
}

const copiesLeft = (left: readonly Copies[]) =>
  workspaceError(
    "bad_answer",
    `the service says that the deletion of what was left on desktops is done, but they still show it: ${left
      .map(({ desktopId, volumeIds }) => `${volumeIds.join(", ")} on desktop ${desktopId}`)
      .join("; ")}. The set stays in the state; run the same command again`,
  );
