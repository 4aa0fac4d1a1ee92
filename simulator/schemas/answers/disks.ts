// How one desktop's disk looks in answers.

import Type from "typebox";
import { Size, Text, UtcTime } from "./shared.ts";

export const DesktopVolume = Type.Object({
  id: Text,
  volume_id: Text,
  desktop_pool_disk_id: Type.Optional(Text),
  type: Text,
  size: Size,
  device: Type.String({ pattern: "^/dev/vd[a-z]$" }),
  create_time: UtcTime,
});
