// How one desktop's disk looks in answers.

import * as Type from "../type.ts";
import { Answer, Count, Size, sometimes, Text, UtcTime } from "./shared.ts";

export const DesktopVolume = Answer("DesktopVolume", {
  id: Type.String({ minLength: 1, description: "the id of this record" }),
  volume_id: Type.String({ minLength: 1, description: "the id of the volume, which the desktop's own calls want" }),
  type: Text,
  size: Size,
  device: Type.String({ pattern: "^/dev/vd[a-z]$" }),
  display_name: Text,
  create_time: UtcTime,
  ...sometimes({
    desktop_pool_disk_id: Type.String({ description: "the pool's disk that this one was made from" }),
    bill_resource_id: Text,
    resource_spec_code: Text,
    iops: Count,
    throughput: Count,
    kms_id: Text,
  }),
});
