// The program of one branch office: it is run in this very process, once for each stack.
import { DesktopPool, PoolVolumeSet, type VolumeArgs } from "pulumi-huaweicloud-workspace";

export interface Branch {
  readonly size: number;
  readonly disks: Record<string, VolumeArgs>;
}

export const programOf =
  (name: string, { size, disks }: Branch) =>
  async () => {
    const pool = new DesktopPool("desktops", {
      name: `branch-${name}`,
      type: "DYNAMIC",
      size,
      productId: "workspace.c2.large.windows",
      imageId: "4fe8a6ab-0000-4000-8000-000000000001",
      rootVolume: { type: "SAS", size: 80 },
      subnetIds: ["5d0e9f7a-0000-4000-8000-000000000002"],
    });
    new PoolVolumeSet("disks", { pool, volumes: disks });
    return { poolId: pool.id };
  };
