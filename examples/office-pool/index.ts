// A pool of three desktops. Its data disks stand in the configuration of the stack:
// pulumi config set disks '{ "data": { "type": "SAS", "size": 100 } }'
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet, type VolumeArgs } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

const pool = new DesktopPool("office", {
  name: "office",
  type: "DYNAMIC",
  size: 3,
  description: "Desktops of the office",
  productId: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
  forceDestroy: true,
});

const disks = new PoolVolumeSet("disks", {
  pool,
  volumes: config.requireObject<Record<string, VolumeArgs>>("disks"),
  forceDestroy: true,
});

export const poolId = pool.id;
export const volumeIds = disks.volumeIds;
