/** The calls that tell of a pool's desktops, and of how they differ from it. */
import type { WorkspaceService } from "../service.ts";
import { poolDesktops } from "../wire/desktops.ts";
import { inconsistentStaticsAnswer } from "../wire/pools.ts";
import { poolPath } from "./pools.ts";
import type { Sending } from "./sending.ts";

export function poolDesktopCalls(
  sending: Sending,
): Pick<WorkspaceService, "listPoolDesktopsDetail" | "listInconsistentStatics"> {
  return {
    /** GET /v2/{project_id}/desktop-pools/{pool_id}/desktops */
    listPoolDesktopsDetail: async (poolId, until) => {
      const iamAction = "workspace:desktopPools:listDesktops";
      const path = `${poolPath(sending, poolId)}/desktops`;
      return sending.list(
        { what: `list the desktops of pool ${poolId}`, path, iamAction, poolId },
        poolDesktops,
        until,
      );
    },

    /** GET /v2/{project_id}/desktop-pools/{pool_id}/inconsistent-statics */
    listInconsistentStatics: async (poolId, until) => {
      const iamAction = "workspace:desktopPools:getStatisticsByInconsistent";
      const path = `${poolPath(sending, poolId)}/inconsistent-statics`;
      const call = { what: `count the deviating desktops of pool ${poolId}`, path, iamAction, poolId };
      return sending.read(call, inconsistentStaticsAnswer, until);
    },
  };
}
