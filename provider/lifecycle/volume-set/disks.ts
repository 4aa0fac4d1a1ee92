/** The disks of a program's set, as they arrive: the same words for the disks of a pool and for those of one desktop. */
import { z } from "zod";
import type { Declared, Keyed } from "../../volumes/types.ts";
import { commonFields, known } from "../fields.ts";
import type { Plain } from "../hooks.ts";
import { notifyUsersField, notifyUsersNames } from "../notify-fields.ts";
import { hasUnknown, isUnknown } from "../unknowns.ts";

export const volumeFields = {
  type: known(z.string().min(1)),
  size: known(z.int()),
  iops: known(z.int().min(0).max(16_380_000)).optional(),
  throughput: known(z.int().min(0).max(4_095_000)).optional(),
  kmsId: known(z.string().min(1)).optional(),
  id: known(z.string().min(1)).optional(),
  adopt: known(z.literal(false)).optional(),
  deletionProtection: known(z.boolean()).optional(),
};

const volume = known(z.strictObject(volumeFields));

/** Arguments of every set. */
export const setFields = {
  volumes: known(z.record(z.string().min(1), volume)),
  renamed: known(z.record(z.string(), known(z.string().min(1)))).optional(),
  onUndeclared: known(z.enum(["report", "fail"])).optional(),
  allowDataLoss: known(z.record(z.string(), known(z.string().min(1)))).optional(),
  forceDestroy: known(z.boolean()).optional(),
  notifyUsers: notifyUsersField,
  ...commonFields,
};

/** Arguments that a person never writes. */
const hidden = new Set(["identity", "resourceUrn"]);

/** The words of the fields at each place, for the nearest right one. */
export const shapeOf = (inputNames: readonly string[]) => ({
  names: {
    "": inputNames.filter((name) => !hidden.has(name)),
    "volumes.*": Object.keys(volumeFields),
    notifyUsers: notifyUsersNames,
    timeouts: ["create", "update", "delete"],
  },
});

export function sameIds(volumes: unknown): string[] {
  const byId = new Map<string, string>();
  return Object.entries(declaredVolumes({ volumes })).flatMap(([key, { id }]) => {
    if (id === undefined || isUnknown(id)) return [];
    const other = byId.get(id);
    byId.set(id, key);
    return other === undefined
      ? []
      : [`volumes.${key}.id is "${id}", the same as under "${other}": one disk has one key; remove one of the two`];
  });
}

export function tooManyKeys(volumes: unknown, host: "pool" | "desktop"): string[] {
  const keys = Object.keys(keyedVolumes({ volumes }) ?? {});
  return keys.length <= 10
    ? []
    : [
        `volumes has ${keys.length} keys (${keys.join(", ")}); a ${host} has at most 10 data disks: remove ${keys.length - 10}`,
      ];
}

/** A disk as a program says it, once everything in it is known. */
export const declared = z.object({
  type: z.string(),
  size: z.number(),
  iops: z.number().optional(),
  throughput: z.number().optional(),
  kmsId: z.string().optional(),
  id: z.string().optional(),
  adopt: z.boolean().optional(),
  deletionProtection: z.boolean().optional(),
});

const declaredMap = z.record(z.string(), z.unknown());

/** What stands under each key, right or wrong; nothing where it is no map, or not known yet. */
export function keyedVolumes({ volumes }: Plain): Keyed<unknown> | undefined {
  const map = declaredMap.safeParse(volumes);
  return map.success ? map.data : undefined;
}

/** One disk, of the right shape; it may be unknown. */
export const isVolume = (value: unknown): boolean => volume.safeParse(value).success;

/** The disks that are declared in full; a key with something unknown in it is left out. */
export function declaredVolumes(args: Plain): Record<string, Declared> {
  const map = declaredMap.safeParse(args.volumes);
  if (!map.success) return {};
  return Object.fromEntries(
    Object.entries(map.data).flatMap(([key, value]) => {
      const parsed = declared.safeParse(value);
      return parsed.success && !hasUnknown(value) ? [[key, parsed.data] as const] : [];
    }),
  );
}

/** True when every disk of the program is known: only then may anything be said about disks that leave it. */
export const volumesKnown = (args: Plain): boolean => !hasUnknown(args.volumes);

const texts = z.record(z.string(), z.string());

export function consentTexts(args: Plain): Keyed<string> {
  const parsed = texts.safeParse(args.allowDataLoss ?? {});
  return parsed.success ? parsed.data : {};
}

/** Old key to new key. */
export function renamedKeys(args: Plain): Keyed<string> {
  const parsed = texts.safeParse(args.renamed ?? {});
  return parsed.success ? parsed.data : {};
}

export const onUndeclared = (args: Plain): "report" | "fail" => (args.onUndeclared === "fail" ? "fail" : "report");

/** Puts what a key keeps back into the arguments; an unknown map or key is left as it is. */
export function withVolumes(args: Plain, volumes: Keyed<Declared>): Plain {
  const map = declaredMap.safeParse(args.volumes);
  return map.success ? { ...args, volumes: { ...map.data, ...volumes } } : args;
}
