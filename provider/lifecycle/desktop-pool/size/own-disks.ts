/** Data disks of a desktop that its pool did not give it, as far as anybody can tell: somebody gave them to this very one. Pure. */
import type { Desktop, DesktopVolume, Pool } from "../../../workspace/types.ts";

/**
 * Every disk that names no disk of the pool. Neither number nor size tells whose it is: the pool's disks may be for later desktops only,
 * so that none has a copy of them. Where the region tells no names any disk may be the desktop's own.
 */
export const ownDisks = ({ rootVolume, dataVolumes }: Desktop): readonly DesktopVolume[] =>
  dataVolumes.filter(
    ({ volumeId, desktopPoolDiskId }) =>
      desktopPoolDiskId === undefined &&
      // Should a region list the system disk among the others, it is nobody's data disk.
      (volumeId === undefined || volumeId !== rootVolume?.volumeId),
  );

/** Whether a disk without a name may be a copy of the pool's all the same: no desktop has one with a name. */
export const isUntold = ({ dataVolumes }: Pick<Pool, "dataVolumes">, desktops: readonly Desktop[]): boolean =>
  dataVolumes.length > 0 && !desktops.some((d) => d.dataVolumes.some((v) => v.desktopPoolDiskId !== undefined));
