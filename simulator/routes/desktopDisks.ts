// The disks of single desktops.

import { addDesktopsDisks, deleteDesktopDisks, expandDesktopsDisks, modifyDisksQos } from "../model/desktopDisks.ts";
import { findDesktop } from "../model/find.ts";
import type { World } from "../model/world.ts";
import { JobId } from "../schemas/answers/shared.ts";
import {
  AddDesktopVolumesBody,
  AddVolumesBody,
  BatchModifyQosBody,
  type DesktopVolumesToAdd,
  ExpandVolumesBody,
} from "../schemas/desktopDisks.ts";
import { DeleteDesktopVolumesBody } from "../schemas/disks.ts";
import { defineRoute, ok, type Route } from "./route.ts";

const ofDesktop = "/v2/:projectId/desktops/:desktopId/volumes";
const ofAll = "/v2/:projectId/volumes";
const access = "project";
const answer = JobId;

export const desktopDiskRoutes: readonly Route[] = [
  defineRoute({
    operation: "AddDesktopVolumes",
    method: "POST",
    path: ofDesktop,
    access,
    body: AddDesktopVolumesBody,
    answer,
    handle({ world, author, fate, body, params }) {
      const gift = { desktop_id: params.desktopId ?? "", volumes: body.volumes };
      return ok({ job_id: addDesktopsDisks(world, { author, fate }, [gift]).id });
    },
  }),
  defineRoute({
    operation: "DeleteDesktopVolumes",
    method: "POST",
    path: `${ofDesktop}/batch-delete`,
    access,
    body: DeleteDesktopVolumesBody,
    answer,
    handle({ world, author, fate, body, params }) {
      const desktop = findDesktop(world, params.desktopId ?? "");
      return ok({ job_id: deleteDesktopDisks(world, { author, fate }, desktop, body.volume_ids).id });
    },
  }),
  defineRoute({
    operation: "AddVolumes",
    method: "POST",
    path: ofAll,
    access,
    body: AddVolumesBody,
    answer,
    handle: ({ world, author, fate, body }) =>
      ok({ job_id: addDesktopsDisks(world, { author, fate }, listOf(world, body)).id }),
  }),
  defineRoute({
    operation: "ExpandVolumes",
    method: "POST",
    path: `${ofAll}/expand`,
    access,
    body: ExpandVolumesBody,
    answer,
    handle: ({ world, author, fate, body }) =>
      ok({ job_id: expandDesktopsDisks(world, { author, fate }, body.desktop_volumes_expansion ?? []).id }),
  }),
  defineRoute({
    operation: "BatchModifyQosVolumes",
    method: "PUT",
    path: `${ofAll}/batch-modify-qos`,
    access,
    body: BatchModifyQosBody,
    answer,
    handle: ({ world, author, fate, body }) => ok({ job_id: modifyDisksQos(world, { author, fate }, body).id }),
  }),
];

/** The other key is read past, as any field that nobody knows. */
function listOf(world: World, body: AddVolumesBody): readonly DesktopVolumesToAdd[] {
  const key = world.dialects("add-volumes-key");
  if (key === "both") return body.desktop_volumes ?? body.addDesktopVolumesReq ?? [];
  return body[key] ?? [];
}
