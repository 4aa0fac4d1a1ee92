// The same desktops in two regions. Region and project are arguments of each resource; a set follows its pool.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

/** Of a region: its project, endpoint, image and subnet. */
interface Site {
  readonly region: string;
  readonly projectId?: string;
  readonly endpoint?: string;
  readonly imageId: string;
  readonly subnetId: string;
}

const sites = config.requireObject<Record<string, Site>>("sites");

export const pools = Object.fromEntries(
  Object.entries(sites).map(([name, { imageId, subnetId, ...place }]) => {
    const pool = new DesktopPool(`office-${name}`, {
      ...place,
      name: `office-${name}`,
      type: "DYNAMIC",
      size: 1,
      productId: "workspace.c2.large.windows",
      imageId,
      rootVolume: { type: "SAS", size: 80 },
      subnetIds: [subnetId],
      forceDestroy: true,
    });
    new PoolVolumeSet(`disks-${name}`, { pool, volumes: { data: { type: "SAS", size: 100 } }, forceDestroy: true });
    return [name, { id: pool.id, region: place.region }];
  }),
);
