/** The first word on a PoolVolumeSet: shape, limits and what comparing with the old program can refuse. No network. */
import { poolLimits } from "../../volumes/types.ts";
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { mayTellAt } from "../notify-fields.ts";
import { movedArguments } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { unknownTypes } from "../volume-set/disk-types.ts";
import { type Judgeable, judgeable } from "../volume-set/judgeable.ts";
import { refusedByOldInputs, stale, withOldKept } from "../volume-set/old-inputs.ts";
import { argumentFailures, scopeOf, volumesKnown, withScope } from "./arguments/inputs.ts";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const { run } = context;
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const isCreation = olds.poolId === undefined;
  // The last check of a replacement would say it again.
  if (!run.wasChecked(urn)) await tellTypes(context, olds, news);
  run.checked(urn, { creation: isCreation });
  mayTellAt(run, news.poolId, news);
  const inputs = normal(olds, news);
  const judged = judgeable(olds, news, argumentFailures);
  const reasons = [
    ...argumentFailures(news),
    ...(judged === undefined ? [] : [...refusals(olds, judged), ...otherSet(run, judged.inputs, urn)]),
  ];
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
}

async function tellTypes(context: Context, olds: Plain, news: Plain): Promise<void> {
  const urn = typeof news.resourceUrn === "string" ? { urn: news.resourceUrn } : {};
  const report = context.report({ ...urn, name: "PoolVolumeSet" });
  for (const line of unknownTypes(olds, news)) await report.warn(line);
}

const normal = (olds: Plain, news: Plain): Plain => withScope(withOldKept(olds, news));

function refusals(olds: Plain, judged: Judgeable): string[] {
  const inputs = normal(olds, judged.inputs);
  const disks = volumesKnown(inputs) ? diskRefusals(olds, inputs, judged.isWhole) : [];
  if (olds.poolId === undefined) return disks;
  // What would be refused of a new set too, rests on nothing old.
  const always = new Set(disks.length === 0 ? [] : diskRefusals({}, inputs, judged.isWhole));
  return [...disks, ...moves(olds, inputs)].map((reason) => (always.has(reason) ? reason : reason + stale));
}

const diskRefusals = (olds: Plain, inputs: Plain, isWhole: boolean): string[] =>
  refusedByOldInputs({ olds, inputs, isWhole, limits: poolLimits, scope: scopeOf(inputs) });

/** Another pool or place is a replacement: every disk of the set would go. */
function moves(olds: Plain, inputs: Plain): string[] {
  if (olds.allowReplace === true && olds.forceDestroy === true) return [];
  const places = movedArguments(olds, inputs).map(
    ({ field, from, to }) => `${field} changes from "${from}" to "${to}"`,
  );
  const isMoved = !isUnknown(inputs.poolId) && inputs.poolId !== olds.poolId;
  const pool = isMoved ? [`poolId changes from "${String(olds.poolId)}" to "${String(inputs.poolId)}"`] : [];
  return [...pool, ...places].map(
    (what) =>
      `${what}, which would delete the disks of this set with their data: if the pool resource was renamed or moved in the program, undo that and run \`pulumi up\`, then do it again and give it \`aliases\`; otherwise set it back; ` +
      "to replace the set, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it",
  );
}

function otherSet(run: Context["run"], inputs: Plain, urn: string): string[] {
  if (typeof inputs.poolId !== "string" || isUnknown(inputs.poolId) || urn === "") return [];
  const other = run.claimHost(inputs.poolId, urn);
  if (other === undefined) return [];
  return [`pool ${inputs.poolId} already has the PoolVolumeSet ${other}: one pool has one set; put all disks into it`];
}
