/** Fewer desktops: those who go are told by name, chosen again before each try, and proven to be gone. */
import { workspaceError } from "../../../workspace/errors.ts";
import type { Until } from "../../../workspace/service.ts";
import { OthersAtWork } from "../../as-seen.ts";
import { countedDesktops } from "../../counted.ts";
import { deleteDesktops } from "../../delete-desktops.ts";
import type { Plain } from "../../hooks.ts";
import { leftAfterLag } from "../../lag.ts";
import { count, type Draft, type Goal, look, seenOf, staying } from "../state/draft.ts";
import { isThere } from "../state/state.ts";
import { farewellWords } from "../words/removal-words.ts";
import { surplusWords } from "../words/too-many-words.ts";
import { goneSince } from "./begun-removal.ts";
import { areFirst, type SeenDesktop, withOwnDisks } from "./choice.ts";
import { lookAgain } from "./grow.ts";
import {
  type Applied,
  fewer,
  namedToRemove,
  type Removal,
  removalNow,
  scaleDownRefusals,
  whichOf,
  withKind,
} from "./scale-down.ts";

/** Limit of the call. */
const mostAtOnce = 100;

/** What is left of the lowering: those whom this run has removed already count. */
const appliedOf = ({ olds }: Goal, { removed }: Draft): Applied => ({
  size: typeof olds.size === "number" ? olds.size - removed.size : olds.size,
  spent: olds.scaleDown,
});

function thereNow(draft: Draft): readonly SeenDesktop[] {
  const { pool, desktops: listed } = seenOf(draft);
  return withOwnDisks(pool, listed).filter(isThere);
}

/** Who goes, and every reason why nobody does: for the guard, before the first change. */
export async function planRemoval(
  goal: Goal,
  draft: Draft,
): Promise<{ readonly desktopIds: readonly string[]; readonly refused: readonly string[] }> {
  const refused = scaleDownRefusals(appliedOf(goal, draft), goal.news);
  const strangers = await strangersOf(goal, draft);
  const surplus = surplusOf(goal, draft);
  const removal: Removal = removalNow(appliedOf(goal, draft), goal.news, thereNow(draft));
  const reasons = [
    ...refused,
    ...strangers,
    ...surplus,
    ...(removal.refused === undefined || refused.length + surplus.length > 0 ? [] : [removal.refused]),
  ];
  return { desktopIds: removal.desktopIds, refused: reasons };
}

/**
 * Only down from a number that the program has said: what a lowering that died has removed could not be told from what others have
 * added, and as many would go once more.
 */
function surplusOf(goal: Goal, draft: Draft): string[] {
  const { size: was } = appliedOf(goal, draft);
  if (typeof was !== "number" || fewer(appliedOf(goal, draft), goal.news) === 0 || count(draft) <= was) return [];
  const { name } = seenOf(draft).pool;
  return [surplusWords(name, { there: count(draft), was, size: Number(goal.news.size) })];
}

/**
 * A named desktop that is not in the pool is gone, or somebody else's: the second is a mistake that a person has to see. Whom this very
 * lowering has removed is no stranger, though another list may still have it.
 */
async function strangersOf({ service, id, news, until }: Goal, draft: Draft): Promise<string[]> {
  const { pool, desktops: listed } = seenOf(draft);
  const known = new Set([...listed.map((d) => d.desktopId), ...draft.removed]);
  const unlisted = namedToRemove(news).filter((one) => !known.has(one));
  const found: string[] = [];
  for (let at = 0; at < unlisted.length; at += mostAtOnce) {
    const there = await service.listDesktops({ desktopIds: unlisted.slice(at, at + mostAtOnce) }, until);
    found.push(...there.filter((d) => d.poolId !== id).map((d) => d.desktopId));
  }
  return found
    .filter((one) => unlisted.includes(one))
    .map((one) => `scaleDown names desktop ${one}, which is not of pool ${pool.name}: take it out of \`desktopIds\``);
}

/** Who goes, by name and why: before the first change. */
export function removalWords({ news }: Goal, draft: Draft, desktopIds: readonly string[]): string {
  const going = thereNow(draft).filter((d) => desktopIds.includes(d.desktopId));
  return `deletes ${countedDesktops(going.length)} of pool ${seenOf(draft).pool.name}, with everything on them: ${going.map(withKind).join(", ")}; ${farewellWords(news)}`;
}

export async function shrink(goal: Goal, draft: Draft, plan: readonly string[]): Promise<void> {
  const told = new Set(plan);
  for (let next = plan; next.length > 0; ) {
    await removeSome(goal, draft, next.slice(0, mostAtOnce));
    const { desktopIds, refused = surplusOf(goal, draft)[0] } = removalNow(
      appliedOf(goal, draft),
      goal.news,
      thereNow(draft),
    );
    const removed = draft.removed.size;
    if (refused !== undefined)
      throw workspaceError(
        "refused",
        `${removed === 0 ? "nothing was removed" : `${countedDesktops(removed)} ${removed === 1 ? "is" : "are"} removed, no more`}: ${refused}`,
      );
    // Others were at work, and somebody else goes than was said.
    if (desktopIds.some((id) => !told.has(id))) await goal.report.warn(removalWords(goal, draft, desktopIds));
    for (const id of desktopIds) told.add(id);
    next = desktopIds;
  }
  draft.inputs.scaleDown = goal.news.scaleDown;
}

async function removeSome(goal: Goal, draft: Draft, desktopIds: readonly string[]): Promise<void> {
  const { service, id: poolId, news, until, report } = goal;
  const operation = `deleting ${countedDesktops(desktopIds.length)}`;
  const onAccepted = (job: { readonly jobId?: string }) => {
    draft.accepted = true;
    draft.pending = { operation, ...job, removes: [...desktopIds] };
  };
  const beforeTry = (turn: Until) => giveUpUnlessRight(goal, draft, { desktopIds, until: turn });
  const failure = await failureOf(() =>
    deleteDesktops({ service, poolId, until, report, options: news, onAccepted, beforeTry }, desktopIds),
  );
  const isStale = failure instanceof OthersAtWork;
  if (failure === undefined) countProven(draft, desktopIds);
  if (isStale) await lookAgain(goal, draft);
  // A failure too has to leave the number of desktops that are there now.
  else if (draft.accepted) await lookAfter(goal, draft, { desktopIds, failure });
  if (failure !== undefined) countRemoved(draft, desktopIds);
  if (failure !== undefined && !isStale) throw failure;
}

async function failureOf(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error;
  }
}

interface Ended {
  readonly desktopIds: readonly string[];
  readonly failure: unknown;
}

/** Whom a list still shows as going nobody knows the end of: it stays open for the next run. What failed first is what a person reads. */
async function lookAfter(goal: Goal, draft: Draft, { desktopIds, failure }: Ended): Promise<void> {
  const { seen, pending } = draft;
  const isGoing = (d: SeenDesktop) => desktopIds.includes(d.desktopId) && !isThere(d);
  try {
    const going = await leftAfterLag(goal.service, async () => (await look(goal, draft)).desktops.filter(isGoing));
    if (going.length > 0) Object.assign(draft, { seen, pending });
  } catch (error) {
    Object.assign(draft, { seen, pending });
    throw failure ?? error;
  }
}

/** Proven to be gone: should the next look fail, that is known all the same. */
function countProven(draft: Draft, desktopIds: readonly string[]): void {
  for (const id of desktopIds) draft.removed.add(id);
  draft.seen = staying(seenOf(draft), desktopIds);
  draft.pending = undefined;
}

function countRemoved(draft: Draft, desktopIds: readonly string[]): void {
  if (!draft.accepted) return;
  const left = new Set(seenOf(draft).desktops.map((d) => d.desktopId));
  for (const id of desktopIds) if (!left.has(id)) draft.removed.add(id);
}

interface Try {
  readonly desktopIds: readonly string[];
  readonly until: Until;
}

/** Whom nobody named must still be of the first to go; no try may take the pool below `size`, nor more than this list lets go. */
async function giveUpUnlessRight(goal: Goal, draft: Draft, { desktopIds, until }: Try): Promise<void> {
  const { service, id, news, olds } = goal;
  const { pool } = seenOf(draft);
  const listed = await service.listPoolDesktopsDetail(id, until);
  const there = withOwnDisks(pool, listed).filter((d) => isThere(d) && !draft.removed.has(d.desktopId));
  const isNews = goneSince(olds, listed).some((one) => !draft.removed.has(one));
  const { size: counted } = appliedOf(goal, draft);
  const hasStrangers = typeof counted === "number" && there.length > counted;
  if (isNews || hasStrangers || !isRight(news, there, desktopIds))
    throw new OthersAtWork("others were at work on the pool meanwhile");
}

function isRight(news: Plain, there: readonly SeenDesktop[], desktopIds: readonly string[]): boolean {
  const going = there.filter((d) => desktopIds.includes(d.desktopId));
  const which = whichOf(news);
  return (
    going.length > 0 &&
    there.length - going.length >= Number(news.size) &&
    (typeof which !== "string" || areFirst(going, there, which))
  );
}
