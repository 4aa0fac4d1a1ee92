/** What the functions answer of pools: the service's own words in camelCase. A field that the region does not tell is absent; absent is not "none". */

/**
 * Where something is.
 *
 * @source this package
 */
export interface PlaceResult {
  /** Region, such as `"ap-southeast-1"`. */
  region: string;
  /** Project id. */
  projectId: string;
}

/**
 * A disk of a pool's template, or the system disk of its desktops.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail (`data_volumes`, `root_volume`)
 */
export interface PoolVolumeResult {
  /** Id of the disk: what `id` under a key of a {@link PoolVolumeSet} takes. */
  id: string;
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
}

/**
 * What a pool does by itself, as the service says it.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail (`autoscale_policy`)
 */
export interface AutoscalePolicyResult {
  /** `ACCESS_CREATED`: when a user asks; `AUTO_CREATED`: ahead of time. */
  autoscaleType?: string;
  /**
   * Most desktops made automatically.
   *
   * @unit desktops
   */
  maxAutoCreated?: number;
  /**
   * Below so many idle desktops new ones are made.
   *
   * @unit desktops
   */
  minIdle?: number;
  /**
   * Desktops made at once.
   *
   * @unit desktops
   */
  onceAutoCreated?: number;
  /**
   * Desktops that are always kept.
   *
   * @unit desktops
   */
  minRetention?: number;
  /**
   * After how long an idle desktop may go.
   *
   * @unit minutes
   */
  idleRetentionDuration?: number;
  /** Whether broken desktops are set aside. */
  autoIsolationEnable?: boolean;
  /**
   * Most desktops that are set aside.
   *
   * @unit desktops
   */
  autoIsolationMaxNum?: number;
}

/**
 * How often users may reset their desktop.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail (`user_reset_policy`)
 */
export interface UserResetPolicyResult {
  /** Whether users may reset their desktop by themselves. */
  enable?: boolean;
  /**
   * How many resets a user has.
   *
   * @unit resets a day
   */
  resetCountPerDay?: number;
}

/**
 * A pool, as the service tells it. Nobody who uses it is named.
 *
 * @source Workspace API Reference, ShowDesktopPoolDetail
 */
export interface DesktopPoolResult {
  /** Id of the pool. */
  poolId: string;
  /** Its exact name. */
  name: string;
  /** Where it is. */
  place: PlaceResult;
  /** `STEADY` when nothing is under way, `TEMPORARY`, `EXIST_FROZEN`, `ERROR`, or another word of the service. */
  status: string;
  /** `DYNAMIC` or `STATIC`. */
  type?: string;
  /** Free text. */
  description?: string;
  /** When it was made, as the service writes it. */
  createdTime?: string;
  /** `"0"`: paid by the year or month; `"1"`: by use. */
  chargingMode?: string;
  /**
   * Desktops that it has.
   *
   * @unit desktops
   */
  desktopCount: number;
  /**
   * Desktops that belong to a user.
   *
   * @unit desktops
   */
  desktopUsed?: number;
  /** Availability zone. */
  availabilityZone?: string;
  /** VPC of its subnets. */
  vpcId?: string;
  /** Subnets of its desktops. Regions before 2026 tell none of them, or only the first one. */
  subnetIds?: string[];
  /** Product of its desktops. */
  productId?: string;
  /** Flavor (computing specification) behind the product. */
  flavorId?: string;
  /** Image of its desktops. */
  imageId?: string;
  /** System disk of its desktops. */
  rootVolume?: PoolVolumeResult;
  /** Its data disks, in the order of their ids: the service keeps none. */
  dataVolumes: PoolVolumeResult[];
  /** Security groups, by id. */
  securityGroupIds?: string[];
  /**
   * After how long a disconnected desktop is taken back.
   *
   * @unit minutes
   */
  disconnectedRetentionPeriod?: number;
  /** Whether it makes and removes desktops by itself. */
  enableAutoscale?: boolean;
  /** How it does. */
  autoscalePolicy?: AutoscalePolicyResult;
  /** How often users may reset their desktop. */
  userResetPolicy?: UserResetPolicyResult;
  /** Policy that names new desktops. */
  desktopNamePolicyId?: string;
  /** Enterprise project. */
  enterpriseProjectId?: string;
  /** Whether no user can get a desktop. */
  inMaintenanceMode?: boolean;
  /** Organizational unit of a domain. */
  ouName?: string;
  /** Domain. */
  domain?: string;
  /** All its tags; `pulumi-identity` is the one by which a {@link DesktopPool} knows its own. */
  tags?: Record<string, string>;
}

/**
 * One row of the list of pools. What else there is of it, {@link getDesktopPool} tells.
 *
 * @source Workspace API Reference, ListDesktopPools
 */
export interface DesktopPoolSummary {
  /** Id of the pool. */
  poolId: string;
  /** Its exact name. */
  name: string;
  /** As in {@link DesktopPoolResult}. */
  status?: string;
  /** When it was made, as the service writes it. */
  createdTime?: string;
}
