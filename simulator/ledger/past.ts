// The world as it was after some line of the ledger, for whoever has to be shown it: to be read, never to be changed.

import type { Job, JobState, SubJob } from "../jobs/types.ts";
import { badParameter } from "../model/refusal.ts";
import type { World } from "../model/world.ts";
import type { Timeline } from "../time/timeline.ts";
import { replay } from "./replay.ts";

export function pastWorld(world: World, seq: number): World {
  const { effects, calls, forgotten } = world.ledger.look();
  const oldest = effects[0]?.seq ?? 0;
  if (forgotten && seq < oldest - 1) throw badParameter(`seq: the ledger keeps no line before ${oldest}`);
  const told = effects.filter((effect) => effect.seq <= seq);
  const last = [...effects, ...calls]
    .filter((line) => line.seq <= seq)
    .reduce((latest, { at }) => Math.max(latest, Date.parse(at)), 0);
  const jobs = [...world.jobs.values()].filter(({ startedSeq }) => startedSeq <= seq).map((job) => pastJob(job, seq));
  const timeline: Timeline = { ...world.timeline, time: () => last };
  // Looks at the past move nothing.
  const pace = { ...world.pace, polls: undefined };
  return {
    ...world,
    pace,
    ...replay(told, world.ledger.base()),
    jobs: new Map(jobs.map((job) => [job.id, job])),
    timeline,
  };
}

function pastJob(job: Job, seq: number): Job {
  const ended = reached(job.endedSeq, seq);
  const subJobs = job.subJobs.map((subJob) => pastSubJob(subJob, seq));
  if (ended) return { ...job, subJobs };
  const begun = subJobs.some(({ state }) => state !== "waiting");
  return { ...job, subJobs, state: begun ? "running" : "waiting", endedAt: undefined, failure: undefined };
}

function pastSubJob(subJob: SubJob, seq: number): SubJob {
  if (reached(subJob.endedSeq, seq)) return subJob;
  const state: JobState = reached(subJob.begunSeq, seq) ? "running" : "waiting";
  return { ...subJob, state, failure: undefined };
}

function reached(place: number | undefined, seq: number): boolean {
  return place !== undefined && place <= seq;
}
