// Pieces of requests that several calls share.

import * as Type from "./type.ts";

export const Text = (maxLength: number) => Type.String({ maxLength });
export const Id = Type.String({ minLength: 1, maxLength: 255 });
/** Tables mark optional fields, and clients in typed languages send them as null. */
export const Maybe = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

export const HandleType = Type.Enum(["ONLY_FOR_EXPAND", "FOR_EXPAND_AND_IDLE", "FOR_EXPAND_AND_ALL"], {
  title: "HandleType",
  description:
    "which desktops follow the pool: those made later, those and the ones nobody uses, or all. " +
    "What a call without it means is the dialect default-handle-type.",
});
export type HandleType = Type.Static<typeof HandleType>;

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

export const DiskQuality = {
  iops: Maybe(whole(0, 16_380_000)),
  throughput: Maybe(whole(0, 4_095_000)),
  kms_id: Maybe(Text(255)),
};

export const VolumeInfo = Type.Object(
  {
    id: Maybe(Text(255)),
    type: Type.String({ minLength: 1, maxLength: 255, description: "SAS, SSD, or any other word" }),
    size: Type.Integer({
      minimum: 0,
      maximum: 8200,
      description: "in GB; which sizes a data disk may have is the dialect disk-size",
    }),
    resource_spec_code: Maybe(Text(255)),
    ...DiskQuality,
  },
  { title: "VolumeInfo" },
);
export type VolumeInfo = Type.Static<typeof VolumeInfo>;

export const Tag = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 128 }), value: Maybe(Text(43)) },
  { title: "Tag" },
);

export const AutoscalePolicy = Type.Object(
  {
    autoscale_type: Maybe(Type.Enum(["ACCESS_CREATED", "AUTO_CREATED"])),
    max_auto_created: Maybe(whole(1, 5000)),
    min_idle: Maybe(whole(0, 5000)),
    once_auto_created: Maybe(whole(1, 100)),
    min_retention: Maybe(whole(0, 5000)),
    idle_retention_duration: Maybe(
      Type.Integer({ minimum: 0, maximum: 43_200, description: "minutes until an idle desktop goes" }),
    ),
    auto_isolation_enable: Maybe(Type.Boolean()),
    auto_isolation_max_num: Maybe(Type.Integer({ minimum: 1 })),
  },
  { title: "AutoscalePolicy", description: "an empty one clears what the pool has" },
);

export const UserResetPolicy = Type.Object(
  { enable: Maybe(Type.Boolean()), reset_count_per_day: Maybe(whole(1, 100)) },
  { title: "UserResetPolicy" },
);

export const AuthorizedObject = Type.Object(
  {
    object_id: Id,
    object_type: Type.Enum(["USER", "USER_GROUP"]),
    object_name: Type.String({ minLength: 1, maxLength: 100 }),
    user_group: Type.Enum(["sudo", "default", "administrators", "users"]),
    domain: Maybe(Text(255)),
  },
  { title: "AuthorizedObject" },
);
export type AuthorizedObject = Type.Static<typeof AuthorizedObject>;

/** What a pool carries besides its disks, in the words of the wire: the simulator keeps and returns it as it came. */
export const poolAttributes = {
  description: Maybe(Text(255)),
  availability_zone: Maybe(Text(255)),
  ou_name: Maybe(Text(255)),
  vpc_id: Maybe(Text(255)),
  subnet_ids: Maybe(Type.Array(Text(55), { maxItems: 100 })),
  security_groups: Maybe(Type.Array(Type.Object({ id: Text(255) }), { maxItems: 5 })),
  tags: Maybe(Type.Array(Tag, { maxItems: 20 })),
  enterprise_project_id: Maybe(Type.String({ maxLength: 36, pattern: "^[a-zA-Z0-9_-]*$" })),
  disconnected_retention_period: Maybe(
    Type.Integer({ minimum: 10, maximum: 43_200, description: "minutes; only a DYNAMIC pool has it" }),
  ),
  enable_autoscale: Maybe(Type.Boolean()),
  autoscale_policy: Maybe(AutoscalePolicy),
  user_reset_policy: Maybe(UserResetPolicy),
  desktop_name_policy_id: Maybe(Text(36)),
};
