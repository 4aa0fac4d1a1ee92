/** One run: an office, a call, a lost answer, and whatever else chance brings. Judged by the simulator's own ledger. */
import { isWorkspaceError } from "../../provider/workspace/errors.ts";
import type { Sent } from "../../provider/workspace/lost-answers.ts";
import type { Effect } from "../../simulator/index.ts";
import type { Chance } from "./chance.ts";
import { type LossKind, losses, lossKinds } from "./losses.ts";
import { type Office, openOffice } from "./office.ts";
import { type Other, others } from "./others.ts";
import type { Place } from "./place.ts";
import type { Post, Prepared } from "./posts.ts";

export interface Case {
  readonly post: Post;
  readonly kind: LossKind;
  readonly chance: Chance;
  /** The day on which it is played. */
  readonly day: number;
  /** Ways to lose an answer take turns. */
  readonly turn: number;
}

export interface Played {
  readonly varieties: ReadonlySet<string>;
  /** What is wrong; empty when nothing is. */
  readonly faults: readonly string[];
  readonly story: readonly string[];
}

export async function play(place: Place, { post, kind, chance, day, turn }: Case): Promise<Played> {
  const office = openOffice(await place.begin({ day, chance }));
  const prepared = post.prepare(office);
  const other = drawOther(office);
  if (other === "an earlier job of the same kind") beginWithOne(office, prepared);
  const mark = lastSeq(office);
  others[other](office, post, prepared);
  loseAnswers(office, post, { kind, turn });
  const { sent, error } = await outcomeOf(prepared);
  if (isWorkspaceError(error, "unknown_result")) office.met("cannot be told");
  office.simulator.clearFaults();
  office.clock.advance(24 * 3_600_000);
  return judged(office, { post, prepared, place, other, mark, sent, error });
}

function drawOther({ chance, met }: Office): Other {
  const other = chance.happens(0.4) ? "nobody" : chance.of(Object.keys(others) as [Other, ...Other[]]);
  met(other);
  return other;
}

/** Another person has done the like before, and it has ended. */
function beginWithOne({ simulator, clock }: Office, { another, earlier = another }: Prepared): void {
  if (earlier === undefined) return;
  simulator.act(earlier);
  clock.advance(3_600_000);
}

const lastSeq = ({ simulator }: Office): number => {
  const { calls, effects } = simulator.ledger();
  return Math.max(0, ...calls.map(({ seq }) => seq), ...effects.map(({ seq }) => seq));
};

function loseAnswers(office: Office, { operation }: Post, { kind, turn }: Pick<Case, "kind" | "turn">): void {
  const { simulator, chance, met } = office;
  const first = losses[kind][turn % losses[kind].length] ?? losses[kind][0];
  met(first.name);
  const more =
    kind === "lost, and it was not done" && chance.happens(0.3) ? [chance.of(losses[chance.of(lossKinds)])] : [];
  if (more.length > 0) met("a second loss");
  for (const { effect } of [first, ...more])
    simulator.fault({ route: operation, actor: simulator.tenant.accessKey, effect });
}

async function outcomeOf({ send }: Prepared): Promise<{ readonly sent?: Sent; readonly error?: unknown }> {
  try {
    return { sent: await send() };
  } catch (error) {
    return { error };
  }
}

interface Outcome {
  readonly post: Post;
  readonly prepared: Prepared;
  readonly place: Place;
  readonly other: Other;
  readonly mark: number;
  readonly sent: Sent | undefined;
  readonly error: unknown;
}

function judged(office: Office, outcome: Outcome): Played {
  const { post, prepared, place, mark, sent, error, other } = outcome;
  const { simulator, varieties } = office;
  const ours = simulator.ledger({ after: mark, actor: simulator.tenant.accessKey });
  const begun = ours.effects.filter((effect) => isOf(post, effect));
  const failed = ours.effects.filter(
    ({ kind, detail = "" }) => kind === "job-ended" && forgiven(post).includes(detail),
  );
  // A job that failed, and of which nobody is told any more, has left no trace: it may be asked for again.
  const done = place.isForgetful ? withoutFailed(begun, failed) : begun;
  const isTold = isWorkspaceError(error, "unknown_result");
  const calls = ours.calls.filter(({ operation }) => operation === post.operation);
  const isMeantToFail = other.startsWith("a job that fails");
  // Where only its job tells a change, and another's was under way that need not have been listed.
  const isRivalled =
    prepared.rival !== undefined && other === "another's call of the same kind, for which ours is refused";
  const mayTell =
    place.isForgetful || isRivalled || (post.isUnlisted === true && other !== "an earlier job of the same kind");
  // Where a job is over before anybody looks, or is forgotten, another's may stand in its place; the effect is there all the same.
  const isMixedUp = place.isForgetful;
  // A refusal whose body is lost is still one: nothing was done, and the error says so. So is that of a deletion half of which is done.
  const isHalfDone = place.isForgetful && other === "a job that fails for one desktop";
  const isRefused =
    isWorkspaceError(error, "bad_request", "not_found") &&
    isRefusal(calls.at(-1)?.status) &&
    (begun.length === 0 || isHalfDone);
  const started = begun.flatMap(({ jobId }) => jobId ?? []);
  const faults = [
    ...(error !== undefined && !isTold && !isRefused ? [`it threw ${String(error)}`] : []),
    ...(isTold && !mayTell ? [`it could not tell: ${String(error)}`] : []),
    ...(done.length > 1 || (done.length === 0 && error === undefined) ? [`it was done ${done.length} times`] : []),
    ...(sent?.jobId !== undefined && !started.includes(sent.jobId) && !isMixedUp
      ? [`${sent.jobId} is not its job`]
      : []),
    ...(!isTold && !isMeantToFail && error === undefined && !prepared.isDone()
      ? ["what was asked for is not there"]
      : []),
    ...tooSoon(calls.map(({ at, status }) => ({ at: Date.parse(at), status }))),
  ];
  const story = [...ours.calls.filter((c) => c.change), ...simulator.ledger({ after: mark }).effects]
    .sort((a, b) => a.seq - b.seq)
    .map((line) => JSON.stringify(line));
  return { varieties, faults, story };
}

const isOf = (post: Post, { kind, detail }: Effect): boolean =>
  post.job === undefined ? kind.startsWith(post.effect ?? "?") : kind === "job-started" && detail === post.job;

/** How a job may have ended that is begun again. What is made anew, and cannot be told apart, must not be, if any of it was made. */
const forgiven = ({ operation }: Post): readonly string[] =>
  operation.startsWith("Add") ? ["fail"] : ["fail", "partial"];

/** All but those that come after one that failed. */
const withoutFailed = (begun: readonly Effect[], failed: readonly Effect[]): Effect[] =>
  begun.filter((_effect, n) => n === 0 || !failed.some(({ jobId }) => jobId === begun[n - 1]?.jobId));

const isRefusal = (status = 0): boolean => [400, 404, 409].includes(status);

const minuteMs = 60_000;

/** After a try that was not refused, none follows for a minute. */
function tooSoon(calls: readonly { readonly at: number; readonly status: number }[]): string[] {
  return calls.flatMap(({ at, status }, index) => {
    const next = calls[index + 1];
    const isLost = status === 0 || status >= 500 || status === 408 || status < 400;
    return isLost && next !== undefined && next.at - at < minuteMs
      ? [`sent again after ${next.at - at} ms, and the first answer was ${status}`]
      : [];
  });
}
