/** The arguments of RetiredDesktops: their shape and limits (API reference of BatchDeleteDesktops). */
import { z } from "zod";
import { commonFields, known, shapeFailures } from "../../fields.ts";
import type { Plain } from "../../hooks.ts";
import { notifyUsersField, notifyUsersNames } from "../../notify-fields.ts";
import { isUnknown } from "../../unknowns.ts";

const id = z.string().min(1).max(255);

const fields = {
  poolId: known(id),
  desktops: known(z.record(z.string().min(1).max(255), known(id))),
  allowInUse: known(z.record(z.string().min(1), known(z.string().min(1)))).optional(),
  deleteUsers: known(z.boolean()).optional(),
  emailNotification: known(z.boolean()).optional(),
  forceDelete: known(z.boolean()).optional(),
  notifyUsers: notifyUsersField,
  poolSize: known(z.int().min(0)).optional(),
  ...commonFields,
};

export const inputNames: readonly string[] = Object.keys(fields);

/** What the constructor passes on by itself. */
const hidden = new Set(["identity", "resourceUrn", "poolSize"]);

const shape = {
  names: {
    "": inputNames.filter((name) => !hidden.has(name)),
    notifyUsers: notifyUsersNames,
    timeouts: ["create", "update", "delete"],
  },
};

export function argumentFailures(news: Plain): string[] {
  return [...shapeFailures(z.strictObject(fields), news, shape), ...sameIds(news)];
}

function sameIds(news: Plain): string[] {
  const names = new Map<string, string>();
  return Object.entries(entriesOf(news)).flatMap(([name, desktopId]) => {
    const other = names.get(desktopId);
    names.set(desktopId, name);
    return other === undefined
      ? []
      : [
          `desktops.${name} is "${desktopId}", the same as under "${other}": one desktop has one name; remove one of the two`,
        ];
  });
}

/** Name → id of each desktop that is known in full. */
export type Entries = Readonly<Record<string, string>>;

const map = z.record(z.string(), z.unknown());

/** Names whose id is not known yet; nothing where not even the names are. */
export function openNames({ desktops }: Plain): string[] | undefined {
  if (isUnknown(desktops)) return undefined;
  const parsed = map.safeParse(desktops);
  const entries = Object.entries(parsed.success ? parsed.data : {});
  return entries.filter(([, value]) => isUnknown(value)).map(([name]) => name);
}

export function entriesOf({ desktops }: Plain): Entries {
  const parsed = map.safeParse(desktops);
  const entries = Object.entries(parsed.success ? parsed.data : {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === "string" && !isUnknown(value) ? [[name, value] as const] : [],
    ),
  );
}

/** Entries of `asked` that do not stand so in `done`. */
export const without = (asked: Entries, done: Entries): Entries =>
  Object.fromEntries(Object.entries(asked).filter(([name, desktopId]) => done[name] !== desktopId));

/** Entries that stand so in both. */
export const inBoth = (one: Entries, other: Entries): Entries =>
  Object.fromEntries(Object.entries(one).filter(([name, desktopId]) => other[name] === desktopId));

/** How many desktops the pool is to have; nothing for a pool that this program does not own. */
export const poolSizeOf = ({ poolSize }: Plain): number | undefined =>
  typeof poolSize === "number" ? poolSize : undefined;
