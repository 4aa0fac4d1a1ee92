/** What tells whether a change was done whose answer is lost: its job, its effect, a busy pool, or nothing at all. Pure. */
import { workspaceError } from "../errors.ts";
import type { StartedJob } from "./jobs-since.ts";

export type Trace = Meaning & {
  /** The first job since that fits. */
  readonly jobId?: string;
};

type Meaning =
  /** It was accepted. Without a job only its effect tells so. */
  | { readonly is: "done" }
  /** Something is going on that may be it: no silence yet. */
  | { readonly is: "under way" }
  /** `unlessBusy`: why that is no answer if something was going on before. */
  | { readonly is: "nothing"; readonly unlessBusy?: string }
  /** Nothing proves it, and to send it again might do it twice. */
  | { readonly is: "unclear"; readonly why: string };

export interface Evidence {
  /** Jobs begun since the change was sent that may be its own, the oldest first; `undefined` where the service lists none. */
  readonly jobs: readonly StartedJob[] | undefined;
  /** Whether what the change was to do stands there; `invisible` where no read can tell, as after a restart of desktops. */
  readonly effect: "there" | "absent" | "invisible";
  /** Some of it is there, though not all. */
  readonly isPartly?: boolean;
  /** It is being changed, by whomever. */
  readonly isBusy?: boolean;
  /** It was so before the try: that a later look sees it busy tells nothing then. */
  readonly wasBusy?: boolean;
  /**
   * Why the effect proves nothing without a job: an equal disk may be another person's. Left out where what stands there
   * is what was wanted, whoever made it.
   */
  readonly lookalike?: string;
  /** Why a job that went well without a visible effect forbids sending again. Left out where a second time does nothing more. */
  readonly vanished?: string;
  /** Why no job in the list is no proof that there is none. */
  readonly unlisted?: string;
}

export function judge(evidence: Evidence): Trace {
  const job = evidence.jobs?.[0];
  return { ...meaningOf(evidence, job), ...(job === undefined ? {} : { jobId: job.jobId }) };
}

function meaningOf(evidence: Evidence, job: StartedJob | undefined): Meaning {
  const { effect, isPartly = false, isBusy = false, wasBusy = false, lookalike, vanished, unlisted } = evidence;
  // Only its job would tell it, and the job that kept the pool busy at the try need not have been listed then.
  if (job !== undefined && job.state !== "running" && effect === "invisible" && wasBusy)
    return { is: "unclear", why: `the pool was busy when it was sent, so job ${job.jobId} may be another's` };
  if (job !== undefined && effect === "invisible" && wasBusy) return { is: "under way" };
  // Nothing else changes a pool while our job runs, so the first job since is ours, or none is.
  if (job !== undefined && (job.state === "failed" || effect !== "absent")) return { is: "done" };
  if (evidence.jobs?.some(({ state }) => state === "running") || isBusy) return { is: "under way" };
  if (effect === "there" && lookalike === undefined) return { is: "done" };
  if ((effect === "there" || isPartly) && lookalike !== undefined) return { is: "unclear", why: lookalike };
  // What a job did well shows. This one did something else, so it is another's; or what it made is gone again.
  if (job !== undefined) return vanished === undefined ? { is: "nothing" } : { is: "unclear", why: vanished };
  if (effect === "absent") return { is: "nothing" };
  if (unlisted !== undefined) return { is: "unclear", why: unlisted };
  if (wasBusy) return { is: "nothing" };
  return { is: "nothing", unlessBusy: "something was done on the pool meanwhile, and no job of it is listed any more" };
}

export const cannotTell = (what: string, why: string) =>
  workspaceError(
    "unknown_result",
    `${what}: the answer was lost, and whether it was done cannot be told: ${why}. It was not sent again`,
  );
