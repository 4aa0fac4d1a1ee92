/** What another product or image does to desktops: before it is done, while it is done, and where it was left half done. */
import type { PoolDesktop } from "../../../workspace/types.ts";
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { type Following, running, type Step } from "../fields/follow.ts";
import { followings } from "../fields/followings.ts";
import { imageFound } from "../fields/rebuild.ts";
import { mapOf } from "../fields/values.ts";
import { type Behind, type Seen, unfinishedOf } from "../state/state.ts";

export interface Lines {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/** For the preview, which cannot look: with the figures of the last look. */
export function previewFollowWords(olds: Plain, news: Plain): Lines {
  const lines = followings({ olds, news }).map((f) =>
    (f.path === "productId" ? resizeWords : rebuildWords)(f, olds, news),
  );
  return { warnings: lines.flatMap((l) => l.warnings), notes: lines.flatMap((l) => l.notes) };
}

const warning = (line: string): Lines => ({ warnings: [line], notes: [] });
const note = (line: string): Lines => ({ warnings: [], notes: [line] });

function resizeWords({ to, handleType }: Following, olds: Plain, news: Plain): Lines {
  const pool = `pool ${String(olds.poolName)}`;
  const isBack = olds.productId === to;
  const gets = isBack
    ? `the desktops of ${pool} that have another product get ${to}`
    : `${pool} gets product ${to} instead of ${String(olds.productId)}`;
  if (handleType === "ONLY_FOR_EXPAND") return note(`${gets}, for desktops made later; no desktop is stopped`);
  const ran = `${runningCount(olds)}${handleType === "FOR_EXPAND_AND_IDLE" ? " that nobody uses" : ""}`;
  if (mapOf(news.resizePolicy).mode === "REFUSE")
    return note(`${gets}; the update refuses it while a desktop that follows is running`);
  return warning(`STOPS DESKTOPS: ${gets}: ${ran} are stopped, and what people have not saved is lost; all disks stay`);
}

/** A state that an older version wrote does not tell how many run. */
export function runningCount({ desktopsByStatus, desktopCount }: Plain): string {
  const { ACTIVE } = mapOf(desktopsByStatus);
  if (desktopsByStatus === undefined) return "running desktops";
  const ran = typeof ACTIVE === "number" ? ACTIVE : 0;
  return `running desktops (${ran} of ${String(desktopCount)} when last read)`;
}

function rebuildWords({ to, handleType }: Following, olds: Plain): Lines {
  const pool = `pool ${String(olds.poolName)}`;
  const isThere = olds[imageFound] === to;
  const gets = isThere
    ? `${pool} has image ${to} already`
    : `${pool} gets image ${to} instead of ${String(olds.imageId)}`;
  if (handleType === "ONLY_FOR_EXPAND") return note(`${gets}, for desktops made later; no system disk is touched`);
  const which = `${isThere ? "those that lack it among its" : "its"} ${String(olds.desktopCount)} desktops (when last read)${handleType === "FOR_EXPAND_AND_IDLE" ? " that nobody uses" : ""}`;
  return warning(
    `DELETES DATA: ${gets}: the system disks of ${which} are made anew, and what is on them is lost; data disks stay`,
  );
}

/** Work that an earlier run has left half done: whether this update goes on with it, or leaves it so. */
export function behindWords(olds: Plain, news: Plain): string[] {
  const wanted = followings({ olds, news });
  const goesOn = (b: Behind) => wanted.some(({ path, to }) => path === b.path && to === b.to);
  const lines = (unfinishedOf(olds).behind ?? [])
    .filter(goesOn)
    .map(
      (b) =>
        `UNFINISHED: ${b.path} ${b.to} has not reached ${namedBehind(b)}: \`pulumi up\` goes on with ${b.desktops.length === 1 ? "it" : "them"}, and leaves the others alone`,
    );
  return [...lines, ...abandonedWords(olds, wanted)];
}

/** Of work that an earlier run left half done, and that the program no longer asks for. */
export function abandonedWords(olds: Plain, wanted: readonly Following[]): string[] {
  return (unfinishedOf(olds).behind ?? [])
    .filter(({ path, to }) => !wanted.some((f) => f.path === path && f.to === to))
    .map(
      (b) =>
        `${b.path} ${b.to}, which an earlier run was giving to the pool, is no longer asked for: desktops that have it may keep it, ${namedBehind(b)} never got it`,
    );
}

const namedBehind = ({ desktops }: Behind): string =>
  desktops.length === 0
    ? "the pool"
    : desktops.map((d) => `${d.name ?? d.desktopId}${d.reason === undefined ? "" : ` (${d.reason})`}`).join(", ");

/** Desktops that a line names: a pool may have thousands. */
const mostTold = 20;

/** The first line of the call itself: exactly who is hit. */
export function stepWords({ path, to }: Following, { reaches }: Step, { pool }: Seen): string {
  if (path === "imageId")
    return reaches.length === 0
      ? `pool ${pool.name} gets image ${to} for desktops made later`
      : `makes the system disks of ${countedDesktops(reaches.length)} anew with image ${to}: ${told(reaches)}`;
  const on = running(reaches);
  return reaches.length === 0
    ? `pool ${pool.name} gets product ${to} for desktops made later`
    : `gives product ${to} to ${countedDesktops(reaches.length)}; running and stopped for it: ${on.length === 0 ? "none" : told(on)}`;
}

export function operationOf({ path, to }: Following, { reaches }: Step): string {
  const what = reaches.length === 0 ? "the pool" : countedDesktops(reaches.length);
  return path === "productId" ? `resizing ${what} to ${to}` : `rebuilding ${what} with image ${to}`;
}

/** Earlier calls of the run may have reached some of them. */
export const overtakenWords = (poolName: string, { path, to }: Pick<Following, "path" | "to">): string =>
  `others were at work on pool ${poolName} until the time was up, and ${path} ${to} may have reached only some of its desktops, or none: run \`pulumi up\` again, it looks first`;

function told(desktops: readonly PoolDesktop[]): string {
  const names = desktops.slice(0, mostTold).map((d) => d.computerName ?? d.desktopId);
  return `${names.join(", ")}${desktops.length > names.length ? ` and ${desktops.length - names.length} more` : ""}`;
}
