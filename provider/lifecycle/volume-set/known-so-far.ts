/** What a preview can judge while some disks of the program are not known yet: a key with an unknown in it counts as it is. */
import type { Declared, Keyed } from "../../volumes/types.ts";
import type { Plain } from "../hooks.ts";
import { hasUnknown, isUnknown } from "../unknowns.ts";
import { keyedVolumes, renamedKeys } from "./disks.ts";

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
  const was = (key: string) => asItWas(key, { recorded, said, renamed: renamedKeys(news) });
  const volumes = Object.entries(said).flatMap(([key, value]) => {
    const known = open.includes(key) ? was(key) : value;
    return known === undefined ? [] : [[key, known] as const];
  });
  return {
    inputs: { ...news, volumes: Object.fromEntries(volumes) },
    open: open.map((key) => `volumes.${key}`),
    isWhole: open.every((key) => was(key) !== undefined && !mayTakeAnother(said[key])),
  };
}

interface Before {
  readonly recorded: Keyed<Declared>;
  readonly said: Keyed<unknown>;
  readonly renamed: Keyed<string>;
}

/** Under its own name, or under the one that `renamed` tells. A plain object has a "constructor" that nobody declared. */
function asItWas(key: string, { recorded, said, renamed }: Before): Declared | undefined {
  const former = Object.keys(renamed).find((from) => renamed[from] === key && !Object.hasOwn(said, from));
  const name = [key, former].find((one) => one !== undefined && Object.hasOwn(recorded, one));
  return name === undefined ? undefined : recorded[name];
}

const mayTakeAnother = (disk: unknown): boolean =>
  isUnknown(disk) || (typeof disk === "object" && disk !== null && isUnknown(Reflect.get(disk, "id")));
