/**
 * Deletes copies on single desktops by their EVS ids, one call a desktop. The jobs run side by side: a hundred desktops take as
 * long as one. Whatever becomes of one of them, all that were sent are awaited, so that none goes on behind the state's back.
 */
import type { Report } from "../../../progress/report.ts";
import { isWorkspaceError, workspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { atSightOfJob, deletingDesktopDisks, sendOnce } from "../../../workspace/lost-answers.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import { reasonOf } from "../../partial.ts";

/** What is to go from one desktop. */
export interface Copies {
  readonly desktopId: string;
  readonly volumeIds: readonly string[];
  /** `deleting what is left of disk "scratch" on desktop ID`, for progress and errors. */
  readonly what: string;
}

export interface CopyDeletion {
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly poolId: string;
  readonly until: Until;
  /** Called before each call: from then on the service may have taken it. */
  readonly onSending?: () => void;
}

export async function deleteCopies(deletion: CopyDeletion, copies: readonly Copies[]): Promise<void> {
  const { service, until } = deletion;
  const { sent, refused } = await sendEach(deletion, copies);
  const ends = await Promise.allSettled(
    sent.map(({ jobId, what }) => waitForJob(service, { jobId, what, via: "job", deadline: until.deadline })),
  );
  const failures = [...ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : [])), ...refused];
  if (failures.length > 0) throw oneOf(failures);
}

interface Sent {
  readonly jobId: string;
  readonly what: string;
}

/** Ends at the first call that the service does not take: the next `up` looks at what is left. */
async function sendEach(
  { service, report, poolId, until, onSending }: CopyDeletion,
  copies: readonly Copies[],
): Promise<{ readonly sent: readonly Sent[]; readonly refused: readonly unknown[] }> {
  const sent: Sent[] = [];
  for (const { desktopId, volumeIds, what } of copies) {
    await report.progress(what);
    onSending?.();
    try {
      const change = deletingDesktopDisks(service, { poolId, desktopId, volumeIds });
      const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
      if (jobId !== undefined) sent.push({ jobId, what });
    } catch (error) {
      return { sent, refused: [error] };
    }
  }
  return { sent, refused: [] };
}

/** One error that says all of them. */
function oneOf([first, ...others]: readonly unknown[]): unknown {
  if (others.length === 0 || !isWorkspaceError(first)) return first;
  const failedDesktops = [first, ...others].flatMap((e) => (isWorkspaceError(e) ? (e.failedDesktops ?? []) : []));
  return workspaceError(first.kind, [first, ...others].map(reasonOf).join("\n"), { cause: first, failedDesktops });
}
