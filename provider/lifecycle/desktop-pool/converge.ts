/** Brings a pool that exists to what the program says: what an interrupted run began first, then fields, then desktops. */
import type { Plain } from "../hooks.ts";
import { withPartialState } from "../partial.ts";
import { minutes } from "../progress-line.ts";
import { applyFields, refuseFields } from "./fields/apply-fields.ts";
import { othersOf } from "./fields/others.ts";
import { tellFirst } from "./fields/tell-first.ts";
import { applySize, planSize, sayTooMany } from "./size/apply-size.ts";
import { failureOf } from "./size/await-job.ts";
import { count, type Draft, type Goal, look, saidNow, seenOf } from "./state/draft.ts";
import { partialState } from "./state/partial-state.ts";
import { argumentsOf, unfinishedOf } from "./state/state.ts";
import { brokenWords } from "./words/unfinished-words.ts";

export async function converge(goal: Goal): Promise<Plain> {
  const { news, report, context } = goal;
  const since = context.clock.now();
  const draft: Draft = {
    inputs: withoutWithdrawn(goal),
    seen: undefined,
    pending: unfinishedOf(goal.olds).pending,
    failed: [],
    behind: unfinishedOf(goal.olds).behind ?? [],
    removed: 0,
    accepted: goal.isNew,
  };
  await withPartialState(
    goal.id,
    () => (draft.accepted ? partialState(goal, draft) : undefined),
    () => change(goal, draft),
  );
  await report.done(
    `pool ${seenOf(draft).pool.name} has ${count(draft)} desktops, after ${minutes(context.clock.now() - since)}`,
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

async function change(goal: Goal, draft: Draft): Promise<void> {
  const failure = await awaitBegun(goal, draft);
  await look(goal, draft);
  for (const line of brokenWords(saidNow(goal, seenOf(draft)).brokenDesktops)) await goal.report.warn(line);
  if (failure !== undefined) await failOrRepair(goal, failure);
  let plan = await planSize(goal, draft);
  refuseFields(goal, draft);
  if (await tellFirst(goal, draft, typeof plan === "string" ? [] : plan.remove)) {
    await look(goal, draft);
    plan = await planSize(goal, draft);
    refuseFields(goal, draft);
  }
  await applyFields(goal, draft);
  await applySize(goal, draft, plan);
  await sayTooMany(goal, draft);
}

/** Waits for the job that was begun, by this run or by one before. */
async function awaitBegun(goal: Goal, draft: Draft): Promise<Error | undefined> {
  const { pending } = draft;
  if (pending?.jobId === undefined) return undefined;
  const failure = await failureOf(goal, draft, { ...pending, jobId: pending.jobId }, "sub-jobs");
  // From now on the state names a job that has ended.
  draft.accepted = true;
  return failure;
}

/** A creation that fails is told as such. The failure of a job that an earlier run began is what this run is here to repair. */
async function failOrRepair({ isNew, report }: Goal, failure: Error): Promise<void> {
  if (isNew) throw failure;
  await report.warn(failure.message);
}
