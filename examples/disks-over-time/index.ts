// What happens to the disks of a pool in the course of a year. They stand in disks.json; README.md has its chapters.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet, type PoolVolumeSetArgs } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

const pool = new DesktopPool("lab", {
  name: "lab",
  type: "DYNAMIC",
  size: 2,
  productId: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
  forceDestroy: true,
});

const written: Omit<PoolVolumeSetArgs, "pool"> = JSON.parse(readFileSync("disks.json", "utf8"));
const disks = new PoolVolumeSet("disks", { pool, ...written });

export const volumeIds = disks.volumeIds;
