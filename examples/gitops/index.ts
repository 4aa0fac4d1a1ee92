// An office whose desktops and disks stand in desktops.json: a change of that file is what a pipeline previews, judges and applies.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet, type VolumeArgs } from "pulumi-huaweicloud-workspace";

interface Desktops {
  size: number;
  disks: Record<string, VolumeArgs>;
}

const config = new pulumi.Config();
const { size, disks }: Desktops = JSON.parse(readFileSync("desktops.json", "utf8"));

/** Where nobody is asked before a change is applied (kubernetes/), no disk goes before its protection has gone, in an `up` of its own. */
const deletionProtection = config.getBoolean("protectDisks") ?? false;

const pool = new DesktopPool("office", {
  name: `office-${pulumi.getStack()}`,
  type: "DYNAMIC",
  size,
  productId: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
});

const protectedDisks = Object.entries(disks).map(([key, disk]) => [key, { deletionProtection, ...disk }]);

export const volumeIds = new PoolVolumeSet("disks", { pool, volumes: Object.fromEntries(protectedDisks) }).volumeIds;
