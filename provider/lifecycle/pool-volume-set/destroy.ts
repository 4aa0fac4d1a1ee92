/** Deleting a set: its disks, if the state holds the consent and nothing else of this run has them. Looks first, stores nothing. */
import type { Report } from "../../progress/report.ts";
import { isProtected } from "../../volumes/protection.ts";
import { successorIds } from "../../volumes/replacements.ts";
import { unheard } from "../../volumes/scope.ts";
import { isLimited, reachWords } from "../../volumes/scope-words.ts";
import type { Scope, Volume } from "../../volumes/types.ts";
import { namedDisk } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForJob } from "../../workspace/jobs.ts";
import { atSightOfJob, deletingPoolDisks, sendOnce } from "../../workspace/lost-answers.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool, PoolDesktop } from "../../workspace/types.ts";
import { adoptedAgain } from "../adopted-again.ts";
import type { Context, Plain } from "../hooks.ts";
import { leftAfterLag } from "../lag.ts";
import { quietOrUnlisted, shownOrUnlisted } from "../listed-pool.ts";
import { connectAt } from "../place.ts";
import { minutes, progressOf } from "../progress-line.ts";
import { timeoutMs } from "../timeouts.ts";
import { endsOf, goodJobs } from "../volume-set/ends.ts";
import { inAsFewCalls } from "../volume-set/one-disk-a-call.ts";
import { ofPendingAdds } from "../volume-set/whose.ts";
import { scopeOf } from "./arguments/inputs.ts";
import { tellBeforeDeletion } from "./calls/tell-first.ts";
import { cleanLeftovers } from "./desktops/leftovers.ts";
import { leftWords } from "./desktops/outside.ts";
import { regionOf } from "./desktops/scope.ts";
import { lookAgainFor, lookForKnown } from "./identity/look-for-known.ts";
import { awaitRecords } from "./state/carried.ts";
import { type State, stateOf } from "./state/state.ts";
import { tellMoved } from "./words/moved-words.ts";

interface Claimed {
  readonly key: string;
  readonly volume: Volume;
  readonly isProtected: boolean;
}

export async function destroy(context: Context, _id: string, olds: Plain): Promise<void> {
  const since = context.clock.now();
  const stored = stateOf(olds);
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + timeoutMs(olds, "delete") };
  const poolId = String(olds.poolId);
  const report = context.report({ name: `PoolVolumeSet of pool ${stored.poolName}` });
  const waited = await afterPending(stored, { service, report, poolId, until });
  if (waited === undefined) return;
  const looking = { service, poolId, until };
  const first = await lookForKnown(looking, stored, waited.pool);
  if (first === undefined) return;
  const { pool: seen, state, moved } = first;
  await tellMoved(report, moved);
  const { good } = waited;
  const { mine, held } = claimedOn(seen, state, context, good);
  if (held.length > 0) await report.note(`${held.join(", ")} stay: another resource of this run holds them`);
  if (mine.length === 0) return cleanLeftovers({ service, report, state, olds, context, poolId, until }, seen);
  refuse(mine, olds, state, adoptedAgain(context.run, seen));
  refuseFrozen(seen);
  const disks = mine.length;
  const ids = mine.map(({ volume }) => volume.id);
  const isStillToDo = async (): Promise<boolean> => {
    const now = await lookAgainFor(looking, state, ids);
    return now !== undefined && claimedOn(now.pool, now.state, context, good).mine.length > 0;
  };
  const telling = { run: context.run, service, report, poolId, until, isStillToDo };
  await tellBeforeDeletion(telling, olds, { scope: scopeOf(olds), disks });
  const quiet = await lookAgainFor(looking, state, ids);
  if (quiet === undefined) return;
  // Meanwhile a disk may have got another id, or be back.
  const { pool, state: present } = quiet;
  await tellMoved(report, quiet.moved);
  refuseFrozen(pool);
  const scope = await presentScope(looking, scopeOf(olds), { pool, state: present });
  const now = claimedOn(pool, present, context, good).mine;
  // The first look may have missed one that is protected.
  refuse(now, olds, present, adoptedAgain(context.run, pool));
  const deletion = { service, poolId, until, scope, progress: (what: string) => progressOf(report, what) };
  await inAsFewCalls({ service, run: context.run }, now, (some) => deleteAll(deletion, some));
  await cleanLeftovers({ service, report, state: present, olds, context, poolId, until }, pool);
  if (isLimited(scope)) await tellLeft(report, now, await service.listPoolDesktopsDetail(poolId, until));
  const named = now.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  const after = `after ${minutes(context.clock.now() - since)}`;
  await report.done(now.length === 0 ? `the disks are gone, ${after}` : `deleted ${named}, ${after}`);
}

/** What an add under way brings belongs to the set: it is waited for, and counts if its job ended well. */
async function afterPending(
  state: State,
  waiting: Parameters<typeof endsOf>[1],
): Promise<{ readonly pool: Pool; readonly good: ReadonlySet<string> } | undefined> {
  const { service, poolId, until, report } = waiting;
  const seen = await shownOrUnlisted(service, poolId, until);
  const adds = state.pending.filter((p) => p.operation === "add");
  if (seen === undefined || adds.length === 0) return seen && { pool: seen, good: new Set() };
  const ended = await endsOf(adds, waiting);
  const quiet = await quietOrUnlisted(service, poolId, until);
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
    return volume === undefined ? [] : [{ key, volume, isProtected: isProtected(key, state) }];
  });
  const unclaimed = pool.dataVolumes.filter((v) => !claims.some(({ volume }) => volume.id === v.id));
  const begun = ofPendingAdds(state.pending, unclaimed).filter(({ pending: { jobId = "" } }) => good.has(jobId));
  const all = [...claims, ...begun.map(asClaimed)];
  const held = all.filter(({ volume }) => run.isHeld(volume.id));
  return { mine: all.filter((c) => !held.includes(c)), held: held.map(({ key, volume }) => namedDisk(key, volume)) };
}

/** Of a disk that no record tells of, its call does. */
const asClaimed = ({ key, volume, pending: { disks } }: ReturnType<typeof ofPendingAdds>[number]): Claimed => ({
  key,
  volume,
  isProtected: disks.some((d) => d.key === key && d.deletionProtection === true),
});

const ways =
  "to allow it, run `pulumi up` with `forceDestroy: true` on the resource first (bring the resource back into the program if it has left it); if it was renamed or moved, add `aliases` to it; " +
  "to keep the disks and forget them, use `pulumi state delete 'URN'` or `retainOnDelete: true`";

/** One protected disk keeps the whole set, and with it a pool behind it, before the first call. */
function refuse(mine: readonly Claimed[], olds: Plain, state: State, others: readonly string[] = []): void {
  const reasons = [
    ...others,
    ...mine
      .filter((claimed) => claimed.isProtected)
      .map(
        ({ key, volume }) =>
          `${namedDisk(key, volume)} is protected: set \`deletionProtection: false\` under "${key}" and run \`pulumi up\` first`,
      ),
    ...(olds.forceDestroy === true
      ? []
      : [
          `this would ${whatGoes(mine.map(({ key, volume }) => namedDisk(key, volume)).join(", "), `pool ${state.poolName}`, scopeOf(olds))}: ${ways}`,
        ]),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `nothing was deleted: ${reasons.join("\n")}`);
}

function whatGoes(disks: string, pool: string, scope: Scope): string {
  const reach = reachWords(pool, {}, scope);
  if (reach === undefined) return `take ${disks} off ${pool}, and leave the copies on its desktops there`;
  return `delete ${disks} with their data on ${reach}`;
}

/** Desktops that are gone cannot be named any more. Where none of them is left, only the pool's record is still to go. */
async function presentScope(
  { service, poolId, until }: Looking,
  scope: Scope,
  { pool, state }: { readonly pool: Pool; readonly state: State },
): Promise<Scope> {
  if (!isLimited(scope)) return scope;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const reasons = unheard({ scope, desktops, volumes: pool.dataVolumes, region: regionOf(state) });
  if (reasons.length > 0) throw workspaceError("refused", `nothing was deleted: ${reasons.join("; ")}`);
  if (scope.desktopIds === undefined) return scope;
  const desktopIds = scope.desktopIds.filter((id) => desktops.some((d) => d.desktopId === id));
  return desktopIds.length > 0 ? { ...scope, desktopIds } : { handleType: "ONLY_FOR_EXPAND" };
}

async function tellLeft(report: Report, mine: readonly Claimed[], desktops: readonly PoolDesktop[]): Promise<void> {
  for (const { key, volume } of mine) {
    const line = leftWords(key, volume.id, desktops);
    if (line !== undefined) await report.warn(line);
  }
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
  readonly scope: Scope;
  readonly progress: (what: string) => ReturnType<typeof progressOf>;
}

async function deleteAll(
  { service, poolId, until, scope, progress }: Deletion,
  mine: readonly Claimed[],
): Promise<void> {
  const volumes = mine.map(({ volume: { id, type, size } }) => ({ id, type, size }));
  const what = mine.length === 1 ? "deleting 1 disk" : `deleting ${mine.length} disks`;
  const change = deletingPoolDisks(service, { poolId, ...scope, volumes });
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
  await refuseStillListed({ service, poolId, until }, mine, scope);
}

type Looking = Pick<Deletion, "service" | "poolId" | "until">;

/** A job that ended well may be another person's, or have done nothing: a set leaves the state only when its disks are gone. */
async function refuseStillListed(
  { service, poolId, until }: Looking,
  mine: readonly Claimed[],
  scope: Scope,
): Promise<void> {
  const left = await leftAfterLag(service, async () => {
    const pool = await shownOrUnlisted(service, poolId, until);
    return mine.filter(({ volume: { id } }) => pool?.dataVolumes.some((v) => v.id === id));
  });
  if (left.length === 0) return;
  const named = left.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  throw workspaceError(
    "bad_answer",
    `the service says that the deletion is done, but pool ${poolId} still shows ${named}: ${
      scope.desktopIds === undefined ? anothersJob : ofNamedOnly
    }`,
  );
}

const anothersJob = "the job may have been another person's. The set stays in the state; run the same command again";
const ofNamedOnly =
  "this region deletes from the desktops of `desktopIds` only. The set stays in the state; run a `pulumi up` that removes `desktopIds` first, to delete the disks on every desktop, " +
  "or keep them and forget the set with `pulumi state delete 'URN'`";
