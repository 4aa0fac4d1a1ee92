/** The one PUT of an update of fields: computed from the pool as it is right before the call, and in the state as soon as it is taken. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Pool } from "../../../workspace/types.ts";
import { OthersAtWork } from "../../as-seen.ts";
import { leftAfterLag, lookEveryMs } from "../../lag.ts";
import { type Draft, type Goal, look, seenOf } from "../state/draft.ts";
import { changeBody, type Sent } from "./body.ts";
import { changesOf } from "./changes.ts";
import { isExclusiveNow } from "./exclusive.ts";
import { foreignTags } from "./others.ts";
import { putPool } from "./put.ts";
import { tagRefusals } from "./tags.ts";
import { mapOf, says, saysExactly, valueAt, withValueAt } from "./values.ts";

export function tooManyTags(goal: Goal, pool: Pool): string[] {
  const tags = changesOf(goal, pool).find(({ field }) => field.path === "tags");
  return tags === undefined ? [] : tagRefusals(tags.value, goal.news, pool);
}

/** What is sent is computed from the pool, so it is computed anew until nobody has changed that meanwhile. */
export async function sendAsSeen(
  goal: Goal,
  draft: Draft,
  isMeant: (change: Sent) => boolean,
): Promise<readonly Sent[]> {
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
  if (service.clock.now() >= until.deadline)
    throw workspaceError(
      "timeout",
      `the tags of pool ${seenOf(draft).pool.name} went on to change, or to be read differently, until the time was up: run \`pulumi up\` again, it looks first`,
    );
  await service.clock.sleep(lookEveryMs);
  await look(goal, draft);
  const reasons = tooManyTags(goal, seenOf(draft).pool);
  if (reasons.length > 0) throw workspaceError("refused", reasons.join("\n"));
}

async function send(goal: Goal, draft: Draft, sent: readonly Sent[]): Promise<void> {
  const { service, id, until, report } = goal;
  const seen = seenOf(draft).pool;
  const shows = (pool: Pool): boolean => sent.every(({ field, value }) => saysExactly(value, field.of(pool)));
  const onAccepted = () => {
    draft.accepted = true;
  };
  let isSaid = false;
  const beforeTry = async () => {
    await giveUpUnlessTagsAreAsSeen(goal, seen, sent);
    if (!isSaid) for (const line of sentWords(goal, seen, sent)) await report.note(line);
    isSaid = true;
  };
  await putPool(service, id, { change: changeBody(sent, seen), shows, onAccepted, beforeTry }, until);
  for (const { field } of sent) draft.inputs = withValueAt(draft.inputs, field.path, valueAt(goal.news, field.path));
  await readAfter(goal, draft, sent);
}

/** The service replaces all tags at once: what others have put there since would be lost, or come back. */
async function giveUpUnlessTagsAreAsSeen({ service, id, until }: Goal, { tags }: Pool, sent: readonly Sent[]) {
  if (!sent.some(({ field }) => field.path === "tags")) return;
  const now = await service.showDesktopPoolDetail(id, until);
  if (now !== undefined && !saysExactly(tags, now.tags))
    throw new OthersAtWork("others changed the tags of the pool meanwhile");
}

/** What the outputs say of the pool, its name above all, is read after the change, until the change shows. */
async function readAfter(goal: Goal, draft: Draft, sent: readonly Sent[]): Promise<void> {
  const told = sent.filter((one) => isTold(goal, one));
  const left = await leftAfterLag(goal.service, async () => {
    const pool = await readAgain(goal, draft);
    return pool === undefined ? [] : told.filter((one) => !isShown(one, pool));
  });
  for (const { field } of left.filter((one) => isKept(goal, one, seenOf(draft).pool)))
    await goal.report.note(`${field.path} left the program; the service was asked to clear it, and keeps it as it is`);
}

/** Of other fields the outputs say what was sent. A region that leaves some of them out would be waited for at every change. */
const isTold = ({ news }: Goal, { field: { path } }: Sent): boolean =>
  path === "name" || path === "tags" || valueAt(news, path) === undefined;

/** A region that does not return a field never shows it; of other fields what the service has beside it is its own. */
function isShown({ field, value }: Sent, pool: Pool): boolean {
  const there = field.of(pool);
  return there === undefined || (field.path === "tags" ? saysExactly(value, there) : says(value, there));
}

const isKept = ({ news, olds }: Goal, { field }: Sent, pool: Pool): boolean =>
  valueAt(news, field.path) === undefined && saysExactly(field.of(pool), valueAt(olds, field.path));

export async function readAgain({ service, id, until }: Goal, draft: Draft): Promise<Pool | undefined> {
  const pool = await service.showDesktopPoolDetail(id, until);
  if (pool !== undefined) draft.seen = { ...seenOf(draft), pool };
  return pool;
}

const sentWords = (goal: Goal, pool: Pool, sent: readonly Sent[]): string[] => [
  `changes ${sent.map(({ field }) => field.path).join(", ")} in place; no desktop is stopped`,
  ...tagWords(goal, pool, sent),
];

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
