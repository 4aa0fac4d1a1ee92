/** The first word on a PoolVolumeSet: shape, limits and what comparing with the old program can refuse. No network. */
import { withKeptProtection } from "../../volumes/kept.ts";
import { plan } from "../../volumes/plan.ts";
import { countingRenames, underNewKeys } from "../../volumes/renames.ts";
import { type Declared, type Keyed, type Origin, poolLimits, type Refusal, type Volume } from "../../volumes/types.ts";
import { unknownId } from "../../volumes/words.ts";
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { movedArguments } from "../place.ts";
import { isUnknown } from "../unknowns.ts";
import { unknownTypes } from "./arguments/disk-types.ts";
import {
  argumentFailures,
  consentTexts,
  declaredVolumes,
  renamedKeys,
  scopeOf,
  volumesKnown,
  withScope,
  withVolumes,
} from "./arguments/inputs.ts";
import { type Judgeable, judgeable } from "./arguments/judgeable.ts";

/** Old inputs are stale after a failed update: what rests on them says so. */
const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const { run } = context;
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const isCreation = olds.poolId === undefined;
  // The last check of a replacement would say it again.
  if (!run.wasChecked(urn)) await tellTypes(context, olds, news);
  run.checked(urn, { creation: isCreation });
  const inputs = normal(olds, news);
  const judged = judgeable(olds, news);
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

function normal(olds: Plain, news: Plain): Plain {
  const old = declaredVolumes(olds);
  const desired = declaredVolumes(news);
  const claims = { volumeIds: mapped(old, idOf), vanished: {} };
  const renames = volumesKnown(news) ? countingRenames({ claims, desired, renamed: renamedKeys(news) }) : [];
  const kept = withKeptProtection(underNewKeys(old, renames), desired);
  const identity = olds.identity ?? news.identity;
  return {
    ...withScope(withVolumes(news, kept)),
    ...(identity === undefined ? {} : { identity }),
  };
}

function refusals(olds: Plain, judged: Judgeable): string[] {
  const inputs = normal(olds, judged.inputs);
  const disks = volumesKnown(inputs) ? diskRefusals(olds, inputs, judged.isWhole) : [];
  if (olds.poolId === undefined) return disks;
  // What would be refused of a new set too, rests on nothing old.
  const always = new Set(disks.length === 0 ? [] : diskRefusals({}, inputs, judged.isWhole));
  return [...disks, ...moves(olds, inputs)].map((reason) => (always.has(reason) ? reason : reason + stale));
}

function diskRefusals(olds: Plain, inputs: Plain, isWhole: boolean): string[] {
  const old = declaredVolumes(olds);
  const desired = declaredVolumes(inputs);
  const { refusals } = plan({
    known: { from: "inputs", poolName: "", volumes: Object.entries(old).map(oldVolume) },
    claims: {
      volumeIds: mapped(old, idOf),
      origins: mapped(old, originOf),
      recorded: old,
      vanished: {},
      replacing: {},
    },
    desired,
    consents: { given: consentTexts(inputs), spent: consentTexts(olds) },
    renamed: renamedKeys(inputs),
    // The old inputs do not tell what else is on the pool.
    onUndeclared: "report",
    recoverable: new Map(),
    limits: poolLimits,
    scope: scopeOf(inputs),
  });
  const ofKept = ({ key }: Refusal) => key !== undefined && Object.hasOwn(desired, key);
  return refusals.filter((r) => isWhole || ofKept(r)).map((r) => r.reason);
}

const idOf = (key: string, { id }: Declared): string => id ?? unknownId(key);
const originOf = (_key: string, { id }: Declared): Origin => (id === undefined ? "added" : "adopted");
const oldVolume = ([key, d]: [string, Declared]): Volume => ({ ...d, id: idOf(key, d) });

function mapped<T>(disks: Keyed<Declared>, value: (key: string, declared: Declared) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(disks).map(([key, declared]) => [key, value(key, declared)]));
}

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
      `${what}, which would delete the disks of this set with their data: set it back; if the pool resource was renamed or moved in the program, give it \`aliases\`; ` +
      "to replace the set, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it",
  );
}

function otherSet(run: Context["run"], inputs: Plain, urn: string): string[] {
  if (typeof inputs.poolId !== "string" || isUnknown(inputs.poolId) || urn === "") return [];
  const other = run.claimPool(inputs.poolId, urn);
  if (other === undefined) return [];
  return [`pool ${inputs.poolId} already has the PoolVolumeSet ${other}: one pool has one set; put all disks into it`];
}
