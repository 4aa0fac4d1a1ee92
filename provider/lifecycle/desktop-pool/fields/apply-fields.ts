/** In-place changes: one PUT with only the fields that the program changed, as far as the pool differs too; then users. */
import type { Pool } from "../../../workspace/types.ts";
import { type Draft, type Goal, seenOf } from "../state/draft.ts";
import { followRefusals } from "./apply-follow.ts";
import { applyUsers } from "./apply-users.ts";
import { changedBy, changesOf } from "./changes.ts";
import { changeable } from "./field-table.ts";
import { readAgain, sendAsSeen, tooManyTags } from "./send.ts";
import { isMap, says, saysExactly, valueAt, withValueAt } from "./values.ts";

/** Everything that can be refused by what is there, before the first change. `going`: desktops that this very change removes first. */
export function fieldRefusals(goal: Goal, draft: Draft, going: readonly string[]): string[] {
  return [...tooManyTags(goal, seenOf(draft).pool), ...followRefusals(goal, draft, going)];
}

export async function applyFields(goal: Goal, draft: Draft): Promise<void> {
  await put(goal, draft);
  await applyUsers(goal, draft);
}

export async function sayDrift(goal: Goal, draft: Draft): Promise<void> {
  for (const line of driftWords(goal, seenOf(draft).pool)) await goal.report.note(line);
}

async function put(goal: Goal, draft: Draft): Promise<void> {
  for (const { field } of changesOf(goal, seenOf(draft).pool).filter((c) => c.value === undefined))
    await goal.report.note(`${field.path} left the program; the service cannot clear it, so it stays as it is`);
  const sent = await sendAsSeen(goal, draft, () => true);
  const believed = changedBy(goal).filter((field) => !sent.some((s) => s.field === field));
  if (believed.length > 0 && sent.length === 0) await readAgain(goal, draft);
  // What the pool seemed to have already, and has not at the next read: the one before was an older one.
  if (believed.length > 0) await sendAsSeen(goal, draft, ({ field }) => believed.includes(field));
  for (const { path } of changeable) draft.inputs = withValueAt(draft.inputs, path, valueAt(goal.news, path));
}

/** What somebody else changed is not put back here: nobody saw it in a preview. */
function driftWords({ olds, news }: Goal, pool: Pool): string[] {
  const drifted = changeable.filter(({ path, of }) => hasDrifted(valueAt(olds, path), valueAt(news, path), of(pool)));
  return drifted.length === 0
    ? []
    : [
        `pool ${pool.name} differs from the program in ${drifted.map((f) => f.path).join(", ")}, changed by somebody else; it was left so: \`pulumi refresh\` shows it`,
      ];
}

/** Of a map also where only some entries were changed by the program. */
function hasDrifted(before: unknown, wanted: unknown, there: unknown): boolean {
  if (wanted === undefined || there === undefined) return false;
  if (isMap(wanted) && isMap(before) && isMap(there))
    return Object.keys(wanted).some((key) => saysExactly(before[key], wanted[key]) && !says(wanted[key], there[key]));
  return saysExactly(before, wanted) && !says(wanted, there);
}
