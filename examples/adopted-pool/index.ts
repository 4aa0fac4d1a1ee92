// A pool that was made in the console comes under Pulumi, and nothing changes on it. `npx pulumi-huaweicloud-workspace adopt NAME`
// writes such a program for you, with the real ids; this one takes them from the configuration.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

const pool = new DesktopPool("reception", {
  adopt: { poolId: config.require("poolId") },
  name: "reception",
  type: "STATIC",
  size: 2,
  productId: "workspace.c2.large.windows",
  imageId: config.require("imageId"),
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.require("subnetId")],
});

// The `id` says which disk of the pool a name means. It is a remark from the second `up` on.
const disks = new PoolVolumeSet("disks", {
  pool,
  volumes: { files: { type: "SAS", size: 100, id: config.require("diskId") } },
});

export const desktops = pool.desktopCount;
export const volumeIds = disks.volumeIds;
