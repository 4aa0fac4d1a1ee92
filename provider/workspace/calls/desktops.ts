/** The calls on desktops, of whatever pool. */
import type { DesktopsQuery, WorkspaceService } from "../service.ts";
import { desktopAnswer, desktops, desktopsDetail } from "../wire/desktops.ts";
import { filters } from "./filters.ts";
import type { Sending } from "./sending.ts";
import { unlessGone } from "./whether-gone.ts";
import { checkLimits, pathId } from "./within-limits.ts";
import { counted, named } from "./words.ts";

type DesktopCalls = Pick<
  WorkspaceService,
  "listDesktops" | "listDesktopsDetail" | "showDesktopDetail" | "batchDeleteDesktops"
>;

export function desktopCalls({ base, read, list, start }: Sending): DesktopCalls {
  const path = `${base}/desktops`;
  const calls: DesktopCalls = {
    /** GET /v2/{project_id}/desktops */
    listDesktops: async (query, until) => {
      const call = { what: "list the desktops", path, iamAction: "workspace:desktops:list" };
      checkLimits("listDesktops", call.what, query);
      return list({ ...call, query: desktopFilters(query) }, desktops, until);
    },

    /** GET /v2/{project_id}/desktops/detail */
    listDesktopsDetail: async (query, until) => {
      const iamAction = "workspace:desktops:listDetail";
      const call = { what: "list the desktops with their disks", path: `${path}/detail`, iamAction };
      checkLimits("listDesktopsDetail", call.what, query);
      return list({ ...call, query: desktopFilters(query) }, desktopsDetail, until);
    },

    /** GET /v2/{project_id}/desktops/{desktop_id} */
    showDesktopDetail: async (desktopId, until) => {
      const call = { what: `read desktop ${desktopId}`, path: `${path}/${pathId(desktopId)}` };
      const isListed = async () => (await calls.listDesktops({ desktopIds: [desktopId] }, until)).length > 0;
      return unlessGone(() => read({ ...call, iamAction: "workspace:desktops:get" }, desktopAnswer, until), isListed);
    },

    /** POST /v2/{project_id}/desktops/batch-delete. Answered by 202. */
    batchDeleteDesktops: async ({ desktopIds, forceDelete: isForceDelete, ...options }, until) => {
      const what = `delete ${counted(desktopIds.length, "desktop")}${named(desktopIds)}`;
      const body = { desktopIds, ...options, isForceDelete };
      const call = { operation: "batchDeleteDesktops", what, path: `${path}/batch-delete`, body } as const;
      return start({ ...call, iamAction: "workspace:desktops:batchDelete" }, until);
    },
  };
  return calls;
}

function desktopFilters({ poolIds, desktopIds, statuses, computerName }: DesktopsQuery) {
  return filters({ pool_id: poolIds, desktop_id: desktopIds, status: statuses, computer_name: computerName });
}
