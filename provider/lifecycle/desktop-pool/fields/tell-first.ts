/** The users are told before a change that removes, stops or empties desktops: once, before the first of its steps. */
import { countedDesktops } from "../../counted.ts";
import { notifyUsers } from "../../notify-users.ts";
import { type Draft, type Goal, seenOf, staying } from "../state/draft.ts";
import { isThere } from "../state/state.ts";
import { operationOf } from "../words/follow-words.ts";
import { nextStep, reachedBy } from "./follow.ts";
import { followings } from "./followings.ts";

/** True when time has passed: then everything that was seen and decided before is seen and decided again. */
export async function tellFirst(goal: Goal, draft: Draft, removed: readonly string[]): Promise<boolean> {
  const { context, service, report, id: poolId, until, news } = goal;
  const hit = hitBy(goal, draft, removed);
  if (hit.desktopIds.length === 0) return false;
  const there = seenOf(draft).desktops.filter(isThere).length;
  const only = hit.desktopIds.length < there ? { desktopIds: hit.desktopIds } : {};
  return notifyUsers({ run: context.run, service, report, poolId, until, what: hit.what, ...only }, news);
}

interface Hit {
  readonly what: string;
  readonly desktopIds: readonly string[];
}

function hitBy(goal: Goal, draft: Draft, removed: readonly string[]): Hit {
  const seen = staying(seenOf(draft), removed);
  const steps = followings(goal).flatMap((following) => {
    const reaches = reachedBy(following, seen);
    const isDone = nextStep(following, seen) === undefined;
    return isDone || reaches.length === 0 ? [] : [{ following, step: { handleType: following.handleType, reaches } }];
  });
  const removing = removed.length === 0 ? [] : [`removing ${countedDesktops(removed.length)}`];
  return {
    what: [...steps.map(({ following, step }) => operationOf(following, step)), ...removing].join(" and "),
    desktopIds: [...new Set([...steps.flatMap(({ step }) => step.reaches.map((d) => d.desktopId)), ...removed])],
  };
}
