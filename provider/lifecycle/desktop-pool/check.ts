/** The first word on a DesktopPool: shape, limits, name, and what comparing with the old program can refuse. No network. */
import { countedDesktops } from "../counted.ts";
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { movedArguments } from "../place.ts";
import { hasUnknown } from "../unknowns.ts";
import { adoptInReplacement, adoptMoved, adoptOf } from "./arguments/adopt.ts";
import { isConsented } from "./arguments/consented.ts";
import { argumentFailures } from "./arguments/inputs.ts";
import { poolName } from "./arguments/pool-name.ts";
import { fixedChanges } from "./fields/fixed-changes.ts";
import { rebuildRefusals } from "./fields/rebuild.ts";
import { scaleDownRefusals } from "./size/scale-down.ts";

const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const isCreation = olds.type === undefined;
  const wasChecked = context.run.wasChecked(urn);
  context.run.checked(urn, { creation: isCreation });
  const other = context.run.goingToAdopt(urn, isCreation ? adoptOf(news) : undefined);
  const inputs = normal(olds, news);
  const reasons = argumentFailures(news, olds);
  if (other !== undefined)
    reasons.push(
      `adopt: ${other} is to take over this very pool: one pool belongs to one resource; remove one of the two`,
    );
  if (reasons.length === 0 && !isCreation) reasons.push(...refusals(olds, inputs).map((r) => r + stale));
  // In the last check of a replacement these words would push those of the deletion out of the row.
  if (reasons.length === 0 && isCreation && !wasChecked) await sayCreation(context, urn, inputs);
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
}

function normal(olds: Plain, news: Plain): Plain {
  const name = poolName(olds, news);
  const identity = olds.identity ?? news.identity;
  return { ...news, ...(name === undefined ? {} : { name }), ...(identity === undefined ? {} : { identity }) };
}

/** A replacement that is consented to removes every desktop, so it needs no other consent. */
function refusals(olds: Plain, inputs: Plain): string[] {
  const others = [...fixedChanges(olds, inputs).map((c) => c.words), ...moves(olds, inputs)];
  if (others.length > 0 && isConsented(olds)) return adoptInReplacement(inputs);
  return [
    ...others,
    ...rebuildRefusals(olds, inputs),
    ...adoptMoved(olds, inputs),
    ...scaleDownRefusals({ size: olds.size, spent: olds.scaleDown }, inputs),
  ];
}

function moves(olds: Plain, inputs: Plain): string[] {
  return movedArguments(olds, inputs).map(
    ({ field, from, to }) =>
      `${field} changes from "${from}" to "${to}": a pool cannot be moved; set it back; to replace the pool, first run one \`pulumi up\` that only sets \`allowReplace: true\` and \`forceDestroy: true\``,
  );
}

async function sayCreation({ report }: Context, urn: string, inputs: Plain): Promise<void> {
  const { name, size } = inputs;
  if (inputs.adopt !== undefined)
    return report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" }).note(adoptionWords(inputs));
  const words = `creates desktop pool ${hasUnknown(name) ? "(name not known yet)" : String(name)} with ${hasUnknown(size) ? "? desktops" : countedDesktops(Number(size))}`;
  await report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" }).note(
    `${words}; if you renamed or moved the resource, add \`aliases\` instead`,
  );
}

/** Consents count at once: a deletion needs no further `up` then. */
function adoptionWords(inputs: Plain): string {
  const adopt = adoptOf(inputs);
  const which = adopt === undefined ? "" : "poolId" in adopt ? ` ${adopt.poolId}` : ` ${adopt.name}`;
  const consent =
    inputs.forceDestroy === undefined || inputs.forceDestroy === false
      ? ""
      : "; forceDestroy: from now on a deletion of this resource deletes every desktop of the pool with its data";
  return `takes over desktop pool${which} as it is, with no changing call: every field is compared first, and a difference stops it${consent}`;
}
