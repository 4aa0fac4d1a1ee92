/** The calls on the people and groups that may use a pool. Words for errors count them and never name one. */
import type { WorkspaceService } from "../service.ts";
import { authorizedObjects } from "../wire/pools.ts";
import { poolPath } from "./pools.ts";
import type { Sending } from "./sending.ts";
import { counted } from "./words.ts";

/** The calls were published in 2025, and not everywhere at once. */
const without = "Until it has, leave `authorizedObjects` out of the program for pools of this region.";

const verbs = { ADD: "add", REMOVE: "remove", CHANGE_PRIVILEGE: "change the privilege of" } as const;

export function authorizedObjectCalls(
  sending: Sending,
): Pick<WorkspaceService, "listDesktopPoolAuthorizedObjects" | "createDesktopPoolAuthorizedObjects"> {
  const path = (poolId: string) => `${poolPath(sending, poolId)}/users`;
  return {
    /** GET /v2/{project_id}/desktop-pools/{pool_id}/users */
    listDesktopPoolAuthorizedObjects: async (poolId, until) => {
      const iamAction = "workspace:desktopPools:listUsers";
      const call = { what: `list the users of pool ${poolId}`, path: path(poolId), iamAction, poolId, without };
      return sending.list(call, authorizedObjects, until);
    },

    /** POST /v2/{project_id}/desktop-pools/{pool_id}/users. Answered by 204, in some regions by 200. */
    createDesktopPoolAuthorizedObjects: async ({ poolId, ...body }, until) => {
      const what = `${verbs[body.action]} ${counted(body.objects.length, "user")} of pool ${poolId}`;
      const call = {
        operation: "createDesktopPoolAuthorizedObjects",
        what,
        path: path(poolId),
        body,
        without,
      } as const;
      return sending.change({ ...call, iamAction: "workspace:desktopPools:authorizeUsers", poolId }, until);
    },
  };
}
