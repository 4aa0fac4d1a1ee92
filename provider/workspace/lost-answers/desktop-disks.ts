/** Disks of single desktops of a pool, by their EVS ids. The pool's template stays as it is: the desktops' own lists tell. */
import type { Until, WorkspaceService } from "../service.ts";
import type {
  AddVolumesKey,
  DesktopVolume,
  DesktopVolumesToAdd,
  DesktopVolumeToExpand,
  PoolDesktop,
  VolumesQos,
} from "../types.ts";
import { isAbout } from "./desktops.ts";
import { nothingMore, onPool, thereWhen } from "./on-pool.ts";
import { holdsAll } from "./pool-disks.ts";

type OfPool<T> = T & { readonly poolId: string };

/** Disks for one desktop. */
export function addingDesktopDisks(service: WorkspaceService, { poolId, ...gift }: OfPool<DesktopVolumesToAdd>) {
  const send = (until: Until) => service.addDesktopVolumes(gift, until);
  return adding(service, { poolId, gifts: [gift], send });
}

/** Disks for several desktops, in one job. */
export function addingVolumes(
  service: WorkspaceService,
  change: OfPool<{ readonly desktopVolumes: readonly DesktopVolumesToAdd[]; readonly key?: AddVolumesKey }>,
) {
  const { poolId, ...body } = change;
  return adding(service, { poolId, gifts: body.desktopVolumes, send: (until) => service.addVolumes(body, until) });
}

interface Adding {
  readonly poolId: string;
  readonly gifts: readonly DesktopVolumesToAdd[];
  readonly send: (until: Until) => Promise<{ readonly jobId: string }>;
}

function adding(service: WorkspaceService, { poolId, gifts, send }: Adding) {
  const asked = new Set(gifts.map((gift) => gift.desktopId));
  const where = desktops(asked);
  return onPool(service, {
    what: `adding disks to ${where}`,
    poolId,
    jobTypes: ["addVolumes"],
    send,
    also: async (until) => new Set((await disksOf(service, poolId, until)).map(({ disk }) => disk.volumeId)),
    fits: isAbout(asked),
    effect: async ({ before }, until) => {
      const fresh = (await disksOf(service, poolId, until)).filter(({ disk }) => !before.also.has(disk.volumeId));
      const newOn = (id: string) => fresh.flatMap(({ desktopId, disk }) => (desktopId === id ? [disk] : []));
      const isOn = (id: string) => holdsAll(newOn(id), wantedOn(id, gifts));
      const isTouched = fresh.some(({ desktopId }) => asked.has(desktopId));
      return {
        ...thereWhen([...asked].every(isOn)),
        isPartly: [...asked].some(isOn),
        lookalike: `equal disks appeared on ${where}, and no job of this call did it`,
        // Another's add shows in a disk that is unlike ours.
        ...(isTouched ? {} : { vanished: `a job that adds disks went well, and ${where} has no new one` }),
      };
    },
  });
}

const wantedOn = (id: string, gifts: readonly DesktopVolumesToAdd[]) =>
  gifts.filter((gift) => gift.desktopId === id).flatMap((gift) => gift.volumes);

export function expandingDesktopDisks(
  service: WorkspaceService,
  { poolId, ...body }: OfPool<{ readonly desktopVolumesExpansion: readonly DesktopVolumeToExpand[] }>,
) {
  const wanted = new Map(body.desktopVolumesExpansion.map(({ volumeId, newSize }) => [volumeId, newSize]));
  const asked = new Set(body.desktopVolumesExpansion.map(({ desktopId }) => desktopId));
  return onPool(service, {
    what: `expanding disks of ${desktops(asked)}`,
    poolId,
    jobTypes: ["expandVolumes"],
    send: (until) => service.expandVolumes(body, until),
    also: nothingMore,
    fits: isAbout(asked),
    effect: async (_seen, until) => {
      const found = await disksOf(service, poolId, until);
      // One that is gone cannot be expanded any more: to send it again would only be refused.
      return thereWhen(found.every(({ disk }) => disk.size >= (wanted.get(disk.volumeId ?? "") ?? 0)));
    },
  });
}

export function deletingDesktopDisks(
  service: WorkspaceService,
  { poolId, ...body }: OfPool<{ readonly desktopId: string; readonly volumeIds: readonly string[] }>,
) {
  const asked = new Set([body.desktopId]);
  return onPool(service, {
    what: `deleting ${body.volumeIds.length === 1 ? "1 disk" : `${body.volumeIds.length} disks`} of ${desktops(asked)}`,
    poolId,
    jobTypes: ["deleteVolumes"],
    send: (until) => service.deleteDesktopVolumes(body, until),
    also: nothingMore,
    fits: isAbout(asked),
    effect: async (_seen, until) => {
      const found = await disksOf(service, poolId, until);
      return thereWhen(!found.some(({ disk }) => body.volumeIds.includes(disk.volumeId ?? "")));
    },
  });
}

/** A PUT: what it sets is set as well by sending it again. */
export function changingQos(service: WorkspaceService, { poolId, ...body }: OfPool<VolumesQos>) {
  const { volumeIds, qos } = body;
  return onPool(service, {
    what: `changing the speed of ${volumeIds.length === 1 ? "1 disk" : `${volumeIds.length} disks`}`,
    poolId,
    // On no list of the pages: seen in the simulator only.
    jobTypes: ["modifyVolumesQos"],
    send: (until) => service.batchModifyQosVolumes(body, until),
    also: nothingMore,
    effect: async (_seen, until) => {
      const found = (await disksOf(service, poolId, until)).filter((d) => volumeIds.includes(d.disk.volumeId ?? ""));
      const isTold = found.every(({ disk }) => disk.iops !== undefined && disk.throughput !== undefined);
      const isSet = found.every(({ disk }) => disk.iops === qos.iops && disk.throughput === qos.throughput);
      return isTold ? thereWhen(isSet) : { effect: "invisible" };
    },
  });
}

interface DiskOn {
  readonly desktopId: string;
  readonly disk: DesktopVolume;
}

async function disksOf(service: WorkspaceService, poolId: string, until: Until): Promise<DiskOn[]> {
  const found = await service.listPoolDesktopsDetail(poolId, until);
  return found.flatMap((d) => disksOn(d).map((disk) => ({ desktopId: d.desktopId, disk })));
}

const disksOn = ({ rootVolume, dataVolumes }: PoolDesktop): readonly DesktopVolume[] =>
  rootVolume === undefined ? dataVolumes : [rootVolume, ...dataVolumes];

const desktops = (ids: ReadonlySet<string>): string => `desktop${ids.size === 1 ? "" : "s"} ${[...ids].join(", ")}`;
