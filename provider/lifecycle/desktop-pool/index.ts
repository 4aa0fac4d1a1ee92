/** DesktopPool: a pool of desktops. */
import { workspaceError } from "../../workspace/errors.ts";
import type { Context, Hooks, Plain } from "../hooks.ts";
import { refusingNewer } from "../newer-state.ts";
import { connectAt, elsewhere } from "../place.ts";
import { timeoutMs } from "../timeouts.ts";
import { adoptElsewhere, adoptNameWords, adoptOf, isAnotherAdopt } from "./arguments/adopt.ts";
import { inputNames } from "./arguments/inputs.ts";
import { check } from "./check.ts";
import { converge } from "./converge.ts";
import { create } from "./create.ts";
import { poolsNamed } from "./creation/find.ts";
import { destroy } from "./destroy.ts";
import { diff } from "./diff.ts";
import { fieldTable } from "./fields/field-table.ts";
import { fixedChanges } from "./fields/fixed-changes.ts";
import { isOpenRebuild, rebuildRefusals } from "./fields/rebuild.ts";
import { isSame } from "./fields/same.ts";
import { topOf } from "./fields/values.ts";
import { read } from "./read.ts";
import { scaleDownRefusals } from "./size/scale-down.ts";
import { isUnfinished, saidBefore, schemaVersion } from "./state/state.ts";

export const desktopPool: Hooks = refusingNewer(
  { kind: "DesktopPool", schema: schemaVersion },
  { check, diff, create, read, update, delete: destroy },
);

async function update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ outs: Plain }> {
  guard(context, id, olds, news);
  await guardName(context, id, olds, news);
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  context.run.hold(urn, [id]);
  // Consents and options are for later calls: changing only them makes none, whatever goes on with the pool.
  if (isOnlyOptions(olds, news)) return { outs: { ...news, ...saidBefore(olds), unfinished: {} } };
  const service = await connectAt(context, olds, news);
  const report = context.report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" });
  const until = { deadline: context.clock.now() + timeoutMs(news, "update") };
  return { outs: await converge({ context, service, report, id, isNew: false, olds, news, until }) };
}

/** `exclusive` speaks for what others have added, which only a look can tell. */
const ofThePool: ReadonlySet<string> = new Set(["exclusive", ...fieldTable.map(({ path }) => topOf(path))]);

const inert: readonly string[] = ["resourceUrn", "adopt", "takeFrom"];

/** An update without any difference is one that Pulumi asks for after a failure: it has to look. */
function isOnlyOptions(olds: Plain, news: Plain): boolean {
  const changed = inputNames.filter((name) => !inert.includes(name) && !isSame(name, news[name], olds[name]));
  if (changed.length === 0 && isAnotherAdopt(olds, news)) return !isUnfinished(olds);
  const isOfThePool = changed.some((name) => ofThePool.has(name)) || isOpenRebuild(olds, news);
  return changed.length > 0 && !isUnfinished(olds) && !isOfThePool;
}

function guard(context: Context, id: string, olds: Plain, news: Plain): void {
  const reasons = [
    ...elsewhere(context, olds, news).map((e) => e.words),
    ...fixedChanges(olds, news).map((change) => change.words),
    ...rebuildRefusals(olds, news),
    ...adoptElsewhere(id, olds, news),
    ...scaleDownRefusals({ size: olds.size, spent: olds.scaleDown }, news),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}

/** A name that an `adopt` gives now has to be the name of this pool. */
async function guardName(context: Context, id: string, olds: Plain, news: Plain): Promise<void> {
  const adopt = adoptOf(news);
  if (adopt === undefined || "poolId" in adopt || !isAnotherAdopt(olds, news)) return;
  const service = await connectAt(context, olds, news);
  const named = await poolsNamed(service, adopt.name, { deadline: context.clock.now() + timeoutMs(news, "update") });
  if (named.some((pool) => pool.id === id)) return;
  throw workspaceError("refused", `refused before any change: ${adoptNameWords(adopt.name, id)}`);
}
