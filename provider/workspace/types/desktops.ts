/** What the service says of desktops and of the disks on them. Nothing here names a person. */

export interface DesktopVolume {
  /** The record in the desktop's disk table. */
  readonly id?: string;
  /** The EVS volume: what the calls for one desktop's disks want. */
  readonly volumeId?: string;
  /** Joins the disk to the pool's `dataVolumes[].id`; absent for a desktop's own disk and in older regions. */
  readonly desktopPoolDiskId?: string;
  readonly type: string;
  /** GB. */
  readonly size: number;
  readonly iops?: number;
  readonly throughput?: number;
  readonly kmsId?: string;
  /** As the service wrote it. */
  readonly createTime?: string;
}

/** A desktop with its disks, as GET desktop and both detailed lists tell it. */
export interface Desktop {
  readonly desktopId: string;
  readonly computerName?: string;
  /** ACTIVE, SHUTOFF, HIBERNATED, ERROR, … */
  readonly status?: string;
  /** Empty or absent: idle. */
  readonly taskStatus?: string;
  readonly loginStatus?: string;
  readonly attachState?: string;
  readonly inMaintenanceMode?: boolean;
  readonly isFreeze?: boolean;
  readonly productId?: string;
  /** Absent where the region's answer does not tell it. */
  readonly imageId?: string;
  readonly rootVolume?: DesktopVolume;
  readonly dataVolumes: readonly DesktopVolume[];
}

export interface PoolDesktop extends Desktop {
  /** How it differs from its pool: PRODUCT_ID, DISK_NUM, …, or PRODUCT and IMAGE in the contract before 2026. */
  readonly inconsistentTypes?: readonly string[];
}

/** One row of the list of all desktops. Older regions tell neither status nor pool: take those from the pool's own list. */
export interface DesktopSummary {
  readonly desktopId: string;
  readonly computerName?: string;
  readonly poolId?: string;
  readonly status?: string;
  readonly taskStatus?: string;
  readonly inMaintenanceMode?: boolean;
}
