/** Observe → plan → apply → observe, for a creation and for an update alike. */
import type { Report } from "../../progress/report.ts";
import { plan } from "../../volumes/plan.ts";
import type { Plan, Step } from "../../volumes/types.ts";
import { isChange, stepWords } from "../../volumes/words.ts";
import { workspaceError } from "../../workspace/errors.ts";
import { waitForQuietPool } from "../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../workspace/service.ts";
import type { Pool } from "../../workspace/types.ts";
import { durationMs } from "../fields.ts";
import type { Context, Plain } from "../hooks.ts";
import { withPartialState } from "../partial.ts";
import { awaitRecords, type Ended, endsOf, strayCopies, takenBack } from "./carried.ts";
import { type Draft, draftOf, finalOuts, partialOuts, undeclaredOf } from "./draft.ts";
import { finish, idsBefore } from "./finish.ts";
import { stillThere } from "./open-ends.ts";
import { desiredVolumes, fromOutputs, fromService, stateUnderNewKeys } from "./question.ts";
import { recoverableVolumes } from "./recoverable.ts";
import { apply, settle } from "./settle.ts";
import { isUnfinished, type State } from "./state.ts";
import { tellUndeclared } from "./undeclared-words.ts";
import { failedWords } from "./unfinished-words.ts";
import type { Work } from "./work.ts";

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
  const goal = { ...asked, asked: asked.state, state: stateUnderNewKeys(asked.state, asked.news) };
  const { service, state, news, report, until } = goal;
  const poolId = String(news.poolId);
  const ended = await endsOf(state.pending, { service, report, poolId, until });
  const pool = await awaitRecords(ended, await poolToChange(goal, poolId), { service, poolId, until });
  const draft = draftOf(state, pool, ended);
  const place = { ...service.place };
  const today = new Date(service.serverNow()).toISOString().slice(0, 10);
  const told = () => (draft.accepted ? partialOuts(draft, place, news, today) : undefined);
  await withPartialState(goal.id, told, () => change(goal, poolId, draft, ended));
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
  const mayChange = isUnfinished(state) || refusals.length > 0 || steps.some((s) => !needsNothing.has(s.kind));
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

async function change(goal: Named, poolId: string, draft: Draft, ended: readonly Ended[]): Promise<void> {
  const { context, service, state, news, until, report } = goal;
  const { pool } = draft;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const recoverWithinMs = durationMs(String(news.recoverWithin ?? defaultRecoverWithin)) ?? 0;
  const search = { service, state, pool, desktops, recoverWithinMs, run: context.run, until };
  const question = fromService(goal.asked, news, pool, await recoverableVolumes({ ...search, ended }));
  const planned = plan(question);
  const stray = strayCopies(ended, desktops, pool.dataVolumes, state);
  const desired = desiredVolumes(state, news);
  const regretted = takenBack(draft.carried, desired, {
    desktops,
    volumes: pool.dataVolumes,
    volumeIds: state.volumeIds,
  });
  guard(planned, draft, [...[...stillThere(state.failed, desktops), ...stray].map(failedWords), ...regretted]);
  await announce(report, planned, (step) => stepWords(step, question.known));
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const work: Work = { service, report, run: context.run, urn, poolId, until, draft, desktops, ended };
  const before = idsBefore(work);
  settle(work, planned.steps, desired);
  const failure = await apply(work, planned, desired);
  draft.optionsHold = failure === undefined;
  const added = planned.steps.flatMap((s) => (s.kind === "add" ? [s.key] : []));
  await finish(work, { failure, before, added });
  for (const notice of planned.notices) await report.warn(notice);
  await tellUndeclared(report, state, undeclaredOf(draft.pool.dataVolumes, new Set(Object.values(draft.volumeIds))));
}

/** Every refusal again, from what is really there, before the first change. */
function guard({ steps, refusals }: Plan, { pool }: Draft, ends: readonly string[]): void {
  const reasons = [...ends, ...refusals.map((r) => r.reason), ...(steps.some(isChange) ? poolRefusals(pool) : [])];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}

function poolRefusals({ name, status, chargingMode }: Pool): string[] {
  if (chargingMode === "0") {
    return [`pool ${name} is paid by the year or month: its disks can only be changed by an order in the console`];
  }
  if (status === "EXIST_FROZEN")
    return [`pool ${name} has frozen desktops (EXIST_FROZEN): unfreeze them, then run \`pulumi up\` again`];
  return status === "ERROR"
    ? [`pool ${name} is in status ERROR: repair it in the console, then run \`pulumi up\` again`]
    : [];
}

/** The exact list, from what is really there: the first live line, before the first change. The preview's words stand already. */
async function announce(report: Report, { steps }: Plan, words: (step: Step) => string | undefined): Promise<void> {
  const lines = steps.filter((s) => s.kind !== "keep").flatMap((step) => words(step) ?? []);
  if (lines.length > 0) await report.progress(lines.join("; "));
}
