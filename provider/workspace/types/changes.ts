/** What a change says, in camelCase. Fields that are left out are not sent; how much each may hold stands in `calls/limits.ts`. */
import type { AuthorizedObject, AutoscalePolicy, UserResetPolicy } from "./pools.ts";

/** Which desktops follow the pool: those made later, those and the ones nobody uses, or all. */
export type HandleType = "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";

/** One disk to add, to a pool or to a desktop. */
export interface VolumeToAdd {
  readonly type: string;
  /** GB. */
  readonly size: number;
  readonly iops?: number;
  readonly throughput?: number;
  readonly kmsId?: string;
}

/** A disk of a pool as the service reports it, or with the size that it shall grow to. */
export interface KnownVolume {
  readonly id: string;
  /** Both contracts are satisfied by id, type and size together: the one before 2026 wants a type. */
  readonly type: string;
  /** GB. */
  readonly size: number;
}

/** Who follows a change of a pool, and which pool it is. */
export interface PoolScope {
  readonly poolId: string;
  /** Without it the service decides, by a rule that no page states. */
  readonly handleType?: HandleType;
  /** Only these desktops, at least one. Left out: all of the pool. */
  readonly desktopIds?: readonly string[];
}

export interface VolumesChange extends PoolScope {
  readonly handleType: HandleType;
}

/** The body of CreateDesktopPool, without data disks. */
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
  readonly authorizedObjects?: readonly AuthorizedObject[];
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

/** The body of UpdateDesktopPool: only the fields that change. An empty string or object clears where the service can. */
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
  readonly rootVolume?: RootVolumeChange;
}

/** Of the system disk of desktops made later: what is named changes. The size never does. */
export interface RootVolumeChange {
  readonly id: string;
  readonly type: string;
  readonly iops?: number;
  readonly throughput?: number;
  /** An empty text drops the key. */
  readonly kmsId?: string;
}

/** Another product for the desktops of a pool. */
export interface PoolResize extends PoolScope {
  readonly productId: string;
  /** Only where the availability zone is an edge one. */
  readonly flavorId?: string;
  /** Running desktops are stopped for it. */
  readonly mode?: "STOP_DESKTOP";
}

/** Another image for the desktops of a pool: their system disks are made anew, and what is on those is lost. */
export interface PoolRebuild extends PoolScope {
  readonly imageId: string;
  /** private, gold. */
  readonly imageType?: string;
  readonly osType?: string;
  /** Minutes that the users have to save what they work on. */
  readonly delayTime?: number;
  /** Shown to the users at the call. */
  readonly message?: string;
  /** Only desktops whose image is not the pool's, after a rebuild that failed. */
  readonly isFix?: boolean;
  readonly encryptType?: "KEEP" | "UNENCRYPTED" | "ENCRYPTED";
  readonly kmsId?: string;
}

/** Power for all desktops of a pool. */
export interface PoolAction {
  readonly poolId: string;
  readonly opType: "os-start" | "os-stop" | "reboot" | "hibernate";
  /** How reboot and os-stop are done. */
  readonly type?: "SOFT" | "HARD";
}

export interface AuthorizedObjectsChange {
  readonly poolId: string;
  readonly action: "ADD" | "REMOVE" | "CHANGE_PRIVILEGE";
  readonly objects: readonly AuthorizedObject[];
}

export interface DesktopsToDelete {
  readonly desktopIds: readonly string[];
  /** Whether users who have no other desktop go as well. */
  readonly deleteUsers: boolean;
  /** The service mails the users unless told not to. */
  readonly emailNotification: boolean;
  readonly forceDelete: boolean;
}

export interface DesktopVolumesToAdd {
  readonly desktopId: string;
  readonly volumes: readonly VolumeToAdd[];
}

/** The list's key: `desktop_volumes` by the published contract; a region may know only the other, which Terraform's provider sends. */
export type AddVolumesKey = "desktopVolumes" | "addDesktopVolumesReq";

export interface DesktopVolumeToExpand {
  readonly desktopId: string;
  /** EVS id, also of the root disk. */
  readonly volumeId: string;
  /** GB in all, more than now. */
  readonly newSize: number;
}

export interface VolumesQos {
  /** EVS ids. */
  readonly volumeIds: readonly string[];
  readonly qos: {
    readonly iops: number;
    /** MiB/s. */
    readonly throughput: number;
  };
}
