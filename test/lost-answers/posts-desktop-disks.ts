/** Disks of single desktops. */
import {
  addingDesktopDisks,
  addingVolumes,
  changingQos,
  deletingDesktopDisks,
  expandingDesktopDisks,
  sendOnce,
} from "../../provider/workspace/lost-answers.ts";
import { anothersCall, type Desktop, type Office, someOf } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

const noDesktop = new Error("the office has no desktop");
const volumeOf = (sizes: readonly number[]) => sizes.map((size) => ({ type: "SAS", size }));

function firstOf({ desktops }: Office): Desktop {
  const [first] = desktops;
  if (first === undefined) throw noDesktop;
  return first;
}

/** A desktop that has a disk. */
function withDisk(office: Office): Desktop {
  const { simulator, poolId } = office;
  const first = firstOf(office);
  if (first.disks.length > 0) return first;
  simulator.act({ do: "addDesktopDisk", pool: poolId, desktop: first.id, size: 40, type: "GPSSD2" });
  return office.now()?.desktops.find(({ id }) => id === first.id) ?? first;
}

const nowOf = (office: Office, { id }: Desktop) =>
  office.now()?.desktops.find((desktop) => desktop.id === id)?.disks ?? [];

/** The sizes that a desktop has now and had not; another's are of 70 GB. */
function freshOn(office: Office, desktop: Desktop): number[] {
  const fresh = nowOf(office, desktop).filter((d) => !desktop.disks.some(({ volumeId }) => volumeId === d.volumeId));
  return fresh
    .map(({ size }) => size)
    .filter((size) => size !== 70)
    .sort();
}

const another = (desktop: Desktop) =>
  anothersCall("AddDesktopVolumes", { desktop: desktop.id }, { volumes: [{ type: "SAS", size: 70 }] });

function addingToOne(office: Office): Prepared {
  const { service, poolId, until, chance } = office;
  const desktop = firstOf(office);
  const sizes = Array.from({ length: chance.int(1, 3) }, () => chance.of([20, 40]));
  const gift = { poolId, desktopId: desktop.id, volumes: volumeOf(sizes) };
  return {
    send: () => sendOnce(service, addingDesktopDisks(service, gift), until),
    isDone: () => String(freshOn(office, desktop)) === String(sizes.sort()),
    another: another(desktop),
  };
}

function addingToSome(office: Office): Prepared {
  const { service, poolId, until, chance } = office;
  const chosen = someOf(office, office.desktops);
  const desktopVolumes = chosen.map(({ id }) => ({ desktopId: id, volumes: volumeOf([chance.of([20, 40])]) }));
  const wanted = desktopVolumes.map(({ volumes }) => String(volumes.map(({ size }) => size)));
  return {
    send: () => sendOnce(service, addingVolumes(service, { poolId, desktopVolumes }), until),
    isDone: () => chosen.every((desktop, index) => String(freshOn(office, desktop)) === wanted[index]),
    another: another(firstOf(office)),
  };
}

function expanding(office: Office): Prepared {
  const { service, poolId, until, chance } = office;
  const desktop = withDisk(office);
  const grown = someOf(office, desktop.disks).map((disk) => ({ disk, newSize: disk.size + 10 * chance.int(1, 5) }));
  const other = office.desktops.find(({ id, disks }) => id !== desktop.id && disks.length > 0);
  const [othersDisk] = other?.disks ?? [];
  const desktopVolumesExpansion = grown.map(({ disk: { volumeId }, newSize }) => ({
    desktopId: desktop.id,
    volumeId,
    newSize,
  }));
  return {
    send: () => sendOnce(service, expandingDesktopDisks(service, { poolId, desktopVolumesExpansion }), until),
    isDone: () =>
      grown.every(({ disk, newSize }) =>
        nowOf(office, desktop).some((d) => d.volumeId === disk.volumeId && d.size === newSize),
      ),
    ...(other === undefined || othersDisk === undefined
      ? {}
      : {
          another: anothersCall(
            "ExpandVolumes",
            {},
            {
              desktop_volumes_expansion: [
                { desktop_id: other.id, volume_id: othersDisk.volumeId, new_size: othersDisk.size + 10 },
              ],
            },
          ),
        }),
  };
}

function deleting(office: Office): Prepared {
  const { service, poolId, until } = office;
  const desktop = withDisk(office);
  const volumeIds = someOf(office, desktop.disks).map(({ volumeId }) => volumeId);
  const [kept] = desktop.disks.filter(({ volumeId }) => !volumeIds.includes(volumeId));
  return {
    send: () => sendOnce(service, deletingDesktopDisks(service, { poolId, desktopId: desktop.id, volumeIds }), until),
    isDone: () => !nowOf(office, desktop).some(({ volumeId }) => volumeIds.includes(volumeId)),
    ...(kept === undefined
      ? {}
      : { another: anothersCall("DeleteDesktopVolumes", { desktop: desktop.id }, { volume_ids: [kept.volumeId] }) }),
  };
}

function fasterDisks(office: Office): Prepared {
  const { service, poolId, until, simulator } = office;
  const first = firstOf(office);
  simulator.act({ do: "addDesktopDisk", pool: poolId, desktop: first.id, size: 40, type: "GPSSD2" });
  const disk = nowOf(office, first).at(-1);
  if (disk === undefined) throw noDesktop;
  const qos = { iops: 5000, throughput: 200 };
  const change = { poolId, volumeIds: [disk.volumeId], qos };
  return {
    send: () => sendOnce(service, changingQos(service, change), until),
    isDone: () => nowOf(office, first).some((d) => d.volumeId === disk.volumeId && d.iops === qos.iops),
  };
}

export const desktopDiskPosts: readonly Post[] = [
  { operation: "AddDesktopVolumes", job: "addVolumes", prepare: addingToOne },
  { operation: "AddVolumes", job: "addVolumes", prepare: addingToSome },
  { operation: "ExpandVolumes", job: "expandVolumes", prepare: expanding },
  { operation: "DeleteDesktopVolumes", job: "deleteVolumes", prepare: deleting },
  { operation: "BatchModifyQosVolumes", job: "modifyVolumesQos", prepare: fasterDisks },
];
