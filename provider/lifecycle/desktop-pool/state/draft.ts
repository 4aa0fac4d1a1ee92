/** What a change of a pool works on: what it is to reach, and the state while it goes on. */
import type { Report } from "../../../progress/report.ts";
import { type FailedDesktop, workspaceError } from "../../../workspace/errors.ts";
import { waitForQuietPool } from "../../../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { AuthorizedObject } from "../../../workspace/types.ts";
import type { Context, Plain } from "../../hooks.ts";
import { goneSince } from "../size/begun-removal.ts";
import { type Behind, dayOf, isThere, type Pending, type Seen, saidOf } from "./state.ts";

export interface Goal {
  readonly context: Context;
  readonly service: WorkspaceService;
  readonly report: Report;
  readonly id: string;
  /** A pool that this run has just made or resumed: whatever fails from now on, the state has to learn of it. */
  readonly isNew: boolean;
  /** Outputs when the work begins: arguments as far as they are true of the pool, and what an earlier run left open. */
  readonly olds: Plain;
  readonly news: Plain;
  readonly until: Until;
}

/** The state while a change goes on. */
export interface Draft {
  /** Arguments as far as they are true, but for `size`, which is told by what is seen. */
  inputs: Record<string, unknown>;
  seen: Seen | undefined;
  pending: Pending | undefined;
  failed: readonly FailedDesktop[];
  /** What another product or image has not reached. */
  behind: readonly Behind[];
  /** Who may use the pool, where that was read. */
  users?: readonly AuthorizedObject[];
  /** Desktops that this run has removed, or one before that did not see the end of it, and that are gone. */
  readonly removed: Set<string>;
  /** Desktops beyond the size of the state that others had added when this run began. */
  strangers: number;
  /** Set once the service may have taken a change, or the state is known to have changed otherwise. */
  accepted: boolean;
}

/** The pool with nothing under way on it, jobs of the types in `also` included, and its desktops. */
export async function look(
  { service, report, id, until, olds }: Goal,
  draft: Draft,
  also: readonly string[] = [],
): Promise<Seen> {
  const onProgress = () => report.progress("waiting: something is under way on the pool");
  const pool = await waitForQuietPool(service, id, { deadline: until.deadline, also, onProgress });
  if (pool === undefined) {
    throw workspaceError(
      "not_found",
      `desktop pool ${id} is gone from project ${service.place.projectId}: run \`pulumi refresh\`, then \`pulumi up\``,
    );
  }
  const desktops = await service.listPoolDesktopsDetail(id, until);
  for (const gone of goneSince(olds, desktops)) draft.removed.add(gone);
  // A list may be older than the proof that some are gone.
  draft.seen = staying({ pool, desktops }, draft.removed);
  draft.pending = undefined;
  return draft.seen;
}

export function seenOf(draft: Draft): Seen {
  if (draft.seen === undefined)
    throw new Error("the pool has not been read yet; this is a defect of the provider, please report it");
  return draft.seen;
}

/** The pool as it is without some of its desktops. */
export function staying({ pool, desktops }: Seen, going: Iterable<string>): Seen {
  const ids = new Set(going);
  return { pool, desktops: desktops.filter(({ desktopId }) => !ids.has(desktopId)) };
}

/** What the service says of it. */
export const saidNow = ({ service, olds }: Goal, seen: Seen): Plain =>
  saidOf(seen, service.place, { today: dayOf(service), olds });

export const count = ({ seen }: Pick<Draft, "seen">): number => seen?.desktops.filter(isThere).length ?? 0;
