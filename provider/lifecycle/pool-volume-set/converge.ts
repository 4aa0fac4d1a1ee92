/** Observe → plan → apply → observe, for a creation and for an update alike. */
import type { Report } from "../../progress/report.ts";
import { growWords } from "../../volumes/copies.ts";
import { plan } from "../../volumes/plan.ts";
import { keyedIn } from "../../volumes/replacements.ts";
import { scopeRefusals } from "../../volumes/scope.ts";
import type { Plan, Scope, Step } from "../../volumes/types.ts";
import { isChange, stepWords, theHost } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForQuietPool } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool } from "../../workspace/types.ts";
import { durationMs } from "../fields.ts";
import type { Context, Plain } from "../hooks.ts";
import { withPartialState } from "../partial.ts";
import { endWords } from "../volume-set/end-words.ts";
import { endsOf } from "../volume-set/ends.ts";
import { poolRefusals } from "../volume-set/pool-refusals.ts";
import { tellUndeclared } from "../volume-set/undeclared-words.ts";
import { declaredVolumes } from "./arguments/inputs.ts";
import { apply, settle } from "./calls/settle.ts";
import type { Work } from "./calls/work.ts";
import { finish, idsBefore } from "./desktops/finish.ts";
import { announcedGrowth, needsGrowth, toGrow } from "./desktops/mismatches.ts";
import { tellOutside } from "./desktops/outside.ts";
import { needsRepair } from "./desktops/repair.ts";
import { regionOf } from "./desktops/scope.ts";
import { observed } from "./identity/lagging.ts";
import { recoverableVolumes } from "./identity/recoverable.ts";
import { newIds, pendingUnder, renumberedIn, stateUnderNewIds, tracesOf } from "./identity/traces.ts";
import { asWanted, awaitRecords, type Ended, stillToProve, strayCopies, takenBack } from "./state/carried.ts";
import { type Draft, draftOf, finalOuts, partialOuts, undeclaredOf } from "./state/draft.ts";
import { stillThere } from "./state/open-ends.ts";
import { desiredVolumes, fromOutputs, fromService, stateUnderNewKeys } from "./state/question.ts";
import { isUnfinished, type State } from "./state/state.ts";
import { isDesktopsChange } from "./words/scope-change.ts";
import { failedWords } from "./words/unfinished-words.ts";

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

export async function converge(asked: Goal): Promise<Plain> {
  const since = asked.context.clock.now();
  const goal = { ...asked, asked: asked.state, state: stateUnderNewKeys(asked.state, asked.news) };
  const { service, news, report, until } = goal;
  const poolId = String(news.poolId);
  const open = await endsOf(goal.state.pending, { service, report, poolId, until });
  const shown = await awaitRecords(open, await poolToChange(goal, poolId), { service, poolId, until });
  const wanted = { desired: desiredVolumes(goal.state, news), run: goal.context.run };
  const { pool, desktops, waitedOut } = await observed({ service, poolId, until }, shown, goal.state, wanted);
  const moved = renumberedIn(goal.state, { volumes: pool.dataVolumes, desktops });
  const state = stateUnderNewIds(goal.state, moved);
  const ended = open.map((end) => ({ ...end, pending: pendingUnder(end.pending, newIds(moved)) }));
  const draft = draftOf(state, { pool, desktops, waitedOut }, ended);
  const place = { ...service.place };
  const today = new Date(service.serverNow()).toISOString().slice(0, 10);
  const told = () => (draft.accepted ? partialOuts(draft, place, news, today) : undefined);
  const steps = await withPartialState(goal.id, told, () => change({ ...goal, state }, poolId, draft, ended));
  await report.done(endWords(steps, goal.context.clock.now() - since));
  return finalOuts(draft, place, news, today);
}

/** A goal whose state has the keys as the program calls them now, and as they were. */
interface Named extends Goal {
  readonly asked: State;
}

const needsNothing: ReadonlySet<Step["kind"]> = new Set(["keep", "rename"]);

/** Nothing may be under way before a change; where nothing is going to change, nobody waits. */
async function poolToChange(
  { context, service, state, asked, news, until, report }: Named,
  poolId: string,
): Promise<Pool> {
  const { steps, refusals } = plan(fromOutputs(asked, news, context.run));
  // What a disk of unknown size needs, or what is refused by old knowledge, may be a change by the new.
  const mayChange =
    isUnfinished(state) ||
    needsGrowth(state, declaredVolumes(news)) ||
    refusals.length > 0 ||
    steps.some((s) => !needsNothing.has(s.kind));
  const onProgress = () => report.progress("waiting: something else is under way on the pool");
  const pool = mayChange
    ? await waitForQuietPool(service, poolId, { deadline: until.deadline, onProgress })
    : await service.showDesktopPoolDetail(poolId, until);
  if (pool !== undefined) return pool;
  const isCreation = state.inputs.poolId === undefined;
  const way = isCreation ? "check `poolId`, `region` and `projectId`" : "run `pulumi refresh`, then `pulumi up`";
  throw workspaceError(
    "not_found",
    `there is no desktop pool ${poolId} in project ${service.place.projectId}, region ${service.place.region}; nothing was changed: ${way}`,
  );
}

async function change(goal: Named, poolId: string, draft: Draft, ended: readonly Ended[]): Promise<readonly Step[]> {
  const { context, service, state, news, until, report } = goal;
  const { pool, desktops } = draft;
  const traces = tracesOf(goal.asked, { volumes: pool.dataVolumes, desktops });
  const recoverWithinMs = durationMs(String(news.recoverWithin ?? defaultRecoverWithin)) ?? 0;
  const search = { service, state, pool, desktops, recoverWithinMs, run: context.run, until };
  const question = fromService(goal.asked, news, pool, await recoverableVolumes({ ...search, ended }), traces);
  const planned = plan(question);
  const stray = strayCopies(ended, desktops, pool.dataVolumes, state);
  const desired = desiredVolumes(state, news);
  draft.carried = asWanted(draft.carried, desired);
  const regretted = takenBack(draft.carried, desired, {
    desktops,
    volumes: pool.dataVolumes,
    volumeIds: state.volumeIds,
  });
  const { scope } = question;
  const open = [...stillThere(state.failed, desktops), ...stray];
  const isNew = isDesktopsChange(state.inputs, news);
  const reach = { scope, poolName: pool.name, desktops, volumes: pool.dataVolumes, isNew, region: regionOf(state) };
  const outOfReach = open.length > 0 ? [] : scopeRefusals(planned.steps, reach);
  guard(planned, { draft, scope }, [...open.map(failedWords), ...regretted, ...outOfReach]);
  const grown = toGrow(planned.steps, state, news);
  const lines = planned.steps
    .filter((s) => s.kind !== "keep")
    .flatMap((s) => stepWords(s, question.known, question.scope) ?? []);
  await announce(report, [...lines, ...grown.map(growWords)]);
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const work: Work = { service, report, run: context.run, urn, poolId, until, scope, draft, news, desktops, ended };
  const before = idsBefore(work);
  settle(work, planned.steps, desired);
  draft.touched.push(...announcedGrowth(grown, work.scope, draft));
  const failure = await apply(work, planned, desired);
  draft.optionsHold = failure === undefined;
  const added = planned.steps.flatMap((s) => (s.kind === "add" ? [s.key] : []));
  await finish(work, { failure, before, added, desired });
  await tellOutside(work, planned.steps);
  for (const notice of planned.notices) await report.warn(notice);
  const undeclared = undeclaredOf(draft.pool.dataVolumes, new Set(Object.values(draft.volumeIds)));
  await tellUndeclared(report, state, undeclared, theHost(state));
  return planned.steps;
}

/** Every refusal again, from what is really there, before the first change. */
function guard(
  { steps, refusals }: Plan,
  { draft, scope }: { readonly draft: Draft; readonly scope: Scope },
  ends: readonly string[],
): void {
  const { pool, carried, volumeIds, replacing } = draft;
  const open = stillToProve(carried, pool.dataVolumes, keyedIn({ volumeIds, replacing }));
  const isTouched = steps.some(isChange) || needsRepair(open, draft, scope);
  const reasons = [...ends, ...refusals.map((r) => r.reason), ...(isTouched ? poolRefusals(pool) : [])];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}

/** The exact list, from what is really there: the first live line, before the first change. The preview's words stand already. */
async function announce(report: Report, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await report.progress(lines.join("; "));
}
