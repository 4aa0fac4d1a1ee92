/** Another product or image for a pool and its desktops: which call comes next, from what is there. Pure. */
import { isDeepStrictEqual } from "node:util";
import type { HandleType, PoolDesktop } from "../../../workspace/types.ts";
import { isThere, type Seen } from "../state/state.ts";

export interface Following {
  readonly path: "productId" | "imageId";
  readonly to: string;
  readonly handleType: HandleType;
  /** Desktops that an earlier run is known to have left behind; nothing where none is known to have begun. */
  readonly behind?: readonly string[];
  /** Desktops that calls of this run have given it to: where a region does not tell, nothing else says so. */
  readonly served?: readonly string[];
}

/** One call. Without ids it is for the pool as a whole. */
export interface Step {
  readonly handleType: HandleType;
  readonly desktopIds?: readonly string[];
  /** The desktops that it reaches, as far as can be told. */
  readonly reaches: readonly PoolDesktop[];
}

/** Limit of `desktop_ids` in ResizeDesktopPool and RebuildDesktopPool. */
const mostNamed = 100;

/**
 * While no desktop has what is wanted, the pool is changed as a whole. Once some have it, an earlier call has got that far: then
 * those that lack it are named, so that none is stopped or made anew twice, and the pool itself follows last.
 */
export function nextStep(following: Following, seen: Seen): Step | undefined {
  const { path, to, handleType } = following;
  const isPoolDone = seen.pool[path] === to;
  if (handleType === "ONLY_FOR_EXPAND") return isPoolDone ? undefined : templateOnly;
  const reaches = reachedBy(following, seen);
  if (!hasBegun(following, seen)) return { handleType, reaches };
  const named = reaches.slice(0, mostNamed);
  if (named.length > 0) return { handleType, desktopIds: named.map((d) => d.desktopId), reaches: named };
  return isPoolDone ? undefined : templateOnly;
}

function hasBegun({ path, to, behind, served = [] }: Following, { pool, desktops }: Seen): boolean {
  const isTold = pool[path] === to || desktops.some((d) => isThere(d) && d[path] === to);
  return isTold || behind !== undefined || served.length > 0;
}

/**
 * Whether a call that was chosen before still reaches nobody who has it by now. Whoever else lacks it by now is reached by the call
 * after it, and by one for all in any case.
 */
export function isStillRight(following: Following, step: Step, seen: Seen): boolean {
  const { desktopIds } = step;
  if (desktopIds === undefined) return isSameStep(nextStep(following, seen), step);
  const lack = new Set(reachedBy(following, seen).map((d) => d.desktopId));
  return desktopIds.every((id) => lack.has(id));
}

/** After a call that names desktops has gone well. */
export const servedBy = (following: Following, { desktopIds = [] }: Step): Following =>
  desktopIds.length === 0 ? following : { ...following, served: [...(following.served ?? []), ...desktopIds] };

/** The desktops that all of its calls reach together. */
export const reachedBy = (following: Following, seen: Seen): PoolDesktop[] =>
  following.handleType === "ONLY_FOR_EXPAND"
    ? []
    : lacking(following, seen).filter((d) => following.handleType === "FOR_EXPAND_AND_ALL" || isIdle(d));

const templateOnly: Step = { handleType: "ONLY_FOR_EXPAND", reaches: [] };

/** Desktops that do not have it. Where a region does not tell what a desktop has, it has what the pool has, unless it was left behind. */
export function lacking(following: Omit<Following, "handleType">, { pool, desktops }: Seen): PoolDesktop[] {
  const { path, to, behind, served } = following;
  const left = behind === undefined ? undefined : new Set(behind);
  const given = new Set(served);
  return desktops.filter((d) => {
    if (!isThere(d)) return false;
    if (d[path] !== undefined) return d[path] !== to;
    if (given.has(d.desktopId)) return false;
    return left === undefined ? pool[path] !== to : left.has(d.desktopId);
  });
}

/** True where it is certain that nobody uses it: what is not told may be in use. */
const isIdle = ({ attachState, loginStatus }: PoolDesktop): boolean =>
  ["UNATTACH", "DEATTACHED"].includes(attachState ?? "") && ["REGISTERED", "UNREGISTER"].includes(loginStatus ?? "");

export const isSameStep = (a: Step | undefined, b: Step | undefined): boolean =>
  a !== undefined && b !== undefined && a.handleType === b.handleType && isDeepStrictEqual(a.desktopIds, b.desktopIds);

/** Desktops that stop for another product. */
export const running = (desktops: readonly PoolDesktop[]): PoolDesktop[] =>
  desktops.filter(({ status }) => status === "ACTIVE");

/**
 * Whether the call has done what it says: the pool follows a call for the pool, the desktops one that is for all of them or
 * names them. Whom nobody uses only the service knows, at the call: there the job's word is enough.
 */
export function hasFollowed({ path, to }: Following, step: Step, { pool, desktops }: Seen): boolean {
  const reached = new Set(step.handleType === "FOR_EXPAND_AND_ALL" ? step.reaches.map((d) => d.desktopId) : []);
  const isDone = desktops.every((d) => !reached.has(d.desktopId) || d[path] === undefined || d[path] === to);
  return isDone && (step.desktopIds !== undefined || pool[path] === to);
}
