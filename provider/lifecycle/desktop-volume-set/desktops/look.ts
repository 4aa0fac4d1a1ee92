/**
 * The desktop as it is now. Two reads have to say the same of its disks before it is believed: one that is stale would have a disk
 * added twice, or forgotten. Disks that the pool gave it are told apart by the record that they name, and left alone. Where no
 * disk names one, only those count that are known to be the desktop's own.
 */
import { isDeepStrictEqual } from "node:util";
import type { Volume } from "../../../volumes/types.ts";
import { workspaceError } from "../../../workspace/errors.ts";
import type { Desktop, DesktopVolume, Pool } from "../../../workspace/types.ts";
import { lookEveryMs, staleForMs } from "../../lag.ts";
import { shownOrUnlisted } from "../../listed-pool.ts";
import type { Whereabouts } from "../identity/whereabouts.ts";
import type { IsOwn } from "./own-disks.ts";

/** A disk of the desktop's own. */
export interface OwnVolume extends Volume {
  readonly createTime?: string;
}

export interface Seen {
  readonly pool: Pool;
  readonly desktop: Desktop;
  readonly desktopName: string;
  /** By their EVS ids. */
  readonly own: readonly OwnVolume[];
  /** How many disks its pool gave it, or may have given it. */
  readonly ofPool: number;
  /** Disks of which nobody can say whether they are the pool's. */
  readonly untold: readonly OwnVolume[];
}

export interface Looking extends Whereabouts {
  readonly poolId: string;
  /** Asked where the service does not tell. */
  readonly isOwn: IsOwn;
}

/** `undefined` when the desktop, or its pool, is gone. */
export async function lookAtDesktop(looking: Looking): Promise<Seen | undefined> {
  const { service, poolId, until, isOwn } = looking;
  const pool = await shownOrUnlisted(service, poolId, until);
  const desktop = pool && (await asAgreed(looking));
  if (pool === undefined || desktop === undefined) return undefined;
  // Should a region list the system disk among the others, it is nobody's data disk.
  const isRoot = ({ id }: OwnVolume): boolean => id === desktop.rootVolume?.volumeId;
  const nameless = desktop.dataVolumes.flatMap((v) => namelessVolume(v)).filter((volume) => !isRoot(volume));
  const known = nameless.filter((volume) => isOwn(volume, pool));
  const isTold = known.length === nameless.length || (await tellsPoolDisks(looking, pool, desktop));
  const own = isTold ? nameless : known;
  const untold = nameless.filter((volume) => !own.includes(volume));
  const desktopName = desktop.computerName ?? desktop.desktopId;
  return { pool, desktop, desktopName, own, ofPool: desktop.dataVolumes.length - own.length, untold };
}

/** The same look, once some of the untold disks are known to be the desktop's own. */
export function withOwn(seen: Seen, ids: ReadonlyMap<string, unknown>): Seen {
  const found = seen.untold.filter(({ id }) => ids.has(id));
  const untold = seen.untold.filter(({ id }) => !ids.has(id));
  return { ...seen, own: [...seen.own, ...found], untold, ofPool: seen.ofPool - found.length };
}

async function asAgreed({ service, desktopId, until }: Looking): Promise<Desktop | undefined> {
  const since = service.clock.now();
  for (;;) {
    const shown = await service.showDesktopDetail(desktopId, until);
    const rows = await service.listDesktopsDetail({ desktopIds: [desktopId] }, until);
    const listed = rows.find((d) => d.desktopId === desktopId);
    if (isDeepStrictEqual(disksOf(shown), disksOf(listed))) return shown;
    if (service.clock.now() - since >= staleForMs) throw disagreeing(desktopId);
    await service.clock.sleep(lookEveryMs);
  }
}

const disksOf = (desktop: Desktop | undefined): readonly string[] | undefined =>
  desktop?.dataVolumes.map(({ volumeId, size, iops, throughput }) => [volumeId, size, iops, throughput].join()).sort();

const disagreeing = (desktopId: string): Error =>
  workspaceError(
    "bad_answer",
    `the service's two lists of the disks of desktop ${desktopId} have disagreed for ${staleForMs / 1000} s, so nothing can be said of them: run \`pulumi up\` again`,
  );

/** Without a record by which a copy could be known every disk may be the pool's, if the pool has any. */
async function tellsPoolDisks({ service, poolId, until }: Looking, pool: Pool, desktop: Desktop): Promise<boolean> {
  const names = ({ dataVolumes }: Desktop) => dataVolumes.some((v) => v.desktopPoolDiskId !== undefined);
  if (pool.dataVolumes.length === 0 || desktop.dataVolumes.length === 0 || names(desktop)) return true;
  return (await service.listPoolDesktopsDetail(poolId, until)).some(names);
}

/** A disk that names no record of the pool. */
function namelessVolume({ volumeId, desktopPoolDiskId, type, size, ...more }: DesktopVolume): OwnVolume[] {
  if (volumeId === undefined || desktopPoolDiskId !== undefined) return [];
  const { iops, throughput, kmsId, createTime } = more;
  return [
    {
      id: volumeId,
      type,
      size,
      ...(iops === undefined ? {} : { iops }),
      ...(throughput === undefined ? {} : { throughput }),
      ...(kmsId === undefined ? {} : { kmsId }),
      ...(createTime === undefined ? {} : { createTime }),
    },
  ];
}
