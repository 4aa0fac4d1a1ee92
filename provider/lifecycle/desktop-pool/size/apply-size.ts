/** The number of desktops: growing by what is missing now, lowering by whom the program's consent lets go, and nothing else. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Draft, Goal } from "../state/draft.ts";
import { count, seenOf } from "../state/draft.ts";
import { isAboutSize } from "../state/partial-state.ts";
import { tooManyWords } from "../words/too-many-words.ts";
import { grow, missing } from "./grow.ts";
import { isLowering } from "./scale-down.ts";
import { planRemoval, removalWords, shrink } from "./shrink.ts";

export type SizePlan = { readonly remove: readonly string[] } | "grow" | "leave";

/** Everything that can be refused is refused here, before the first change; and who goes is said. */
export async function planSize(goal: Goal, draft: Draft): Promise<SizePlan> {
  const plan = await wanted(goal, draft);
  const removed = plan === "grow" || plan === "leave" ? [] : plan.remove;
  if (removed.length > 0 || (plan === "grow" && missing(goal, draft) > 0)) refuseUnfit(draft);
  if (removed.length > 0) await goal.report.warn(removalWords(goal, draft, removed));
  return plan;
}

async function wanted(goal: Goal, draft: Draft): Promise<SizePlan> {
  const { olds, news } = goal;
  if (isLowering({ size: olds.size, spent: olds.scaleDown }, news)) return { remove: await planRemoval(goal, draft) };
  return isAboutSize(goal) ? "grow" : "leave";
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

/** Words about a number that nobody asked to change. */
export async function sayTooMany({ olds, news, report }: Goal, draft: Draft): Promise<void> {
  const { name } = seenOf(draft).pool;
  const there = count(draft);
  const surplus = there - Number(news.size);
  if (surplus === 0 || news.enableAutoscale === true) return;
  if (surplus > 0) return report.warn(tooManyWords(name, { there, size: Number(news.size) }));
  if (news.size === olds.size)
    await report.note(
      `pool ${name} has ${there} desktops, ${-surplus} fewer than \`size\`: \`pulumi refresh\` shows it`,
    );
}
