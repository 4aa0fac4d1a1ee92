/** The first word on RetiredDesktops: shape, limits, and what a creation will delete. No network. */
import type { CheckResult, Context, Plain } from "../hooks.ts";
import { mayTellAt } from "../notify-fields.ts";
import { movedArguments } from "../place.ts";
import { argumentFailures, entriesOf } from "./arguments/inputs.ts";
import { harmWords, poolById } from "./words/words.ts";

export async function check(context: Context, olds: Plain, news: Plain): Promise<CheckResult> {
  const urn = typeof news.resourceUrn === "string" ? news.resourceUrn : "";
  const isCreation = olds.poolId === undefined;
  const wasChecked = context.run.wasChecked(urn);
  context.run.checked(urn, { creation: isCreation });
  mayTellAt(context.run, news.poolId, news);
  const identity = olds.identity ?? news.identity;
  const reasons = [...argumentFailures(news), ...(isCreation ? [] : moves(olds, news))];
  // The last check of a replacement would say it again.
  if (isCreation && !wasChecked && reasons.length === 0) await sayCreation(context, urn, news);
  return {
    inputs: { ...news, ...(identity === undefined ? {} : { identity }) },
    failures: reasons.map((reason) => ({ property: "" as const, reason })),
  };
}

function moves(olds: Plain, news: Plain): string[] {
  return movedArguments(olds, news).map(
    ({ field, from, to }) =>
      `${field} changes from "${from}" to "${to}": this resource is about desktops of one place; set it back, and write another RetiredDesktops for the other place`,
  );
}

async function sayCreation({ report }: Context, urn: string, news: Plain): Promise<void> {
  const to = report({ ...(urn === "" ? {} : { urn }), name: "RetiredDesktops" });
  const harm = harmWords(entriesOf(news), poolById(news.poolId), news);
  // After a rename, and under `--replace`, it looks like a first creation here. The harm comes last: that line stays in the row.
  if (harm.length > 0) await to.note("a desktop that is gone already counts as done: no call is made for it");
  for (const line of harm) await to.warn(line);
}
