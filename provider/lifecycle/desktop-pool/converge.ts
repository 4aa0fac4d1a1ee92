/** Brings a pool that exists to what the program says: what an interrupted run began first, then fields, then desktops. */
import type { Report } from "../../progress/report.ts";
import { type FailedDesktop, workspaceError } from "../../workspace/errors.ts";
import { waitForQuietPool } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Context, Plain } from "../hooks.ts";
import { withPartialState } from "../partial.ts";
import { minutes } from "../progress-line.ts";
import { applyFields } from "./apply-fields.ts";
import { applySize, planSize, sayTooMany } from "./apply-size.ts";
import { failureOf } from "./await-job.ts";
import { partialState } from "./partial-state.ts";
import { argumentsOf, isThere, type Pending, type Seen, saidOf, unfinishedOf } from "./state.ts";
import { brokenWords } from "./words.ts";

export interface Goal {
  readonly context: Context;
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly id: string;
  /** A pool that this run has just made or resumed: whatever fails from now on, the state has to learn of it. */
  readonly isNew: boolean;
  /** Outputs when the work begins: arguments as far as they are true of the pool, and what an earlier run left open. */
  readonly olds: Plain;
  readonly news: Plain;
  readonly until: Until;
}

/** The state while a change goes on. */
export interface Draft {
  /** Arguments as far as they are true, but for `size`, which is told by what is seen. */
  inputs: Record<string, unknown>;
  seen: Seen | undefined;
  pending: Pending | undefined;
  failed: readonly FailedDesktop[];
  /** Set once the service may have taken a change, or the state is known to have changed otherwise. */
  accepted: boolean;
}

export async function converge(goal: Goal): Promise<Plain> {
  const { service, news, report, context } = goal;
  const since = context.clock.now();
  const draft: Draft = {
    inputs: withoutWithdrawn(goal),
    seen: undefined,
    pending: unfinishedOf(goal.olds).pending,
    failed: [],
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
  return { ...news, ...saidOf(seenOf(draft), service.place), unfinished: {} };
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
  for (const line of brokenWords(saidOf(seenOf(draft), goal.service.place).brokenDesktops))
    await goal.report.warn(line);
  if (failure !== undefined) await failOrRepair(goal, failure);
  const plan = planSize(goal, draft);
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

/** The pool with nothing under way on it, and its desktops. */
export async function look({ service, report, id, until }: Goal, draft: Draft): Promise<Seen> {
  const onProgress = () => report.progress("waiting: something is under way on the pool");
  const pool = await waitForQuietPool(service, id, { deadline: until.deadline, onProgress });
  if (pool === undefined) {
    throw workspaceError(
      "not_found",
      `desktop pool ${id} is gone from project ${service.place.projectId}: run \`pulumi refresh\`, then \`pulumi up\``,
    );
  }
  draft.pending = undefined;
  draft.seen = { pool, desktops: await service.listPoolDesktopsDetail(id, until) };
  return draft.seen;
}

export function seenOf(draft: Draft): Seen {
  if (draft.seen === undefined)
    throw new Error("the pool has not been read yet; this is a defect of the provider, please report it");
  return draft.seen;
}

export const count = ({ seen }: Pick<Draft, "seen">): number => seen?.desktops.filter(isThere).length ?? 0;
