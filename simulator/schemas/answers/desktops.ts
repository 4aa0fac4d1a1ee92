// What calls on desktops answer.

import Type from "typebox";
import { DesktopVolume } from "./disks.ts";
import { Count, Percent, Text, ZonelessTime } from "./shared.ts";

const attach = { login_status: Text, attach_state: Type.Enum(["ATTACHED", "UNATTACH"]) };

const PoolDesktop = Type.Object({
  desktop_id: Text,
  computer_name: Text,
  ip_addresses: Type.Array(Text),
  status: Text,
  task_status: Text,
  ...attach,
  process: Percent,
  root_volume: DesktopVolume,
  data_volumes: Type.Array(DesktopVolume),
  inconsistent_types: Type.Optional(Type.Array(Text)),
});

export const PoolDesktopList = Type.Object({
  pool_desktops: Type.Array(PoolDesktop, { maxItems: 100 }),
  total_count: Count,
  on_demand_desktops_num: Count,
  period_desktops_num: Count,
});

export const InconsistentStatics = Type.Object({
  product_id: Count,
  image_id: Count,
  disk_num: Count,
  disk_size: Count,
});

export const DesktopList = Type.Object({
  desktops: Type.Array(Type.Object({ desktop_id: Text, computer_name: Text, created: ZonelessTime, ...attach })),
  total_count: Count,
});
