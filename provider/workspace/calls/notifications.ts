/**
 * The calls that show people a message on their running desktops. No call tells which messages were shown: the records at
 * `users/notification-records` are of mails and text messages that were held back
 * (https://support.huaweicloud.com/intl/en-us/api-workspace/ListNotificationRecords.html). Only the job is a trace.
 */
import type { WorkspaceService } from "../service.ts";
import { poolPath } from "./pools.ts";
import type { Sending } from "./sending.ts";
import { counted, named } from "./words.ts";

export function notificationCalls(
  sending: Sending,
): Pick<WorkspaceService, "sendDesktopPoolNotifications" | "sendNotifications"> {
  return {
    /** POST /v2/{project_id}/desktop-pools/{pool_id}/notifications */
    sendDesktopPoolNotifications: async ({ poolId, notifications }, until) => {
      const what = `send a message to the desktops of pool ${poolId}`;
      const path = `${poolPath(sending, poolId)}/notifications`;
      const call = { operation: "sendDesktopPoolNotifications", what, path, body: { notifications } } as const;
      return sending.start({ ...call, iamAction: "workspace:desktopPools:sendNotifications", poolId }, until);
    },

    /** POST /v2/{project_id}/desktops/notifications */
    sendNotifications: async (body, until) => {
      const what = `send a message to ${counted(body.desktopIds.length, "desktop")}${named(body.desktopIds)}`;
      const call = {
        operation: "sendNotifications",
        what,
        path: `${sending.base}/desktops/notifications`,
        body,
      } as const;
      return sending.start({ ...call, iamAction: "workspace:desktops:sendNotifications" }, until);
    },
  };
}
