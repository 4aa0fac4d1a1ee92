// How a job's fate is shared out among its parts: the first desktops go well, the last ones do not. And how it is told.

import type { Destiny, Failure, Job, JobFate, SubJob } from "./types.ts";

/** What becomes of the parts that an outcome is about; those that are not listed here touch no part. */
const destinies: { readonly [O in NonNullable<JobFate["outcome"]>]?: Destiny } = {
  fail: "failed",
  partial: "failed",
  stuck: "stuck",
  unbegun: "unbegun",
  lie: "undone",
  denial: "denied",
};

/** These are about every part, where nothing else is said. */
const whole: readonly JobFate["outcome"][] = ["fail", "unbegun", "lie", "denial"];

export function destiniesOf(parts: number, fate: JobFate | undefined): Destiny[] {
  const bad = destinies[fate?.outcome ?? "success"];
  if (!fate || !bad) return Array.from({ length: parts }, () => "success");
  const asked = Math.min(fate.failDesktops ?? (whole.includes(fate.outcome) ? parts : 1), parts);
  return Array.from({ length: parts }, (_, index) => (index < parts - asked ? "success" : bad));
}

/** A job that will say it went well and does nothing: not even what others do at the call. */
export const isLie = (fate: JobFate | undefined) => fate?.outcome === "lie" && fate.failDesktops === undefined;

export const neverBegins = ({ subJobs }: Job) => subJobs.every(({ destiny }) => destiny === "unbegun");

export function failureOf(fate: JobFate | undefined): Failure {
  return { code: fate?.code ?? "SIM.0001", reason: fate?.reason ?? "the simulator was asked to let this fail" };
}

/** The ledger's word for how a job ended: what the job says, and what is true besides. */
export function endingOf({ subJobs, fate }: Job): string {
  const failed = subJobs.filter(({ state }) => state === "failed").length;
  const said = failed === 0 ? "success" : failed < subJobs.length ? "partial" : "fail";
  const has = (destiny: Destiny) => subJobs.some((subJob) => subJob.destiny === destiny);
  if (isLie(fate) && has("undone")) return `${said}, though nothing was done`;
  if (has("undone")) return `${said}, though not everywhere`;
  return has("denied") ? `${said}, though all was done` : said;
}

/** Some jobs are known to nobody: from the start, or once they have ended. */
export function isHidden({ fate, endedAt }: Job): boolean {
  return fate?.vanishes === "at-once" || (fate?.vanishes === "at-end" && endedAt !== undefined);
}

/** The word that a job or a part of one is told with in place of the right one, if there is one to be told. */
export function wordOf({ fate }: Job, which: "status" | "subJobStatus", ended: boolean): string | undefined {
  return fate?.untilEnd && ended ? undefined : fate?.[which];
}

/** A part that sticks stops at its per cent, and never goes further. */
export function shownProcess({ fate }: Job, { destiny }: SubJob, process: number): number {
  if (destiny !== "stuck") return process;
  const most = fate?.process ?? 99;
  return process >= 99 ? most : Math.min(process, most);
}
