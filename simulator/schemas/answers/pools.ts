// What calls on pools answer.

import Type from "typebox";
import { Count, Size, Text, UtcTime } from "./shared.ts";

const poolFields = {
  id: Text,
  name: Text,
  type: Type.Enum(["DYNAMIC", "STATIC"]),
  description: Text,
  status: Type.Enum(["STEADY", "TEMPORARY", "EXIST_FROZEN", "UNKNOWN", "ERROR"]),
  created_time: UtcTime,
  charging_mode: Type.Enum(["0", "1"]),
  desktop_count: Count,
  desktop_used: Count,
  availability_zone: Text,
  enable_autoscale: Type.Boolean(),
  in_maintenance_mode: Type.Boolean(),
  enterprise_project_id: Text,
  image_id: Text,
  product: Type.Object({ product_id: Text, flavor_id: Text, status: Type.Enum(["normal", "sellout", "abandon"]) }),
  tags: Type.Optional(Type.Array(Type.Object({ key: Text }))),
  subnet_ids: Type.Optional(Type.Array(Text)),
};

const PoolVolume = Type.Object({ id: Text, type: Text, size: Size });
const ListedVolume = Type.Object({ type: Text, size: Size, id: Type.Optional(Type.Never()) });

export const PoolDetail = Type.Object({
  ...poolFields,
  root_volume: PoolVolume,
  data_volumes: Type.Array(PoolVolume, { maxItems: 10 }),
  security_groups: Type.Array(Type.Object({ id: Text, name: Text })),
  image_type: Type.Optional(Type.Never()),
  authorized_objects: Type.Optional(Type.Never()),
});

export const PoolList = Type.Object({
  total_count: Count,
  desktop_pools: Type.Array(
    Type.Object({
      ...poolFields,
      root_volume: ListedVolume,
      data_volumes: Type.Optional(Type.Array(ListedVolume, { minItems: 1 })),
    }),
  ),
});
