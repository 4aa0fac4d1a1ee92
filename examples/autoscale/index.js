// A pool that makes desktops when few are idle and removes them at night, but never has fewer than `size`. Plain JavaScript.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

const pool = new DesktopPool("hotline", {
  name: "hotline",
  type: "DYNAMIC",
  // With autoscale this is a floor: more desktops than that are no difference, and nothing is removed because of it.
  size: config.getNumber("floor") ?? 2,
  productId: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
  enableAutoscale: true,
  autoscalePolicy: { autoscaleType: "AUTO_CREATED", maxAutoCreated: 20, minIdle: 2, onceAutoCreated: 2 },
  forceDestroy: true,
});

export const desktops = pool.desktopCount;
