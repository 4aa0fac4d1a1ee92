/** What a preview and a failure say of retiring: who goes, what comes after, what is still open. */
import type { Plain } from "../../hooks.ts";
import { noticeWords } from "../../notify-fields.ts";
import { isUnknown } from "../../unknowns.ts";
import { type Entries, openNames, poolSizeOf } from "../arguments/inputs.ts";
import type { Open, Unfinished } from "../state/state.ts";

/** Desktops that are named in one line; the program's own difference shows them all. */
const mostNamed = 20;

export function named(entries: Entries): string {
  const all = Object.entries(entries).map(([name, id]) => `${name} (${id})`);
  return `${all.length === 1 ? "desktop" : "desktops"} ${listed(all)}`;
}

const listed = (all: readonly string[]): string =>
  `${all.slice(0, mostNamed).join(", ")}${all.length > mostNamed ? ` and ${all.length - mostNamed} more` : ""}`;

/** The pool, where its name is not known. */
export const poolById = (poolId: unknown): string =>
  isUnknown(poolId) ? "a pool that is not known yet" : `pool ${String(poolId)}`;

/** The words of a preview for desktops that are to go, and for those that may; none where none is. */
export function harmWords(asked: Entries, pool: string, news: Plain): string[] {
  const count = Object.keys(asked).length;
  const goes = `${named(asked)} of ${pool}, with everything on ${count === 1 ? "it" : "them"}, for ever`;
  const harm = [
    ...notKnownWords(pool, news),
    ...(count === 0 ? [] : [`DELETES DATA: ${goes}${people(news)}; ${replaced(count, news)}; ${unlessInUse}`]),
  ];
  return harm.length === 0 ? [] : [...noticeWords(news), ...harm];
}

const unlessInUse = "one that is in use by then is refused unless `allowInUse` names it";

/** To stand in this resource is all the consent that a deletion needs: who approves it has to hear that there may be more. */
function notKnownWords(pool: string, news: Plain): string[] {
  const names = openNames(news);
  const what =
    names === undefined
      ? `\`desktops\`. Whichever it turns out to name of ${pool} are deleted`
      : `the ids of ${listed(names)}. If they turn out to be theirs, these desktops of ${pool} are deleted`;
  if (names?.length === 0) return [];
  return [
    `NOT KNOWN YET: ${what}, with everything on them, for ever${people(news)}; the \`pulumi up\` names them before its call; ${unlessInUse}`,
  ];
}

function people({ deleteUsers, emailNotification }: Plain): string {
  return [
    ...(emailNotification === true ? ["; their users get an e-mail"] : []),
    ...(deleteUsers === true ? ["; users without another desktop are DELETED too"] : []),
  ].join("");
}

function replaced(count: number, news: Plain): string {
  const size = poolSizeOf(news);
  if (size !== undefined || isUnknown(news.poolSize))
    return `REPLACED: the pool keeps its \`size\`${size === undefined ? "" : ` of ${size}`}, so ${count === 1 ? "a new, EMPTY one is" : "new, EMPTY ones are"} made, unless it has more than that (to make it smaller, lower \`size\` with \`scaleDown\` instead)`;
  return `no new ${count === 1 ? "one is" : "ones are"} made by this resource, because the pool is not this program's; autoscale or its owner may`;
}

export function unfinishedWords({ open, refill }: Unfinished): string[] {
  return [
    ...Object.entries(open).map(
      ([name, { id, reason }]) =>
        `UNFINISHED: desktop ${name} (${id}) was to go and is not known to be gone${reason === undefined ? "" : `: ${reason}`}: \`pulumi up\` looks, and deletes it if it is still there`,
    ),
    ...(refill === 0
      ? []
      : [
          `UNFINISHED: ${refill === 1 ? "1 new desktop is" : `${refill} new desktops are`} still to be made in place of retired ones: \`pulumi up\` makes what is missing then`,
        ]),
  ];
}

/** A deletion that was begun goes on, whatever the program says now. */
export const givenUpWords = (open: Open): string[] =>
  Object.entries(open).map(
    ([name, { id }]) =>
      `desktop ${name} (${id}) was to go and is not known to be gone; the program names it no more, so no call is made: it may be gone already, or stays as it is`,
  );

/** In these two the service may do anything with desktops, so none is removed or made. */
export const unfit = (status: string): string | undefined =>
  ({
    EXIST_FROZEN: "has frozen desktops: unfreeze them, then run `pulumi up` again",
    ERROR: "is in status ERROR: put it right in the console, then run `pulumi up` again",
  })[status];
