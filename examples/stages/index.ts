// One program, two stacks. What must not be lost in production may be thrown away in staging, and the program says which is which.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const isProduction = pulumi.getStack() === "prod";
const config = new pulumi.Config();

/** Consents for staging; in production nobody has them, and `pulumi` itself refuses to delete. */
const consents = isProduction ? {} : { forceDestroy: true };
const options = { protect: isProduction };

const pool = new DesktopPool(
  "desktops",
  {
    name: `trading-${pulumi.getStack()}`,
    type: "DYNAMIC",
    size: isProduction ? 3 : 1,
    productId: config.get("productId") ?? "workspace.c2.large.windows",
    imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
    rootVolume: { type: "SAS", size: 80 },
    subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
    ...consents,
  },
  options,
);

new PoolVolumeSet(
  "disks",
  {
    pool,
    volumes: {
      // Even a commit that takes this line out is refused in production; first the protection has to go, in a commit of its own.
      archive: { type: "SAS", size: 200, deletionProtection: isProduction },
      scratch: { type: "SSD", size: 50 },
    },
    ...consents,
  },
  options,
);

export const poolId = pool.id;
