/** More desktops for a pool, and fewer. More is a difference: sent twice it would be made twice. */
import type { WorkspaceService } from "../service.ts";
import type { DesktopsToDelete } from "../types.ts";
import type { StartedJob } from "./jobs-since.ts";
import { isBusy, nothingMore, onPool, poolNow, thereWhen } from "./on-pool.ts";

export function expandingPool(service: WorkspaceService, poolId: string, { add }: { readonly add: number }) {
  return onPool(service, {
    what: `adding ${add} desktops to pool ${poolId}`,
    poolId,
    jobTypes: ["expandDesktopPool"],
    send: (until) => service.expandDesktopPool(poolId, { add }, until),
    also: poolNow(service, poolId),
    // Autoscale makes desktops by jobs of the same type. One for as many cannot be told from ours, and counts as ours.
    fits: ({ subJobs }) => subJobs.length === add,
    // One that failed early has fewer parts. Whoever takes it for ours counts again; sent again, ours would be made twice.
    mayFit: ({ state, subJobs }) => state !== "running" && subJobs.length < add,
    effect: ({ before, pool, jobs, others, isListed }) => {
      // A job for so many desktops is proof enough: some of them may be gone again.
      if (jobs.length > 0) return { effect: "invisible" };
      // Where others were at work at the try, what is more since is their work as well: the list has to tell.
      if (isListed && before.also !== undefined && isBusy(before.also)) return { effect: "absent" };
      const made = others.reduce((sum, { subJobs }) => sum + subJobs.length, 0);
      const more = pool.desktopCount - (before.also?.desktopCount ?? 0) - made;
      const lookalike = `pool ${poolId} has ${more} more desktops than before, and the service lists no job that made them`;
      return { ...thereWhen(more >= add), isPartly: more > 0, lookalike };
    },
  });
}

export function deletingDesktops(service: WorkspaceService, poolId: string, change: DesktopsToDelete) {
  const asked = new Set(change.desktopIds);
  return onPool(service, {
    what: `deleting ${asked.size === 1 ? "1 desktop" : `${asked.size} desktops`} of pool ${poolId}`,
    poolId,
    jobTypes: ["deleteDesktops"],
    send: (until) => service.batchDeleteDesktops(change, until),
    also: nothingMore,
    fits: isAbout(asked),
    effect: async ({ pool }, until) => {
      const left = (await service.listPoolDesktopsDetail(poolId, until)).filter((d) => asked.has(d.desktopId));
      const isDeleting = left.some((d) => d.taskStatus === "deleting");
      return { ...thereWhen(left.length === 0), isBusy: isDeleting || isBusy(pool) };
    },
  });
}

/** A job tells the desktops that it is about, or none where a desktop is gone already. */
export const isAbout =
  (asked: ReadonlySet<string>) =>
  ({ subJobs }: StartedJob): boolean =>
    subJobs.every(({ desktopId }) => desktopId === undefined || asked.has(desktopId));
