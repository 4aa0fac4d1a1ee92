/** The number of desktops: growing by what is missing now, lowering by whom the program's consent lets go, and nothing else. */
import { countedDesktops } from "../../counted.ts";
import type { Draft, Goal } from "../state/draft.ts";
import { count, seenOf } from "../state/draft.ts";
import { isAboutSize } from "../state/partial-state.ts";
import { tooManyWords } from "../words/too-many-words.ts";
import { grow, missing } from "./grow.ts";
import { isLowering } from "./scale-down.ts";
import { planRemoval, removalWords, shrink } from "./shrink.ts";

export type SizePlan = { readonly remove: readonly string[] } | "grow" | "leave";

/** What is to be done, and every reason why it may not be done from what is there. */
export interface PlannedSize {
  readonly plan: SizePlan;
  readonly refused: readonly string[];
}

export async function planSize(goal: Goal, draft: Draft): Promise<PlannedSize> {
  const { plan, refused } = await wanted(goal, draft);
  const isChange = removedBy(plan).length > 0 || (plan === "grow" && missing(goal, draft) > 0);
  return { plan, refused: [...refused, ...(isChange ? unfit(draft) : [])] };
}

export const removedBy = (plan: SizePlan): readonly string[] => (typeof plan === "string" ? [] : plan.remove);

/** Who goes, before the first change. */
export async function sayRemoval(goal: Goal, draft: Draft, plan: SizePlan): Promise<void> {
  const removed = removedBy(plan);
  if (removed.length > 0) await goal.report.warn(removalWords(goal, draft, removed));
}

async function wanted(goal: Goal, draft: Draft): Promise<PlannedSize> {
  const { olds, news } = goal;
  if (!isLowering({ size: olds.size, spent: olds.scaleDown }, news))
    return { plan: isAboutSize(goal) ? "grow" : "leave", refused: [] };
  if (hasTakenMore(goal, draft)) return { plan: "grow", refused: [] };
  const { desktopIds, refused } = await planRemoval(goal, draft);
  return { plan: { remove: desktopIds }, refused };
}

/** An earlier removal, for a lower `size` than the program says now: nobody is left to go, and some are to be made anew. */
const hasTakenMore = ({ olds, news }: Goal, { removed }: Draft): boolean =>
  removed.size > 0 && Number(olds.size) - removed.size < Number(news.size);

/** In these two the service may do anything with desktops, so none is made or removed. */
export function unfit(draft: Draft): string[] {
  const { pool } = seenOf(draft);
  const why = { EXIST_FROZEN: "it has frozen desktops: unfreeze them", ERROR: "put it right in the console" }[
    pool.status
  ];
  if (why === undefined) return [];
  return [
    `pool ${pool.name} is in status ${pool.status}; ${why}, then run \`pulumi up\` again, or replace the pool with \`pulumi up --replace 'URN'\` (with desktops on it that needs \`forceDestroy: true\` in the state)`,
  ];
}

/** Before another product or image: nobody who goes is stopped for it, and a broken one that goes is in nobody's way. */
export async function applyRemoval(goal: Goal, draft: Draft, plan: SizePlan): Promise<void> {
  if (typeof plan !== "string") await shrink(goal, draft, plan.remove);
}

/** After it: what is made has it from the beginning. */
export async function applyGrowth(goal: Goal, draft: Draft, plan: SizePlan): Promise<void> {
  if (plan === "grow") await grow(goal, draft);
}

/** Words about a number that nobody asked to change. */
export async function sayTooMany({ olds, news, report }: Goal, draft: Draft): Promise<void> {
  const { name } = seenOf(draft).pool;
  const there = count(draft);
  const surplus = there - Number(news.size);
  const isFloor = news.enableAutoscale === true;
  if (surplus > 0) return isFloor ? undefined : report.warn(tooManyWords(name, { there, size: Number(news.size) }));
  if (surplus === 0 || news.size !== olds.size) return;
  const way = isFloor
    ? "with autoscale that is no drift, and none is made until `size` is another one"
    : "`pulumi refresh` shows it";
  await report.note(`pool ${name} has ${countedDesktops(there)}, ${-surplus} fewer than \`size\`: ${way}`);
}
