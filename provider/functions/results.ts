/** What the functions answer: the service's own words in camelCase. A field that the region does not tell is absent; absent is not "none". */

/** A disk of a pool's template, or the system disk of its desktops. */
export interface PoolVolumeResult {
  /** Id of the disk: what `id` under a key of a {@link PoolVolumeSet} takes. */
  id: string;
  /** Disk type, such as `"SAS"`. */
  type: string;
  /** GB. */
  size: number;
  /** I/O operations per second. */
  iops?: number;
  /** MiB/s. */
  throughput?: number;
  /** Key that encrypts the disk. */
  kmsId?: string;
}

/** What a pool does by itself, as the service says it. */
export interface AutoscalePolicyResult {
  /** `ACCESS_CREATED`: when a user asks; `AUTO_CREATED`: ahead of time. */
  autoscaleType?: string;
  /** Most desktops made automatically. */
  maxAutoCreated?: number;
  /** Below so many idle desktops new ones are made. */
  minIdle?: number;
  /** Desktops made at once. */
  onceAutoCreated?: number;
  /** Desktops that are always kept. */
  minRetention?: number;
  /** Minutes after which an idle desktop may go. */
  idleRetentionDuration?: number;
  /** Whether broken desktops are set aside. */
  autoIsolationEnable?: boolean;
  /** Most desktops that are set aside. */
  autoIsolationMaxNum?: number;
}

/** A pool, as `GET desktop-pools/ID` tells it (ShowDesktopPoolDetail of the service's API reference). Nobody who uses it is named. */
export interface DesktopPoolResult {
  /** Id of the pool. */
  poolId: string;
  /** Its exact name. */
  name: string;
  /** Where it is. */
  place: { region: string; projectId: string };
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
  /** Desktops that it has. */
  desktopCount: number;
  /** Desktops that belong to a user. */
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
  /** Minutes after which a disconnected desktop is taken back. */
  disconnectedRetentionPeriod?: number;
  /** Whether it makes and removes desktops by itself. */
  enableAutoscale?: boolean;
  /** How it does. */
  autoscalePolicy?: AutoscalePolicyResult;
  /** How often users may reset their desktop. */
  userResetPolicy?: { enable?: boolean; resetCountPerDay?: number };
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

/** One row of the list of pools. What else there is of it, {@link getDesktopPool} tells. */
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

/** A disk of one desktop. */
export interface DesktopVolumeResult {
  /** Id of the EVS volume: what the calls for one desktop's disks take. */
  volumeId?: string;
  /** Id of the pool's disk that it is a copy of; absent for a desktop's own disk, and in regions before 2026. */
  poolVolumeId?: string;
  /** Disk type, such as `"SAS"`. */
  type: string;
  /** GB. */
  size: number;
  /** I/O operations per second. */
  iops?: number;
  /** MiB/s. */
  throughput?: number;
  /** Key that encrypts the disk. */
  kmsId?: string;
  /** When it was made, as the service writes it. */
  createTime?: string;
}

/** A desktop of a pool. Whose it is, is not told. */
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

/** A program that takes over an existing pool, and what it is made of. */
export interface AdoptProgramResult {
  /** Id of the pool. */
  poolId: string;
  /** Its exact name. */
  name: string;
  /** Where it is. */
  place: { region: string; projectId: string };
  /** Of the program. */
  language: "typescript" | "javascript";
  /** The text, ready for a file. */
  program: string;
  /** What the program declares, as data: the set's `pool` is the DesktopPool beside it. */
  resources: { type: "DesktopPool" | "PoolVolumeSet"; name: string; args: Record<string, unknown> }[];
  /** What to know or to do before the first `pulumi up`; the program says it in its first lines too. */
  remarks: string[];
}
