/** What the service has and says, in camelCase. snake_case stops at the client. */

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

/** The body of one disk in batch-add. */
export interface VolumeToAdd {
  readonly type: string;
  /** GB. */
  readonly size: number;
  readonly iops?: number;
  readonly throughput?: number;
  readonly kmsId?: string;
}

export type HandleType = "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";

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

export interface DesktopVolume {
  /** The record in the desktop's disk table. */
  readonly id?: string;
  /** The EVS volume: what the calls for one desktop's disks want. */
  readonly volumeId?: string;
  /** Joins the disk to the pool's `dataVolumes[].id`; absent for a desktop's own disk and in older regions. */
  readonly desktopPoolDiskId?: string;
  readonly type: string;
  readonly size: number;
  /** As the service wrote it. */
  readonly createTime?: string;
}

export interface PoolDesktop {
  readonly desktopId: string;
  readonly computerName?: string;
  /** ACTIVE, SHUTOFF, HIBERNATED, ERROR, … */
  readonly status?: string;
  /** Empty or absent: idle. */
  readonly taskStatus?: string;
  readonly loginStatus?: string;
  readonly attachState?: string;
  readonly inMaintenanceMode?: boolean;
  readonly dataVolumes: readonly DesktopVolume[];
}

export interface InconsistentStatics {
  readonly productId?: number;
  readonly imageId?: number;
  readonly diskNum?: number;
  readonly diskSize?: number;
}

/** One desktop's part in a job. Times are as the service wrote them: no zone, compared only with each other. */
export interface SubJob {
  readonly id: string;
  readonly jobId?: string;
  readonly jobType?: string;
  readonly status: string;
  readonly beginTime?: string;
  readonly endTime?: string;
  readonly process?: number;
  readonly errorCode?: string;
  readonly failReason?: string;
  readonly desktopId?: string;
  readonly desktopName?: string;
}

export interface Job {
  readonly id: string;
  readonly jobType?: string;
  readonly status: string;
  readonly beginTime?: string;
  readonly endTime?: string;
  readonly errorCode?: string;
  readonly failReason?: string;
  readonly subJobsTotal?: number;
  readonly subJobs: readonly SubJob[];
}

export interface AuthorizedObject {
  readonly objectId: string;
  readonly objectType: string;
  readonly objectName: string;
  readonly userGroup: string;
  readonly domain?: string;
}

/** The body of CreateDesktopPool in camelCase, without data disks. */
export interface PoolToCreate {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly productId: string;
  readonly imageType: string;
  readonly imageId: string;
  readonly rootVolume: VolumeToAdd;
  readonly subnetIds: readonly string[];
  readonly vpcId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly availabilityZone?: string;
  readonly description?: string;
  readonly flavorId?: string;
  readonly ouName?: string;
  readonly domain?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly enterpriseProjectId?: string;
  readonly disconnectedRetentionPeriod?: number;
  readonly enableAutoscale?: boolean;
  readonly autoscalePolicy?: AutoscalePolicy;
  readonly userResetPolicy?: UserResetPolicy;
  readonly desktopNamePolicyId?: string;
}

/** The body of UpdateDesktopPool in camelCase: only the fields that change. An empty string or object clears where the service can. */
export interface PoolChange {
  readonly name?: string;
  readonly description?: string;
  readonly availabilityZone?: string;
  readonly ouName?: string;
  readonly desktopNamePolicyId?: string;
  readonly disconnectedRetentionPeriod?: number;
  readonly enableAutoscale?: boolean;
  readonly autoscalePolicy?: AutoscalePolicy;
  readonly inMaintenanceMode?: boolean;
  readonly userResetPolicy?: UserResetPolicy;
  readonly tags?: Readonly<Record<string, string>>;
  readonly vpcId?: string;
  readonly subnetIds?: readonly string[];
  readonly securityGroupIds?: readonly string[];
  readonly enterpriseProjectId?: string;
}
