// How one desktop's disk looks on the wire.

import type { DesktopDisk } from "../model/types.ts";
import { codeOfType } from "../model/volumeProducts.ts";
import type { World } from "../model/world.ts";
import { present } from "./present.ts";

export function desktopDisk(world: World, disk: DesktopDisk): Record<string, unknown> {
  const { id, volumeId, type, size, device, createdAt } = disk;
  return {
    id,
    volume_id: volumeId,
    type,
    size,
    device,
    display_name: `volume-${volumeId.slice(0, 8)}`,
    bill_resource_id: volumeId,
    create_time: new Date(createdAt).toISOString(),
    ...(world.dialects("desktop-fields") === "old" ? {} : laterFields(world, disk)),
  };
}

function laterFields(world: World, { type, poolDiskId, iops, throughput, kmsId }: DesktopDisk) {
  const joined = world.dialects("desktop-pool-disk-id") === "yes";
  return present({
    resource_spec_code: codeOfType(type),
    desktop_pool_disk_id: joined ? poolDiskId : undefined,
    iops,
    throughput,
    kms_id: kmsId,
  });
}
