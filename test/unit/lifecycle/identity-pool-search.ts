/** A search for the disks of an interrupted run, in a pool whose desktops and jobs a test says. */
import { recoverableVolumes } from "../../../provider/lifecycle/pool-volume-set/identity/recoverable.ts";
import type { State } from "../../../provider/lifecycle/pool-volume-set/state/state.ts";
import { createRun } from "../../../provider/lifecycle/run.ts";
import type { Pool, PoolDesktop, SubJob } from "../../../provider/workspace/types.ts";
import { poolWith, serviceOf, stateWith, until } from "./identity-scene.ts";

export interface Told {
  readonly pool?: Pool;
  readonly desktops?: readonly PoolDesktop[];
  readonly subJobs?: readonly SubJob[];
  /** Parts of the job that made the pool. */
  readonly creation?: readonly SubJob[];
  readonly state?: Partial<State>;
  /** Whether the jobs of the state's open calls are known to have ended well. */
  readonly isGood?: boolean;
  /** What this run's refresh has found. */
  readonly found?: readonly string[];
  /** In place of a record of jobs. */
  readonly error?: Error;
}

/** Within an hour; the pool has the disk "x" and no other, if the test says nothing of it. */
export async function searched(told: Told) {
  const { pool = poolWith(["x"]), desktops = [], subJobs = [], creation = [] } = told;
  const asked: unknown[] = [];
  const service = await serviceOf({
    listItaSubJobs: async (query) => {
      asked.push(query);
      if (told.error !== undefined) throw told.error;
      return query.jobType === "addDesktopPoolVolumes" ? subJobs : creation;
    },
  });
  const state = stateWith(told.state);
  const run = createRun();
  run.found(told.found ?? []);
  const job = { jobId: "j", done: 1, total: 1, subJobs: [] };
  const ended = state.pending.map((pending) => ({ pending, ...(told.isGood === true ? { job } : {}) }));
  const found = await recoverableVolumes({
    service,
    state,
    pool,
    desktops,
    recoverWithinMs: 3_600_000,
    run,
    until,
    ended,
  });
  return { found, asked };
}

export const recovered = async (told: Told) => Object.fromEntries((await searched(told)).found);
