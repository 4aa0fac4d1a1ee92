// Every point where the sources disagree or are silent, as a switch. The first value is the default.

export interface Dialect {
  readonly values: readonly [string, ...string[]];
  readonly source: string;
  readonly meaning: string;
}

/** `source` names the section, contradiction (C), trap (T) or open point (§9) of the API reference that the switch comes from. */
export const dialectTable = {
  "failed-status": {
    values: ["FAIL", "FAILED"],
    source: "C2, §5.2",
    meaning: "the word for a failed job in ShowJob",
  },
  "failed-sub-job-status": {
    values: ["FAILED", "FAIL"],
    source: "C2, §5.1",
    meaning: "the word for a failed sub-job",
  },
  "success-status": {
    values: ["SUCCESS", "COMPLETE"],
    source: "§5.2",
    meaning: "the word for a job that ended well in ShowJob",
  },
  "partial-status": {
    values: ["fail", "success"],
    source: "§5.3, §8",
    meaning: "how a job with some failed sub-jobs is reported at its top",
  },
  "gone-status": {
    values: ["404", "400-WKS.0001"],
    source: "C18, §9",
    meaning: "the answer to a call on a pool that does not exist",
  },
  "unknown-disk": {
    values: ["404", "400"],
    source: "§9 (silent)",
    meaning: "the answer to a call with a disk id that is not there",
  },
  "name-taken-status": {
    values: ["400", "409"],
    source: "§1.4, §2.1",
    meaning: "the answer to a pool name that is already in use",
  },
  "tags-returned": {
    values: ["yes", "no"],
    source: "§0 (2026-01-08), T14",
    meaning: "whether a pool's answer carries tags, vpc_id, subnet_ids and ou_name",
  },
  "desktop-pool-disk-id": {
    values: ["yes", "no"],
    source: "§0 (2026-01-15), §3.5",
    meaning: "whether a desktop's disk names the pool disk it was made from",
  },
  "inconsistent-types": {
    values: ["new", "old", "absent"],
    source: "C16, §3.5",
    meaning: "the words a desktop's differences from its pool are told in",
  },
  "desktop-status": {
    values: ["yes", "no"],
    source: "C14, §4.1",
    meaning: "whether ListDesktops items carry status, task_status and pool_id",
  },
  "new-desktop-status": {
    values: ["BUILD", "SHUTOFF"],
    source: "§4.2 (silent)",
    meaning: "the status of a desktop that is still being made",
  },
  "failed-desktop": {
    values: ["absent", "error"],
    source: "§9 (silent)",
    meaning: "what is left of a desktop whose making failed: nothing, or a desktop in ERROR",
  },
  "failed-pool-status": {
    values: ["ERROR", "STEADY"],
    source: "C21, §9",
    meaning: "the status of a pool none of whose first desktops could be made",
  },
  "busy-add-code": {
    values: ["WKS.00010032", "WKS.0407"],
    source: "§1.4, T7",
    meaning: "the refusal of a disk add while another add runs: 409 conflict, or 400 adding disks",
  },
  "add-spacing": {
    values: ["none", "5min"],
    source: "§1.4 WKS.0407",
    meaning: "whether two disk adds of a pool must be five minutes apart",
  },
  "add-when-stopped": {
    values: ["refuse", "refuse-affected", "allow"],
    source: "§3.1, §9",
    meaning: "a disk add while a desktop is not ACTIVE: refused, refused if that desktop is to follow, allowed",
  },
  "one-disk-a-call": {
    values: ["no", "yes"],
    source: "C26, §3.7",
    meaning: "whether an add or a delete takes only one disk",
  },
  "add-record": {
    values: ["at-call", "at-job-end"],
    source: "§9 (silent)",
    meaning: "when a new disk appears in the pool's answer",
  },
  "failed-add-template": {
    values: ["kept", "dropped"],
    source: "§9",
    meaning: "whether a failed add leaves its disk in the pool",
  },
  "failed-change-template": {
    values: ["kept", "applied"],
    source: "§9 (silent)",
    meaning: "the pool's disk after a delete or expand that failed on some desktop: as before, or changed",
  },
  "desktop-ids-template": {
    values: ["yes", "no"],
    source: "§3.4, §9",
    meaning: "whether a disk call with desktop_ids changes the pool's own disks too",
  },
  "default-handle-type": {
    values: ["FOR_EXPAND_AND_ALL", "FOR_EXPAND_AND_IDLE", "ONLY_FOR_EXPAND"],
    source: "§3.4, §9",
    meaning: "which desktops follow a disk call that sends no handle_type",
  },
  "expand-body": {
    values: ["both", "new", "old"],
    source: "C6, §3.3",
    meaning: "the accepted form of an item to expand: {id,size}; old: {type,size} with or without id",
  },
  "delete-body": {
    values: ["both", "new", "old"],
    source: "C5, §3.2",
    meaning: "the accepted form of an item to delete: {id}; old: type and size required and true",
  },
  "empty-volumes": {
    values: ["refuse", "accept"],
    source: "§3.2, §9",
    meaning: "a disk call that lists no disk: refused, or a job that changes nothing",
  },
  "disk-size": {
    values: ["steps-of-10", "any", "up-to-1020"],
    source: "C12, §3.7",
    meaning: "data disk sizes: 10..8200 in tens; 1..8200; 10..1020 in tens",
  },
  "pool-name-max": {
    values: ["64", "255", "15"],
    source: "C9, §2.1",
    meaning: "the longest pool name",
  },
  "volume-order": {
    values: ["request", "shuffled"],
    source: "T21",
    meaning: "the order of a pool's data_volumes in its answer",
  },
  "users-published": {
    values: ["yes", "no"],
    source: "§2.9",
    meaning: "whether the authorised-users calls exist in this region",
  },
  "users-status": {
    values: ["204", "200"],
    source: "C4",
    meaning: "the status of a change of authorised users",
  },
  "put-status": {
    values: ["200", "204"],
    source: "C3, §2.4",
    meaning: "the status of a pool update",
  },
  "expand-job-type": {
    values: ["expandDesktopPoolVolumes", "expandVolumes"],
    source: "§3.3, §5.1",
    meaning: "the job_type of a pool disk expansion",
  },
  "job-time-zone": {
    values: ["utc", "local8"],
    source: "§5.1",
    meaning: "what the zoneless begin_time and end_time of jobs mean: UTC or UTC+8",
  },
  "sub-jobs-visible": {
    values: ["at-once", "when-running"],
    source: "§5.3",
    meaning: "whether a job's sub-jobs are listed before it runs",
  },
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialectTable;
export type DialectValue<N extends DialectName> = (typeof dialectTable)[N]["values"][number];
