/** What the service says of a pool: its template, its disks, who may use it, and how many of its desktops differ from it. */

/** A disk record of a pool's template (`data_volumes[]` of GET pool). `id` is what expand and delete of pool disks want. */
export interface PoolVolume {
  readonly id: string;
  readonly type: string;
  /** GB. */
  readonly size: number;
  readonly iops?: number;
  readonly throughput?: number;
  readonly kmsId?: string;
}

export interface AutoscalePolicy {
  readonly autoscaleType?: string;
  readonly maxAutoCreated?: number;
  readonly minIdle?: number;
  readonly onceAutoCreated?: number;
  readonly minRetention?: number;
  readonly idleRetentionDuration?: number;
  readonly autoIsolationEnable?: boolean;
  readonly autoIsolationMaxNum?: number;
}

export interface UserResetPolicy {
  readonly enable?: boolean;
  readonly resetCountPerDay?: number;
}

/** GET pool. Fields that a lagging region does not send are absent. */
export interface Pool {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  /** STEADY, TEMPORARY, EXIST_FROZEN, UNKNOWN, ERROR, or a word nobody documented. */
  readonly status: string;
  readonly createdTime?: string;
  /** "0" yearly/monthly, "1" pay-per-use. */
  readonly chargingMode?: string;
  readonly desktopCount: number;
  readonly desktopUsed?: number;
  readonly availabilityZone?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly subnetIds?: readonly string[];
  readonly productId?: string;
  readonly flavorId?: string;
  readonly imageId?: string;
  readonly rootVolume?: PoolVolume;
  readonly dataVolumes: readonly PoolVolume[];
  readonly securityGroupIds?: readonly string[];
  readonly disconnectedRetentionPeriod?: number;
  readonly enableAutoscale?: boolean;
  readonly autoscalePolicy?: AutoscalePolicy;
  readonly userResetPolicy?: UserResetPolicy;
  readonly desktopNamePolicyId?: string;
  readonly enterpriseProjectId?: string;
  readonly inMaintenanceMode?: boolean;
  readonly ouName?: string;
  readonly domain?: string;
  /** Absent where the region does not return tags: absent is not "none". */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One row of the pools' list: enough to find a pool by its exact name. Take disk ids only from GET pool. */
export interface PoolSummary {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
  readonly createdTime?: string;
}

/** How many desktops of a pool differ from it. A count that the region does not tell is absent: absent is not 0. */
export interface InconsistentStatics {
  readonly productId?: number;
  readonly imageId?: number;
  readonly diskNum?: number;
  readonly diskSize?: number;
}

/** A person or a group that may use a pool. */
export interface AuthorizedObject {
  readonly objectId: string;
  /** USER, USER_GROUP. */
  readonly objectType: string;
  readonly objectName: string;
  /** sudo, default, administrators, users. */
  readonly userGroup: string;
  readonly domain?: string;
}
