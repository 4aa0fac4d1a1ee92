/** Brings a pool that exists to what the program says: what an interrupted run began first, then fields, whoever goes, product and image, and new desktops last. */
import { isDeepStrictEqual } from "node:util";
import { workspaceError } from "../../workspace/errors.ts";
import { countedDesktops } from "../counted.ts";
import type { Plain } from "../hooks.ts";
import { leftAfterLag } from "../lag.ts";
import { withPartialState } from "../partial.ts";
import { minutes } from "../progress-line.ts";
import { tellingTheWayOn } from "../way-on.ts";
import { applyFields, fieldRefusals, sayDrift } from "./fields/apply-fields.ts";
import { applyFollowings } from "./fields/apply-follow.ts";
import { settleBegun } from "./fields/left-behind.ts";
import { othersOf } from "./fields/others.ts";
import { tellFirst } from "./fields/tell-first.ts";
import {
  applyGrowth,
  applyRemoval,
  planSize,
  removedBy,
  type SizePlan,
  sayRemoval,
  sayTooMany,
  unfit,
} from "./size/apply-size.ts";
import { type End, endOf } from "./size/await-job.ts";
import { goingSince } from "./size/begun-removal.ts";
import { count, type Draft, type Goal, look, saidNow, seenOf } from "./state/draft.ts";
import { partialState } from "./state/partial-state.ts";
import { argumentsOf, unfinishedOf } from "./state/state.ts";
import { brokenWords, stillGoingWords } from "./words/unfinished-words.ts";

export async function converge(goal: Goal): Promise<Plain> {
  const { news, report, context } = goal;
  const since = context.clock.now();
  const draft: Draft = {
    inputs: withoutWithdrawn(goal),
    seen: undefined,
    pending: unfinishedOf(goal.olds).pending,
    failed: [],
    behind: unfinishedOf(goal.olds).behind ?? [],
    removed: new Set(),
    strangers: 0,
    accepted: goal.isNew,
  };
  await withPartialState(
    goal.id,
    () => (draft.accepted ? partialState(goal, draft) : undefined),
    () =>
      tellingTheWayOn(
        () => change(goal, draft),
        () => (draft.seen === undefined ? [] : unfit(draft)),
      ),
  );
  await report.done(
    `pool ${seenOf(draft).pool.name} has ${countedDesktops(count(draft))}, after ${minutes(context.clock.now() - since)}`,
  );
  const others = othersOf(news, { pool: seenOf(draft).pool, users: draft.users });
  return { ...news, ...saidNow(goal, seenOf(draft)), ...others, unfinished: {} };
}

const consents = ["forceDestroy", "allowReplace", "deleteUsers", "emailNotification", "forceDelete"];

/** After a failed update what was allowed for a deletion counts only where the program still says so. */
function withoutWithdrawn({ olds, news }: Goal): Record<string, unknown> {
  const kept = Object.entries(argumentsOf(olds)).filter(
    ([name, value]) => !consents.includes(name) || value === news[name],
  );
  return Object.fromEntries(kept);
}

async function change(known: Goal, draft: Draft): Promise<void> {
  const { pending } = draft;
  const { isHeard, failure } = await awaitBegun(known, draft);
  await lookFirst(known, draft, { isHeard, ...(failure === undefined ? {} : { failure }) });
  if (pending?.jobId !== undefined && pending.gives !== undefined) settleBegun(draft, pending.gives, failure);
  const goal = withLearned(known, draft);
  draft.strangers = strangersOf(goal, draft);
  for (const line of brokenWords(saidNow(goal, seenOf(draft)).brokenDesktops)) await goal.report.warn(line);
  if (failure !== undefined) await failOrRepair(goal, failure);
  let plan = await plannedAgainIfDone(goal, draft);
  if (await tellFirst(goal, draft, removedBy(plan))) {
    await look(goal, draft);
    plan = await plannedAgainIfDone(goal, draft, plan);
  }
  await applyFields(goal, draft);
  await applyRemoval(goal, draft, plan);
  await applyFollowings(goal, draft);
  await applyGrowth(goal, draft, plan);
  await sayDrift(goal, draft);
  await sayTooMany(goal, draft);
}

/**
 * Nothing is under way any more: who is listed as going by an interrupted removal is gone in a moment, or that list is older than the
 * removal's failure. Until one of the two shows, the state says what it said before; where nobody has heard that the removal ended well,
 * that is all that can tell it.
 */
async function lookFirst(goal: Goal, draft: Draft, { isHeard, failure }: End): Promise<void> {
  const { pending } = draft;
  const going = await leftAfterLag(goal.service, async () => {
    const left = goingSince(goal.olds, (await look(goal, draft)).desktops);
    if (left.length === 0) return left;
    draft.seen = undefined;
    draft.pending = pending;
    return left;
  });
  if (going.length === 0) return;
  const isDone = isHeard && failure === undefined;
  if (!isDone && pending !== undefined)
    throw workspaceError("unknown_result", stillGoingWords(pending, going, failure), { cause: failure });
  for (const { desktopId } of going) draft.removed.add(desktopId);
  await look(goal, draft);
}

/** Whom an earlier run has left behind is known to all that follows, whether the state told it or the job that was awaited. */
const withLearned = (goal: Goal, { behind }: Draft): Goal =>
  behind.length === 0
    ? goal
    : { ...goal, olds: { ...goal.olds, unfinished: { ...unfinishedOf(goal.olds), behind: [...behind] } } };

/** What an earlier run of ours has begun to make is ours. */
function strangersOf({ isNew, olds }: Goal, draft: Draft): number {
  const { pending, missing } = unfinishedOf(olds);
  const isMaking = pending !== undefined && pending.removes === undefined;
  if (isNew || isMaking || missing !== undefined || typeof olds.size !== "number") return 0;
  return Math.max(0, count(draft) - (olds.size - draft.removed.size));
}

/** A lowering that is found done already may be one read that lags: it is looked at once more. */
async function plannedAgainIfDone(goal: Goal, draft: Draft, said?: SizePlan): Promise<SizePlan> {
  const plan = await planned(goal, draft, said);
  if (typeof plan === "string" || plan.remove.length > 0) return plan;
  await look(goal, draft);
  return planned(goal, draft, plan);
}

/** Everything that can be refused is refused here, together and before the first change; then who goes is said, unless it was already. */
async function planned(goal: Goal, draft: Draft, said?: SizePlan): Promise<SizePlan> {
  const { plan, refused } = await planSize(goal, draft);
  const reasons = [...new Set([...refused, ...fieldRefusals(goal, draft, removedBy(plan))])];
  if (reasons.length > 0) throw workspaceError("refused", `${beforeWhat(goal, draft)}: ${reasons.join("\n")}`);
  if (said === undefined || !isDeepStrictEqual(removedBy(said), removedBy(plan))) await sayRemoval(goal, draft, plan);
  return plan;
}

/** The creation itself is a change. */
function beforeWhat({ isNew }: Goal, draft: Draft): string {
  const before = "refused before any change";
  const { name } = seenOf(draft).pool;
  return isNew ? `pool ${name} is there, with ${countedDesktops(count(draft))}; ${before} of it` : before;
}

/** Waits for the job that was begun, by this run or by one before. */
async function awaitBegun(goal: Goal, draft: Draft): Promise<End> {
  const { pending } = draft;
  if (pending?.jobId === undefined) return { isHeard: false };
  const end = await endOf(goal, draft, { ...pending, jobId: pending.jobId }, "sub-jobs");
  // From now on the state names a job that has ended.
  draft.accepted = true;
  return end;
}

/** A creation that fails is told as such. The failure of a job that an earlier run began is what this run is here to repair. */
async function failOrRepair({ isNew, report }: Goal, failure: Error): Promise<void> {
  if (isNew) throw failure;
  await report.warn(failure.message);
}
