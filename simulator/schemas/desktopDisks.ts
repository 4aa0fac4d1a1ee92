// Requests about the disks of single desktops.

import { Id, Maybe, Text } from "./shared.ts";
import * as Type from "./type.ts";

const iops = Type.Integer({ minimum: 0, maximum: 16_380_000 });
const throughput = Type.Integer({ minimum: 0, maximum: 4_095_000, description: "in MiB/s" });

export const OwnVolume = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 255, description: "SAS, SSD, GPSSD, or any other word" }),
    size: Type.Integer({ minimum: 10, maximum: 32_760, description: "in GB, a multiple of 10" }),
    iops: Maybe(iops),
    throughput: Maybe(throughput),
    kms_id: Maybe(Text(255)),
  },
  { title: "VolumeOfDesktop" },
);
export type OwnVolume = Type.Static<typeof OwnVolume>;

const volumes = Type.Array(OwnVolume, { minItems: 1, maxItems: 10 });

export const AddDesktopVolumesBody = Type.Object(
  { volumes, enterprise_project_id: Maybe(Text(36)) },
  { title: "AddDesktopVolumesRequest" },
);
export type AddDesktopVolumesBody = Type.Static<typeof AddDesktopVolumesBody>;

const DesktopVolumesToAdd = Type.Object({ desktop_id: Id, volumes }, { title: "DesktopVolumesToAdd" });
export type DesktopVolumesToAdd = Type.Static<typeof DesktopVolumesToAdd>;

const list = (description: string) => Maybe(Type.Array(DesktopVolumesToAdd, { maxItems: 100, description }));

/** Covers both keys; which of them is taken is a dialect. */
export const AddVolumesBody = Type.Object(
  {
    desktop_volumes: list("the key of the published contract"),
    addDesktopVolumesReq: list("the key that some clients send"),
  },
  { title: "AddVolumesRequest" },
);
export type AddVolumesBody = Type.Static<typeof AddVolumesBody>;

const VolumeToExpand = Type.Object(
  {
    desktop_id: Id,
    volume_id: Type.String({ minLength: 1, maxLength: 255, description: "the id of a volume, also of the root disk" }),
    new_size: Type.Integer({ minimum: 10, maximum: 32_768, description: "in GB, more than the present size" }),
  },
  { title: "VolumeToExpand" },
);
export type VolumeToExpand = Type.Static<typeof VolumeToExpand>;

export const ExpandVolumesBody = Type.Object(
  { desktop_volumes_expansion: Maybe(Type.Array(VolumeToExpand, { maxItems: 100 })) },
  { title: "ExpandVolumesRequest" },
);
export type ExpandVolumesBody = Type.Static<typeof ExpandVolumesBody>;

export const BatchModifyQosBody = Type.Object(
  { volume_ids: Type.Array(Id, { minItems: 1, maxItems: 100 }), qos: Type.Object({ iops, throughput }) },
  { title: "BatchModifyQosRequest" },
);
export type BatchModifyQosBody = Type.Static<typeof BatchModifyQosBody>;
