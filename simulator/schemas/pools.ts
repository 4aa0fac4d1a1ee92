// Requests about pools and the people who may use them.

import Type from "typebox";
import { paging } from "./query.ts";
import { AuthorizedObject, DiskQuality, Id, Maybe, poolAttributes, Text, VolumeInfo } from "./shared.ts";

export const CreateDesktopPoolBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  type: Type.Enum(["DYNAMIC", "STATIC"]),
  size: Type.Integer({ minimum: 0, maximum: 100 }),
  product_id: Id,
  image_type: Type.String({ minLength: 1, maxLength: 55 }),
  image_id: Id,
  root_volume: VolumeInfo,
  data_volumes: Maybe(Type.Array(VolumeInfo, { maxItems: 10 })),
  authorized_objects: Maybe(Type.Array(AuthorizedObject, { maxItems: 500 })),
  flavor_id: Maybe(Text(255)),
  domain: Maybe(Text(255)),
  ...poolAttributes,
  subnet_ids: Type.Array(Id, { minItems: 1, maxItems: 100 }),
});
export type CreateDesktopPoolBody = Type.Static<typeof CreateDesktopPoolBody>;

const DesktopPoolVolume = Type.Object({ id: Id, type: Type.String({ minLength: 1, maxLength: 255 }), ...DiskQuality });

export const UpdateDesktopPoolBody = Type.Object({
  name: Maybe(Type.String({ minLength: 1, maxLength: 255 })),
  in_maintenance_mode: Maybe(Type.Boolean()),
  root_volume: Maybe(DesktopPoolVolume),
  data_volumes: Maybe(Type.Array(DesktopPoolVolume, { maxItems: 10 })),
  ...poolAttributes,
  // Terraform's provider sends 0 for a period it does not set.
  disconnected_retention_period: Maybe(Type.Integer({ minimum: 0, maximum: 43_200 })),
});
export type UpdateDesktopPoolBody = Type.Static<typeof UpdateDesktopPoolBody>;

export const ExpandDesktopPoolBody = Type.Object({
  size: Type.Integer({ minimum: 1, maximum: 1000 }),
  order_id: Maybe(Text(255)),
});
export type ExpandDesktopPoolBody = Type.Static<typeof ExpandDesktopPoolBody>;

export const UsersBody = Type.Object({
  action: Type.Enum(["ADD", "REMOVE", "CHANGE_PRIVILEGE"]),
  objects: Maybe(Type.Array(AuthorizedObject, { maxItems: 500 })),
});
export type UsersBody = Type.Static<typeof UsersBody>;

export const ListDesktopPoolsQuery = Type.Object({
  name: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
  enterprise_project_id: Type.Optional(Type.String()),
  in_maintenance_mode: Type.Optional(Type.Boolean()),
  ...paging({ maxLimit: 1000, maxOffset: 20_000 }),
});

export const ListUsersQuery = Type.Object(paging({ minLimit: 1, maxLimit: 100, maxOffset: 10_000 }));
