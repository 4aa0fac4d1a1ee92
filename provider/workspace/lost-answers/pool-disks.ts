/** Adding, expanding and deleting disks of a pool. The answer names no disk, so what is new or gone in the pool's template tells. */
import type { WorkspaceService } from "../service.ts";
import type { Pool, PoolVolume, VolumesChange, VolumeToAdd } from "../types.ts";
import { isBusy, nothingMore, onPool, poolNow, thereWhen } from "./on-pool.ts";

type Adding = Parameters<WorkspaceService["addDesktopPoolVolumes"]>[0];
type Expanding = Parameters<WorkspaceService["expandDesktopPoolVolumes"]>[0];
type Deleting = Parameters<WorkspaceService["deleteDesktopPoolVolumes"]>[0];

/** Types of their jobs. That of an expansion is on no list: both words have been seen (ListItaSubJobs). */
export const poolDiskJobs = {
  add: ["addDesktopPoolVolumes"],
  expand: ["expandDesktopPoolVolumes", "expandVolumes"],
  delete: ["deleteDesktopPoolVolumes"],
} as const;

export function addingPoolDisks(service: WorkspaceService, change: Adding) {
  const { poolId, volumes } = change;
  return onPool(service, {
    what: `adding ${disks(volumes)} to pool ${poolId}`,
    poolId,
    jobTypes: poolDiskJobs.add,
    send: (until) => service.addDesktopPoolVolumes(change, until),
    also: poolNow(service, poolId),
    effect: ({ before, pool }) => {
      if (leavesTemplate(change)) return { effect: "invisible" };
      const fresh = newDisks(pool, before.also);
      const wasBusy = before.also !== undefined && isBusy(before.also);
      return {
        ...thereWhen(holdsAll(fresh, volumes)),
        isPartly: volumes.some((wanted) => holdsAll(fresh, [wanted])),
        lookalike: `equal disks appeared on pool ${poolId} (${fresh.map((v) => v.id).join(", ")}), and no job of this call did it`,
        // Another's add shows in a disk that is unlike ours, or was under way at the try, its disk there and its job not yet listed.
        ...(fresh.length > 0 || wasBusy
          ? {}
          : { vanished: `a job that adds disks went well, and pool ${poolId} has no new one` }),
      };
    },
  });
}

export function expandingPoolDisks(service: WorkspaceService, change: Expanding) {
  const { poolId, volumes } = change;
  return onPool(service, {
    what: `expanding ${disks(volumes)} of pool ${poolId}`,
    poolId,
    jobTypes: poolDiskJobs.expand,
    send: (until) => service.expandDesktopPoolVolumes(change, until),
    also: nothingMore,
    effect: ({ pool }) => (leavesTemplate(change) ? { effect: "invisible" } : thereWhen(volumes.every(isGrown(pool)))),
  });
}

export function deletingPoolDisks(service: WorkspaceService, change: Deleting) {
  const { poolId, volumes } = change;
  return onPool(service, {
    what: `deleting ${disks(volumes)} of pool ${poolId}`,
    poolId,
    jobTypes: poolDiskJobs.delete,
    send: (until) => service.deleteDesktopPoolVolumes(change, until),
    also: nothingMore,
    effect: ({ pool }) =>
      leavesTemplate(change)
        ? { effect: "invisible" }
        : thereWhen(!volumes.some(({ id }) => pool.dataVolumes.some((v) => v.id === id))),
  });
}

const disks = (volumes: readonly object[]): string => (volumes.length === 1 ? "1 disk" : `${volumes.length} disks`);

/** Whether a change of named desktops touches the pool's template is documented nowhere. */
const leavesTemplate = ({ desktopIds }: VolumesChange): boolean => desktopIds !== undefined;

const newDisks = ({ dataVolumes }: Pool, before: Pool | undefined): PoolVolume[] =>
  dataVolumes.filter(({ id }) => !before?.dataVolumes.some((v) => v.id === id));

/** Every wanted disk has one of its own among these. */
export function holdsAll(fresh: readonly { type: string; size: number }[], wanted: readonly VolumeToAdd[]): boolean {
  const count = (among: readonly { type: string; size: number }[], { type, size }: VolumeToAdd): number =>
    among.filter((v) => v.type === type && v.size === size).length;
  return wanted.every((one) => count(fresh, one) >= count(wanted, one));
}

/** In one reading of the API an expanded disk has a new id. Expanding one that is gone would be refused anyway. */
const isGrown =
  ({ dataVolumes, rootVolume }: Pool) =>
  ({ id, size }: { readonly id: string; readonly size: number }): boolean => {
    const found = [...dataVolumes, ...(rootVolume === undefined ? [] : [rootVolume])].find((v) => v.id === id);
    return found === undefined || found.size >= size;
  };
