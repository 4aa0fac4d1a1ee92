/** Jobs that a killed run has left at work: what they do later, no look of a later run can have seen. */
import type { Effect } from "../../../simulator/index.ts";
import type { Outcome } from "../../world/stack.ts";

export interface DeadRuns {
  readonly jobs: Set<string>;
  /** Effects of the ledger that have been looked through. */
  looked: number;
  isOvertaken: boolean;
}

export const noDeadRuns = (): DeadRuns => ({ jobs: new Set(), looked: 0, isOvertaken: false });

/** Whether such a job has changed a disk since a command last ended well, at the end of this one. */
export function overtakenBy(dead: DeadRuns, past: readonly Effect[], since: number, end: Outcome | "killed"): boolean {
  const isLate = (effects: readonly Effect[]): boolean =>
    effects.some(({ kind, jobId = "" }) => /disk-/.test(kind) && dead.jobs.has(jobId));
  const isNow = isLate(past.slice(since));
  dead.isOvertaken = dead.isOvertaken || isNow || isLate(past.slice(dead.looked, since));
  dead.looked = past.length;
  const isOvertaken = dead.isOvertaken;
  if (end === "killed")
    for (const { kind, jobId = "" } of past.slice(since)) if (kind === "job-started") dead.jobs.add(jobId);
  if (end !== "killed" && end.ok && !isNow) dead.isOvertaken = false;
  return isOvertaken;
}
