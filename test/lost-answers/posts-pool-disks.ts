/** Disks of a pool. */
import {
  addingPoolDisks,
  deletingPoolDisks,
  expandingPoolDisks,
  sendOnce,
} from "../../provider/workspace/lost-answers.ts";
import { anothersCall, type Disk, type Office, someOf } from "./office.ts";
import type { Post, Prepared } from "./posts.ts";

const handleType = "FOR_EXPAND_AND_ALL";

/** A disk for those calls that want one. */
function withDisk(office: Office): Office {
  if (office.disks.length > 0) return office;
  office.simulator.act({ do: "addDisk", pool: office.poolId, size: 100 });
  return { ...office, disks: office.now()?.disks ?? [] };
}

const chosen = (office: Office): readonly Disk[] =>
  office.hasHabit("one-disk-a-call=yes") ? someOf(office, office.disks).slice(0, 1) : someOf(office, office.disks);

const wire = (disk: Disk, size = disk.size) => ({ id: disk.id, type: disk.type, size });

function adding(office: Office): Prepared {
  const { service, poolId, until, chance, disks, met } = office;
  const count = office.hasHabit("one-disk-a-call=yes") ? 1 : chance.of([1, 1, 2, 3]);
  // Some are as others that the pool has, or as each other.
  const volumes = Array.from({ length: count }, () => ({ type: "SAS", size: chance.of([50, 100, 200]) }));
  if (count > 1) met("several disks in a call");
  const sizes = (list: readonly { size: number; type: string }[]) =>
    list
      .map((d) => `${d.type} ${d.size}`)
      .sort()
      .join();
  return {
    send: () => sendOnce(service, addingPoolDisks(service, { poolId, handleType, volumes }), until),
    isDone: () => {
      const there = office.now()?.disks ?? [];
      const fresh = there.filter((d) => !disks.some(({ id }) => id === d.id) && d.size !== 70);
      return sizes(fresh) === sizes(volumes);
    },
    another: anothersCall("AddDesktopPoolVolumes", { pool: poolId }, { volumes: [{ type: "SAS", size: 70 }] }),
  };
}

function expanding(plain: Office): Prepared {
  const office = withDisk(plain);
  const { service, poolId, until, disks } = office;
  const grown = chosen(office).map((disk) => wire(disk, disk.size + 10 * office.chance.int(1, 9)));
  const other = disks.find(({ id }) => !grown.some((g) => g.id === id));
  const sizesOf = (ids: readonly string[]) => (office.now()?.disks ?? []).filter(({ id }) => ids.includes(id));
  return {
    send: () => sendOnce(service, expandingPoolDisks(service, { poolId, handleType, volumes: grown }), until),
    isDone: () =>
      office.hasHabit("disk-id-after-expand=new")
        ? sizesOf(grown.map(({ id }) => id)).length === 0
        : sizesOf(grown.map(({ id }) => id)).every((d) => grown.some((g) => g.id === d.id && g.size === d.size)),
    ...(other === undefined
      ? {}
      : {
          another: anothersCall(
            "ExpandDesktopPoolVolumes",
            { pool: poolId },
            { volumes: [wire(other, other.size + 10)] },
          ),
        }),
  };
}

function deleting(plain: Office): Prepared {
  const office = withDisk(plain);
  const { service, poolId, until, disks } = office;
  const gone = chosen(office);
  const other = disks.find((disk) => !gone.includes(disk));
  return {
    send: () =>
      sendOnce(service, deletingPoolDisks(service, { poolId, handleType, volumes: gone.map((d) => wire(d)) }), until),
    isDone: () => !(office.now()?.disks ?? []).some(({ id }) => gone.some((d) => d.id === id)),
    ...(other === undefined
      ? {}
      : { another: anothersCall("DeleteDesktopPoolVolumes", { pool: poolId }, { volumes: [wire(other)] }) }),
  };
}

export const poolDiskPosts: readonly Post[] = [
  { operation: "AddDesktopPoolVolumes", job: "addDesktopPoolVolumes", prepare: adding },
  { operation: "ExpandDesktopPoolVolumes", job: "expandDesktopPoolVolumes", prepare: expanding },
  { operation: "DeleteDesktopPoolVolumes", job: "deleteDesktopPoolVolumes", prepare: deleting },
];
