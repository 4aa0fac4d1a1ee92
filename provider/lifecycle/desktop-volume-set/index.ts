/** DesktopVolumeSet: the extra data disks of one desktop, by name. Those that its pool gives it are never touched. */
import { workspaceError } from "../../workspace/errors.ts";
import type { Context, Hooks, Plain } from "../hooks.ts";
import { refusingNewer } from "../newer-state.ts";
import { connectAt, elsewhere, whereOf } from "../place.ts";
import { timeoutMs } from "../timeouts.ts";
import { withVolumes } from "../volume-set/disks.ts";
import { check } from "./check.ts";
import { converge } from "./converge.ts";
import { destroy } from "./destroy.ts";
import { diff } from "./diff.ts";
import { read } from "./read.ts";
import { desiredVolumes } from "./state/question.ts";
import { schemaVersion, stateOf } from "./state/state.ts";
import { secondSet } from "./words/second-set.ts";

export const desktopVolumeSet: Hooks = refusingNewer(
  { kind: "DesktopVolumeSet", schema: schemaVersion },
  { check, diff, create, read, update, delete: destroy },
);

async function create(context: Context, inputs: Plain): Promise<{ id: string; outs: Plain }> {
  const id = String(inputs.identity);
  const other = context.run.claimHost(String(inputs.desktopId), urnOf(inputs));
  if (other !== undefined)
    throw workspaceError("refused", `${secondSet(String(inputs.desktopId), other)}. Nothing was changed`);
  const service = await context.connect(whereOf(inputs));
  const until = { deadline: context.clock.now() + timeoutMs(inputs, "create") };
  const report = reportOf(context, inputs);
  return { id, outs: await converge({ context, service, id, state: stateOf({}), news: inputs, until, report }) };
}

async function update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ outs: Plain }> {
  const state = stateOf(olds);
  const wanted = withVolumes(news, desiredVolumes(state, news));
  refuseMoves(context, olds, wanted);
  context.run.hold(urnOf(wanted), Object.values(state.volumeIds));
  const service = await connectAt(context, olds, wanted);
  const until = { deadline: context.clock.now() + timeoutMs(wanted, "update") };
  const report = reportOf(context, wanted);
  return { outs: await converge({ context, service, id, state, news: wanted, until, report }) };
}

const urnOf = (args: Plain): string => (typeof args.resourceUrn === "string" ? args.resourceUrn : "");

const reportOf = (context: Context, args: Plain) =>
  context.report({ name: "DesktopVolumeSet", ...(urnOf(args) === "" ? {} : { urn: urnOf(args) }) });

function refuseMoves(context: Context, olds: Plain, news: Plain): void {
  const reasons = elsewhere(context, olds, news).map((e) => e.words);
  if (news.desktopId !== olds.desktopId)
    reasons.push(
      `the set is on desktop ${String(olds.desktopId)}, the program says ${String(news.desktopId)}: a set never moves`,
    );
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}
