/** Which disks a program lets another one take the place of: that is the only way in which a key that stays loses its disk. */
import type { Facts, Step } from "./life.ts";
import type { Disk, Written } from "./written.ts";

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
export const claimsOf = ({ set }: Facts): Record<string, string> =>
  Object.fromEntries(Object.entries(record(set?.volumeIds)).map(([key, id]) => [key, String(id)]));
export const declaredIn = ({ set }: Facts, key: string): Record<string, unknown> => record(record(set?.volumes)[key]);
/** The new disk of a replacement that the state knows of. */
export const successorIn = ({ set }: Facts, key: string): string | undefined => {
  const id = record(record(record(set?.unfinished).replacing)[key]).new;
  return typeof id === "string" ? id : undefined;
};

/** The key's name in the program of now; nothing when it has left. */
export function nameNow(key: string, { keys, renamed }: Written, before: Facts): string | undefined {
  if (keys[key] !== undefined) return key;
  const to = renamed[key];
  if (to === undefined || keys[to] === undefined || claimsOf(before)[to] !== undefined) return undefined;
  return to;
}

/** The claims of the state under the names that the program has for them now. */
export const claimsNow = ({ before, written }: Pick<Step, "before" | "written">): Record<string, string> =>
  Object.fromEntries(Object.entries(claimsOf(before)).map(([key, id]) => [nameNow(key, written, before) ?? key, id]));

/** The program asks for what the disk can only become by losing its data, and says that this may be. */
export function isGivenUp(key: string, step: Pick<Step, "before" | "written" | "firstId" | "effects">): boolean {
  const { before, written } = step;
  const now = nameNow(key, written, before);
  const declared = now === undefined ? undefined : written.keys[now];
  if (now === undefined || declared === undefined) return false;
  const isConsented = written.allowDataLoss[now] !== undefined || hasBegun(key, before);
  return isConsented && isOther(declared, step, claimsOf(before)[key]);
}

/**
 * The new disk of a replacement has the key once an earlier run's deletion of the old one has ended. Then the program may give
 * that one up as well, by a consent that stands in it.
 */
export function isSuccessorGivenUp(
  key: string,
  step: Pick<Step, "before" | "after" | "written" | "firstId" | "effects">,
): boolean {
  const { before, after, written, firstId } = step;
  const now = nameNow(key, written, before);
  const declared = now === undefined ? undefined : written.keys[now];
  const successor = successorIn(before, key);
  if (now === undefined || declared === undefined || successor === undefined) return false;
  const isOldThere = after.pool?.disks.some((d) => firstId(d.id) === firstId(claimsOf(before)[key] ?? "")) === true;
  return !isOldThere && written.allowDataLoss[now] !== undefined && isOther(declared, step, successor);
}

const hasBegun = (key: string, { set }: Facts): boolean =>
  Object.hasOwn(record(record(set?.unfinished).replacing), key);

/** Of a disk that is gone, what the state last knew of it counts; one that has another id by now is there. */
function isOther(
  declared: Disk,
  { before: { pool, set }, effects, firstId }: Pick<Step, "before" | "effects" | "firstId">,
  id = "",
): boolean {
  const isIt = (other = ""): boolean => firstId(other) === firstId(id);
  const there = pool?.disks.find((d) => isIt(d.id));
  const known = Object.values(record(set?.observed))
    .map(record)
    .find((d) => d.id === id);
  const type = there?.type ?? known?.type;
  // The job of a run that was killed, or another person, may have it grown in the middle of the command.
  const grown = effects.flatMap((e) => (e.kind === "disk-expanded" && isIt(e.disk) ? (e.size ?? 0) : []));
  const size = Math.max(Number(there?.size ?? known?.size ?? 0), ...grown);
  return declared.type !== type || declared.size < size;
}
