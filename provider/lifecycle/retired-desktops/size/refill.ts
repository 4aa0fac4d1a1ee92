/** New desktops in the place of those that are gone, up to the size that the program gives its pool. */
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { atSightOfJob, expandingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Pool } from "../../../workspace/types.ts";
import { asSeen, OthersAtWork, undisturbed } from "../../as-seen.ts";
import { countedDesktops } from "../../counted.ts";
import { progressOf } from "../../progress-line.ts";
import { poolSizeOf } from "../arguments/inputs.ts";
import { isThere, quietPool } from "../desktops/look.ts";
import type { Draft, Goal } from "../state/goal.ts";
import { unfit } from "../words/words.ts";

/** Limit of ExpandDesktopPool. */
const mostAtOnce = 1000;

/**
 * The size is absolute, so whatever an interrupted run has made counts. Never more than have gone: what others took away is not
 * this resource's, and nobody saw it in its preview.
 */
export async function refill(goal: Goal, draft: Draft): Promise<void> {
  const size = poolSizeOf(goal.news);
  if (size === undefined) draft.refill = 0;
  while (size !== undefined && draft.refill > 0) {
    const before = await countNow(goal, draft);
    draft.refill = Math.min(draft.refill, Math.max(0, size - before));
    if (draft.refill > 0) await expand(goal, draft, { size, before });
  }
}

const lookEveryMs = 5_000;
/** No read is older than that for long. */
const staleForMs = 60_000;

/**
 * Desktops of the pool, with nothing under way. The list has to be of now: one that still has a retired desktop, or another
 * number than the pool tells, may be older.
 */
async function countNow(goal: Goal, draft: Draft): Promise<number> {
  const { clock } = goal.service;
  for (const since = clock.now(); ; ) {
    const counted = await countOnce(goal, draft);
    if (counted.isNow) return counted.there;
    if (clock.now() - since >= staleForMs) return oneOfTwo(goal, draft, counted);
    await clock.sleep(lookEveryMs);
  }
}

interface Counted {
  readonly isNow: boolean;
  readonly there: number;
  /** As the pool tells it. */
  readonly told: number;
}

async function countOnce(goal: Goal, draft: Draft): Promise<Counted> {
  const { service, poolId, until } = goal;
  const retired = new Set(Object.values(draft.desktops));
  const listed = await service.listPoolDesktopsDetail(poolId, until);
  const { desktopCount: told } = await fitPool(goal, draft);
  const stay = listed.filter((d) => !retired.has(d.desktopId));
  const isNow = listed.length === told && stay.length === listed.length;
  return { isNow, there: stay.filter(isThere).length, told };
}

/** Where the two go on to differ the larger number counts, unless that would strike out what the smaller one says is owed. */
function oneOfTwo({ news }: Goal, { refill: owed, poolName }: Draft, { there, told }: Counted): number {
  const size = poolSizeOf(news) ?? 0;
  const toMake = (count: number) => Math.min(owed, Math.max(0, size - count));
  if (toMake(there) === toMake(told)) return Math.max(there, told);
  throw workspaceError(
    "bad_answer",
    `the desktops are gone, and the service lists ${countedDesktops(there)} of pool ${poolName} and counts ${told}; its \`size\` is ${size}, and none is made before the two agree: run \`pulumi up\` again`,
  );
}

async function fitPool(goal: Goal, { refill: add, poolName }: Draft): Promise<Pool> {
  const pool = await quietPool(goal);
  const why = unfit(pool.status);
  if (why === undefined) return pool;
  throw workspaceError("refused", `the desktops are gone, and ${add} new ones cannot be made: pool ${poolName} ${why}`);
}

interface Growth {
  readonly size: number;
  readonly before: number;
}

async function expand(goal: Goal, draft: Draft, { size, before }: Growth): Promise<void> {
  const { service, until, report } = goal;
  const wanted = draft.refill;
  const add = Math.min(wanted, mostAtOnce);
  const what = `making ${add === 1 ? "1 new desktop" : `${add} new desktops`} in place of the retired ones`;
  await report.progress(what);
  const onLost = () => {
    draft.accepted = true;
  };
  const sent = await unlessOthers(() =>
    sendOnce(service, { ...atSightOfJob(stillSo(goal, add, before)), what, onLost }, until),
  );
  if (sent === undefined) return service.clock.sleep(lookEveryMs);
  const { jobId } = sent;
  onLost();
  const failure = jobId === undefined ? undefined : await failureOf(goal, { jobId, what });
  const after = await countAfter(goal, draft, failure);
  draft.refill = Math.min(Math.max(0, wanted - (after - before)), Math.max(0, size - after));
  if (failure !== undefined) throw failure;
  if (after > before || draft.refill === 0) return;
  throw workspaceError(
    "bad_answer",
    `pool ${draft.poolName} still has ${after} of ${size} desktops, though making new ones went well: run \`pulumi up\` again`,
  );
}

/** What failed first is what a person has to read. */
async function countAfter(goal: Goal, draft: Draft, failure: Error | undefined): Promise<number> {
  try {
    return await countNow(goal, draft);
  } catch (error) {
    throw failure ?? error;
  }
}

/** Where others were at work it is counted anew, and nothing was sent. */
function stillSo({ service, poolId }: Goal, add: number, counted: number) {
  const isUndisturbed = undisturbed();
  return asSeen(
    expandingPool(service, poolId, { add }),
    (before) => isUndisturbed(before) && (before.also === undefined || before.also.desktopCount <= counted),
  );
}

async function unlessOthers<T>(send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof OthersAtWork) return undefined;
    throw error;
  }
}

async function failureOf(
  { service, poolId, until: { deadline }, report }: Goal,
  { jobId, what }: { readonly jobId: string; readonly what: string },
): Promise<Error | undefined> {
  try {
    await waitForJob(service, { jobId, poolId, what, via: "job", deadline, onProgress: progressOf(report, what) });
    return undefined;
  } catch (error) {
    // A job that the service has lost is nobody's failure: the desktops are counted.
    if (isWorkspaceError(error, "unknown_result")) return undefined;
    if (!isWorkspaceError(error, "job_failed")) throw error;
    return error;
  }
}
