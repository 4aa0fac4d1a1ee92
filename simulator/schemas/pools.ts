// Requests about pools and the people who may use them.

import { Filter, paging, Yes } from "./query.ts";
import { AuthorizedObject, DiskQuality, Id, Maybe, poolAttributes, Text, VolumeInfo } from "./shared.ts";
import * as Type from "./type.ts";

const PoolName = Type.String({
  minLength: 1,
  maxLength: 255,
  description: "letters, digits and hyphens; unique. How long it may be is the dialect pool-name-max.",
});

export const CreateDesktopPoolBody = Type.Object(
  {
    name: PoolName,
    type: Type.Enum(["DYNAMIC", "STATIC"]),
    size: Type.Integer({ minimum: 0, maximum: 100, description: "how many desktops are made at once" }),
    product_id: Id,
    image_type: Type.String({ minLength: 1, maxLength: 55, description: "private or gold" }),
    image_id: Id,
    root_volume: VolumeInfo,
    data_volumes: Maybe(Type.Array(VolumeInfo, { maxItems: 10 })),
    authorized_objects: Maybe(Type.Array(AuthorizedObject, { maxItems: 500 })),
    flavor_id: Maybe(Text(255)),
    domain: Maybe(Text(255)),
    ...poolAttributes,
    subnet_ids: Type.Array(Type.String({ minLength: 1, maxLength: 55 }), { minItems: 1, maxItems: 100 }),
  },
  { title: "CreateDesktopPoolRequest" },
);
export type CreateDesktopPoolBody = Type.Static<typeof CreateDesktopPoolBody>;

const DesktopPoolVolume = Type.Object(
  { id: Id, type: Type.String({ minLength: 1, maxLength: 255 }), ...DiskQuality },
  {
    title: "DesktopPoolVolume",
    description: "null as kms_id leaves the key as it is, and an empty text drops it. The size cannot be changed here.",
  },
);

export const UpdateDesktopPoolBody = Type.Object(
  {
    name: Maybe(PoolName),
    in_maintenance_mode: Maybe(Type.Boolean()),
    root_volume: Maybe(DesktopPoolVolume),
    data_volumes: Maybe(Type.Array(DesktopPoolVolume, { maxItems: 10 })),
    ...poolAttributes,
    // Terraform's provider sends 0 for a period it does not set.
    disconnected_retention_period: Maybe(Type.Integer({ minimum: 0, maximum: 43_200 })),
  },
  {
    title: "UpdateDesktopPoolRequest",
    description: "what is left out or null stays as it is; an empty text clears the field",
  },
);
export type UpdateDesktopPoolBody = Type.Static<typeof UpdateDesktopPoolBody>;

export const ExpandDesktopPoolBody = Type.Object(
  {
    size: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: "how many desktops to add, not how many there will be",
    }),
    order_id: Maybe(Text(255)),
  },
  { title: "ExpandDesktopPoolRequest" },
);
export type ExpandDesktopPoolBody = Type.Static<typeof ExpandDesktopPoolBody>;

export const UsersBody = Type.Object(
  {
    action: Type.Enum(["ADD", "REMOVE", "CHANGE_PRIVILEGE"]),
    objects: Maybe(Type.Array(AuthorizedObject, { maxItems: 500 })),
  },
  { title: "ChangeUsersRequest" },
);
export type UsersBody = Type.Static<typeof UsersBody>;

export const ListDesktopPoolsQuery = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 255, description: "a part of the name, in any case" })),
  type: Filter(),
  enterprise_project_id: Type.Optional(Type.String({ maxLength: 36, pattern: "^[a-zA-Z0-9_-]+$" })),
  in_maintenance_mode: Yes,
  ...paging({ maxLimit: 1000, maxOffset: 20_000 }),
});

export const ListUsersQuery = Type.Object(paging({ minLimit: 1, maxLimit: 100, maxOffset: 10_000, defaultLimit: 10 }));
