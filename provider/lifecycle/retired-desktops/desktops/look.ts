/** Reads what is there now of the desktops that the program names, with nothing under way on their pool. */
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { DesktopSummary, Pool, PoolDesktop } from "../../../workspace/types.ts";
import type { Goal } from "../state/goal.ts";
import { isUnclear, type Seen } from "./judge.ts";

const lookEveryMs = 5_000;
/** No list is older than that for long. */
const staleForMs = 60_000;

export interface Look {
  readonly pool: Pool;
  readonly seen: Seen;
}

export async function look(goal: Goal): Promise<Look> {
  const { clock } = goal.service;
  const since = clock.now();
  for (;;) {
    const found = await once(goal);
    if (!isUnclear(found.seen) || clock.now() - since >= staleForMs) return found;
    await clock.sleep(lookEveryMs);
  }
}

async function once(goal: Goal): Promise<Look> {
  const { service, poolId, until, asked } = goal;
  const pool = await quietPool(goal);
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const absent = Object.values(asked).filter((id) => !desktops.some((d) => d.desktopId === id));
  const others = await elsewhere(goal, absent);
  const nowhere = absent.filter((id) => !others.some((d) => d.desktopId === id));
  const deleted = nowhere.length === 0 ? new Set<string>() : await deletedOf(goal);
  return { pool, seen: { pool: `pool ${pool.name} (${poolId})`, poolId, desktops, others, deleted } };
}

export async function quietPool({ service, report, poolId, until }: Goal): Promise<Pool> {
  const onProgress = () => report.progress("waiting: something is under way on the pool");
  const pool = await waitForQuietPool(service, poolId, { deadline: until.deadline, onProgress });
  if (pool !== undefined) return pool;
  const { region, projectId } = service.place;
  throw workspaceError(
    "not_found",
    `there is no desktop pool ${poolId} in project ${projectId}, region ${region}: check \`pool\`, \`region\` and \`projectId\`; if the pool was deleted, its desktops are gone with it: remove their lines`,
  );
}

/** Limit of the list. */
const mostAtOnce = 100;

/** Of these those that the service lists in any pool, or in none. */
export async function elsewhere(
  { service, until }: Pick<Goal, "service" | "until">,
  ids: readonly string[],
): Promise<readonly DesktopSummary[]> {
  const found: DesktopSummary[] = [];
  for (let at = 0; at < ids.length; at += mostAtOnce)
    found.push(...(await service.listDesktops({ desktopIds: ids.slice(at, at + mostAtOnce) }, until)));
  // The filter is the service's.
  return found.filter((d) => ids.includes(d.desktopId));
}

/** A region whose list cannot be had tells nothing of desktops that went before. */
async function deletedOf({ service, poolId, until }: Goal): Promise<ReadonlySet<string>> {
  try {
    const subJobs = await service.listItaSubJobs({ jobType: "deleteDesktops", desktopPoolId: poolId }, until);
    return new Set(subJobs.flatMap(({ desktopId }) => desktopId ?? []));
  } catch (error) {
    if (isWorkspaceError(error, "bad_request", "bad_answer", "not_published")) return new Set();
    throw error;
  }
}

/** In work on its own deletion, a desktop does not count any more. */
export const isThere = ({ taskStatus }: PoolDesktop): boolean => taskStatus !== "deleting";
