/** More desktops: the service takes a difference, so it is taken from what is there at this moment, with nothing under way. */
import { workspaceError } from "../../../workspace/errors.ts";
import { atSightOfJob, expandingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Pool } from "../../../workspace/types.ts";
import { count, type Draft, type Goal, look, seenOf } from "../state/draft.ts";
import { asSeen, OthersAtWork } from "./as-seen.ts";
import { failureOf } from "./await-job.ts";

/** Limit of ExpandDesktopPool. */
const mostAtOnce = 1000;
const lookEveryMs = 5_000;

export const missing = ({ news }: Goal, draft: Draft): number => Math.max(0, Number(news.size) - count(draft));

export async function grow(goal: Goal, draft: Draft): Promise<void> {
  while (missing(goal, draft) > 0) {
    const before = count(draft);
    try {
      const failure = await expand(goal, draft, Math.min(missing(goal, draft), mostAtOnce));
      if (failure !== undefined) throw failure;
    } catch (error) {
      if (!(error instanceof OthersAtWork)) throw error;
      await lookAgain(goal, draft);
      continue;
    }
    if (count(draft) > before) continue;
    throw new Error(
      `pool ${seenOf(draft).pool.name} still has ${count(draft)} of ${String(goal.news.size)} desktops, though making them went well: run \`pulumi up\` again`,
    );
  }
}

/** Two reads may differ for a while without anybody at work. */
export async function lookAgain(goal: Goal, draft: Draft): Promise<void> {
  const { service, until } = goal;
  const { name } = seenOf(draft).pool;
  if (service.clock.now() >= until.deadline)
    throw workspaceError(
      "timeout",
      `others were at work on pool ${name} until the time was up; it has ${count(draft)} desktops, \`size\` is ${String(goal.news.size)}: run \`pulumi up\` again`,
    );
  await service.clock.sleep(lookEveryMs);
  await look(goal, draft);
}

async function expand(goal: Goal, draft: Draft, add: number): Promise<Error | undefined> {
  const { service, id, until, report } = goal;
  const operation = add === 1 ? "making 1 desktop" : `making ${add} desktops`;
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

/** What the pool is like before a try of the call. */
interface BeforeTry {
  readonly also: Pool | undefined;
  /** Jobs of the same kind, where the service lists them. */
  readonly jobs: { readonly ids: ReadonlySet<string> } | undefined;
}

/** As many desktops as were counted, nothing at work, and no expansion begun since the first try. */
function isStill(seen: Pool): (before: BeforeTry) => boolean {
  let known: ReadonlySet<string> | undefined;
  return ({ also, jobs }) => {
    const isFirst = known === undefined;
    const isNew = (id: string): boolean => !isFirst && known?.has(id) === false;
    const begun = [...(jobs?.ids ?? [])].some(isNew);
    known ??= jobs?.ids ?? new Set();
    // Whether the pool is gone, the call itself tells.
    return also === undefined || (also.desktopCount === seen.desktopCount && !isBusy(also) && !begun);
  };
}

const isBusy = ({ status }: Pool): boolean => !["STEADY", "EXIST_FROZEN", "ERROR"].includes(status);
