/** Observe → plan → apply → observe, for a creation and for an update alike. */
import type { Report } from "../../progress/report.ts";
import { plan } from "../../volumes/plan.ts";
import type { Plan, Step } from "../../volumes/types.ts";
import { stepWords, theHost } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForQuietPool } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import { durationMs } from "../fields.ts";
import type { Context, Plain } from "../hooks.ts";
import { reasonOf, withPartialState } from "../partial.ts";
import { endWords } from "../volume-set/end-words.ts";
import { type EndedCall, endsOf, goodJobs } from "../volume-set/ends.ts";
import { undeclaredOf } from "../volume-set/reported.ts";
import { settleSteps } from "../volume-set/settle.ts";
import { tellUndeclared } from "../volume-set/undeclared-words.ts";
import { apply } from "./calls/apply.ts";
import { hostRefusals } from "./calls/host-refusals.ts";
import { addJobOf } from "./calls/run-call.ts";
import type { Work } from "./calls/work.ts";
import { type Seen, withOwn } from "./desktops/look.ts";
import { addsThatMayBeDone, idsOf, lookForKnown } from "./desktops/look-for-known.ts";
import { ownByState } from "./desktops/own-disks.ts";
import { recoverableVolumes, type Search } from "./identity/recoverable.ts";
import { poolOf } from "./identity/whereabouts.ts";
import { type Draft, draftOf, finalOuts, partialOuts } from "./state/draft.ts";
import { desiredVolumes, fromOutputs, fromService, stateUnderNewKeys } from "./state/question.ts";
import { isUnfinished, type Pending, type State } from "./state/state.ts";

export interface Goal {
  readonly context: Context;
  readonly service: WorkspaceService;
  readonly id: string;
  readonly state: State;
  readonly news: Plain;
  readonly until: Until;
  readonly report: Report;
}

const defaultRecoverWithin = "2h";

/** A goal on the desktop that it is for. */
interface Placed extends Goal {
  readonly desktopId: string;
  readonly poolId: string;
}

type Ended = EndedCall<Pending>;

export async function converge(goal: Goal): Promise<Plain> {
  const { context, service, news, state: stored, until, report } = goal;
  const since = context.clock.now();
  const state = stateUnderNewKeys(stored, news);
  const desktopId = String(news.desktopId);
  const given = typeof news.poolId === "string" ? news.poolId : undefined;
  const poolId = await poolOf({ service, desktopId, until }, { given, stored: stored.pool?.id });
  if (poolId === undefined) throw gone(goal);
  const placed: Placed = { ...goal, desktopId, poolId };
  const ended = await endsOf(state.pending, { service, report, poolId, until });
  const looked = await seenToChange(placed, ended);
  const recoverable = await recoverableVolumes(searchFor(placed, { state, seen: looked, ended }));
  const draft = draftOf(state, withOwn(looked, recoverable), lastAddJobOf(state, ended));
  const place = { ...service.place };
  const told = () => (draft.accepted ? partialOuts(draft, place, news) : undefined);
  const steps = await withPartialState(goal.id, told, () => change(placed, draft, recoverable));
  await report.done(endWords(steps, context.clock.now() - since));
  return finalOuts(draft, place, news);
}

function lastAddJobOf({ lastAddJob }: State, ended: readonly Ended[]): State["lastAddJob"] {
  const add = ended.findLast(({ pending }) => pending.operation === "add" && pending.jobId !== undefined);
  if (add?.pending.jobId === undefined) return lastAddJob;
  return { ...addJobOf(add.pending.jobId, add), ...(lastAddJob?.zone === undefined ? {} : { zone: lastAddJob.zone }) };
}

const needsNothing: ReadonlySet<Step["kind"]> = new Set(["keep", "rename"]);

/** Nothing may be under way before a change; where nothing is going to change, nobody waits. */
async function seenToChange(goal: Placed, ended: readonly Ended[]): Promise<Seen> {
  const { context, service, state, news, until, report, desktopId, poolId } = goal;
  const { steps, refusals } = plan(fromOutputs(state, news, context.run));
  // What is refused by old knowledge may be a change by the new.
  const mayChange = isUnfinished(state) || refusals.length > 0 || steps.some((s) => !needsNothing.has(s.kind));
  const onProgress = () => report.progress("waiting: something else is under way on the pool of the desktop");
  if (mayChange) await waitForQuietPool(service, poolId, { deadline: until.deadline, onProgress });
  const looking = { service, desktopId, poolId, until, isOwn: ownByState(state, goodJobs(ended)) };
  const leaving = idsOf({ ...state, volumeIds: leavingOf(state, news) });
  const seen = await lookForKnown(looking, { adds: addsThatMayBeDone(ended), ids: leaving });
  if (seen === undefined) throw gone(goal);
  return seen;
}

/** The claim of a key that leaves the program would be forgotten, and its disk stay. */
function leavingOf(stored: State, news: Plain): State["volumeIds"] {
  const desired = desiredVolumes(stored, news);
  const { volumeIds } = stateUnderNewKeys(stored, news);
  return Object.fromEntries(Object.entries(volumeIds).filter(([key]) => !Object.hasOwn(desired, key)));
}

function gone({ service: { place }, state, news }: Goal): Error {
  const isCreation = state.inputs.desktopId === undefined;
  const way = isCreation ? "check `desktopId`, `region` and `projectId`" : "run `pulumi refresh`, then `pulumi up`";
  return workspaceError(
    "not_found",
    `there is no desktop ${String(news.desktopId)} in project ${place.projectId}, region ${place.region}; nothing was changed: ${way}`,
  );
}

function searchFor(goal: Placed, found: Pick<Search, "state" | "seen" | "ended">): Search {
  const { context, service, news, until, desktopId } = goal;
  const recoverWithinMs = durationMs(String(news.recoverWithin ?? defaultRecoverWithin)) ?? 0;
  return { ...found, service, recoverWithinMs, run: context.run, until, desktopId };
}

type Recoverable = Awaited<ReturnType<typeof recoverableVolumes>>;

async function change(goal: Placed, draft: Draft, recoverable: Recoverable): Promise<readonly Step[]> {
  const { context, service, state: asked, news, until, report, desktopId, poolId } = goal;
  const { run } = context;
  const { before: state, seen } = draft;
  const question = fromService(asked, news, seen, recoverable);
  const planned = plan(question);
  guard(planned, seen);
  const lines = planned.steps
    .filter((s) => s.kind !== "keep")
    .flatMap((s) => stepWords(s, question.known, question.scope) ?? []);
  // The exact list, from what is really there: the first live line, before the first change.
  if (lines.length > 0) await report.progress(lines.join("; "));
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const work: Work = { service, report, run, urn, desktopId, poolId, until, draft, news };
  const desired = desiredVolumes(asked, news);
  draft.pending = [];
  settleSteps({ draft, steps: planned.steps, desired, open: new Set(), hold: (id) => run.hold(urn, [id]) });
  const failure = await apply(work, planned, desired);
  draft.optionsHold = failure === undefined;
  if (failure !== undefined) throw failed(failure);
  for (const notice of planned.notices) await report.warn(notice);
  const undeclared = undeclaredOf(draft.seen.own, new Set(Object.values(draft.volumeIds)));
  await tellUndeclared(report, state, undeclared, theHost(question.known));
  return planned.steps;
}

/** Every refusal again, from what is really there, before the first change. */
function guard({ steps, refusals }: Plan, seen: Seen): void {
  const reasons = [...refusals.map((r) => r.reason), ...hostRefusals(seen, steps)];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}

const again = "Run `pulumi up` again: it looks at what is there and does only what is missing";

const failed = (cause: unknown): Error => workspaceError("job_failed", `${reasonOf(cause)}\n${again}`, { cause });
