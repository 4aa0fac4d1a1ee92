// Fifty pools with their disks. However many of them Pulumi works on at once, they share one budget of requests.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();
const pools = config.getNumber("pools") ?? 50;

const names = Array.from({ length: pools }, (_, i) => `room-${String(i + 1).padStart(3, "0")}`);

export const ids = names.map((name) => {
  const pool = new DesktopPool(name, {
    name,
    type: "DYNAMIC",
    size: 1,
    productId: config.get("productId") ?? "workspace.c2.large.windows",
    imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
    rootVolume: { type: "SAS", size: 80 },
    subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
    forceDestroy: true,
  });
  new PoolVolumeSet(`${name}-disks`, {
    pool,
    volumes: { data: { type: "SAS", size: config.getNumber("gigabytes") ?? 50 } },
    forceDestroy: true,
  });
  return pool.id;
});
