/** More desktops: the service takes a difference, so it is taken from what is there at this moment, with nothing under way. */
import { workspaceError } from "../../../workspace/errors.ts";
import { atSightOfJob, expandingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Pool } from "../../../workspace/types.ts";
import { asSeen, type BeforeTry, OthersAtWork, undisturbed } from "../../as-seen.ts";
import { countedDesktops } from "../../counted.ts";
import { count, type Draft, type Goal, look, seenOf } from "../state/draft.ts";
import { failureOf } from "./await-job.ts";

/** Limit of ExpandDesktopPool. */
const mostAtOnce = 1000;
const lookEveryMs = 5_000;

export const missing = ({ news }: Goal, draft: Draft): number => Math.max(0, Number(news.size) - count(draft));

export async function grow(goal: Goal, draft: Draft): Promise<void> {
  for (let before = -1; missing(goal, draft) > 0; ) {
    const there = await countNow(goal, draft);
    const add = Number(goal.news.size) - there;
    if (missing(goal, draft) === 0) return;
    if (add <= 0) throw twoNumbers(goal, draft);
    if (there <= before) throw standstill(goal, draft);
    before = there;
    try {
      const failure = await expand(goal, draft, Math.min(add, mostAtOnce));
      if (failure !== undefined) throw failure;
    } catch (error) {
      if (!(error instanceof OthersAtWork)) throw error;
      await lookAgain(goal, draft);
      before = -1;
    }
  }
}

/** No list is older than that for long. */
const staleForMs = 60_000;

/**
 * A list that has another number of desktops than the pool tells may be older than the last of them, and what it lacks would be made
 * twice. Where the two go on to differ the larger number counts.
 */
async function countNow(goal: Goal, draft: Draft): Promise<number> {
  const { clock } = goal.service;
  for (const since = clock.now(); ; ) {
    const { pool, desktops } = seenOf(draft);
    if (desktops.length === pool.desktopCount) return count(draft);
    if (clock.now() - since >= staleForMs) return Math.max(count(draft), pool.desktopCount);
    await lookAgain(goal, draft);
  }
}

const standstill = ({ news }: Goal, draft: Draft): Error =>
  new Error(
    `pool ${seenOf(draft).pool.name} still has ${count(draft)} of ${String(news.size)} desktops, though making them went well: run \`pulumi up\` again`,
  );

const twoNumbers = ({ news }: Goal, draft: Draft): Error => {
  const { name, desktopCount } = seenOf(draft).pool;
  return workspaceError(
    "bad_answer",
    `the service lists ${countedDesktops(count(draft))} of pool ${name} and counts ${desktopCount}; \`size\` is ${String(news.size)}, and none is made before the two agree: run \`pulumi up\` again`,
  );
};

/** Two reads may differ for a while without anybody at work. */
export async function lookAgain(goal: Goal, draft: Draft): Promise<void> {
  const { service, until } = goal;
  const { name } = seenOf(draft).pool;
  if (service.clock.now() >= until.deadline)
    throw workspaceError(
      "timeout",
      `others were at work on pool ${name} until the time was up; it has ${countedDesktops(count(draft))}, \`size\` is ${String(goal.news.size)}: run \`pulumi up\` again`,
    );
  await service.clock.sleep(lookEveryMs);
  await look(goal, draft);
}

async function expand(goal: Goal, draft: Draft, add: number): Promise<Error | undefined> {
  const { service, id, until, report } = goal;
  const operation = `making ${countedDesktops(add)}`;
  await report.progress(operation);
  const accepted = (job: { readonly jobId?: string }) => {
    draft.accepted = true;
    draft.pending = { operation, desktops: add, ...job };
  };
  const asked = atSightOfJob(asSeen(expandingPool(service, id, { add }), isStill(seenOf(draft).pool)));
  const { jobId } = await sendOnce(service, { ...asked, what: operation, onLost: () => accepted({}) }, until);
  accepted(jobId === undefined ? {} : { jobId });
  const failure = jobId === undefined ? undefined : await failureOf(goal, draft, { operation, jobId }, "job");
  await look(goal, draft);
  return failure;
}

/** As many desktops as were counted, nothing at work, and no expansion begun since the first try. */
function isStill(seen: Pool): (before: BeforeTry) => boolean {
  const isUndisturbed = undisturbed();
  return (before) =>
    isUndisturbed(before) && (before.also === undefined || before.also.desktopCount === seen.desktopCount);
}
