/**
 * Two runs of one program, or a person in the console, may give a pool the same image or product at once. The call that is refused
 * meanwhile would be taken as soon as the other is done, and empty or stop every desktop a second time: so it is decided anew.
 */
import { workspaceError } from "../../../workspace/errors.ts";
import { followingJobTypes } from "../../../workspace/jobs.ts";
import type { Until } from "../../../workspace/service.ts";
import { type BeforeTry, undisturbed } from "../../as-seen.ts";
import { type Draft, type Goal, look, seenOf, staying } from "../state/draft.ts";
import { overtakenWords } from "../words/follow-words.ts";
import { type Following, isStillRight, reachedBy, running, type Step } from "./follow.ts";
import { mapOf } from "./values.ts";

const lookEveryMs = 5_000;

/** Asked before each try: nothing at work, and the call still reaches nobody who has it by now. */
export function asDecided({ service, id, news }: Goal, { removed }: Draft, following: Following, step: Step) {
  const isUndisturbed = undisturbed();
  return async (before: BeforeTry, until: Until): Promise<boolean> => {
    const { also: pool } = before;
    if (pool === undefined || !isUndisturbed(before)) return pool === undefined;
    const now = staying({ pool, desktops: await service.listPoolDesktopsDetail(id, until) }, removed);
    const isToStop = following.path === "productId" && mapOf(news.resizePolicy).mode === "REFUSE";
    return isStillRight(following, step, now) && !(isToStop && running(reachedBy(following, now)).length > 0);
  };
}

/** What the others have left, once it is done. */
export async function lookAgain(goal: Goal, draft: Draft, following: Following): Promise<void> {
  const { service, until } = goal;
  if (service.clock.now() >= until.deadline)
    throw workspaceError("timeout", overtakenWords(seenOf(draft).pool.name, following));
  await service.clock.sleep(lookEveryMs);
  await look(goal, draft, followingJobTypes);
}
