/** Deleting a set: its disks, if the state holds the consent and nothing else of this run has them. Looks first, stores nothing. */
import type { Report } from "../../progress/report.ts";
import { isProtected } from "../../volumes/protection.ts";
import { successorIds } from "../../volumes/replacements.ts";
import type { Volume } from "../../volumes/types.ts";
import { namedDisk } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForJob, waitForQuietPool } from "../../workspace/jobs.ts";
import { atSightOfJob, deletingDesktopDisks, sendOnce } from "../../workspace/lost-answers.ts";
import { adoptedAgain } from "../adopted-again.ts";
import type { Context, Plain } from "../hooks.ts";
import { leftAfterLag } from "../lag.ts";
import { connectAt } from "../place.ts";
import { minutes, progressOf } from "../progress-line.ts";
import { timeoutMs } from "../timeouts.ts";
import { type EndedCall, endsOf, goodJobs, type Waiting } from "../volume-set/ends.ts";
import { inAsFewCalls } from "../volume-set/one-disk-a-call.ts";
import { ofPendingAdds } from "../volume-set/whose.ts";
import { tellBeforeDeletion } from "./calls/tell-first.ts";
import { type Looking, lookAtDesktop, type Seen } from "./desktops/look.ts";
import { addsThatMayBeDone, idsOf, lookForKnown } from "./desktops/look-for-known.ts";
import { ownByState } from "./desktops/own-disks.ts";
import { poolOf } from "./identity/whereabouts.ts";
import { type Pending, type State, stateOf } from "./state/state.ts";

interface Claimed {
  readonly key: string;
  readonly volume: Volume;
  readonly isProtected: boolean;
}

/** Without `pool` Pulumi deletes the pool at the same time: that deletion waits for this one. */
export function destroy(context: Context, _id: string, olds: Plain): Promise<void> {
  const state = stateOf(olds);
  const ids = [...Object.values(state.volumeIds), ...successorIds(state), ...Object.values(state.vanished)];
  return context.run.takingAway([...ids, ...desktopOfOpenAdd(state, olds)], deleteDisks(context, olds));
}

/** What an open add brings has no id in the state: its desktop stands for it. */
const desktopOfOpenAdd = ({ pending }: State, { desktopId }: Plain): string[] =>
  pending.some(({ operation }) => operation === "add") ? [String(desktopId)] : [];

async function deleteDisks(context: Context, olds: Plain): Promise<void> {
  const since = context.clock.now();
  const state = stateOf(olds);
  const service = await connectAt(context, olds);
  const until = { deadline: context.clock.now() + timeoutMs(olds, "delete") };
  const where = { service, desktopId: String(olds.desktopId), until };
  const poolId = await poolOf(where, { stored: state.pool?.id });
  if (poolId === undefined) return;
  const report = context.report({ name: `DesktopVolumeSet of desktop ${state.desktopName}` });
  const adds = await afterPending(state, { service, poolId, until, report });
  const good = goodJobs(adds);
  const isOwn = ownByState(state, good);
  await destroyAt({ ...where, poolId, isOwn }, { context, olds, state, adds, good, report, since });
}

interface Destruction {
  readonly context: Context;
  readonly olds: Plain;
  readonly state: State;
  readonly adds: readonly EndedCall<Pending>[];
  /** Jobs of open adds that have ended well. */
  readonly good: ReadonlySet<string>;
  readonly report: Report;
  readonly since: number;
}

async function destroyAt(looking: Looking, destruction: Destruction): Promise<void> {
  const { context, olds, state, adds, good, report, since } = destruction;
  const { service, poolId, desktopId, until } = looking;
  const seen = await lookForKnown(looking, { adds: addsThatMayBeDone(adds), ids: idsOf(state) });
  if (seen === undefined) return;
  const { mine, held } = claimedOn(seen, state, context, good);
  if (held.length > 0) await report.note(`${held.join(", ")} stay: another resource of this run holds them`);
  if (mine.length === 0) return;
  refuse(mine, olds, seen, adoptedAgain(context.run, seen.pool));
  const lookAgain = () => lookForKnown(looking, { ids: mine.map(({ volume }) => volume.id) });
  const isStillToDo = async (): Promise<boolean> => {
    await waitForQuietPool(service, poolId, { deadline: until.deadline });
    const idle = await lookAgain();
    return idle !== undefined && claimedOn(idle, state, context, good).mine.length > 0;
  };
  const telling = { service, desktopId, until, run: context.run, report, poolId };
  await tellBeforeDeletion({ ...telling, disks: mine.length, isStillToDo }, olds);
  await waitForQuietPool(service, poolId, { deadline: until.deadline });
  const quiet = await lookAgain();
  if (quiet === undefined) return;
  const now = claimedOn(quiet, state, context, good).mine;
  // The first look may have missed one that is protected, and others may have been at work since.
  if (now.length > 0) refuse(now, olds, quiet, adoptedAgain(context.run, quiet.pool));
  const deletion = { ...looking, name: quiet.desktopName, report };
  await inAsFewCalls({ service, run: context.run }, now, (some) => deleteAll(deletion, some));
  const named = now.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  const after = `after ${minutes(context.clock.now() - since)}`;
  await report.done(now.length === 0 ? `the disks are gone, ${after}` : `deleted ${named}, ${after}`);
}

/** What an add under way brings belongs to the set: it is waited for, and counts if its job ended well. */
async function afterPending(state: State, waiting: Waiting): Promise<readonly EndedCall<Pending>[]> {
  const adds = state.pending.filter((p) => p.operation === "add");
  if (adds.length === 0) return [];
  const { service, poolId, until, report } = waiting;
  const ended = await endsOf(adds, waiting);
  const good = goodJobs(ended);
  await waitForQuietPool(service, poolId, { deadline: until.deadline });
  const unclear = adds
    .filter((p) => p.jobId === undefined || !good.has(p.jobId))
    .flatMap((p) => p.disks.map((d) => d.key));
  if (unclear.length > 0)
    await report.warn(
      `an add of ${unclear.map((k) => `"${k}"`).join(", ")} did not end well: what it left on the desktop, if anything, stays there`,
    );
  return ended;
}

/** Claimed disks, and those of an add of ours that the state does not know the end of, and that ended well. */
function claimedOn(
  { own }: Seen,
  state: State,
  { run }: Context,
  good: ReadonlySet<string>,
): { mine: Claimed[]; held: string[] } {
  const successors = Object.entries(state.replacing).flatMap(([key, { new: id }]) =>
    id === undefined || !successorIds(state).includes(id) ? [] : [[key, id] as const],
  );
  // A refresh may have missed one that is there all the same.
  const back = Object.entries(state.vanished).filter(([key]) => !Object.hasOwn(state.volumeIds, key));
  const claims = [...Object.entries(state.volumeIds), ...back, ...successors].flatMap(([key, id]) => {
    const volume = own.find((v) => v.id === id);
    return volume === undefined ? [] : [{ key, volume, isProtected: isProtected(key, state) }];
  });
  const unclaimed = own.filter((v) => !claims.some(({ volume }) => volume.id === v.id));
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

/** One protected disk keeps the whole set before the first call. */
function refuse(mine: readonly Claimed[], olds: Plain, { pool, desktopName }: Seen, others: readonly string[]): void {
  const disks = mine.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  const reasons = [
    ...others,
    ...mine
      .filter(({ isProtected }) => isProtected)
      .map(
        ({ key, volume }) =>
          `${namedDisk(key, volume)} is protected: set \`deletionProtection: false\` under "${key}" and run \`pulumi up\` first`,
      ),
    ...(olds.forceDestroy === true
      ? []
      : [`this would delete ${disks} with their data on desktop ${desktopName}: ${ways}`]),
    ...(pool.chargingMode === "0"
      ? [`pool ${pool.name} is paid by the year or month: its disks can only be changed by an order in the console`]
      : []),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `nothing was deleted: ${reasons.join("\n")}`);
}

interface Deletion extends Looking {
  readonly name: string;
  readonly report: Report;
}

async function deleteAll(deletion: Deletion, mine: readonly Claimed[]): Promise<void> {
  const { service, poolId, desktopId, until, name, report } = deletion;
  const volumeIds = mine.map(({ volume }) => volume.id);
  const what = `deleting ${mine.length === 1 ? "1 disk" : `${mine.length} disks`} of desktop ${name}`;
  const change = deletingDesktopDisks(service, { poolId, desktopId, volumeIds });
  const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
  const onProgress = progressOf(report, what);
  if (jobId !== undefined)
    await waitForJob(service, { jobId, poolId, what, via: "job", deadline: until.deadline, onProgress });
  await refuseStillThere(deletion, mine);
}

/** A job that ended well may be another person's, or have done nothing: a set leaves the state only when its disks are gone. */
async function refuseStillThere(deletion: Deletion, mine: readonly Claimed[]): Promise<void> {
  const left = await leftAfterLag(deletion.service, async () => {
    const seen = await lookAtDesktop(deletion);
    return mine.filter(({ volume: { id } }) => seen?.own.some((v) => v.id === id));
  });
  if (left.length === 0) return;
  const named = left.map(({ key, volume }) => namedDisk(key, volume)).join(", ");
  throw workspaceError(
    "bad_answer",
    `the service says that the deletion is done, but desktop ${deletion.name} still shows ${named}: the job may have been another person's. The set stays in the state; run the same command again`,
  );
}
