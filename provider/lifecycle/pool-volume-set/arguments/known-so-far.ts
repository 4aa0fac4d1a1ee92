/** What a preview can judge while some disks of the program are not known yet: a key with an unknown in it counts as it is. */
import type { Declared, Keyed } from "../../../volumes/types.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown, isUnknown } from "../../unknowns.ts";
import { keyedVolumes } from "../../volume-set/disks.ts";

export interface KnownSoFar {
  /** The arguments with each unknown disk as it was; a new one is left out. */
  readonly inputs: Plain;
  /** Fields that are not known: `volumes.data`, or `volumes`. */
  readonly open: readonly string[];
  /** False where a key may turn out to take over the disk of one that leaves. */
  readonly isWhole: boolean;
}

export function knownSoFar(news: Plain, recorded: Keyed<Declared>): KnownSoFar {
  if (!hasUnknown(news.volumes)) return { inputs: news, open: [], isWhole: true };
  const said = keyedVolumes(news);
  if (said === undefined) return { inputs: { ...news, volumes: recorded }, open: ["volumes"], isWhole: true };
  const open = Object.keys(said).filter((key) => hasUnknown(said[key]));
  const asItIs = (key: string) => (Object.hasOwn(recorded, key) ? [[key, recorded[key]] as const] : []);
  const volumes = Object.entries(said).flatMap(([key, value]) => (open.includes(key) ? asItIs(key) : [[key, value]]));
  return {
    inputs: { ...news, volumes: Object.fromEntries(volumes) },
    open: open.map((key) => `volumes.${key}`),
    isWhole: open.every((key) => Object.hasOwn(recorded, key) && !mayTakeAnother(said[key])),
  };
}

const mayTakeAnother = (disk: unknown): boolean =>
  isUnknown(disk) || (typeof disk === "object" && disk !== null && isUnknown(Reflect.get(disk, "id")));
