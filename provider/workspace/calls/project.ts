/** The calls on what the project may buy. */
import type { WorkspaceService } from "../service.ts";
import { quotasAnswer, volumeProductsAnswer } from "../wire/project.ts";
import { filters } from "./filters.ts";
import type { Sending } from "./sending.ts";
import { checkLimits } from "./within-limits.ts";

export function projectCalls({ base, read }: Sending): Pick<WorkspaceService, "listVolumeProductInfo" | "showQuotas"> {
  return {
    /** GET /v2/{project_id}/volume/products. All in one answer: the call has no pages. */
    listVolumeProductInfo: async (asked, until) => {
      const iamAction = "workspace:products:listVolumeProducts";
      const call = { what: "list the types of disks", path: `${base}/volume/products`, iamAction };
      checkLimits("listVolumeProductInfo", call.what, asked);
      const query = filters({ availability_zone: asked.availabilityZone, volume_type: asked.volumeTypes });
      return read({ ...call, query }, volumeProductsAnswer, until);
    },

    /** GET /v2/{project_id}/quotas */
    showQuotas: async (until) => {
      const call = { what: "read the quotas", path: `${base}/quotas`, iamAction: "workspace:quotas:get" };
      return read(call, quotasAnswer, until);
    },
  };
}
