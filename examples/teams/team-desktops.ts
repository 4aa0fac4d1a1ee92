// What a team gets: a pool, and the disks on each of its desktops.
import * as pulumi from "@pulumi/pulumi";
import { DesktopPool, PoolVolumeSet, type VolumeArgs } from "pulumi-huaweicloud-workspace";

export interface TeamArgs {
  readonly size: number;
  /** Default: that of the office. */
  readonly product?: string;
  readonly disks: Record<string, VolumeArgs>;
}

export interface OfficeArgs {
  readonly product: string;
  readonly imageId: string;
  readonly subnetId: string;
}

export class TeamDesktops extends pulumi.ComponentResource {
  readonly poolId: pulumi.Output<string>;
  readonly volumeIds: PoolVolumeSet["volumeIds"];

  constructor(team: string, args: TeamArgs, office: OfficeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:workspace:TeamDesktops", team, {}, opts);
    // The child's name has the team in it: two components may not have children of one name.
    const pool = new DesktopPool(
      `${team}-pool`,
      {
        name: team,
        type: "DYNAMIC",
        size: args.size,
        productId: args.product ?? office.product,
        imageId: office.imageId,
        rootVolume: { type: "SAS", size: 80 },
        subnetIds: [office.subnetId],
        tags: { team },
        forceDestroy: true,
      },
      { parent: this },
    );
    const set = new PoolVolumeSet(`${team}-disks`, { pool, volumes: args.disks, forceDestroy: true }, { parent: this });
    this.poolId = pool.id;
    this.volumeIds = set.volumeIds;
    this.registerOutputs({ poolId: this.poolId, volumeIds: this.volumeIds });
  }
}
