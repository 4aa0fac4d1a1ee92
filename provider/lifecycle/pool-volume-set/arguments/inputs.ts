/** The arguments of a PoolVolumeSet, as they arrive and in their normal form. */
import { z } from "zod";
import { type Declared, type HandleType, type Keyed, type Scope, wholePool } from "../../../volumes/types.ts";
import { commonFields, known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown, isUnknown } from "../../unknowns.ts";

export const defaultHandleType = wholePool.handleType;

export const handleTypes = [
  "ONLY_FOR_EXPAND",
  "FOR_EXPAND_AND_IDLE",
  "FOR_EXPAND_AND_ALL",
] as const satisfies readonly HandleType[];

/** Pages of the pool disk calls, 2026-01-15: `desktop_ids` holds up to 100. */
const mostDesktopIds = 100;

const volumeFields = {
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

const fields = {
  poolId: known(z.string().min(1)),
  volumes: known(z.record(z.string().min(1), volume)),
  handleType: known(z.enum(handleTypes)).optional(),
  desktopIds: known(
    z
      .array(known(z.string().min(1)))
      .min(1)
      .max(mostDesktopIds),
  ).optional(),
  renamed: known(z.record(z.string(), known(z.string().min(1)))).optional(),
  onUndeclared: known(z.enum(["report", "fail"])).optional(),
  allowDataLoss: known(z.record(z.string(), known(z.string().min(1)))).optional(),
  forceDestroy: known(z.boolean()).optional(),
  ...commonFields,
};

/** Names of the arguments in state: everything else in the outputs is what the service says. */
export const inputNames: readonly string[] = Object.keys(fields);

const hidden = new Set(["identity", "resourceUrn"]);

const shape = {
  names: {
    "": inputNames.filter((name) => !hidden.has(name)),
    "volumes.*": Object.keys(volumeFields),
    timeouts: ["create", "update", "delete"],
  },
};

export function argumentFailures(news: Plain): string[] {
  return [
    ...shapeFailures(z.strictObject(fields), news, shape),
    ...sameIds(news.volumes),
    ...tooManyKeys(news.volumes),
    ...sameDesktops(news.desktopIds),
    ...nobodyNamed(news),
  ];
}

function sameDesktops(desktopIds: unknown): string[] {
  const ids = knownIds(desktopIds) ?? [];
  const twice = [...new Set(ids.filter((id, i) => ids.indexOf(id) < i))];
  return twice.map((id) => `desktopIds names "${id}" more than once: remove the others`);
}

function nobodyNamed({ handleType, desktopIds }: Plain): string[] {
  if (handleType !== "ONLY_FOR_EXPAND" || desktopIds === undefined) return [];
  return [
    'desktopIds names desktops, and handleType "ONLY_FOR_EXPAND" leaves every desktop that exists alone: ' +
      'remove `desktopIds`, or write `handleType: "FOR_EXPAND_AND_ALL"` to change these desktops',
  ];
}

function sameIds(volumes: unknown): string[] {
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

function tooManyKeys(volumes: unknown): string[] {
  const keys = Object.keys(keyedVolumes({ volumes }) ?? {});
  return keys.length <= 10
    ? []
    : [
        `volumes has ${keys.length} keys (${keys.join(", ")}); a pool has at most 10 data disks: remove ${keys.length - 10}`,
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

const ids = z.array(z.string());

/** Ids in their order; nothing while one of them is not known. */
function knownIds(desktopIds: unknown): string[] | undefined {
  const parsed = ids.safeParse(desktopIds);
  return parsed.success && !hasUnknown(desktopIds) ? parsed.data : undefined;
}

/** Whom the calls are for, as the arguments say it. What a preview does not know yet counts as every desktop. */
export function scopeOf({ handleType, desktopIds }: Plain): Scope {
  const said = handleTypes.find((word) => word === handleType) ?? defaultHandleType;
  return { handleType: said, ...(desktopIds === undefined ? {} : { desktopIds: knownIds(desktopIds) ?? [] }) };
}

/** The order of ids means nothing, so another order is no difference. */
export function withScope(args: Plain): Plain {
  const known = knownIds(args.desktopIds);
  return {
    ...args,
    handleType: args.handleType ?? defaultHandleType,
    ...(known === undefined ? {} : { desktopIds: [...known].sort() }),
  };
}

/** Puts what a key keeps back into the arguments; an unknown map or key is left as it is. */
export function withVolumes(args: Plain, volumes: Keyed<Declared>): Plain {
  const map = declaredMap.safeParse(args.volumes);
  return map.success ? { ...args, volumes: { ...map.data, ...volumes } } : args;
}
