/** The first word on a DesktopPool: shape, limits, name, and what comparing with the old program can refuse. No network. */
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { movedArguments } from "../place.ts";
import { hasUnknown } from "../unknowns.ts";
import { argumentFailures } from "./arguments/inputs.ts";
import { poolName } from "./arguments/pool-name.ts";
import { fixed, isSame, orDefault } from "./fields/changeable.ts";
import { scaleDownRefusals } from "./size/scale-down.ts";

const stale = "; if the last `pulumi up` failed, run `pulumi refresh` first";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const isCreation = olds.type === undefined;
  context.run.checked(urn, { creation: isCreation });
  const inputs = normal(olds, news);
  const reasons = argumentFailures(news);
  if (reasons.length === 0 && !isCreation) reasons.push(...refusals(olds, inputs).map((r) => r + stale));
  if (reasons.length === 0 && isCreation) await sayCreation(context, urn, inputs);
  return { inputs, failures: reasons.map((reason) => ({ property: "", reason })) };
}

function normal(olds: Plain, news: Plain): Plain {
  const name = poolName(olds, news);
  const identity = olds.identity ?? news.identity;
  return { ...news, ...(name === undefined ? {} : { name }), ...(identity === undefined ? {} : { identity }) };
}

export const isConsented = (olds: Plain): boolean =>
  olds.allowReplace === true && (olds.forceDestroy === true || olds.forceDestroy === "with-disks");

/** A replacement that is consented to removes every desktop, so it needs no other consent. */
function refusals(olds: Plain, inputs: Plain): string[] {
  const others = [...fixedChanges(olds, inputs).map(fixedWords), ...moves(olds, inputs)];
  if (others.length > 0 && isConsented(olds)) return [];
  return [...others, ...scaleDownRefusals({ size: olds.size, spent: olds.scaleDown }, inputs)];
}

export interface FixedChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Changed fields that the service cannot change. What a preview does not know yet is not a change. */
export function fixedChanges(olds: Plain, news: Plain): FixedChange[] {
  return fixed.flatMap(({ name }) => {
    const from = orDefault(name, olds[name]);
    const to = orDefault(name, news[name]);
    return hasUnknown(to) || isSame(name, from, to) ? [] : [{ field: name, from, to }];
  });
}

export function fixedWords({ field, from, to }: FixedChange): string {
  return (
    `${field} changes from ${JSON.stringify(from)} to ${JSON.stringify(to)}, which no call of the service does in place: set it back to ${JSON.stringify(from)}; ` +
    "to replace the pool, with all desktops and data, first run one `pulumi up` that only sets `allowReplace: true` and `forceDestroy: true` on it, and `forceDestroy: true` on every PoolVolumeSet on it"
  );
}

function moves(olds: Plain, inputs: Plain): string[] {
  return movedArguments(olds, inputs).map(
    ({ field, from, to }) =>
      `${field} changes from "${from}" to "${to}": a pool cannot be moved; set it back; to replace the pool, first run one \`pulumi up\` that only sets \`allowReplace: true\` and \`forceDestroy: true\``,
  );
}

async function sayCreation({ report }: Context, urn: string, { name, size }: Plain): Promise<void> {
  const words = `creates desktop pool ${hasUnknown(name) ? "(name not known yet)" : String(name)} with ${hasUnknown(size) ? "?" : String(size)} desktops`;
  await report({ ...(urn === "" ? {} : { urn }), name: "DesktopPool" }).note(
    `${words}; if you renamed or moved the resource, add \`aliases\` instead`,
  );
}
