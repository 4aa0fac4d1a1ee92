/** PoolVolumeSet: the data disks of one pool, by name. */
import { workspaceError } from "../../workspace/errors.ts";
import type { Context, Hooks, Plain } from "../hooks.ts";
import { refusingNewer } from "../newer-state.ts";
import { connectAt, elsewhere, whereOf } from "../place.ts";
import { timeoutMs } from "../timeouts.ts";
import { withVolumes } from "./arguments/inputs.ts";
import { check } from "./check.ts";
import { converge } from "./converge.ts";
import { destroy } from "./destroy.ts";
import { diff } from "./diff.ts";
import { read } from "./read.ts";
import { desiredVolumes } from "./state/question.ts";
import { schemaVersion, stateOf } from "./state/state.ts";

export const poolVolumeSet: Hooks = refusingNewer(
  { kind: "PoolVolumeSet", schema: schemaVersion },
  { check, diff, create, read, update, delete: destroy },
);

async function create(context: Context, inputs: Plain): Promise<{ id: string; outs: Plain }> {
  const id = String(inputs.identity);
  register(context, inputs);
  const service = await context.connect(whereOf(inputs));
  const outs = await converge({
    context,
    service,
    id,
    state: stateOf({}),
    news: inputs,
    until: until(context, inputs, "create"),
    report: reportOf(context, inputs),
  });
  return { id, outs };
}

async function update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ outs: Plain }> {
  const state = stateOf(olds);
  const wanted = withVolumes(news, desiredVolumes(state, news));
  refuseMoves(context, olds, wanted);
  context.run.hold(urnOf(wanted), Object.values(state.volumeIds));
  const service = await connectAt(context, olds, wanted);
  const outs = await converge({
    context,
    service,
    id,
    state,
    news: wanted,
    until: until(context, wanted, "update"),
    report: reportOf(context, wanted),
  });
  return { outs };
}

const urnOf = (args: Plain): string => (typeof args.resourceUrn === "string" ? args.resourceUrn : "");

const reportOf = (context: Context, args: Plain) =>
  context.report({ name: "PoolVolumeSet", ...(urnOf(args) === "" ? {} : { urn: urnOf(args) }) });

const until = (context: Context, args: Plain, operation: "create" | "update") => ({
  deadline: context.clock.now() + timeoutMs(args, operation),
});

function register({ run }: Context, inputs: Plain): void {
  const other = run.claimHost(String(inputs.poolId), urnOf(inputs));
  if (other === undefined) return;
  throw workspaceError(
    "refused",
    `pool ${String(inputs.poolId)} already has the PoolVolumeSet ${other}: one pool has one set; put all disks into it. Nothing was changed`,
  );
}

function refuseMoves(context: Context, olds: Plain, news: Plain): void {
  const reasons = elsewhere(context, olds, news).map((e) => e.words);
  if (news.poolId !== olds.poolId)
    reasons.push(
      `the set is on pool ${String(olds.poolId)}, the program says ${String(news.poolId)}: a set never moves`,
    );
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}
