/** New desktops in the place of those that are gone, up to the size that the program gives its pool. */
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { atSightOfJob, expandingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import { asSeen, OthersAtWork, undisturbed } from "../../as-seen.ts";
import { countedDesktops } from "../../counted.ts";
import { progressOf } from "../../progress-line.ts";
import { poolSizeOf } from "../arguments/inputs.ts";
import type { Draft, Goal } from "../state/goal.ts";
import { type Counted, countNow } from "./count.ts";

/** Limit of ExpandDesktopPool. */
const mostAtOnce = 1000;
const lookEveryMs = 5_000;

/**
 * The size is absolute, so whatever an interrupted run has made counts. Never more than have gone: what others took away is not
 * this resource's, and nobody saw it in its preview. Where list and detail go on to differ the larger number says what is made
 * now, and the smaller one what is owed.
 */
export async function refill(goal: Goal, draft: Draft): Promise<void> {
  const size = poolSizeOf(goal.news);
  if (size === undefined) draft.refill = 0;
  for (let none = "none is"; size !== undefined && draft.refill > 0; none = "no more are") {
    const before = await countNow(goal, draft);
    draft.refill = Math.min(draft.refill, room(size, before.least));
    const add = Math.min(draft.refill, room(size, before.most), mostAtOnce);
    if (add > 0) await expand(goal, draft, { size, before, add });
    else if (draft.refill > 0) throw twoNumbers(draft, before, { size, none });
  }
}

const room = (size: number, count: number): number => Math.max(0, size - count);

interface Rest {
  readonly size: number;
  /** `none is`, or `no more are` after a first expansion. */
  readonly none: string;
}

const twoNumbers = ({ poolName }: Draft, { listed, told }: Counted, { size, none }: Rest): Error =>
  workspaceError(
    "bad_answer",
    `the desktops are gone, and the service lists ${countedDesktops(listed)} of pool ${poolName} and counts ${told}; its \`size\` is ${size}, and ${none} made before the two agree: run \`pulumi up\` again`,
  );

interface Growth {
  readonly size: number;
  readonly before: Counted;
  readonly add: number;
}

async function expand(goal: Goal, draft: Draft, growth: Growth): Promise<void> {
  const { service, until, report } = goal;
  const { before, add } = growth;
  const what = `making ${add === 1 ? "1 new desktop" : `${add} new desktops`} in place of the retired ones`;
  await report.progress(what);
  const onLost = () => {
    draft.accepted = true;
  };
  const sent = await unlessOthers(() =>
    sendOnce(service, { ...atSightOfJob(stillSo(goal, add, before.most)), what, onLost }, until),
  );
  if (sent === undefined) return service.clock.sleep(lookEveryMs);
  const { jobId } = sent;
  onLost();
  await book(goal, draft, growth, jobId === undefined ? "unheard" : await endOf(goal, { jobId, what }));
}

/** What a job that went well has made is owed no more, also where the count that follows it fails. */
async function book(goal: Goal, draft: Draft, { size, before, add }: Growth, end: End): Promise<void> {
  const owed = draft.refill;
  if (end === "well") draft.refill = owed - add;
  const after = await countAfter(goal, draft, { end, atLeast: end === "well" ? before.least + add : 0 });
  draft.refill = Math.min(room(owed, made(before, after, end)), room(size, after.least));
  if (end instanceof Error) throw end;
  if (draft.refill < owed || after.most > before.most) return;
  throw workspaceError(
    "bad_answer",
    `pool ${draft.poolName} still has ${after.most} of ${size} desktops, though making new ones went well: run \`pulumi up\` again`,
  );
}

/** Either number may be old: after a job that went well the one that shows more is right, and else what both show is made. */
function made(before: Counted, after: Counted, end: End): number {
  const least = after.least - before.least;
  return Math.max(0, end === "well" ? Math.max(least, after.most - before.most) : least);
}

interface Expected {
  readonly end: End;
  readonly atLeast: number;
}

/** What failed first is what a person has to read. */
async function countAfter(goal: Goal, draft: Draft, { end, atLeast }: Expected): Promise<Counted> {
  try {
    return await countNow(goal, draft, atLeast);
  } catch (error) {
    throw end instanceof Error ? end : error;
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

/** A job that the service has lost is nobody's failure, and nobody has heard that it went well: the desktops are counted. */
type End = "well" | "unheard" | Error;

async function endOf(
  { service, poolId, until: { deadline }, report }: Goal,
  { jobId, what }: { readonly jobId: string; readonly what: string },
): Promise<End> {
  try {
    await waitForJob(service, { jobId, poolId, what, via: "job", deadline, onProgress: progressOf(report, what) });
    return "well";
  } catch (error) {
    if (isWorkspaceError(error, "unknown_result")) return "unheard";
    if (!isWorkspaceError(error, "job_failed")) throw error;
    return error;
  }
}
