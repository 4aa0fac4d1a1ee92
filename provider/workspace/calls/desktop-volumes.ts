/** The calls on the disks of single desktops, which go by EVS ids. The pool stays as it is: its desktops merely differ. */
import type { WorkspaceService } from "../service.ts";
import type { Sending } from "./sending.ts";
import { pathId } from "./within-limits.ts";
import { counted, named } from "./words.ts";

type DesktopVolumeCalls = Pick<
  WorkspaceService,
  "addDesktopVolumes" | "addVolumes" | "expandVolumes" | "deleteDesktopVolumes" | "batchModifyQosVolumes"
>;

export function desktopVolumeCalls({ base, start }: Sending): DesktopVolumeCalls {
  const ofDesktop = (desktopId: string) => `${base}/desktops/${pathId(desktopId)}/volumes`;
  const ofAll = `${base}/volumes`;
  return {
    /** POST /v2/{project_id}/desktops/{desktop_id}/volumes */
    addDesktopVolumes: async ({ desktopId, volumes }, until) => {
      const what = `add ${counted(volumes.length, "disk")} to desktop ${desktopId}`;
      const call = { operation: "addDesktopVolumes", what, path: ofDesktop(desktopId), body: { volumes } } as const;
      return start({ ...call, iamAction: "workspace:volumes:add" }, until);
    },

    /**
     * POST /v2/{project_id}/volumes. One of the two keys, never both: a region that read both would add the disks twice.
     * A region that knows only the other key refuses the call, or reads an empty list.
     */
    addVolumes: async ({ desktopVolumes, key = "desktopVolumes" }, until) => {
      const count = desktopVolumes.reduce((sum, { volumes }) => sum + volumes.length, 0);
      const what = `add ${counted(count, "disk")} to desktops${named(desktopVolumes.map(({ desktopId }) => desktopId))}`;
      const call = { operation: "addVolumes", what, path: ofAll, body: { [key]: desktopVolumes } } as const;
      return start({ ...call, iamAction: "workspace:volumes:batchAdd" }, until);
    },

    /** POST /v2/{project_id}/volumes/expand */
    expandVolumes: async (body, until) => {
      const asked = body.desktopVolumesExpansion;
      const what = `expand ${counted(asked.length, "disk")} of desktops${named(asked.map(({ desktopId }) => desktopId))}`;
      const call = { operation: "expandVolumes", what, path: `${ofAll}/expand`, body } as const;
      return start({ ...call, iamAction: "workspace:volumes:batchExpand" }, until);
    },

    /** POST /v2/{project_id}/desktops/{desktop_id}/volumes/batch-delete */
    deleteDesktopVolumes: async ({ desktopId, volumeIds }, until) => {
      const what = `delete ${counted(volumeIds.length, "disk")} of desktop ${desktopId}${named(volumeIds)}`;
      const path = `${ofDesktop(desktopId)}/batch-delete`;
      const call = { operation: "deleteDesktopVolumes", what, path, body: { volumeIds } } as const;
      return start({ ...call, iamAction: "workspace:volumes:delete" }, until);
    },

    /** PUT /v2/{project_id}/volumes/batch-modify-qos */
    batchModifyQosVolumes: async (body, until) => {
      const what = `change the speed of ${counted(body.volumeIds.length, "disk")}${named(body.volumeIds)}`;
      const call = {
        operation: "batchModifyQosVolumes",
        what,
        method: "PUT",
        path: `${ofAll}/batch-modify-qos`,
      } as const;
      return start({ ...call, body, iamAction: "workspace:volumes:modifyQos" }, until);
    },
  };
}
