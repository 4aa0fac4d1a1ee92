// What a document must hold besides its form: ids that are there once, and desktops' disks that are copies of disks there are.

import { badParameter } from "../model/refusal.ts";
import type { DesktopEntry, PoolEntry, StateDocument } from "./document.ts";

export function assertConsistent({ pools = [], sealed }: StateDocument): void {
  assertOnce(pools, "name");
  const disks = pools.flatMap(({ rootDisk, disks: own = [] }) => [...(rootDisk ? [rootDisk] : []), ...own]);
  const desktops = pools.flatMap(desktopEntries);
  const copies = desktops.flatMap(({ rootDisk, disks: own = [] }) => [...(rootDisk ? [rootDisk] : []), ...own]);
  for (const entries of [pools, disks, desktops, copies]) assertOnce(entries, "id");
  assertOnce(copies, "volumeId");
  for (const [index, pool] of pools.entries()) assertCopies(pool, `pools.${index}`, { sealed: sealed !== undefined });
}

const desktopEntries = ({ desktops }: PoolEntry): readonly DesktopEntry[] => (Array.isArray(desktops) ? desktops : []);

function assertOnce(entries: readonly object[], field: "id" | "name" | "volumeId"): void {
  const seen = new Set<unknown>();
  for (const entry of entries) {
    const value: unknown = field in entry ? Reflect.get(entry, field) : undefined;
    if (value !== undefined && seen.has(value))
      throw badParameter(`pools: the ${field} "${String(value)}" is given twice`);
    seen.add(value);
  }
}

/** A running simulator may have kept copies of a disk that its pool has no more; a person who writes one has misspelt it. */
function assertCopies(pool: PoolEntry, place: string, { sealed }: { sealed: boolean }): void {
  const known = new Set((pool.disks ?? []).map(({ id }) => id));
  for (const [index, { disks = [] }] of desktopEntries(pool).entries()) {
    const from = disks.flatMap(({ poolDiskId }) => poolDiskId ?? []);
    const at = `${place}.desktops.${index}.disks`;
    const twice = from.find((id, other) => from.indexOf(id) < other);
    if (twice !== undefined) throw badParameter(`${at}: two copies of the pool's disk "${twice}"`);
    const strange = from.find((id) => !sealed && !known.has(id));
    if (strange !== undefined)
      throw badParameter(`${at}: poolDiskId "${strange}" is the id of none of the pool's disks`);
  }
}
