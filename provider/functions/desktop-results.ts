/** What the functions answer of desktops and their disks, as results.ts does of pools. */

/**
 * A disk of one desktop.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail and ShowDesktopDetail (`data_volumes`, `root_volume`)
 */
export interface DesktopVolumeResult {
  /** Id of the EVS volume: what the calls for one desktop's disks take. */
  volumeId?: string;
  /** Id of the pool's disk that it is a copy of; absent for a desktop's own disk, and in regions before 2026. */
  poolVolumeId?: string;
  /** Disk type, such as `"SAS"`. */
  type: string;
  /**
   * Its size.
   *
   * @unit GB
   */
  size: number;
  /**
   * Its speed, where the service tells.
   *
   * @unit I/O operations per second
   */
  iops?: number;
  /**
   * Its throughput, where the service tells.
   *
   * @unit MiB/s
   */
  throughput?: number;
  /** Key that encrypts the disk. */
  kmsId?: string;
  /** When it was made, as the service writes it. */
  createTime?: string;
}

/**
 * A desktop of a pool. Whose it is, is not told.
 *
 * @source Workspace API Reference, ListPoolDesktopsDetail
 */
export interface PoolDesktopResult {
  /** Id of the desktop. */
  desktopId: string;
  /** Its name in the network. A name policy may put a user's name into it: think before you export it. */
  computerName?: string;
  /** `ACTIVE`, `SHUTOFF`, `HIBERNATED`, `ERROR`, or another word of the service. */
  status?: string;
  /** What is being done to it; absent or empty: nothing. */
  taskStatus?: string;
  /** `CONNECTED`, `DISCONNECTED`, `REGISTERED`, `UNREGISTER`: whether somebody works on it. */
  loginStatus?: string;
  /** Whether it belongs to a user: `ATTACHED`, `UNATTACHED` and the like. */
  attachState?: string;
  /** Whether it is in maintenance. */
  inMaintenanceMode?: boolean;
  /** Whether it is frozen, for example because a bill was not paid. */
  isFreeze?: boolean;
  /** Product. */
  productId?: string;
  /** Image that its system disk was made from. */
  imageId?: string;
  /** System disk. */
  rootVolume?: DesktopVolumeResult;
  /** Data disks. */
  dataVolumes: DesktopVolumeResult[];
  /** In what it differs from its pool, in the service's words: `PRODUCT_ID`, `DISK_NUM` and the like. */
  inconsistentTypes?: string[];
}
