// What calls on pools answer.

import { AutoscalePolicy, UserResetPolicy } from "../shared.ts";
import * as Type from "../type.ts";
import { Answer, Count, Flag, SecurityGroup, Size, sometimes, Tags, Text, UtcTime } from "./shared.ts";

const Product = Answer("PoolProduct", {
  product_id: Text,
  flavor_id: Text,
  type: Type.Enum(["BASE", "ADVANCED"]),
  cpu: Text,
  memory: Text,
  descriptions: Text,
  charge_mode: Type.Enum(["0", "1"]),
  architecture: Type.Enum(["x86", "arm"]),
  is_gpu: Flag,
  package_type: Text,
  system_disk_type: Text,
  system_disk_size: Text,
  contain_data_disk: Flag,
  resource_type: Text,
  cloud_service_type: Text,
  volume_product_type: Text,
  status: Type.Enum(["normal", "sellout", "abandon"]),
});

const poolFields = {
  id: Text,
  name: Text,
  type: Type.Enum(["DYNAMIC", "STATIC"]),
  description: Text,
  status: Type.Enum(["STEADY", "TEMPORARY", "EXIST_FROZEN", "UNKNOWN", "ERROR"], {
    description: "TEMPORARY while the pool is being changed, EXIST_FROZEN when it has frozen desktops",
  }),
  created_time: UtcTime,
  charging_mode: Type.Enum(["0", "1"], { description: "0: yearly or monthly, 1: pay per use" }),
  desktop_count: Count,
  desktop_used: Type.Integer({ minimum: 0, description: "desktops that belong to a user" }),
  availability_zone: Text,
  subnet_id: Type.String({ description: "the first of subnet_ids" }),
  product: Product,
  image_id: Text,
  image_name: Text,
  enable_autoscale: Flag,
  in_maintenance_mode: Flag,
  enterprise_project_id: Text,
  ...sometimes({
    on_demand_desktop_num: Count,
    disconnected_retention_period: Count,
    autoscale_policy: AutoscalePolicy,
    user_reset_policy: UserResetPolicy,
    desktop_name_policy_id: Text,
    domain: Text,
    isolation_num: Count,
    image_os_type: Text,
    image_os_version: Text,
    image_os_platform: Text,
    image_product_code: Text,
    image_cloud_service_type: Text,
    image_resource_type: Text,
    vpc_id: Text,
    subnet_ids: Type.Array(Text),
    ou_name: Text,
    tags: Tags,
  }),
};

const diskFields = {
  type: Text,
  size: Size,
  ...sometimes({ iops: Count, throughput: Count, resource_spec_code: Text, kms_id: Text }),
};

const PoolVolume = Answer("PoolVolume", {
  id: Type.String({ minLength: 1, description: "the pool's id of the disk, which the disk calls want" }),
  ...diskFields,
});

const ListedVolume = Answer("ListedVolume", { ...diskFields, ...sometimes({ cluster_id: Text }) });

export const PoolDetail = Answer("PoolDetail", {
  ...poolFields,
  root_volume: PoolVolume,
  data_volumes: Type.Array(PoolVolume, { maxItems: 10 }),
  security_groups: Type.Array(SecurityGroup),
});

export const PoolList = Answer("PoolList", {
  total_count: Count,
  desktop_pools: Type.Array(
    Answer("ListedPool", {
      ...poolFields,
      root_volume: ListedVolume,
      ...sometimes({
        data_volumes: Type.Array(ListedVolume, { minItems: 1, maxItems: 10 }),
        security_groups: Type.Array(SecurityGroup),
      }),
    }),
    { maxItems: 1000 },
  ),
});
