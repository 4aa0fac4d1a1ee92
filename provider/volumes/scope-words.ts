/** Which desktops a call is for, in words: none that is hit is left out, and what stays on the others is said. */
import type { Known, Scope } from "./types.ts";

type Counted = Pick<Known, "desktops" | "desktop">;

/** True unless every desktop follows, those that exist and those that are made later. */
export const isLimited = ({ handleType, desktopIds }: Scope): boolean =>
  handleType !== "FOR_EXPAND_AND_ALL" || desktopIds !== undefined;

/** `every desktop of pool finance (10 desktops when last read, 2026-11-21)`: those that exist and are reached; nothing where none is. */
export function reachWords(pool: string, known: Counted, { handleType, desktopIds }: Scope): string | undefined {
  // One desktop is all that its own disks are on.
  if (known.desktop !== undefined) return pool;
  if (handleType === "ONLY_FOR_EXPAND") return undefined;
  const isIdle = handleType === "FOR_EXPAND_AND_IDLE";
  if (desktopIds !== undefined) return `${isIdle ? "those of " : ""}${namedDesktops(pool, desktopIds)}${idle(isIdle)}`;
  const count = countWords(known);
  if (!isIdle) return `every desktop of ${pool}${count === undefined ? "" : ` (${count})`}`;
  return `every desktop of ${pool}${idle(isIdle)}${count === undefined ? "" : ` (which may be all of ${count})`}`;
}

const idle = (isIdle: boolean): string => (isIdle ? " that nobody uses at the time" : "");

/** A preview that names a hundred desktops is read by nobody. */
const mostShown = 10;

function namedDesktops(pool: string, ids: readonly string[]): string {
  if (ids.length === 0) return `the desktops of ${pool} that \`desktopIds\` names (not known yet)`;
  const more = ids.length > mostShown ? `, and ${ids.length - mostShown} more` : "";
  return `${ids.length === 1 ? "1 desktop" : `${ids.length} desktops`} of ${pool} (${ids.slice(0, mostShown).join(", ")}${more})`;
}

/** `10 desktops when last read, 2026-11-21` */
export function countWords({ desktops }: Counted): string | undefined {
  if (desktops === undefined) return undefined;
  const count = desktops.count === 1 ? "1 desktop" : `${desktops.count} desktops`;
  return desktops.asOf === undefined ? count : `${count} when last read, ${desktops.asOf}`;
}

/** `desktops of pool finance that are made from now on; those that exist (10 desktops) get none` */
export function onlyNewWords(pool: string, known: Counted, others: string): string {
  const count = countWords(known);
  return `desktops of ${pool} that are made from now on; those that exist${count === undefined ? "" : ` (${count})`} ${others}`;
}

/**
 * Whose data a deletion destroys; where no desktop that exists is reached, it is none. One that has begun already may have
 * reached more of them than the program does now.
 */
export function deletionWords(disks: string, pool: string, known: Counted, scope: Scope, hasBegun = false): string {
  const reach = reachWords(pool, known, scope);
  const keep = hasBegun
    ? "are not touched any more, but a deletion of it has begun before: their data may be DELETED already; what is left of it stays, in no key from then on"
    : "keep theirs with its data, in no key from then on";
  if (reach === undefined) return `TAKES OFF THE POOL: ${disks}: none for ${onlyNewWords(pool, known, keep)}`;
  return `DELETES DATA: ${disks} on ${reach}${isLimited(scope) ? `; the others ${keep}` : ""}`;
}

/** `to delete it with its data on every desktop` */
export function toDeleteWords({ handleType, desktopIds }: Scope, { desktop }: Pick<Known, "desktop">): string {
  if (desktop !== undefined) return "to delete it with its data";
  if (handleType === "ONLY_FOR_EXPAND") return "to take it off the pool, while the desktops that exist keep theirs";
  const isIdle = handleType === "FOR_EXPAND_AND_IDLE";
  if (desktopIds === undefined) return `to delete it with its data on every desktop${idle(isIdle)}`;
  return `to delete it with its data on the desktops that \`desktopIds\` names${isIdle ? ", as far as nobody uses them" : ""}`;
}

/** What the deletion of a whole set does. */
export function setDeletionWords(scope: Scope): string {
  const all = "every disk of it";
  if (scope.handleType === "ONLY_FOR_EXPAND")
    return `takes ${all} off the pool, adopted ones too, and the desktops that exist keep theirs`;
  const where = isLimited(scope) ? `, on the desktops that ${scopeLine(scope)} reaches` : "";
  return `deletes ${all} with its data, adopted ones too${where}`;
}

/** What every later call of a set will mean. */
export function scopeMeaning(pool: string, scope: Scope): string {
  const calls = "each add, expansion and deletion of this set, and the deletion of the set itself, is for";
  const reach = reachWords(pool, {}, scope);
  const who = reach === undefined ? onlyNewWords(pool, {}, "are left as they are") : reach;
  const others = reach === undefined || !isLimited(scope) ? "" : ", and leaves the others as they are";
  const past = isLimited(scope)
    ? ""
    : `; desktops that lack a disk get none by this, nor a larger one: \`pulumi refresh\` lists them`;
  return `${scopeLine(scope)}: ${calls} ${who}${others}${past}`;
}

/** `handleType: "FOR_EXPAND_AND_IDLE"` with `desktopIds` */
export const scopeLine = ({ handleType, desktopIds }: Scope): string =>
  desktopIds === undefined ? `\`handleType: "${handleType}"\`` : `\`handleType: "${handleType}"\` with \`desktopIds\``;
