/** In-place changes: one PUT with only the fields that the program changed, as far as the pool differs too; then users. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Pool } from "../../../workspace/types.ts";
import { OthersAtWork } from "../size/as-seen.ts";
import { type Draft, type Goal, look, seenOf } from "../state/draft.ts";
import { followRefusals } from "./apply-follow.ts";
import { applyUsers } from "./apply-users.ts";
import { changeBody, type Sent } from "./body.ts";
import { changedBy, changesOf } from "./changes.ts";
import { isExclusiveNow } from "./exclusive.ts";
import { changeable } from "./field-table.ts";
import { foreignTags } from "./others.ts";
import { putPool } from "./put.ts";
import { tagRefusals } from "./tags.ts";
import { isMap, mapOf, says, saysExactly, valueAt, withValueAt } from "./values.ts";

/** Everything that can be refused by what is there, before the first change. `going`: desktops that this very change removes first. */
export function fieldRefusals(goal: Goal, draft: Draft, going: readonly string[]): string[] {
  return [...tooManyTags(goal, seenOf(draft).pool), ...followRefusals(goal, draft, going)];
}

function tooManyTags(goal: Goal, pool: Pool): string[] {
  const tags = changesOf(goal, pool).find(({ field }) => field.path === "tags");
  return tags === undefined ? [] : tagRefusals(tags.value, goal.news, pool);
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

/** What is sent is computed from the pool, so it is computed anew until nobody has changed that meanwhile. */
async function sendAsSeen(goal: Goal, draft: Draft, isMeant: (change: Sent) => boolean): Promise<readonly Sent[]> {
  for (;;) {
    const sent = changesOf(goal, seenOf(draft).pool).filter((c) => c.value !== undefined && isMeant(c));
    try {
      if (sent.length > 0) await send(goal, draft, sent);
      return sent;
    } catch (error) {
      if (!(error instanceof OthersAtWork)) throw error;
      await lookAgain(goal, draft);
    }
  }
}

async function lookAgain(goal: Goal, draft: Draft): Promise<void> {
  const { service, until } = goal;
  const { name } = seenOf(draft).pool;
  if (service.clock.now() >= until.deadline)
    throw workspaceError(
      "timeout",
      `others changed the tags of pool ${name} until the time was up, and this run did not: run \`pulumi up\` again, it looks first`,
    );
  await look(goal, draft);
  const reasons = tooManyTags(goal, seenOf(draft).pool);
  if (reasons.length > 0) throw workspaceError("refused", reasons.join("\n"));
}

async function send(goal: Goal, draft: Draft, sent: readonly Sent[]): Promise<void> {
  const { service, id, until, report } = goal;
  await report.note(`changes ${sent.map(({ field }) => field.path).join(", ")} in place; no desktop is stopped`);
  for (const line of tagWords(goal, seenOf(draft).pool, sent)) await report.note(line);
  const shows = (pool: Pool): boolean => sent.every(({ field, value }) => saysExactly(value, field.of(pool)));
  const onAccepted = () => {
    draft.accepted = true;
  };
  const beforeTry = () => giveUpUnlessTagsAreAsSeen(goal, seenOf(draft).pool, sent);
  await putPool(service, id, { change: changeBody(sent, seenOf(draft).pool), shows, onAccepted, beforeTry }, until);
  // What the outputs say of the pool, its name above all, is read after the change.
  const pool = await readAgain(goal, draft);
  if (pool === undefined) return;
  for (const path of notCleared(goal, sent, pool))
    await report.note(`${path} left the program; the service was asked to clear it, and keeps it as it is`);
}

/** The service replaces all tags at once: what others have put there since would be lost, or come back. */
async function giveUpUnlessTagsAreAsSeen({ service, id, until }: Goal, { tags }: Pool, sent: readonly Sent[]) {
  if (tags === undefined || !sent.some(({ field }) => field.path === "tags")) return;
  const now = await service.showDesktopPoolDetail(id, until);
  if (now !== undefined && !saysExactly(tags, now.tags))
    throw new OthersAtWork("others changed the tags of the pool meanwhile");
}

async function readAgain({ service, id, until }: Goal, draft: Draft): Promise<Pool | undefined> {
  const pool = await service.showDesktopPoolDetail(id, until);
  if (pool !== undefined) draft.seen = { ...seenOf(draft), pool };
  return pool;
}

function notCleared({ news, olds }: Goal, sent: readonly Sent[], pool: Pool): string[] {
  const cleared = sent.filter(({ field }) => valueAt(news, field.path) === undefined);
  const isLeft = ({ field }: Sent) => {
    const there = field.of(pool);
    return there !== undefined && !isMap(there) && saysExactly(there, valueAt(olds, field.path));
  };
  return cleared.filter(isLeft).map(({ field }) => field.path);
}

function tagWords({ olds, news }: Goal, pool: Pool, sent: readonly Sent[]): string[] {
  const tags = sent.find(({ field }) => field.path === "tags");
  if (tags === undefined) return [];
  if (pool.tags === undefined)
    return ["this region does not return tags: tags that others have put on the pool cannot be seen and are replaced"];
  const others = foreignTags(pool, { ...mapOf(olds.tags), ...mapOf(news.tags) });
  if (others.length === 0) return [];
  const isGoing = isExclusiveNow("tags", olds, news);
  return [`tags of others ${isGoing ? "are removed" : "stay on the pool"}: ${others.join(", ")}`];
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
