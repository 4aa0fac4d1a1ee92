/**
 * The calls on a pool's disks. Items to expand and to delete carry id, type and size: that satisfies the contract of 2026,
 * which wants the id, and the one before it, which wants the others
 * (https://support.huaweicloud.com/intl/en-us/api-workspace/DeleteDesktopPoolVolumes.html).
 */
import type { Until, WorkspaceService } from "../service.ts";
import type { Accepted, KnownVolume, VolumesChange, VolumeToAdd } from "../types.ts";
import { poolPath } from "./pools.ts";
import type { Sending } from "./sending.ts";
import { counted } from "./words.ts";

type Operation = "addDesktopPoolVolumes" | "expandDesktopPoolVolumes" | "deleteDesktopPoolVolumes";

interface Words {
  readonly verb: string;
  readonly path: string;
  readonly iamAction: string;
}

const words: Readonly<Record<Operation, Words>> = {
  addDesktopPoolVolumes: {
    verb: "add",
    path: "volumes/batch-add",
    iamAction: "workspace:desktopPools:batchAddVolumes",
  },
  expandDesktopPoolVolumes: {
    verb: "expand",
    path: "volumes/batch-expand",
    iamAction: "workspace:desktopPools:batchExpandVolumes",
  },
  deleteDesktopPoolVolumes: {
    verb: "delete",
    path: "volumes/batch-delete",
    iamAction: "workspace:desktopPools:batchDeleteVolumes",
  },
};

interface Asked extends VolumesChange {
  readonly volumes: readonly (VolumeToAdd | KnownVolume)[];
}

export function poolVolumeCalls(sending: Sending): Pick<WorkspaceService, Operation> {
  const start = (operation: Operation) => {
    const { verb, path, iamAction } = words[operation];
    return async ({ poolId, ...body }: Asked, until: Until): Promise<Accepted> => {
      const what = `${verb} ${counted(body.volumes.length, "disk")} of pool ${poolId}`;
      const call = { operation, what, path: `${poolPath(sending, poolId)}/${path}`, body, iamAction, poolId };
      return sending.start(call, until);
    };
  };
  return {
    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-add */
    addDesktopPoolVolumes: start("addDesktopPoolVolumes"),
    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-expand */
    expandDesktopPoolVolumes: start("expandDesktopPoolVolumes"),
    /** POST /v2/{project_id}/desktop-pools/{pool_id}/volumes/batch-delete */
    deleteDesktopPoolVolumes: start("deleteDesktopPoolVolumes"),
  };
}
