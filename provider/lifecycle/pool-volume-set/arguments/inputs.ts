/** The arguments of a PoolVolumeSet, as they arrive and in their normal form. */
import { z } from "zod";
import { type HandleType, type Scope, wholePool } from "../../../volumes/types.ts";
import { known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown } from "../../unknowns.ts";
import { sameIds, setFields, shapeOf, tooManyKeys } from "../../volume-set/disks.ts";

export {
  consentTexts,
  declared,
  declaredVolumes,
  onUndeclared,
  renamedKeys,
  volumesKnown,
  withVolumes,
} from "../../volume-set/disks.ts";

export const defaultHandleType = wholePool.handleType;

export const handleTypes = [
  "ONLY_FOR_EXPAND",
  "FOR_EXPAND_AND_IDLE",
  "FOR_EXPAND_AND_ALL",
] as const satisfies readonly HandleType[];

/** Pages of the pool disk calls, 2026-01-15: `desktop_ids` holds up to 100. */
const mostDesktopIds = 100;

const { volumes, ...ofEverySet } = setFields;

const fields = {
  poolId: known(z.string().min(1)),
  volumes,
  handleType: known(z.enum(handleTypes)).optional(),
  desktopIds: known(
    z
      .array(known(z.string().min(1)))
      .min(1)
      .max(mostDesktopIds),
  ).optional(),
  ...ofEverySet,
};

/** Names of the arguments in state: everything else in the outputs is what the service says. */
export const inputNames: readonly string[] = Object.keys(fields);

export function argumentFailures(news: Plain): string[] {
  return [
    ...shapeFailures(z.strictObject(fields), news, shapeOf(inputNames)),
    ...sameIds(news.volumes),
    ...tooManyKeys(news.volumes, "pool"),
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
