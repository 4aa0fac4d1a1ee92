// Requests about disks: those of a pool, and those of one desktop.

import { DiskQuality, HandleType, Id, Maybe, Text, VolumeInfo } from "./shared.ts";
import * as Type from "./type.ts";

export const whichDesktops = {
  handle_type: Maybe(HandleType),
  desktop_ids: Maybe(
    Type.Array(Text(255), { maxItems: 100, description: "only these desktops of the pool; an empty list means all" }),
  ),
};

export const AddDesktopPoolVolumesBody = Type.Object(
  { volumes: Maybe(Type.Array(VolumeInfo, { maxItems: 10 })), ...whichDesktops },
  { title: "AddDesktopPoolVolumesRequest" },
);
export type AddDesktopPoolVolumesBody = Type.Static<typeof AddDesktopPoolVolumesBody>;

/** Covers the forms of both contracts; which of them is taken is a dialect. */
export const DiskToExpand = Type.Object(
  {
    id: Maybe(Text(255)),
    type: Maybe(Text(255)),
    size: Type.Integer({ minimum: 0, maximum: 8200, description: "the new size in GB, more than the present one" }),
    resource_spec_code: Maybe(Text(255)),
    ...DiskQuality,
  },
  { title: "DiskToExpand" },
);
export type DiskToExpand = Type.Static<typeof DiskToExpand>;

export const ExpandDesktopPoolVolumesBody = Type.Object(
  {
    // Eleven: the root disk and ten data disks.
    volumes: Maybe(Type.Array(DiskToExpand, { maxItems: 11 })),
    order_id: Maybe(Text(255)),
    ...whichDesktops,
  },
  { title: "ExpandDesktopPoolVolumesRequest" },
);
export type ExpandDesktopPoolVolumesBody = Type.Static<typeof ExpandDesktopPoolVolumesBody>;

export const DiskToDelete = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 255, description: "the pool's id of the disk, not that of a volume" }),
    type: Maybe(Text(255)),
    size: Maybe(Type.Integer({ minimum: 0, maximum: 8200 })),
  },
  { title: "DiskToDelete" },
);
export type DiskToDelete = Type.Static<typeof DiskToDelete>;

export const DeleteDesktopPoolVolumesBody = Type.Object(
  { volumes: Maybe(Type.Array(DiskToDelete, { maxItems: 10 })), ...whichDesktops },
  { title: "DeleteDesktopPoolVolumesRequest" },
);
export type DeleteDesktopPoolVolumesBody = Type.Static<typeof DeleteDesktopPoolVolumesBody>;

export const DeleteDesktopVolumesBody = Type.Object(
  { volume_ids: Type.Array(Id, { minItems: 1, maxItems: 10, description: "ids of volumes, not the pool's of disks" }) },
  { title: "DeleteDesktopVolumesRequest" },
);
export type DeleteDesktopVolumesBody = Type.Static<typeof DeleteDesktopVolumesBody>;
