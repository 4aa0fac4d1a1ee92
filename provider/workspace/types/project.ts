/** What the project may buy, and how much of it. */

/** The least and the most that may be chosen. */
export interface SpeedRange {
  readonly min: number;
  readonly max: number;
}

/** A type of disk that can be bought. */
export interface VolumeProduct {
  readonly resourceSpecCode?: string;
  /** SAS, SSD, GPSSD, … */
  readonly volumeType: string;
  /** normal, sellout. */
  readonly status?: string;
  readonly iops?: SpeedRange;
  readonly throughput?: SpeedRange;
}

export interface Quota {
  /** general_instances, volumes, volume_gigabytes, … */
  readonly type: string;
  /** -1: no limit. */
  readonly quota: number;
  readonly used: number;
  readonly unit?: string;
}

export interface Quotas {
  readonly resources: readonly Quota[];
  readonly siteQuotas: readonly { readonly siteId: string; readonly resources: readonly Quota[] }[];
}
