/** The number of desktops: growing by what is missing now, lowering by exactly the desktops that the program names. */
import { workspaceError } from "../../../workspace/errors.ts";
import { atSightOfJob, expandingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Draft, Goal } from "../state/draft.ts";
import { count, look, seenOf } from "../state/draft.ts";
import { isAboutSize } from "../state/partial-state.ts";
import { isThere } from "../state/state.ts";
import { failureOf } from "./await-job.ts";
import { deleteDesktops } from "./delete-desktops.ts";
import { fewer, removalNow, scaleDownRefusals } from "./scale-down.ts";

/** Limit of ExpandDesktopPool. */
const mostAtOnce = 1000;

export type SizePlan = { readonly remove: readonly string[] } | "grow" | "leave";

/** Everything that can be refused is refused here, before the first change. */
export function planSize(goal: Goal, draft: Draft): SizePlan {
  const plan = wanted(goal, draft);
  const touches = plan === "grow" ? missing(goal, draft) > 0 : plan !== "leave" && plan.remove.length > 0;
  if (touches) refuseUnfit(draft);
  return plan;
}

function wanted(goal: Goal, draft: Draft): SizePlan {
  const { olds, news } = goal;
  const applied = { size: olds.size, spent: olds.scaleDown };
  if (fewer(applied, news) === 0 || news.enableAutoscale === true) return isAboutSize(goal) ? "grow" : "leave";
  const refused = scaleDownRefusals(applied, news);
  const there = seenOf(draft).desktops.filter(isThere);
  const removal = removalNow(applied, news, there);
  const reasons = [...refused, ...(removal.refused === undefined ? [] : [removal.refused])];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
  return { remove: removal.desktopIds };
}

/** In these two the service may do anything with desktops, so none is made or removed. */
function refuseUnfit(draft: Draft): void {
  const { pool } = seenOf(draft);
  const why = { EXIST_FROZEN: "it has frozen desktops: unfreeze them", ERROR: "put it right in the console" }[
    pool.status
  ];
  if (why === undefined) return;
  throw workspaceError(
    "refused",
    `refused before any change: pool ${pool.name} is in status ${pool.status}; ${why}, then run \`pulumi up\` again, or replace the pool with \`pulumi up --replace 'URN'\` (with desktops on it that needs \`forceDestroy: true\` in the state)`,
  );
}

export async function applySize(goal: Goal, draft: Draft, plan: SizePlan): Promise<void> {
  if (plan === "grow") await grow(goal, draft);
  else if (plan !== "leave") await shrink(goal, draft, plan.remove);
}

const missing = ({ news }: Goal, draft: Draft): number => Math.max(0, Number(news.size) - count(draft));

/** The service takes a difference, so it is taken from what is there at this moment, with nothing under way. */
async function grow(goal: Goal, draft: Draft): Promise<void> {
  while (missing(goal, draft) > 0) {
    const before = count(draft);
    const failure = await expand(goal, draft, Math.min(missing(goal, draft), mostAtOnce));
    if (failure !== undefined) throw failure;
    if (count(draft) > before) continue;
    throw new Error(
      `pool ${seenOf(draft).pool.name} still has ${count(draft)} of ${String(goal.news.size)} desktops, though making them went well: run \`pulumi up\` again`,
    );
  }
}

async function expand(goal: Goal, draft: Draft, add: number): Promise<Error | undefined> {
  const { service, id, until, report } = goal;
  const operation = add === 1 ? "making 1 desktop" : `making ${add} desktops`;
  await report.progress(operation);
  const accepted = (job: { readonly jobId?: string }) => {
    draft.accepted = true;
    draft.pending = { operation, desktops: add, ...job };
  };
  const change = { ...atSightOfJob(expandingPool(service, id, { add })), what: operation, onLost: () => accepted({}) };
  const { jobId } = await sendOnce(service, change, until);
  accepted(jobId === undefined ? {} : { jobId });
  const failure = jobId === undefined ? undefined : await failureOf(goal, draft, { operation, jobId }, "job");
  await look(goal, draft);
  return failure;
}

async function shrink(goal: Goal, draft: Draft, desktopIds: readonly string[]): Promise<void> {
  const { service, id: poolId, news, until, report } = goal;
  const onAccepted = () => {
    draft.accepted = true;
  };
  if (desktopIds.length > 0) {
    try {
      await deleteDesktops({ service, poolId, until, report, options: news, onAccepted }, desktopIds);
    } finally {
      // A failure too has to leave the number of desktops that are there now.
      if (draft.accepted) await look(goal, draft);
    }
  }
  draft.inputs.scaleDown = news.scaleDown;
}

/** Words about a number that nobody asked to change. */
export async function sayTooMany({ olds, news, report }: Goal, draft: Draft): Promise<void> {
  const { name } = seenOf(draft).pool;
  const there = count(draft);
  const surplus = there - Number(news.size);
  if (surplus === 0 || news.enableAutoscale === true) return;
  if (surplus > 0)
    return report.warn(
      `pool ${name} has ${there} desktops, ${surplus} more than \`size\`; none is deleted: set \`size: ${there}\` to keep them, or remove desktops in the console`,
    );
  if (news.size === olds.size)
    await report.note(
      `pool ${name} has ${there} desktops, ${-surplus} fewer than \`size\`: \`pulumi refresh\` shows it`,
    );
}
