/** What can be judged of arguments in which some disks are written wrong: all mistakes are told together. */
import type { Plain } from "../hooks.ts";
import { isVolume, keyedVolumes } from "./disks.ts";

export interface Judgeable {
  /** The arguments with each wrong disk as it was; a new one is left out. */
  readonly inputs: Plain;
  /** False where a new disk is left out: then nothing is known of keys that leave. It may have been meant for one of them. */
  readonly isWhole: boolean;
}

/** Nothing where more is wrong than single disks. `failures` tells what is wrong with the shape of arguments. */
export function judgeable(
  olds: Plain,
  news: Plain,
  failures: (args: Plain) => readonly string[],
): Judgeable | undefined {
  const said = keyedVolumes(news);
  if (said === undefined) return undefined;
  const before = keyedVolumes(olds) ?? {};
  const wrong = Object.keys(said).filter((key) => !isVolume(said[key]));
  const isNew = (key: string) => !Object.hasOwn(before, key);
  const volumes = Object.entries(said).flatMap(([key, value]) => {
    if (!wrong.includes(key)) return [[key, value]];
    return isNew(key) ? [] : [[key, before[key]]];
  });
  const inputs = { ...news, volumes: Object.fromEntries(volumes) };
  return failures(inputs).length > 0 ? undefined : { inputs, isWhole: !wrong.some(isNew) };
}
