/** A detail that lags may be older than the pool: it is gone when the list does not have it either. */
import { workspaceError } from "../workspace/errors.ts";
import { waitForQuietPool } from "../workspace/jobs.ts";
import type { Until, WorkspaceService } from "../workspace/service.ts";
import type { Pool } from "../workspace/types.ts";
import { lookEveryMs, staleForMs } from "./lag.ts";

/** The pool; `undefined` when it is gone. */
export async function shownOrUnlisted(service: WorkspaceService, id: string, until: Until): Promise<Pool | undefined> {
  for (const since = service.clock.now(); ; ) {
    const pool = await service.showDesktopPoolDetail(id, until);
    if (pool !== undefined || !(await service.listDesktopPools({}, until)).some((p) => p.id === id)) return pool;
    if (service.clock.now() - since >= staleForMs)
      throw workspaceError("bad_answer", `pool ${id} is listed, but cannot be read: run the command again`);
    await service.clock.sleep(lookEveryMs);
  }
}

/** The pool when nothing is under way on it; `undefined` when it is gone. */
export async function quietOrUnlisted(service: WorkspaceService, id: string, until: Until): Promise<Pool | undefined> {
  for (;;) {
    const pool = await waitForQuietPool(service, id, { deadline: until.deadline });
    if (pool !== undefined || (await shownOrUnlisted(service, id, until)) === undefined) return pool;
    await service.clock.sleep(lookEveryMs);
  }
}
