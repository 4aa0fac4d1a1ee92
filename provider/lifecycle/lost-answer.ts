/**
 * A change whose answer never came may be done or not. It is never sent again before looking, and "not done" needs a
 * minute in which nothing of it shows: no busy pool, no job, no effect.
 */
import { isWorkspaceError, workspaceError } from "../workspace/errors.ts";
import { waitForQuietPool } from "../workspace/jobs.ts";
import type { Accepted, Until, WorkspaceService } from "../workspace/service.ts";
import type { Pool } from "../workspace/types.ts";

export const withoutTraceMs = 60_000;
const lookEveryMs = 5_000;

export interface Change {
  readonly what: string;
  readonly send: () => Promise<Accepted>;
  /** Called once the service may have accepted the change. */
  readonly onLost: () => void;
  /** Whether the change shows: its job if that can be found, or `true` for an effect. Either ends the looking. */
  readonly shows: () => Promise<boolean | Accepted>;
}

/** The job that was started; none when only its trace tells that the change was accepted. */
export async function sendOrLook(service: WorkspaceService, change: Change, until: Until): Promise<Partial<Accepted>> {
  for (;;) {
    try {
      return await change.send();
    } catch (error) {
      if (!isWorkspaceError(error, "unknown_result")) throw error;
      change.onLost();
    }
    const trace = await traceOf(service, change, until);
    if (trace !== undefined) return trace;
  }
}

async function traceOf(
  { clock }: WorkspaceService,
  { what, shows }: Change,
  { deadline }: Until,
): Promise<Partial<Accepted> | undefined> {
  let since = clock.now();
  while (clock.now() - since < withoutTraceMs) {
    const lookedAt = clock.now();
    const shown = await shows();
    if (shown !== false) return shown === true ? {} : shown;
    // A look that had to wait saw a busy pool: that was no silence.
    if (clock.now() - lookedAt > lookEveryMs) since = clock.now();
    if (clock.now() >= deadline)
      throw workspaceError(
        "timeout",
        `${what}: the answer was lost and the time is up before it is known what became of it; run \`pulumi up\` again: it looks first`,
      );
    await clock.sleep(lookEveryMs);
  }
  return undefined;
}

/** An effect on a pool, looked for only while nothing is under way on it. A pool that is gone answers every question. */
export function showsOnPool(
  service: WorkspaceService,
  poolId: string,
  until: Until,
  isDone: (pool: Pool) => boolean,
): () => Promise<boolean> {
  return async () => {
    const pool = await waitForQuietPool(service, poolId, { deadline: until.deadline });
    return pool === undefined || isDone(pool);
  };
}
