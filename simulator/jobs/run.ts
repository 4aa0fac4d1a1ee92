// Starts a job: who has a part in it, when each part is to begin and end, and what becomes of it.

import type { Author } from "../ledger/ledger.ts";
import type { World } from "../model/world.ts";
import { courseOf, noteJob } from "./course.ts";
import { destiniesOf, isLie } from "./fate.ts";
import { entityOf } from "./trade.ts";
import { type Orders, trades } from "./trades.ts";
import type { Destiny, Job, JobFate, JobKind, JobState, SubJob } from "./types.ts";

export { endSubJob, hasEnded } from "./course.ts";

/** Shares of a job's time: it waits, then parts begin one after the other and end one after the other. */
const waitingShare = 0.1;
const beginningsShare = 0.3;

interface JobOrder<K extends JobKind> {
  readonly kind: K;
  readonly order: Orders[K];
  /** Ids of the pools that are busy while it goes on. */
  readonly pools: readonly string[];
  readonly author: Author;
  readonly fate?: JobFate | undefined;
  /** It leaves its pools free for other work. */
  readonly quiet?: boolean;
  /** How long it waits before anything else. */
  readonly delayMs?: number;
}

export function startJob<K extends JobKind>(world: World, asked: JobOrder<K>): Job {
  const { kind, order, pools, author, fate, quiet = false, delayMs = 0 } = asked;
  const id = world.ids.uuid("job");
  const createdAt = world.timeline.time();
  const cause = { author, jobId: id };
  // The order of effects: what shows at the call comes before the line that says the job has started.
  if (!isLie(fate)) trades[kind].start?.({ world, cause, order });
  const parts = trades[kind].parts(order);
  const wayMs = world.pace.milliseconds({ id, kind, desktops: parts.length }) * (fate?.slow ?? 1);
  const beginAt = Math.round(createdAt + delayMs + wayMs * waitingShare);
  const subJobs = subJobsOf(world, { parts, fate, beginAt, wayMs });
  const place = { startedSeq: world.ledger.lastSeq() + 1, endedSeq: undefined };
  const facts = { id, kind, author, pools, quiet, createdAt, beginAt };
  const job: Job<K> = { ...facts, wayMs, subJobs, order, fate, ...place, ...fresh() };
  world.jobs.set(id, job);
  if (!quiet) for (const pool of pools) world.pools.get(pool)?.runningJobs.add(id);
  noteJob(world, job, "job-started", kind);
  schedule(world, job);
  return job;
}

const fresh = () => ({
  state: "waiting" as JobState,
  endedAt: undefined,
  failure: undefined,
  looks: 0,
  poolLooks: 0,
});

interface Layout {
  readonly parts: readonly (string | undefined)[];
  readonly fate: JobFate | undefined;
  readonly beginAt: number;
  readonly wayMs: number;
}

function subJobsOf(world: World, { parts: asked, fate, beginAt, wayMs }: Layout): SubJob[] {
  // A job always has a part, so that its progress can be seen even when no desktop follows.
  const parts = asked.length > 0 ? asked : [undefined];
  const destinies = destiniesOf(parts.length, fate);
  const runMs = wayMs * (1 - waitingShare);
  return parts.map((desktop, index) => {
    const place = fate?.subJobs === "reversed" ? parts.length - 1 - index : index;
    return subJobOf(world, desktop, {
      destiny: destinies[index] ?? "success",
      beginAt: Math.round(beginAt + (wayMs * beginningsShare * place) / parts.length),
      endAt: Math.round(beginAt + (runMs * (place + 1)) / parts.length),
    });
  });
}

function subJobOf(
  world: World,
  desktopId: string | undefined,
  facts: { destiny: Destiny; beginAt: number; endAt: number },
): SubJob {
  const desktop = desktopId === undefined ? undefined : world.desktops.get(desktopId);
  const entity = desktop && entityOf(desktop);
  const open = { state: "waiting" as JobState, failure: undefined, begunSeq: undefined, endedSeq: undefined };
  return { id: world.ids.uuid("sub-job"), ...facts, ...open, entity };
}

/** Lays what is still to come of a job on the timeline: all of it, or the rest after a restart. */
export function schedule(world: World, job: Job): void {
  // By looks, nothing comes with time.
  if (world.pace.polls !== undefined) return;
  for (const { at, happen } of courseOf(world, job)) world.timeline.at(at, happen);
}
