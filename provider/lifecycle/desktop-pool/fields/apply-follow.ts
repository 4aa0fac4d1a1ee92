/**
 * Another product (ResizeDesktopPool) or image (RebuildDesktopPool) for the pool and its desktops. Each call is sent once, its
 * job awaited, and its effect looked for before the next one; what a failed job has left behind stands in the state.
 */
import { workspaceError } from "../../../workspace/errors.ts";
import { lookForEffect } from "../../../workspace/jobs.ts";
import { atSightOfJob, rebuildingPool, resizingPool, sendOnce } from "../../../workspace/lost-answers.ts";
import { asSeen, OthersAtWork } from "../../as-seen.ts";
import { failureOf } from "../size/await-job.ts";
import { count, type Draft, type Goal, look, seenOf, staying } from "../state/draft.ts";
import type { Gives, Seen } from "../state/state.ts";
import { abandonedWords, operationOf, stepWords } from "../words/follow-words.ts";
import { type Following, hasFollowed, isSameStep, lacking, nextStep, running, type Step, servedBy } from "./follow.ts";
import { followings } from "./followings.ts";
import { leaveBehind } from "./left-behind.ts";
import { asDecided, lookAgain } from "./others-at-work.ts";
import { mapOf } from "./values.ts";

/** Details may lag so long behind the job that changed them. */
const showsWithinMs = 2 * 60_000;
const lookEveryMs = 5_000;

/** What can be refused before the first change, from what is there. Of `going` nothing is asked: they are gone before it. */
export function followRefusals(goal: Goal, draft: Draft, going: readonly string[]): string[] {
  const seen = staying(seenOf(draft), going);
  return followings(goal).flatMap((following) => {
    const step = nextStep(following, seen);
    return step === undefined ? [] : unfit(goal, following, step, seen);
  });
}

function unfit({ news }: Goal, { path }: Following, { reaches }: Step, { pool }: Seen): string[] {
  const named = (desktops: typeof reaches) =>
    desktops.map((d) => `${d.computerName ?? "?"} (${d.desktopId})`).join(", ");
  const why = { EXIST_FROZEN: "it has frozen desktops: unfreeze them", ERROR: "put it right in the console" }[
    pool.status
  ];
  const broken = path === "productId" ? reaches.filter(({ status }) => status === "ERROR") : [];
  const on = path === "productId" && mapOf(news.resizePolicy).mode === "REFUSE" ? running(reaches) : [];
  const reasons = [
    ...(why === undefined
      ? []
      : [`pool ${pool.name} is in status ${pool.status}; ${why}, then run \`pulumi up\` again`]),
    ...(pool.chargingMode === "0" && path === "productId"
      ? [
          `pool ${pool.name} is paid by the year or month: another product there is an order, which is made in the console`,
        ]
      : []),
    ...(broken.length === 0
      ? []
      : [
          `desktops in status ERROR cannot be resized: ${named(broken)}; repair or remove them, or write \`resizePolicy: { handleType: "ONLY_FOR_EXPAND" }\` to change only desktops made later`,
        ]),
    ...(on.length === 0
      ? []
      : [
          `\`resizePolicy.mode\` is "REFUSE", and these desktops are running: ${named(on)}; stop them, or write \`mode: "STOP_DESKTOP"\``,
        ]),
  ];
  return reasons.map((reason) => `${path} cannot change to ${JSON.stringify(news[path])}: ${reason}`);
}

export async function applyFollowings(goal: Goal, draft: Draft): Promise<void> {
  for (const line of abandonedWords(goal.olds, followings(goal))) await goal.report.warn(line);
  draft.behind = draft.behind.filter(({ path, to }) => followings(goal).some((f) => f.path === path && f.to === to));
  for (const following of followings(goal)) await follow(goal, draft, following);
  const { productId, flavorId, imageId, imageType, resizePolicy, rebuildPolicy, rebuild } = goal.news;
  const applied = { productId, flavorId, imageId, imageType, resizePolicy, rebuildPolicy, rebuild };
  draft.inputs = Object.fromEntries(Object.entries({ ...draft.inputs, ...applied }).filter(([, v]) => v !== undefined));
}

async function follow(goal: Goal, draft: Draft, asked: Following): Promise<void> {
  let following = asked;
  let said: string | undefined;
  for (let last: Step | undefined; ; ) {
    const step = nextStep(following, seenOf(draft));
    if (step === undefined || (last !== undefined && isEnough(following, draft))) break;
    if (isSameStep(step, last)) throw standstill(following, draft);
    const reasons = unfit(goal, following, step, seenOf(draft));
    if (reasons.length > 0) throw workspaceError("refused", reasons.join("\n"));
    const words = stepWords(following, step, seenOf(draft));
    if (words !== said) await goal.report.note(words);
    said = words;
    if (await isOvertaken(goal, draft, following, step)) continue;
    last = step;
    following = servedBy(following, step);
  }
  draft.behind = draft.behind.filter((b) => b.path !== asked.path);
  draft.inputs = { ...draft.inputs, [asked.path]: asked.to };
}

/** True where others were at work and nothing was sent: what comes next is taken from what they have left, and may be refused for it. */
async function isOvertaken(goal: Goal, draft: Draft, following: Following, step: Step): Promise<boolean> {
  try {
    await doStep(goal, draft, following, step);
    return false;
  } catch (error) {
    if (!(error instanceof OthersAtWork)) throw error;
    await lookAgain(goal, draft, following);
    return true;
  }
}

/** Who stops being used after the call is not run after. */
const isEnough = ({ path, to, handleType }: Following, draft: Draft): boolean =>
  handleType === "FOR_EXPAND_AND_IDLE" && seenOf(draft).pool[path] === to;

async function doStep(goal: Goal, draft: Draft, following: Following, step: Step): Promise<void> {
  const operation = operationOf(following, step);
  await goal.report.progress(operation);
  const accepted = (job: { readonly jobId?: string }) => {
    draft.accepted = true;
    draft.pending = { operation, gives: givesOf(following, step), ...job };
  };
  const call = asSeen(callOf(goal, following, step), asDecided(goal, draft, following, step));
  const change = { ...atSightOfJob(call), what: operation, onLost: () => accepted({}) };
  const { jobId } = await sendOnce(goal.service, change, goal.until);
  accepted(jobId === undefined ? {} : { jobId });
  const failure = jobId === undefined ? undefined : await failureOf(goal, draft, { operation, jobId }, "job");
  await look(goal, draft);
  if (failure === undefined) return awaitEffect(goal, draft, following, step);
  leaveBehind(draft, following, step);
  throw failure;
}

const givesOf = ({ path, to }: Following, { desktopIds }: Step): Gives => ({
  path,
  to,
  ...(desktopIds === undefined ? {} : { desktopIds: [...desktopIds] }),
});

function callOf({ id: poolId, news, service }: Goal, { path, to }: Following, { handleType, desktopIds }: Step) {
  const scope = { poolId, handleType, ...(desktopIds === undefined ? {} : { desktopIds }) };
  if (path === "productId") {
    const flavor = typeof news.flavorId === "string" ? { flavorId: news.flavorId } : {};
    const mode = mapOf(news.resizePolicy).mode === "REFUSE" ? {} : { mode: "STOP_DESKTOP" as const };
    return resizingPool(service, { ...scope, productId: to, ...flavor, ...mode });
  }
  return rebuildingPool(service, { ...scope, imageId: to, imageType: String(news.imageType ?? "private") });
}

async function awaitEffect(goal: Goal, draft: Draft, following: Following, step: Step): Promise<void> {
  const { service, until } = goal;
  if (hasFollowed(following, step, seenOf(draft))) return;
  const deadline = Math.min(until.deadline, service.clock.now() + showsWithinMs);
  const effect = { look: () => look(goal, draft), shows: () => hasFollowed(following, step, seenOf(draft)) };
  await lookForEffect(service, effect, { deadline, minDelayMs: lookEveryMs });
  if (hasFollowed(following, step, seenOf(draft))) return;
  leaveBehind(draft, following, step);
  throw standstill(following, draft);
}

function standstill(following: Following, draft: Draft): Error {
  const { pool, desktops } = seenOf(draft);
  const left = lacking(following, { pool, desktops }).length;
  return workspaceError(
    "timeout",
    `the service says that it went well, but ${left} of ${count(draft)} desktops of pool ${pool.name} do not show ${following.path} ${following.to} (the pool shows ${String(pool[following.path])}): run \`pulumi up\` again, it looks first`,
  );
}
