/** What can be seen of a change on a pool: the jobs of its type since, the pool's own word, and the effect. */
import type { Accepted, Until, WorkspaceService } from "../service.ts";
import type { Pool } from "../types.ts";
import { type JobsOf, jobsSince, type KnownJobs, knownJobs, type StartedJob } from "./jobs-since.ts";
import type { Change } from "./send-once.ts";
import { type Evidence, judge } from "./trace.ts";

export interface OnPool<Also> {
  readonly what: string;
  readonly poolId: string;
  /** Types that its job may have: the pages name some, clients have seen others. */
  readonly jobTypes: readonly string[];
  readonly send: (until: Until) => Promise<Accepted>;
  /** What else is there before a try. */
  readonly also: (until: Until) => Promise<Also>;
  /** Whether a job of the type may be this change's, by the desktops it is about. Default: yes. */
  readonly fits?: (job: StartedJob) => boolean;
  /** Whether a job may be so where none fits and nothing goes on: one that broke off shows less than it was to do. Default: no. */
  readonly mayFit?: (job: StartedJob) => boolean;
  readonly effect: (seen: Seen<Also>, until: Until) => Promise<Effect> | Effect;
}

export interface Seen<Also> {
  readonly before: PoolBefore<Also>;
  readonly pool: Pool;
  /** Jobs since that fit. */
  readonly jobs: readonly StartedJob[];
  /** Jobs of these types since that are another's. */
  readonly others: readonly StartedJob[];
  /** Whether the list tells of every job since. Where it does not, no job in it proves nothing. */
  readonly isListed: boolean;
}

export type Effect = Omit<Evidence, "jobs">;

export interface PoolBefore<Also> {
  readonly jobs: KnownJobs | undefined;
  readonly also: Also;
}

export function onPool<Also>(service: WorkspaceService, change: OnPool<Also>): Change<PoolBefore<Also>> {
  const { what, poolId, jobTypes: types, send, also, fits = () => true, mayFit = () => false, effect } = change;
  const of: JobsOf = { types, poolId };
  return {
    what,
    send,
    before: async (until) => {
      const turn = { ...until, poolId };
      // The jobs last: one that begins between the two is then known, and not taken for ours.
      const more = await also(turn);
      return { jobs: await knownJobs(service, of, turn), also: more };
    },
    shows: async (before, until) => {
      const turn = { ...until, poolId };
      const [since, pool] = await Promise.all([
        before.jobs === undefined ? undefined : jobsSince(service, { poolId, known: before.jobs }, turn),
        service.showDesktopPoolDetail(poolId, turn),
      ]);
      // A pool that is gone answers every question.
      if (pool === undefined) return { is: "done" };
      const all = since?.jobs ?? [];
      const isOurs = isBusy(pool) || all.some(fits) ? fits : mayFit;
      const jobs = all.filter(isOurs);
      const others = all.filter((job) => !isOurs(job));
      const found = await effect({ before, pool, jobs, others, isListed: since?.isWhole ?? false }, turn);
      return judge({ isBusy: isBusy(pool), ...found, jobs });
    },
  };
}

/** Frozen or broken pools rest; any other word may be a change that goes on. */
export const isBusy = ({ status }: Pool): boolean => !["STEADY", "EXIST_FROZEN", "ERROR"].includes(status);

/** The pool itself, of a call that is refused if it is not there. */
export const poolNow =
  (service: WorkspaceService, poolId: string) =>
  (until: Until): Promise<Pool | undefined> =>
    service.showDesktopPoolDetail(poolId, until);

export const thereWhen = (isThere: boolean) => ({ effect: isThere ? "there" : "absent" }) as const;

export const nothingMore = async (): Promise<undefined> => undefined;

/** A type that the pages name is listed. Another one is once the list has shown it; until then no job in it proves nothing. */
export function unlisted(
  { isListed, before: { jobs } }: Pick<Seen<unknown>, "isListed" | "before">,
  { isDocumented }: { readonly isDocumented: boolean },
): Pick<Evidence, "unlisted"> {
  if (isListed && (isDocumented || (jobs?.ids.size ?? 0) > 0)) return {};
  return { unlisted: "it leaves no trace on the pool, and the service is not known to list jobs of its type" };
}
