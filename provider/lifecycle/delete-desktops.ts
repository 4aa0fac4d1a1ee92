/** Desktops batch-delete: at most a hundred a call, each named, awaited, and looked for after a lost answer. */
import type { Report } from "../progress/report.ts";
import { isWorkspaceError, type WorkspaceError, workspaceError } from "../workspace/errors.ts";
import { waitForJob } from "../workspace/jobs.ts";
import { atSightOfJob, deletingDesktops, sendOnce } from "../workspace/lost-answers.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import type { PoolDesktop } from "../workspace/types.ts";
import { countedDesktops } from "./counted.ts";
import type { Plain } from "./hooks.ts";
import { lookEveryMs, staleForMs } from "./lag.ts";
import { progressOf } from "./progress-line.ts";

/** Limit of the call. */
const mostAtOnce = 100;

export interface Deletion {
  readonly service: WorkspaceService;
  readonly poolId: string;
  readonly until: Until;
  readonly report: Report;
  /** `deleteUsers`, `emailNotification`, `forceDelete`; each `false` unless said. */
  readonly options: Plain;
  /** Called once the service may have taken a deletion; without a job where its answer was lost. */
  readonly onAccepted?: (job: { readonly jobId?: string }) => void;
  /** Awaited before each try: a refused one tells that others were at work, and may be wrong by now. */
  readonly beforeTry?: (until: Until) => Promise<void>;
}

/** One that cannot be deleted does not keep those of the other calls: all that failed are named in the end. */
export async function deleteDesktops(deletion: Deletion, desktopIds: readonly string[]): Promise<void> {
  const failures: WorkspaceError[] = [];
  for (let at = 0; at < desktopIds.length; at += mostAtOnce) {
    try {
      await deleteChunk(deletion, desktopIds.slice(at, at + mostAtOnce), partWords(at, desktopIds.length));
    } catch (error) {
      if (!isWorkspaceError(error, "job_failed")) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw together(failures);
}

/** Progress that begins anew with each call says how far all of it is. */
const partWords = (at: number, all: number): string =>
  all <= mostAtOnce ? "" : ` (${at + 1} to ${Math.min(at + mostAtOnce, all)} of ${all})`;

function together(failures: readonly WorkspaceError[]): unknown {
  const [first, ...more] = failures;
  if (more.length === 0) return first;
  return workspaceError("job_failed", failures.map(({ message }) => message).join("\n"), {
    cause: first,
    failedDesktops: failures.flatMap(({ failedDesktops = [] }) => failedDesktops),
  });
}

async function deleteChunk(deletion: Deletion, desktopIds: readonly string[], part: string): Promise<void> {
  const what = `deleting ${countedDesktops(desktopIds.length)}${part}`;
  try {
    const { jobId } = await asked(deletion, desktopIds, what);
    deletion.onAccepted?.(jobId === undefined ? {} : { jobId });
    if (jobId !== undefined) await awaitJob(deletion, jobId, { what, expectSubJobs: desktopIds.length });
  } catch (error) {
    // One of them may have been removed by somebody else meanwhile: the others still have to go.
    if (!isWorkspaceError(error, "not_found", "job_failed", "unknown_result")) throw error;
    const left = await leftOf(deletion, desktopIds);
    if (left.length > 0 && (left.length === desktopIds.length || !isWorkspaceError(error, "not_found"))) throw error;
    return left.length === 0 ? undefined : deleteChunk(deletion, left, part);
  }
  await awaitNone(deletion, desktopIds);
}

function asked(deletion: Deletion, desktopIds: readonly string[], what: string) {
  const { service, poolId, until, options } = deletion;
  const body = {
    desktopIds,
    deleteUsers: options.deleteUsers === true,
    emailNotification: options.emailNotification === true,
    forceDelete: options.forceDelete === true,
  };
  const change = atSightOfJob(deletingDesktops(service, poolId, body));
  const before = async (turn: Until) => {
    await deletion.beforeTry?.(turn);
    return change.before(turn);
  };
  return sendOnce(service, { ...change, what, before, onLost: () => deletion.onAccepted?.({}) }, until);
}

async function awaitJob(
  { service, until, report }: Deletion,
  jobId: string,
  { what, expectSubJobs }: { readonly what: string; readonly expectSubJobs: number },
): Promise<void> {
  const progress = { deadline: until.deadline, onProgress: progressOf(report, what) };
  await waitForJob(service, { jobId, what, via: "sub-jobs", expectSubJobs, ...progress });
}

/** The list may lag behind the job, and after a lost answer there is no job to wait for. */
async function awaitNone(deletion: Deletion, desktopIds: readonly string[]): Promise<void> {
  const { service, until } = deletion;
  for (const since = service.clock.now(); ; ) {
    const left = await present(deletion, desktopIds);
    if (left.length === 0) return;
    const names = left.map((d) => d.computerName ?? d.desktopId).join(", ");
    // An earlier try may have failed, and the list be older than this one.
    if (left.every(isBackAgain) && service.clock.now() - since >= staleForMs)
      throw workspaceError("job_failed", `these desktops could not be deleted: ${names}`);
    if (service.clock.now() >= until.deadline)
      throw workspaceError(
        "timeout",
        `these desktops are still there and the time is up: ${names}; run the command again`,
      );
    await service.clock.sleep(lookEveryMs);
  }
}

const isBackAgain = ({ taskStatus }: PoolDesktop): boolean => taskStatus === "deleteFailed";

async function present(
  { service, poolId, until }: Deletion,
  desktopIds: readonly string[],
): Promise<readonly PoolDesktop[]> {
  const named = new Set(desktopIds);
  return (await service.listPoolDesktopsDetail(poolId, until)).filter((d) => named.has(d.desktopId));
}

const leftOf = async (deletion: Deletion, desktopIds: readonly string[]): Promise<readonly string[]> =>
  (await present(deletion, desktopIds)).map((d) => d.desktopId);
