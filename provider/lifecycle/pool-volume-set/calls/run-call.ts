/** One changing call from its sending to the end of its job, remembered in the draft while its end is not known. */
import { isLimited } from "../../../volumes/scope-words.ts";
import type { Scope } from "../../../volumes/types.ts";
import { isWorkspaceError } from "../../../workspace/errors.ts";
import { type JobReport, waitForQuietPool } from "../../../workspace/jobs.ts";
import {
  atSightOfJob,
  nothingMore,
  onPool,
  poolDiskJobs,
  sendOnce,
  thereWhen,
  unlisted,
} from "../../../workspace/lost-answers.ts";
import type { Accepted, Until } from "../../../workspace/service.ts";
import type { Pool } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { zoneBetween } from "../../service-time.ts";
import { endOf } from "../../volume-set/ends.ts";
import { poolDiskIdsOf } from "../desktops/proof.ts";
import { followersOf } from "../desktops/scope.ts";
import type { Pending, State } from "../state/state.ts";
import { unlessAddedMeanwhile } from "./added-meanwhile.ts";
import type { Work } from "./work.ts";

export interface Call {
  readonly operation: Pending["operation"];
  readonly disks: Pending["disks"];
  /** "adding 2 disks", for progress and errors. */
  readonly what: string;
  readonly send: (until: Until) => Promise<Accepted>;
  /** Whether the effect stands in the pool's template. */
  readonly isDone: (pool: Pool) => boolean;
}

export interface Outcome {
  readonly pool: Pool;
  /** The job's own failure. The effect is judged from the desktops; this only gives the reasons. */
  readonly failure: unknown;
  /** Desktops that had to follow; nothing where every one had to. */
  readonly followers: readonly string[] | undefined;
  /** False when only the effect tells that the call was accepted. */
  readonly isTraced: boolean;
  /** The job that the service has forgotten: nobody has heard how it ended. */
  readonly lostJob?: string;
}

/** The caller ends `draft.pending` when it has written down what became of the disks. */
export async function run(work: Work, call: Call): Promise<Outcome> {
  const { service, draft, until, report } = work;
  const { operation, disks } = call;
  // A disk that is off the pool and on a desktop still is another's, or was left there: never one that this call makes.
  // Neither is one that a refresh has missed and that may be back.
  const others = [...poolDiskIdsOf(work.desktops), ...Object.values(draft.vanished)];
  const before = [...new Set([...draft.pool.dataVolumes.map((v) => v.id), ...others])];
  const limits = isLimited(work.scope) ? { scope: stored(work.scope) } : {};
  const remember = (jobId?: string): void => {
    draft.accepted = true;
    draft.pending = [{ operation, disks, before, ...limits, ...(jobId === undefined ? {} : { jobId }) }];
  };
  const sentAt = service.serverNow();
  const { jobId } = await sendOnce(service, { ...traced(work, call), onLost: () => remember() }, until);
  remember(jobId);
  const ended: Awaited<ReturnType<typeof endOf>> = jobId === undefined ? {} : await endOf(jobId, work, call.what);
  if (operation === "add" && jobId !== undefined) draft.lastAddJob = addJob(jobId, ended, sentAt);
  if (draft.isLastCall) draft.desktopsAfter = await service.listPoolDesktopsDetail(work.poolId, until);
  draft.pool = await poolAfter(work, call, ended.failure === undefined);
  await report.progress(`${call.what}: done, looking at the desktops`);
  const isHeard = ended.job !== undefined || ended.failure !== undefined;
  return {
    pool: draft.pool,
    failure: ended.failure,
    followers: followersOf(work.scope, ended, work.desktops),
    isTraced: jobId !== undefined,
    ...(jobId === undefined || isHeard ? {} : { lostJob: jobId }),
  };
}

/** Its job is awaited here, and what it did is read from the pool and its desktops: the job alone is trace enough. */
function traced(work: Work, call: Call) {
  const { service, poolId, scope } = work;
  const { what, operation, send, isDone } = call;
  const change = onPool(service, {
    what,
    poolId,
    jobTypes: poolDiskJobs[operation],
    send,
    also: nothingMore,
    effect: (seen) => {
      const { pool, isListed } = seen;
      // Where jobs are listed, a new disk without one is another person's, however equal it is.
      if (isDone(pool) && (operation !== "add" || !isListed)) return thereWhen(true);
      // An add for named desktops need not show on the pool: there only its job can tell.
      if (operation !== "add" || scope.desktopIds === undefined) return thereWhen(false);
      return { effect: "invisible", ...unlisted(seen, { isDocumented: true }) };
    },
  });
  return unlessAddedMeanwhile(work, call, atSightOfJob(change));
}

const stored = ({ handleType, desktopIds }: Scope) => ({
  handleType,
  ...(desktopIds === undefined ? {} : { desktopIds: [...desktopIds] }),
});

/** The pool after the call; its record may lag behind a job that says it is done, or behind a look that has shown the effect. */
async function poolAfter(work: Work, call: Call, isSaidDone: boolean): Promise<Pool> {
  const since = work.service.clock.now();
  let pool = await quietPool(work, call);
  while (isSaidDone && !call.isDone(pool) && work.service.clock.now() - since < staleForMs) {
    await work.service.clock.sleep(lookEveryMs);
    pool = await quietPool(work, call);
  }
  return pool;
}

/** The job has ended: only a pool that says otherwise is asked for everything that may be under way on it. */
async function quietPool({ service, poolId, until }: Work, { what }: Call): Promise<Pool> {
  const seen = await service.showDesktopPoolDetail(poolId, until);
  const pool = seen?.status === "STEADY" ? seen : await waitForQuietPool(service, poolId, { deadline: until.deadline });
  if (pool !== undefined) return pool;
  throw new Error(`pool ${poolId} is gone: somebody deleted it in the middle of ${what}; run \`pulumi refresh\``);
}

export function addJob(
  id: string,
  { job, failure }: { readonly job?: JobReport | undefined; readonly failure?: unknown },
  sentAt?: number,
): NonNullable<State["lastAddJob"]> {
  const begin = job?.beginTime ?? (isWorkspaceError(failure) ? failure.jobBegin : undefined);
  const zone = begin === undefined || sentAt === undefined ? undefined : zoneBetween(begin, sentAt);
  return { id, ...(begin === undefined ? {} : { begin }), ...(zone === undefined ? {} : { zone }) };
}
