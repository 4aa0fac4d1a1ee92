/**
 * Whom failed calls were for, as a state holds it: many disks of one call share one list of desktops, which stands there once.
 * Whom a call was for is never cut short: a desktop that is left out would not be judged any more, and its failure forgotten.
 */
import type { Failed, StoredFailed } from "./state.ts";

/** A partial failure has to stay under 50 kB. A call that names desktops names at most a hundred. */
const mostFollowers = 400;

const nameOf = (on: readonly string[]): string => [...on].sort().join(" ");

/**
 * A deletion keeps those named first, where something is left to delete. Where each list once is too much even so, every desktop is
 * judged of the others.
 */
export function withinRoom(failed: readonly Failed[]): Failed[] {
  if (lengthOf(failed) <= mostFollowers) return [...failed];
  const most = Math.max(1, Math.floor(mostFollowers / failed.length));
  const cut = failed.map((f) =>
    f.on === undefined || f.operation !== "delete" ? f : { ...f, on: f.on.slice(0, most) },
  );
  if (lengthOf(cut) <= mostFollowers) return cut;
  return cut.map(({ on, ...f }) => (on === undefined || f.operation !== "delete" ? f : { ...f, on }));
}

/** Of all lists, each once. */
function lengthOf(failed: readonly Failed[]): number {
  const lists = new Map(failed.flatMap(({ on }) => (on === undefined ? [] : [[nameOf(on), on.length] as const])));
  return [...lists.values()].reduce((sum, n) => sum + n, 0);
}

interface Stored {
  readonly failed?: readonly StoredFailed[] | undefined;
  readonly followers?: readonly (readonly string[])[] | undefined;
}

/** A list that only one of them has stays with it. */
export function withSharedLists(failed: readonly Failed[]): Stored {
  const names = failed.flatMap(({ on }) => (on === undefined ? [] : [nameOf(on)]));
  const shared = [...new Set(names)].filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const packed = failed.map(({ on, ...f }): StoredFailed => {
    const at = on === undefined ? -1 : shared.indexOf(nameOf(on));
    return { ...f, ...(on === undefined ? {} : at < 0 ? { on } : { followers: at }) };
  });
  const lists = shared.map((name) => name.split(" ").filter((id) => id !== ""));
  return { failed: packed, ...(lists.length === 0 ? {} : { followers: lists }) };
}

/** A list that a hand has taken away names nobody: a deletion is never made on desktops that it was not for. */
export const withOwnLists = ({ failed = [], followers: lists = [] }: Stored): Failed[] =>
  failed.map(({ followers: at, ...f }) => (at === undefined ? f : { ...f, on: [...(lists[at] ?? [])] }));
