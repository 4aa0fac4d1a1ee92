/** DesktopPool: a pool of desktops. */
import { workspaceError } from "../../workspace/errors.ts";
import type { Context, Hooks, Plain } from "../hooks.ts";
import { refusingNewer } from "../newer-state.ts";
import { connectAt, elsewhere } from "../place.ts";
import { timeoutMs } from "../timeouts.ts";
import { inputNames } from "./arguments/inputs.ts";
import { check, fixedChanges, fixedWords } from "./check.ts";
import { converge } from "./converge.ts";
import { create } from "./create.ts";
import { destroy } from "./destroy.ts";
import { diff } from "./diff.ts";
import { changeable, fixed, isSame } from "./fields/changeable.ts";
import { read } from "./read.ts";
import { scaleDownRefusals } from "./size/scale-down.ts";
import { isUnfinished, saidBefore, schemaVersion } from "./state/state.ts";

export const desktopPool: Hooks = refusingNewer(
  { kind: "DesktopPool", schema: schemaVersion },
  { check, diff, create, read, update, delete: destroy },
);

async function update(context: Context, id: string, olds: Plain, news: Plain): Promise<{ outs: Plain }> {
  guard(context, olds, news);
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  context.run.hold(urn, [id]);
  // Consents and options are for later calls: changing only them makes none, whatever goes on with the pool.
  if (isOnlyOptions(olds, news)) return { outs: { ...news, ...saidBefore(olds), unfinished: {} } };
  const service = await connectAt(context, olds, news);
  const report = context.report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" });
  const until = { deadline: context.clock.now() + timeoutMs(news, "update") };
  return { outs: await converge({ context, service, report, id, isNew: false, olds, news, until }) };
}

const ofThePool: readonly string[] = ["size", ...[...changeable, ...fixed].map((field) => field.name)];

/** An update without any difference is one that Pulumi asks for after a failure: it has to look. */
function isOnlyOptions(olds: Plain, news: Plain): boolean {
  const changed = inputNames.filter((name) => name !== "resourceUrn" && !isSame(name, news[name], olds[name]));
  return changed.length > 0 && !isUnfinished(olds) && !changed.some((name) => ofThePool.includes(name));
}

function guard(context: Context, olds: Plain, news: Plain): void {
  const reasons = [
    ...elsewhere(context, olds, news).map((e) => e.words),
    ...fixedChanges(olds, news).map(fixedWords),
    ...scaleDownRefusals({ size: olds.size, spent: olds.scaleDown }, news),
  ];
  if (reasons.length > 0) throw workspaceError("refused", `refused before any change: ${reasons.join("\n")}`);
}
