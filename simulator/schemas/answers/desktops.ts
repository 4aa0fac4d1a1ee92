// What calls on desktops answer.

import * as Type from "../type.ts";
import { DesktopVolume } from "./disks.ts";
import { Answer, Count, Flag, Percent, SecurityGroup, sometimes, Tags, Text, UtcTime, ZonelessTime } from "./shared.ts";

export const AttachState = Type.Enum([
  "ATTACHED",
  "UNATTACH",
  "ATTACHING",
  "DEATTACHING",
  "DEATTACHED",
  "ATTACHFAIL",
  "DEATTACHFAIL",
  "WAITING",
  "ATTACH_FAIL_CAN_ATTACH_AGAIN",
  "DEATTACH_FAIL_CAN_DEATTACH_AGAIN",
]);

const LoginStatus = Type.Enum(["UNREGISTER", "REGISTERED", "CONNECTED", "DISCONNECTED"]);

const DesktopProduct = Answer("DesktopProduct", {
  product_id: Text,
  flavor_id: Text,
  type: Type.Enum(["BASE", "ADVANCED"]),
  cpu: Text,
  memory: Text,
  descriptions: Text,
  charge_mode: Type.Enum(["0", "1"]),
});

const Address = Answer("Address", {
  addr: Text,
  version: Type.Enum(["4", "6"]),
  "OS-EXT-IPS-MAC:mac_addr": Text,
  "OS-EXT-IPS:type": Type.Enum(["fixed", "floating"]),
});

const AttachedUser = Answer("AttachedUser", {
  user_id: Text,
  user_name: Text,
  user_group: Text,
  type: Type.Enum(["USER", "GROUP"]),
});

const desktopFields = {
  desktop_id: Text,
  computer_name: Text,
  sid: Text,
  desktop_type: Type.Enum(["POOLED", "DEDICATED"]),
  created: UtcTime,
  availability_zone: Text,
  enterprise_project_id: Text,
  ou_name: Text,
  site_type: Text,
  site_name: Text,
  addresses: Type.Object({}, { additionalProperties: Type.Array(Address), description: "by network" }),
  ip_addresses: Type.Array(Text),
  subnet_id: Text,
  is_attaching_eip: Flag,
  security_groups: Type.Array(SecurityGroup),
  status: Text,
  login_status: LoginStatus,
  attach_state: AttachState,
  process: Type.Union([Percent, Type.Null()], { description: "null when nothing is done to the desktop" }),
  attach_user_infos: Type.Array(AttachedUser),
  product_id: Text,
  product: DesktopProduct,
  flavor: Answer("Flavor", { id: Text, links: Type.Array(Answer("FlavorLink", { rel: Text, hrel: Text })) }),
  bill_resource_id: Text,
  os_version: Text,
  metadata: Type.Object({}, { additionalProperties: Text }),
  root_volume: DesktopVolume,
  data_volumes: Type.Array(DesktopVolume, { maxItems: 10 }),
  ...sometimes({
    task_status: Type.String({ description: "empty when nothing is done to the desktop" }),
    tags: Tags,
    user_name: Text,
    user_group: Text,
    user_list: Type.Array(Text),
    user_group_list: Type.Array(Text),
    os_host_name: Text,
    ipv4: Text,
    ipv6: Text,
    in_maintenance_mode: Flag,
    is_freeze: Flag,
    isolated: Flag,
    is_support_internet: Flag,
    internet_mode_list: Type.Array(Text),
  }),
};

const DesktopDetail = Answer("DesktopDetail", desktopFields);

const PoolDesktop = Answer("PoolDesktop", {
  ...desktopFields,
  ...sometimes({
    inconsistent_types: Type.Array(
      Type.Enum(["PRODUCT_ID", "IMAGE_ID", "DISK_NUM", "DISK_SIZE", "AUTO_ISOLATION", "PRODUCT", "IMAGE"]),
    ),
  }),
});

export const DesktopAnswer = Answer("DesktopAnswer", { desktop: DesktopDetail });

export const DesktopDetailList = Answer("DesktopDetailList", {
  desktops: Type.Array(DesktopDetail, { maxItems: 1000 }),
  total_count: Count,
});

export const PoolDesktopList = Answer("PoolDesktopList", {
  pool_desktops: Type.Array(PoolDesktop, { maxItems: 100 }),
  total_count: Count,
  on_demand_desktops_num: Count,
  period_desktops_num: Count,
});

export const InconsistentStatics = Answer("InconsistentStatics", {
  product_id: Count,
  image_id: Count,
  disk_num: Type.Integer({ minimum: 0, description: "desktops that have not the pool's disks" }),
  disk_size: Type.Integer({ minimum: 0, description: "desktops with a disk of another size than the pool's" }),
});

const SimpleDesktop = Answer("SimpleDesktop", {
  desktop_id: Text,
  computer_name: Text,
  ip_address: Text,
  created: ZonelessTime,
  in_maintenance_mode: Flag,
  sid: Text,
  ou_name: Text,
  subnet_id: Text,
  enterprise_project_id: Text,
  bill_resource_id: Text,
  tags: Tags,
  attach_user_infos: Type.Array(AttachedUser),
  ...sometimes({ user_name: Text, user_group: Text, status: Text, task_status: Text, pool_id: Text }),
});

export const DesktopList = Answer("DesktopList", {
  desktops: Type.Array(SimpleDesktop, { maxItems: 1000 }),
  total_count: Count,
});
