// The job of one desktop that a resize tells of. It is a part of the whole job, and can be asked for by its own id.

import { hasEnded } from "../jobs/run.ts";
import type { Job } from "../jobs/types.ts";
import type { World } from "../model/world.ts";

export function wholeJobOf({ jobs }: World, partId: string): Job | undefined {
  const resizes = [...jobs.values()].filter(({ kind }) => kind === "resizeDesktopPool");
  return resizes.find(({ subJobs }) => subJobs.some(({ id }) => id === partId));
}

/** The part as a job of its own; the whole where it is the whole that is meant. */
export function jobOfDesktop(whole: Job, id: string): Job {
  const part = whole.subJobs.find((subJob) => subJob.id === id);
  if (!part) return whole;
  const { state, failure, endAt } = part;
  return { ...whole, id, subJobs: [part], state, failure, endedAt: hasEnded(part) ? endAt : undefined };
}
