/** Which disk fits which declaration: in every field that the declaration states and the service reports. */
import type { Declared, Volume } from "./types.ts";

const optionalFields = ["iops", "throughput", "kmsId"] as const;

export function fits(declared: Declared, volume: Volume): boolean {
  return (
    declared.type === volume.type &&
    declared.size === volume.size &&
    optionalFields.every((f) => fitsIn(f, declared, volume))
  );
}

function fitsIn(field: (typeof optionalFields)[number], declared: Declared, volume: Volume): boolean {
  return declared[field] === undefined || volume[field] === undefined || declared[field] === volume[field];
}

export type Entry = readonly [string, Declared];

/**
 * Gives as many keys as possible a disk that fits them. One key's choice gives way where another key would go without:
 * a key that states little must not take the only disk that fits a key that states more.
 */
export function assign(keys: readonly Entry[], volumes: readonly Volume[]): Map<string, Volume> {
  const free = [...volumes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const holders = new Map<Volume, Entry>();
  const give = (entry: Entry, tried: Set<Volume>): boolean =>
    free.some((volume) => {
      if (tried.has(volume) || !fits(entry[1], volume)) return false;
      tried.add(volume);
      const holder = holders.get(volume);
      if (holder !== undefined && !give(holder, tried)) return false;
      holders.set(volume, entry);
      return true;
    });
  for (const entry of [...keys].sort(byClaim)) give(entry, new Set());
  return new Map([...holders].map(([volume, [key]]) => [key, volume]));
}

const stated = (declared: Declared): number => optionalFields.filter((f) => declared[f] !== undefined).length;
const isShy = ({ adopt }: Declared): number => (adopt === false ? 1 : 0);

/** `adopt: false` comes last, what is stated in more detail first; the name decides between equals. */
const byClaim = ([a, x]: Entry, [b, y]: Entry): number =>
  isShy(x) - isShy(y) || stated(y) - stated(x) || (a < b ? -1 : 1);
