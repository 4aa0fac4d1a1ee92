/** UpdateDesktopPool until it is known to be done. Sent twice it does nothing more, so a lost answer is looked after and the call sent again. */
import { isWorkspaceError } from "../../../workspace/errors.ts";
import type { Until, WorkspaceService } from "../../../workspace/service.ts";
import type { Pool, PoolChange } from "../../../workspace/types.ts";

const mostAttempts = 5;
const firstPauseMs = 2_000;

export interface Put {
  readonly change: PoolChange;
  /** Whether the pool says so already; a region that does not return a field never does. */
  readonly shows: (pool: Pool) => boolean;
  /** Called once the service may have taken the change. */
  readonly onAccepted?: () => void;
  /** Awaited right before each try; what it throws is passed on, and nothing is sent. */
  readonly beforeTry?: () => Promise<void>;
}

export async function putPool(service: WorkspaceService, id: string, put: Put, until: Until): Promise<void> {
  const { beforeTry } = put;
  const turn = { ...until, ...(beforeTry === undefined ? {} : { beforeTry }) };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await service.updateDesktopPool(id, put.change, turn);
      return put.onAccepted?.();
    } catch (error) {
      if (!isWorkspaceError(error, "unknown_result")) throw error;
      put.onAccepted?.();
      const pool = await service.showDesktopPoolDetail(id, until);
      if (pool !== undefined && put.shows(pool)) return;
      if (pool === undefined || attempt >= mostAttempts || service.clock.now() >= until.deadline) throw error;
    }
    await service.clock.sleep(firstPauseMs * attempt);
  }
}
