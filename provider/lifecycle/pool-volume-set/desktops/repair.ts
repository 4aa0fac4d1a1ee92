/**
 * What single desktops are given after the calls for the whole pool: a copy that was to go is deleted, one that is too small
 * is expanded, by its own EVS id. Nothing else of these desktops, and no other desktop, is reached (docs/decisions/repair.md).
 */
import type { Scope } from "../../../volumes/types.ts";
import { isWorkspaceError } from "../../../workspace/errors.ts";
import { waitForJob } from "../../../workspace/jobs.ts";
import { atSightOfJob, expandingDesktopDisks, sendOnce } from "../../../workspace/lost-answers.ts";
import type { DesktopVolumeToExpand, PoolDesktop } from "../../../workspace/types.ts";
import { progressOf } from "../../progress-line.ts";
import type { Work } from "../calls/work.ts";
import { saidBy } from "../state/carried.ts";
import type { Leftover } from "../state/state.ts";
import { type Copies, deleteCopies } from "./delete-copies.ts";
import { whyUnfit } from "./mismatches.ts";
import { copyOf, isJudged, type Touched } from "./proof.ts";
import { hasToFollow, isIdle, isLeftAlone } from "./scope.ts";

/** Whether `repair` would send anything. */
export function needsRepair(
  touched: readonly Touched[],
  { pool, desktops }: Pick<Work["draft"], "pool" | "desktops">,
  scope: Scope,
): boolean {
  const left = touched.filter((t) => t.operation === "delete" && !pool.dataVolumes.some((v) => v.id === t.id));
  const isLeft = left.some((t) => desktops.some((d) => mayDeleteCopy(t, scope, d)));
  return isLeft || smallCopies(touched, desktops, scope).length > 0;
}

/** What the deletion was not for stays, and so does what the program leaves alone by now: by its scope, or because somebody uses it. */
const mayDeleteCopy = (touched: Touched, scope: Scope, desktop: PoolDesktop): boolean =>
  copyOf(touched.id, desktop)?.volumeId !== undefined &&
  isJudged(touched, desktop) &&
  !isLeftAlone(scope, desktop) &&
  (scope.handleType !== "FOR_EXPAND_AND_IDLE" || isIdle(desktop));

/** Copies of a disk that was given up and deleted everywhere else: exactly these, as far as they are still there. */
export async function deleteLeftCopies(work: Work, carried: readonly Touched[]): Promise<void> {
  const deleted = carried.filter((t) => t.operation === "delete");
  if (deleted.length === 0) return;
  const { service, draft, poolId, until } = work;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const onSending = () => {
    draft.accepted = true;
  };
  await deleteCopies(
    { ...work, onSending },
    desktops.flatMap((desktop) => leftOn(desktop, deleted, work.scope)),
  );
}

/** Of one desktop all at once: it takes one change at a time. */
function leftOn(desktop: PoolDesktop, deleted: readonly Touched[], scope: Scope): Copies[] {
  const { desktopId } = desktop;
  const left = deleted.filter((t) => mayDeleteCopy(t, scope, desktop));
  const volumeIds = left.flatMap(({ id }) => copyOf(id, desktop)?.volumeId ?? []);
  if (volumeIds.length === 0) return [];
  const disks = `disk${left.length === 1 ? "" : "s"} ${left.map(({ key }) => `"${key}"`).join(", ")}`;
  return [{ desktopId, volumeIds, what: `deleting what is left of ${disks} on desktop ${desktopId}` }];
}

type SmallCopy = DesktopVolumeToExpand;

/** ExpandVolumes takes no more at once. */
const mostAtOnce = 100;

/**
 * Copies that are smaller than the pool's disk, to its size: the size is absolute and no disk shrinks, so whatever becomes of
 * the call, nothing can be lost by it and nothing happens twice. Answers how it failed; whether it did is judged by the proof.
 */
export async function growLeftCopies(work: Work, touched: readonly Touched[]): Promise<unknown> {
  const { service, draft, poolId, until, scope } = work;
  const expanded = touched.filter((t) => t.operation === "expand");
  if (expanded.length === 0) return undefined;
  const desktops = await service.listPoolDesktopsDetail(poolId, until);
  const fit = desktops.filter((d) => whyUnfit(d, draft.pool) === undefined);
  const small = smallCopies(expanded, fit, scope);
  for (let at = 0; at < small.length; at += mostAtOnce) {
    const failure = await grow(work, small.slice(at, at + mostAtOnce));
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function smallCopies(touched: readonly Touched[], desktops: readonly PoolDesktop[], scope: Scope): SmallCopy[] {
  const small = touched.flatMap(({ operation, id, size: newSize, on }) => {
    if (operation !== "expand" || newSize === undefined) return [];
    const asked = desktops.filter((d) => on?.has(d.desktopId) ?? hasToFollow(scope, d));
    return asked.flatMap((desktop): SmallCopy[] => {
      const copy = copyOf(id, desktop);
      if (copy?.volumeId === undefined || copy.size >= newSize) return [];
      return [{ desktopId: desktop.desktopId, volumeId: copy.volumeId, newSize }];
    });
  });
  return onceEach(small);
}

/** An earlier run and a refresh may both tell of a copy: it grows once, to the largest of what it is to have. */
function onceEach(small: readonly SmallCopy[]): SmallCopy[] {
  const byVolume = new Map<string, SmallCopy>();
  for (const copy of small) {
    const same = byVolume.get(copy.volumeId);
    if (same === undefined || same.newSize < copy.newSize) byVolume.set(copy.volumeId, copy);
  }
  return [...byVolume.values()];
}

async function grow(work: Work, copies: readonly SmallCopy[]): Promise<unknown> {
  const { service, report, draft, poolId, until } = work;
  const names = copies.map((c) => c.desktopId);
  const what = `expanding ${copies.length === 1 ? "1 copy" : `${copies.length} copies`} on desktop${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
  await report.progress(what);
  draft.accepted = true;
  try {
    const change = expandingDesktopDisks(service, { poolId, desktopVolumesExpansion: copies });
    const { jobId } = await sendOnce(service, { ...atSightOfJob(change), what }, until);
    if (jobId === undefined) return undefined;
    await waitForJob(service, {
      jobId,
      what,
      via: "job",
      deadline: until.deadline,
      onProgress: progressOf(report, what),
    });
    return undefined;
  } catch (error) {
    // Refused, or done in part: the desktops tell, and what they lack is told with this reason.
    if (isWorkspaceError(error, "job_failed", "bad_request", "forbidden", "not_published", "not_found")) return error;
    throw error;
  }
}

/** What the repair heard of each desktop, and why it left some out: for the words of what is still open. */
export function withReasons(work: Work, touched: readonly Touched[], failure: unknown): Touched[] {
  const unfit = work.draft.desktops.flatMap((d): Leftover[] => {
    const reason = whyUnfit(d, work.draft.pool);
    return reason === undefined ? [] : [{ desktopId: d.desktopId, reason }];
  });
  const heard = [...saidBy(failure), ...unfit];
  return touched.map((t) => {
    if (t.isToRepair !== true) return t;
    return { ...t, said: [...heard.filter((said) => t.on?.has(said.desktopId) ?? true), ...t.said] };
  });
}
