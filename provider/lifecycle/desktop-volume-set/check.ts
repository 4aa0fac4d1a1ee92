/** The first word on a DesktopVolumeSet: shape, limits and what comparing with the old program can refuse. No network. */
import { desktopLimits } from "../../volumes/types.ts";
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { mayTellAt } from "../notify-fields.ts";
import { movedArguments } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { unknownTypes } from "../volume-set/disk-types.ts";
import { volumesKnown } from "../volume-set/disks.ts";
import { type Judgeable, judgeable } from "../volume-set/judgeable.ts";
import { refusedByOldInputs, stale, withOldKept } from "../volume-set/old-inputs.ts";
import { argumentFailures } from "./arguments/inputs.ts";
import { onlyScope } from "./state/question.ts";
import { secondSet } from "./words/second-set.ts";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const { run } = context;
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  // The last check of a replacement would say it again.
  if (!run.wasChecked(urn)) await tellTypes(context, olds, news);
  run.checked(urn, { creation: olds.desktopId === undefined });
  mayTellAt(run, news.desktopId, news);
  const inputs = withOldKept(olds, news);
  const judged = judgeable(olds, news, argumentFailures);
  const reasons = [
    ...argumentFailures(news),
    ...(judged === undefined ? [] : [...refusals(olds, judged), ...otherSet(run, judged.inputs, urn)]),
  ];
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
}

async function tellTypes(context: Context, olds: Plain, news: Plain): Promise<void> {
  const urn = typeof news.resourceUrn === "string" ? { urn: news.resourceUrn } : {};
  const report = context.report({ ...urn, name: "DesktopVolumeSet" });
  for (const line of unknownTypes(olds, news)) await report.warn(line);
}

function refusals(olds: Plain, { inputs: said, isWhole }: Judgeable): string[] {
  const inputs = withOldKept(olds, said);
  const asked = { inputs, isWhole, limits: desktopLimits, scope: onlyScope, desktop: { name: "", ofPool: 0 } };
  const disks = volumesKnown(inputs) ? refusedByOldInputs({ olds, ...asked }) : [];
  if (olds.desktopId === undefined) return disks;
  // What would be refused of a new set too, rests on nothing old.
  const always = new Set(disks.length === 0 ? [] : refusedByOldInputs({ olds: {}, ...asked }));
  return [...disks, ...moves(olds, inputs)].map((reason) => (always.has(reason) ? reason : reason + stale));
}

/** Another desktop or place is a replacement: every disk of the set would go. */
function moves(olds: Plain, inputs: Plain): string[] {
  if (olds.allowReplace === true && olds.forceDestroy === true) return [];
  const places = movedArguments(olds, inputs).map(
    ({ field, from, to }) => `${field} changes from "${from}" to "${to}"`,
  );
  const isMoved = !isUnknown(inputs.desktopId) && inputs.desktopId !== olds.desktopId;
  const moved = isMoved ? [`desktopId changes from "${String(olds.desktopId)}" to "${String(inputs.desktopId)}"`] : [];
  return [...moved, ...places].map(
    (what) =>
      `${what}, which would delete the disks of this set with their data: set it back; ` +
      "to replace the set, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it",
  );
}

function otherSet(run: Context["run"], { desktopId }: Plain, urn: string): string[] {
  if (typeof desktopId !== "string" || isUnknown(desktopId) || urn === "") return [];
  const other = run.claimHost(desktopId, urn);
  return other === undefined ? [] : [secondSet(desktopId, other)];
}
